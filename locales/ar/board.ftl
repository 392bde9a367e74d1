# Machine-translated, not yet read by a person.

## Every page

page-board = الحاجات والعروض
page-ask = اطلب
page-address = هذه الصفحة:

## Soon

day-today = اليوم، { $time }
day-tomorrow = غدًا، { $time }

## The first page

home-board-button = انظر إلى ما هو مفتوح
home-how-button = كيف أطلب؟
home-newest-heading = الجديد على اللوحة
home-how-heading = كيف تطلب وكيف تعرض
home-step-1 = قل في كلمات قليلة ما تحتاجه أو ما لديك. لا يسألك أحد عن السبب.
home-step-2 = يقرأه الجيران. ومن يستطيع المساعدة يكتب إليك وحدك.
home-step-3 = أنت تختار لمن تقول نعم. ثم تتفقان معًا على الوقت والمكان.
home-how-here = اطلب هنا دون حساب
home-how-members = يسجّل الأعضاء الدخول ويضغطون «{ $button }»
home-how-apps = لديّ تطبيق ماستودون
home-how-app = يطلب الأعضاء من هواتفهم بأي تطبيق ماستودون. سجّل الدخول فيه إلى { $host }، واكتب ما تحتاجه أو ما لديك، واختم بـ #need أو #offer.
home-join-heading = كيف تنضم
home-join = تصلك رابطة تدخلك. تختار لنفسك اسمًا قصيرًا. لا يلزم أن يكون الاسم المكتوب في أي أوراق، ولا يطلب منك أحد شيئًا آخر.
home-join-ask = اسأل جارًا موجودًا هنا.
home-join-write = اسأل جارًا موجودًا هنا، أو اسألنا:
home-kept-heading = ما نحتفظ به عنك

## Following and answering from another server

follow-title = تابعنا من خادمك
follow-who = تابع { $name }
follow-lead = هل لديك حساب على ماستودون أو خادم من هذا النوع؟ اكتب عنوانه هنا وسنريك الطريق.
follow-lead-answer = هل لديك حساب على ماستودون أو خادم من هذا النوع؟ اكتب عنوانه هنا وأجب من هناك.
follow-label = عنوان حسابك
follow-help = اسم وخادم، مثل { $example }
follow-button = تابع
follow-button-answer = أجب من هناك
follow-copy = أو انسخ عنواننا وابحث عنه في تطبيقك
follow-copy-answer = أو انسخ هذا العنوان وابحث عنه في تطبيقك
follow-not-address = هذا ليس عنوانًا كاملًا بعد. فيه اسم وعلامة @ وخادم، مثل { $example }.
follow-not-found = لم نستطع الوصول إلى { $address }. انظر هل كل حرف صحيح، أو انسخ العنوان أدناه.
follow-no-way = لا يقول خادمك كيف تكمل من هنا. انسخ العنوان أدناه وابحث عنه هناك.
follow-go-title = خطوة أخيرة
follow-go = سيفتح خادمك { $server } ويطلب منك أن تقول نعم.
follow-go-button = اذهب إلى { $server }

## The board

board-title = الحاجات والعروض
board-filter-heading = عمّ تبحث؟
board-kind = حاجات أم عروض
board-kind-all = كلاهما
board-kind-need = الحاجات
board-kind-offer = العروض
board-category = ماذا
board-category-all = كل شيء
board-near = قرب
board-near-help = اسم مكان هنا، مثل { $example }
board-near-none = لم تُكتب أماكن هنا بعد.
board-near-unknown = لا نعرف مكانًا اسمه { $place }. انظر إلى قائمة الأماكن، أو اترك هذا فارغًا. ترى كل شيء أدناه.
board-within = إلى أي بُعد
board-within-km = حتى { $km } كم
board-within-of = حتى { $km } كم من { $place }
board-within-map = حتى { $km } كم من المكان على الخريطة
board-within-alone = اختر مكانًا لهذا أيضًا. دونه يظهر ما هو بعيد كذلك.
board-more = اختيارات أخرى
board-when = متى
board-when-any = أي يوم
board-when-today = اليوم
board-when-days = خلال الأيام الـ{ $days } القادمة
board-food = الطعام
board-food-help = كلمة أو أكثر، مثل حلال، نباتي
board-way = كيف
board-way-any = بأي طريقة
board-language = اللغة
board-language-any = أي لغة
board-button = أظهر ما يناسب
board-clear = أظهر كل شيء
board-none = لا شيء يناسب الآن. ابحث أبعد قليلًا، أو احذف شيئًا. يأتي جديد كل يوم.
board-none-yet = لا شيء يناسب بين الأحدث. انظر إلى الأقدم.
board-further = انظر إلى الأقدم
board-newest = ارجع إلى الأحدث
board-feed = استلم الجديد عبر خلاصة ويب (Atom)
board-for-everyone = هذا ما يستطيع الجميع رؤيته. يرى الأعضاء أكثر بعد تسجيل الدخول.
board-for-members = سجّلت الدخول: ترى أيضًا ما هو للأعضاء وحدهم، وما تشاركه الشبكات القريبة.
feed-title = { $network }: الحاجات والعروض

## A need or an offer in a list

card-amount-need = ما زال مطلوبًا: { $open } من { $amount }
card-amount-offer = ما زال متاحًا: { $open } من { $amount }
card-place-away = { $place }، على بعد { $km } كم تقريبًا
card-away = على بعد { $km } كم تقريبًا
card-until = حتى { $until }
card-from = من { $network }
card-audience-network = للأعضاء فقط
card-audience-peers = للأعضاء والشبكات القريبة

## The page of a need or an offer

listing-in-language = كُتب هذا بلغة أخرى: { $language }.
listing-closed = لم يعد هذا مفتوحًا للإجابة. شكرًا لاهتمامك.
listing-respond-app = أجب من تطبيقك: ابحث فيه عن عنوان هذه الصفحة وردّ.
listing-seen-by-network = أعضاء هذه الشبكة وحدهم يرون هذا.
listing-seen-by-peers = يرى هذا أعضاء هذه الشبكة وأعضاء الشبكات القريبة التي نعمل معها.
listing-seen-by-public = يستطيع الجميع رؤية هذا.
listing-there = افتحه في الشبكة التي جاء منها
listing-back = كل الحاجات والعروض

## Measures that everybody knows, beside a number

unit-kilogram = { $number } كغ
unit-litre = { $number } لتر
