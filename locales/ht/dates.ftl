# Machine-translated, not yet read by a person.

moment = { $when } ({ $zone })
range-in-a-day = { $date }, soti { $from } rive { $until } ({ $zone })
range-over-days = soti { $from } rive { $until } ({ $zone })
