# Machine-translated, not yet read by a person.

moment = { $when } ({ $zone })
range-in-a-day = { $date }، من { $from } إلى { $until } ({ $zone })
range-over-days = من { $from } إلى { $until } ({ $zone })
