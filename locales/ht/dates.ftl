# Machine-translated, not yet read by a person.

weekday-1 = lendi
weekday-2 = madi
weekday-3 = mèkredi
weekday-4 = jedi
weekday-5 = vandredi
weekday-6 = samdi
weekday-7 = dimanch

month-1 = janvye
month-2 = fevriye
month-3 = mas
month-4 = avril
month-5 = me
month-6 = jen
month-7 = jiyè
month-8 = out
month-9 = septanm
month-10 = oktòb
month-11 = novanm
month-12 = desanm

date = { $weekday } { $day } { $month } { $year }
date-and-time = { $date }, { $time }
moment = { $date }, { $time } ({ $zone })
range-in-a-day = { $date }, soti { $from } rive { $until } ({ $zone })
range-over-days = soti { $from } rive { $until } ({ $zone })
zone-of-place = lè { $place }
