# Machine-translated, not yet read by a person.
# What CLDR says of the other languages, and not of this one: no other language has this file.

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
day-short = { $weekday } { $day } { $month }
zone-of-place = lè { $place }

list-or = {" oswa "}
list-and = {" ak "}
