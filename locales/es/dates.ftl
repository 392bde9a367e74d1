# Machine-translated, not yet read by a person.

moment = { $when } ({ $zone })
range-in-a-day = { $date }, de { $from } a { $until } ({ $zone })
range-over-days = desde el { $from } hasta el { $until } ({ $zone })
