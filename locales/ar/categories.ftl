# Machine-translated, not yet read by a person.

category-food = طعام
category-cooked-meal = وجبة مطبوخة
category-groceries = بقالة
category-produce = فواكه وخضار
category-bread = خبز
category-baby-food = طعام للرضّع
category-infant-formula = حليب أطفال صناعي
category-pet-food = طعام للحيوانات الأليفة
category-water = مياه شرب
category-ride = توصيل بالسيارة
category-childcare = رعاية أطفال
category-company = رفقة ومؤانسة
category-translation = ترجمة
category-space = مكان
category-tools = أدوات
category-skills = مهارات
category-time = بعض الوقت
category-spreading-the-word = نشر الخبر
category-household = أغراض منزلية
category-clothing = ملابس
category-hygiene = صابون ونظافة
category-other = شيء آخر
