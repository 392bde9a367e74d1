# Machine-translated, not yet read by a person.

moment = { $when } ({ $zone })
range-in-a-day = { $date }, de { $from } à { $until } ({ $zone })
range-over-days = du { $from } au { $until } ({ $zone })
