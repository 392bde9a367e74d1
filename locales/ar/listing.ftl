# Machine-translated, not yet read by a person.

## Kind and title

kind-need = حاجة
kind-offer = عرض
kind-need-word = حاجة
kind-offer-word = عرض

listing-name-need = حاجة: { $title }
listing-name-offer = عرض: { $title }
listing-name-need-amount = حاجة: { $title }، { $amount }
listing-name-offer-amount = عرض: { $title }، { $amount }

title-met = تم، شكرًا – { $name }
title-paused = متوقف مؤقتًا – { $name }
title-withdrawn = سُحب – { $name }
title-expired = انتهى – { $name }

state-draft = مسودة
state-open = مفتوح
state-paused = متوقف مؤقتًا
state-partly-met = تم جزء منه
state-met = تم
state-withdrawn = سُحب
state-expired = انتهى

## Lines, one fact each

line-kind = النوع: { $kind }
line-category = ماذا: { $category }
line-amount-need = الكمية: { $amount }، ما زال مطلوبًا: { $open }
line-amount-offer = الكمية: { $amount }، ما زال متوفرًا: { $open }
line-diet = النظام الغذائي: { $diet }
line-contains = يحتوي على: { $contains }
line-contains-and-may = يحتوي على: { $contains }؛ وقد يحتوي على { $may }
line-may-contain = قد يحتوي على: { $may }
line-contains-none = لا يحتوي على أي من مسببات الحساسية الشائعة، بحسب من نشره
line-contains-unknown = المحتويات: غير معروفة، نرجو السؤال
line-free-of = يجب أن يخلو من: { $allergens }
line-when = متى: { $when }
line-by = في موعد أقصاه: { $until }
line-where-as-written = أين: { $place }، ونخبركم بالمكان بالضبط بعد التأكيد
line-where-unnamed = أين: في هذا الحي، ونخبركم بالمكان بالضبط بعد التأكيد
line-ways = كيف: { $ways }
line-access = سهولة الوصول: { $access }
line-storage = الحفظ: { $storage }
line-urgency = متى يلزم: { $urgency }
line-best-before = يُفضَّل استهلاكه قبل: { $date }
line-made-on = تاريخ التحضير: { $date }
line-with-help = نُشر بمساعدة أحد الجيران
place-approximate = قرب { $place } (تقريبًا)

## Lists

list-separator = {"، "}

## How to respond

respond-link = التفاصيل وكيفية الرد
respond-tail = ، أو الرد على هذا المنشور برسالة خاصة.

## Food: what it meets or asks for

diet-vegetarian = نباتي
diet-vegan = نباتي صرف
diet-halal = حلال
diet-kosher = كوشر
diet-gluten-free = خالٍ من الغلوتين
diet-lactose-free = خالٍ من اللاكتوز
diet-low-salt = قليل الملح
diet-diabetic-friendly = مناسب لمرضى السكري
diet-soft = طري سهل المضغ
diet-baby = للرضّع

## Food: allergens

allergen-milk = حليب
allergen-egg = بيض
allergen-peanut = فول سوداني
allergen-tree-nut = مكسرات
allergen-sesame = سمسم
allergen-soy = صويا
allergen-gluten = قمح وحبوب أخرى فيها غلوتين
allergen-fish = سمك
allergen-crustacean = قشريات
allergen-mollusc = رخويات
allergen-celery = كرفس
allergen-mustard = خردل
allergen-lupin = ترمس
allergen-sulphite = كبريتيت

## How it changes hands

way-pickup = استلام من المكان
way-delivery = توصيل إلى البيت
way-fridge-drop = وضعه في ثلاجة الحي
way-meet = لقاء في مكان متفق عليه
way-remote = بالهاتف أو عبر الإنترنت

## How food is kept

storage-ambient = على الرف
storage-chilled = مبرّد
storage-frozen = مجمّد
storage-hot = ساخن، يؤكل الآن

## How soon

urgency-today = اليوم
urgency-few-days = خلال بضعة أيام
urgency-this-week = هذا الأسبوع
urgency-whenever = في أي وقت مناسب

## Hashtags: the same in every language, see en

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
