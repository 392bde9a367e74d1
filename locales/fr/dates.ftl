# Machine-translated, not yet read by a person.

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

date =
    { $day ->
        [1] { $weekday } 1er { $month } { $year }
       *[other] { $weekday } { $day } { $month } { $year }
    }
date-and-time = { $date }, { $time }
moment = { $date }, { $time } ({ $zone })
range-in-a-day = { $date }, de { $from } à { $until } ({ $zone })
range-over-days = du { $from } au { $until } ({ $zone })
zone-of-place = heure de { $place }
