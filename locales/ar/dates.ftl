# Machine-translated, not yet read by a person.

weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

date = { $weekday } { $day } { $month } { $year }
date-and-time = { $date }، { $time }
moment = { $date }، { $time } ({ $zone })
range-in-a-day = { $date }، من { $from } إلى { $until } ({ $zone })
range-over-days = من { $from } إلى { $until } ({ $zone })
zone-of-place = توقيت { $place }
