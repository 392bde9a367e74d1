# The source. Every other language follows this file.
# Moments in words. `$date` is `date`, `$zone` what a time zone is called, such as "Pacific Time".

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

date = { $weekday } { $day } { $month } { $year }
date-and-time = { $date }, { $time }
moment = { $date }, { $time } ({ $zone })
range-in-a-day = { $date }, { $from } to { $until } ({ $zone })
range-over-days = { $from } to { $until } ({ $zone })
zone-of-place = { $place } time
