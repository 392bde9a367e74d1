# Machine-translated, not yet read by a person.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = رمز من ورقة
spoken-lead = أعطاك أحدهم رمزًا، على ورقة أو شفهيًا. يقودك إلى ما يقود إليه الرابط الذي بجانبه.
spoken-label = الرمز
spoken-help = اثنا عشر حرفًا ورقمًا. حروف كبيرة أو صغيرة، مع خطوط بينها أو بدونها: كل ذلك صحيح.
spoken-button = تابع
spoken-not-whole = هذا ليس رمزًا كاملًا بعد. فيه اثنا عشر حرفًا ورقمًا، مثل { $example }.
spoken-wrong = هذا الرمز لا يعمل، أو لم يعد يعمل. تأكد من أن كل علامة صحيحة، أو اطلب رمزًا جديدًا ممن أعطاك إياه.
spoken-way = لدي رمز على ورقة
sheet-code = أو اذهب إلى هذا العنوان القصير واكتب الرمز الذي تحته:
