# Machine-translated, not yet read by a person.

## Every page

page-skip = الانتقال إلى الجزء الرئيسي
page-languages = اللغات
page-nav = الصفحات الرئيسية
page-problem = هناك شيء يحتاج إلى تصحيح:
page-made-with = صُنع ببرنامج Potluck، وهو برنامج حر تشغّله الأحياء بنفسها.
page-look-again = نرجو النظر في هذا مرة أخرى:
page-offline = أنت غير متصل. هذه الصفحة كما كانت في { $time }. تُظهر ما يراه الجميع: ما هو للأعضاء وحدهم لا يُحفظ على هذا الجهاز. ما ترسله الآن لا يصل: حاول مرة أخرى حين تتصل.
offline-title = أنت غير متصل
offline-then = يمكن قراءة هذه الصفحة من جديد حين يتصل هاتفك أو حاسوبك.
offline-kept = الصفحة الأولى وما هو مفتوح هنا كما رآهما هذا المتصفح آخر مرة، إن كان قد رآهما. ما هو للأعضاء وحدهم لا يُحفظ على هذا الجهاز.
offline-again = حاول مرة أخرى

## The first page

home-lead = جيران يُطعم بعضهم بعضًا ويعتني بعضهم ببعض.
home-no-questions = لا أحد هنا يسأل عن أوراق أو دخل أو سبب. اطلب حين تحتاج إلى شيء، واعرض حين يكون لديك شيء. كلنا نفعل الأمرين.
home-needs-open =
    { $count ->
        [0] لا توجد حاجات مفتوحة الآن.
        [zero] لا توجد حاجات مفتوحة الآن.
        [one] توجد حاجة واحدة مفتوحة الآن.
        [two] توجد حاجتان مفتوحتان الآن.
        [few] توجد { $count } حاجات مفتوحة الآن.
        [many] توجد { $count } حاجة مفتوحة الآن.
       *[other] توجد { $count } حاجة مفتوحة الآن.
    }
home-offers-open =
    { $count ->
        [0] لا توجد عروض مفتوحة الآن.
        [zero] لا توجد عروض مفتوحة الآن.
        [one] يوجد عرض واحد مفتوح الآن.
        [two] يوجد عرضان مفتوحان الآن.
        [few] توجد { $count } عروض مفتوحة الآن.
        [many] يوجد { $count } عرضًا مفتوحًا الآن.
       *[other] يوجد { $count } عرض مفتوح الآن.
    }
home-about-heading = من نحن
home-area = أين نحن: { $area }
home-languages = اللغات التي نتكلمها: { $languages }
home-follow-heading = تابعونا
home-listings-heading = الحاجات والعروض المفتوحة
home-listings-none = لا شيء مفتوح للجميع الآن. بعض الأشياء تظهر للجيران فقط.
home-intake-slow = نحن أبطأ من المعتاد في هذه الفترة. نقرأ كل شيء، فنرجو أن تمنحونا بعض الوقت.
home-intake-paused = نحن في استراحة الآن ولا نستطيع استقبال شيء جديد. ربما تستطيع شبكة قريبة المساعدة.
home-mode-neighbors = هنا يجيب الجيران بعضهم بعضًا.
home-mode-connectors-help = هنا يجيب الجيران بعضهم بعضًا، ويساعدهم وسطاء. وهم جيران يجمعون بين ما يُحتاج إليه وما يُعرض.
home-mode-connectors-only = هنا يجمع وسطاء بين الاحتياجات والعروض. وهم جيران ينظرون في كل جواب ويوصلونه إلى صاحبه.
home-contact = للتواصل معنا ({ $kind }): { $value }

## A need or an offer

listing-by = من: { $name }
listing-by-network = من أحد الجيران، عن طريق { $network }
listing-posted = نُشر: { $time }
listing-respond-heading = كيفية الرد
listing-respond-mastodon = من ماستودون (Mastodon): الرد على هذا المنشور برسالة خاصة فيها الكمية والوقت المناسب لك.
listing-respond-network = من شبكة أخرى: اطلب من شبكتك أن ترد بدلًا منك.
listing-rough-place = المكان تقريبي عن قصد. لا يعرف المكان بالضبط إلا الجار الذي يأتي.
listing-translated = ترجمة أحد الجيران
listing-translated-by-machine = ترجمة آلية، وقد تكون فيها أخطاء

## A one-time link to the place of a handoff

