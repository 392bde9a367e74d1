# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = هل تسكن هنا؟ سجّل الدخول وأجب
listing-no-account = ليس لديك حساب هنا بعد؟ يمكنك أن تطلب شيئًا دونه، أو أن تنضم.
listing-elsewhere = لديّ حساب في مكان آخر
not-found-neighbors = بعض الحاجات والعروض لا يراها إلا الجيران.
not-found-sign-in = هل تسكن هنا؟ سجّل الدخول

## Which language a title in a list is in

card-in-en = بالإنجليزية
card-in-es = بالإسبانية
card-in-fr = بالفرنسية
card-in-ar = بالعربية
card-in-zh-Hans = بالصينية
card-in-ht = بالكريولية الهايتية
card-in-other = بلغة أخرى: { $language }
