# Machine-translated, not yet read by a person.

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

date = { $weekday } { $day } de { $month } de { $year }
date-and-time = { $date }, { $time }
moment = { $date }, { $time } ({ $zone })
range-in-a-day = { $date }, de { $from } a { $until } ({ $zone })
range-over-days = desde el { $from } hasta el { $until } ({ $zone })
zone-of-place = hora de { $place }