handoff-title = أين وكيف
handoff-lead = يشارك أحد الجيران هذا معك وحدك. نرجو ألا يصل إلى غيرك.
handoff-button = إظهار المكان والطريقة
handoff-until = يعمل هذا الرابط حتى { $time }.
handoff-what = ماذا: { $name }
handoff-amount = الكمية: { $amount }
handoff-place = أين: { $place }
handoff-when = متى: { $when }
handoff-way = كيف: { $way }
handoff-notes = من المفيد معرفته: { $notes }
handoff-no-place = لم يُكتب المكان بالضبط هنا بعد. سيخبرك به جارك.
handoff-write-down = نرجو تدوين ما تحتاج إليه. يُمحى كل هذا بعد يومين من التسليم.
handoff-cannot = إن لم تستطع المجيء فلا بأس. أخبرنا، وسيذهب إلى جار آخر.
handoff-ended-title = انتهى هذا الرابط
handoff-ended = لا يعمل مثل هذا الرابط إلا وقتًا قصيرًا، حتى يبقى عنوان الجار في أمان. لم ترتكب أي خطأ.
handoff-ended-what-to-do = إن كنت ما زلت بحاجة إليه، فاكتب إلى { $network }. سنرسل رابطًا جديدًا أو نجد طريقة أخرى.

## The founding of a network

founding-title = أهلًا وسهلًا. لنبدأ.
founding-lead = أنت أول من يصل إلى هنا. في هذه الصفحة تنشئ الحساب الأول: حساب من يعتني بالخادم.
founding-role = العناية بالخادم مهمة لفترة، وليست رتبة. تنتهي من تلقاء نفسها، وتقرر شبكتك من يتابع.
founding-handle-label = اسمك القصير
founding-handle-help = الاسم القصير في عنوانك، كما في { $example }. حروف لاتينية صغيرة وأرقام وشرطات سفلية.
founding-name-label = اسمك كما سيراه الجيران
founding-name-help = أي اسم تحب أن تُنادى به. لا يلزم أن يكون الاسم المكتوب في أي أوراق.
founding-button = إنشاء حسابي
founding-done-title = تم. أهلًا بك يا { $name }.
founding-token-label = رمز الدخول
founding-token-keep = احتفظ بهذا الرمز، فهو يظهر مرة واحدة فقط.
founding-token-what-for = به تدخل إلى حسابك. ومن يملكه يستطيع التصرف باسمك، فاحفظه كما تحفظ مفتاح بيتك.
founding-role-until = أنت تعتني بالخادم حتى { $until }.
founding-choose-password = اختر كلمة مرور الآن، لتسجّل الدخول وتسمح للتطبيقات
founding-ended-title = استُخدم هذا الرابط من قبل، أو انتهى وقته
founding-ended = يعمل مرة واحدة ولوقت قصير، حتى لا يستولي أحد على شبكتك.
founding-ended-what-to-do = يستطيع من يشغّل الخادم إنشاء رابط جديد بهذا الأمر: { $command }

## A neighbor

profile-neighbor-in = من جيران { $network }
profile-follow = لمتابعة هذا الحساب، ابحث عن { $handle } في ماستودون (Mastodon) أو تطبيق آخر من هذا النوع.
profile-listings-heading = الحاجات والعروض المفتوحة
profile-listings-none = لا شيء مفتوح الآن.
profile-no-counting = لا أحد هنا يحسب من يعطي ومن يأخذ.

## What a neighbor can do

can-do-minutes = لديه بضع دقائق
can-do-lift = يستطيع حمل الأشياء الثقيلة
can-do-drive = يستطيع قيادة السيارة
can-do-stairs = يستطيع صعود الدرج
can-do-remote = يستطيع المساعدة بالهاتف أو عبر الإنترنت

## Nothing here

not-found-title = لا شيء هنا
not-found = إما أنه لم يكن هنا شيء قط، أو أنه ليس معروضًا للجميع. ربما ينقص العنوان حرف.
not-found-what-to-do = انظر في الصفحة الأولى، أو اسأل من أرسل إليك الرابط.
gone-title = لم يعد هذا هنا
gone = كان هنا، ثم سُحب أو انتهى وقته. يحدث هذا كل يوم.
gone-what-to-do = انظر في الصفحة الأولى: ربما يناسبك شيء آخر.
problem-title = لم ينجح ذلك
too-many-title = انتظر قليلًا من فضلك
too-many = وصلت طلبات كثيرة جدًا من حيث أنت في وقت قصير، لذلك يأخذ هذا الخادم استراحة من هناك.
too-many-what-to-do = انتظر دقيقة ثم أعد تحميل الصفحة. إذا استمر ذلك فأخبر من أعطاك الرابط.
too-many-keep = انتظر دقيقة ثم اضغط الزر. لم يضع شيء مما كتبته: فهو باقٍ في هذه الصفحة.
too-many-again = أرسله مرة أخرى
too-many-yours = ما كتبته
home-answer-heading = الرد على منشور
home-answer = افتح المنشور على اللوحة، وسجّل الدخول، واكتب ردّك تحته. قل الكمية والوقت المناسب لك. يصل ردّك إلى الجار الذي كتب المنشور، ولا يظهر على اللوحة.
home-answer-app = للرد من التطبيق، ردّ على المنشور برسالة خاصة فيها الكمية والوقت المناسب لك.
