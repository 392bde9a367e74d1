# Machine-translated, not yet read by a person.

moment = { $when }（{ $zone }）
range-in-a-day = { $date } { $from } 至 { $until }（{ $zone }）
range-over-days = { $from } 至 { $until }（{ $zone }）
