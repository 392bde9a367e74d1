# The source. Every other language follows this file.
# Moments in words. `$date` is a day, such as "Thursday, 10 September 2026", `$when` a day and a time, `$from` and `$until`
# are times, or days with times; all as CLDR has a language write them. `$zone` is what a time zone is called, such as
# "Pacific Time".

moment = { $when } ({ $zone })
range-in-a-day = { $date }, { $from } to { $until } ({ $zone })
range-over-days = from { $from } to { $until } ({ $zone })
