# Machine-translated, not yet read by a person.

## The form for an account

join-title = انضم إلى { $network }
join-lead-open = يمكن لكل من يسكن قريبًا الانضمام إلى { $network }.
join-lead-invite = يدعوك جار إلى { $network }.
join-lead-welcomed = أهلًا بك في { $network }. أنشئ حسابك الآن.
join-nothing-else = تختار اسمًا قصيرًا، وكيف تدخل، ولغاتك. لا أحد يطلب شيئًا آخر: لا أوراق ولا بريد إلكتروني ولا سبب.
join-handle = اسم قصير لك
join-handle-wrong = هذا لا يناسب بعد. الاسم القصير من 1 إلى 30 من الحروف a إلى z والأرقام والشرطة السفلية.
join-handle-reserved = الخادم نفسه يستخدم هذا الاسم. يُرجى اختيار غيره.
join-handle-taken = هناك من يحمل الاسم { $handle } هنا. يُرجى اختيار غيره.
join-way = كيف تريد الدخول؟
join-way-password = بكلمة مرور
join-way-mail = بلا كلمة مرور: يصلني رابط بالبريد الإلكتروني كلما احتجت
join-way-link = بلا كلمة مرور: يعطيني أحد المنظمين رابطًا كلما احتجت
join-password = كلمة مرور، إن اخترت ذلك
join-button = انضم
join-again = اضغط الزر مرة أخرى. إن اخترت كلمة مرور فاكتبها من جديد.
join-too-often = انضم كثيرون قبل قليل من حيث أنت. انتظر بضع دقائق ثم اضغط الزر من جديد. إن اخترت كلمة مرور فاكتبها مرة أخرى.
join-have-account = لديك حساب هنا؟ سجّل الدخول.
join-said-joined = لقد انضممت. يسعدنا وجودك. يمكنك أن تطلب وأن تعرض من الآن.
join-before-title = أنت عضو من قبل
join-before = لقد دخلت هنا، فلا حاجة بك إلى دعوة. يمكنك أن تعطيها لجار.
join-before-other = إن أراد شخص آخر الانضمام في هذا المتصفح، فسجّل الخروج أولًا.
join-ended-title = هذه الدعوة لم تعد تعمل
join-ended = ربما ينقص حرف من العنوان. أو انضم كل من كانت لهم، أو انتهى وقتها، أو أنهاها من صنعها. لم تخطئ في شيء.
join-ended-what-to-do = اطلب دعوة جديدة من الجار الذي أعطاك إياها.

## Without an invite

join-by-invite = للانضمام تلزمك دعوة. اطلبها من جار عضو: يصنعها لك في دقيقة.
join-welcome-later = لا يمكن طلب الترحيب الآن. حاول بعد بضعة أيام، أو اطلب دعوة من جار عضو.
join-meanwhile = يمكنك النظر في اللوحة وطلب شيء بلا حساب.
join-ask-lead = اطلب أن يُرحَّب بك. يقرأ ذلك عضو ويقول نعم أو «ليس الآن». تجد الجواب في صفحة لك؛ احتفظ برابطها.
join-ask-words = بضع كلمات، إن أردت
join-ask-words-help = مثل من تعرف هنا، أو ما الذي أتى بك. يمكنك تركه فارغًا.
join-ask-button = اطلب الترحيب
join-ask-kept = لا يقرأ هذا إلا من يرحّبون هنا. يُمحى كله حين تنضم، أو حين تقول ذلك، أو بعد { $days } يومًا.
join-words-wrong = هذه كلمات كثيرة. يُرجى قولها بأقل.
join-told-asked = هناك من يطلب أن يُرحَّب به عضوًا. من لديه وقت فلينظر: { $link }
home-join-welcome = اطلب الترحيب
home-join-open = انضم
home-join-by-welcome = اطلب هنا أن يُرحَّب بك. يقرأ ذلك عضو ويقول نعم أو «ليس الآن». تختار لنفسك اسمًا قصيرًا. لا يلزم أن يكون الاسم المكتوب في أي أوراق، ولا يطلب منك أحد شيئًا آخر.
home-join-or-invite = أو اطلب دعوة من جار موجود هنا.
home-join-by-oneself = يمكن لكل من يسكن قريبًا أن ينضم بنفسه. تختار لنفسك اسمًا قصيرًا. لا يلزم أن يكون الاسم المكتوب في أي أوراق، ولا يطلب منك أحد شيئًا آخر.
home-join-contact = تفضّل أن تتحدث إلينا أولًا؟ هكذا تصل إلينا:

## The page by which somebody comes back

waiting-title = طلبت الانضمام
waiting-said-asked = وصل طلبك إلى من يرحّبون. احتفظ برابط هذه الصفحة: إنه الطريق الوحيد للعودة.
waiting-waits = ينتظر جوابًا
waiting-next = يقرؤه عضو. عد بعد يوم أو يومين: حين يُرحَّب بك، تقول هذه الصفحة كيف تتابع.
waiting-declined = ليس الآن
waiting-declined-next = لا يستطيع الجيران هنا الترحيب بك الآن. هذا لا يقول شيئًا عنك، ولا يُحفظ أي سبب. يمكنك طلب أشياء بلا حساب، أو طلب دعوة من عضو.
waiting-words = ما كتبته
waiting-take-back = اسحبه وامحه
waiting-erase = امح هذا
waiting-erased = مُحي أنك طلبت.

## For those who welcome

welcome-title = من يطلب الانضمام
welcome-lead = لا يرى هذه الصفحة إلا من يرحّبون. لا يلزم أحدًا أن يثبت شيئًا ليكون مرحبًا به هنا. تُقال «لا» بلطف وبلا سبب، ويقرأ الأعضاء في السجل أنها قيلت.
welcome-none = لا أحد ينتظر الآن.
welcome-somebody = هناك من يطلب الانضمام
welcome-no-words = ترك الكلمات فارغة، ولا بأس بذلك.
welcome-yes = أهلًا بك
welcome-no = ليس الآن
welcome-said-welcomed = يجد طريق الدخول في صفحته الآن. شكرًا لك.
welcome-said-declined = يجد كلمة لطيفة في صفحته.
welcome-said-too-late = أجاب شخص آخر قبلك، أو سُحب الطلب.

## Invites

invites-title = الدعوات
invites-lead = اصنع رابطًا، ومربعًا لكاميرا الهاتف، لمن تريدهم هنا. لا يرى دعواتك أحد غيرك، ولا يُحفظ من جاء بأي منها.
invites-people = لكم جارًا؟
invites-people-wrong = يُرجى كتابة عدد صحيح من 1 إلى { $most }.
invites-how-long = كم من الوقت تعمل؟
invites-days =
    { $days ->
        [one] يوم واحد ({ $days })
        [two] يومان ({ $days })
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }
invites-days-wrong = يُرجى اختيار من 1 إلى { $most } يومًا.
invites-many = لديك { $most } دعوة تعمل. أنه واحدة أولًا.
invites-make = اصنع دعوة
invites-mine = دعواتك التي تعمل
invites-mine-help = يظهر الرابط مرة واحدة، حين تصنعه. إن فقدته فأنهه واصنع غيره.
invites-none = لا شيء الآن.
invites-line =
    { $people ->
        [one] لجار واحد آخر ({ $people })، حتى { $until }
        [two] لجارين آخرين ({ $people })، حتى { $until }
        [few] لـ { $people } جيران آخرين، حتى { $until }
        [many] لـ { $people } جارًا آخر، حتى { $until }
       *[other] لـ { $people } جار آخر، حتى { $until }
    }
invites-end = أنه الدعوة التي تعمل حتى { $until }
invites-ended = لم تعد تعمل.
invite-made = يظهر هذا مرة واحدة. اطبعه أو أرسله أو دع جارك يصوّره.
invite-sheet-title = أنت مدعو إلى { $network }
invite-sheet-how = ضع كاميرا الهاتف فوق المربع، أو اكتب العنوان أدناه.
invite-sheet-until = يعمل هذا حتى { $until }.
sheet-square = الرابط مربعًا للكاميرا
sheet-link = الرابط، لكتابته:

## A link that an organizer prints for somebody

links-title = رابط ليدخل به شخص
links-lead = لعضو بلا كلمة مرور أو نسيها. يدخل به مرة واحدة، خلال يوم. أعطه له وحده.
links-log = يقرأ الأعضاء في السجل أنك صنعت رابطًا، لا لمن.
links-handle = اسمه القصير
links-nobody = لا يوجد عضو بالاسم { $handle }.
links-make = اصنع الرابط
link-made = يظهر هذا مرة واحدة. اطبعه أو اكتبه، وأعطه لجارك.
link-sheet-title = رابطك إلى { $network }
link-sheet-how = ضع كاميرا هاتفك فوق المربع، أو اكتب العنوان أدناه. ثم اضغط الزر.
link-sheet-own = لا تُره أحدًا: من لديه الرابط يدخل باسمك.

## What the network says of itself

network-title = شبكتك
network-lead = ما تغيّره هنا يراه الجيران وشبكات أخرى. يقرأ الأعضاء في السجل أنه تغيّر.
network-name = اسم شبكتك
network-about = عن شبكتك، بلغتها الأولى
network-about-help = من أنتم، وأين تلتقون، وكيف تتعاونون. السطر الفارغ يبدأ فقرة جديدة.
network-contact = كيف يصل إليكم الجيران
network-contact-help = رقم، أو عنوان، أو مكان بابكم. يقرؤه الجميع: من يريد الانضمام، ومن يحتاج إلى مساعدة لا تستطيع صفحاتكم تقديمها.
network-main = لغتها الأولى
network-main-help = الكلمات أعلاه بهذه اللغة. ما يكتبه الخادم للجيران يكون بلغتهم. وحيث لا يعرفها، يكتب بهذه اللغة من تشغيله التالي.
network-languages = اللغات التي تتحدثونها هناك
network-joining = كيف ينضم الجيران؟
joining-invite = بدعوة
joining-welcome = بدعوة، أو يرحّب بهم عضو
joining-open = كل واحد بنفسه
network-members-invite = يمكن لكل عضو أن يدعو
network-mode = كيف تلتقي الحاجات والعروض؟
network-intake = كم تستطيعون أن تتحملوا الآن؟
network-intake-open = كالمعتاد
network-intake-slow = يستغرق وقتًا أطول
network-intake-paused = لا شيء جديد الآن
network-area = أين أنتم تقريبًا
network-area-help = لتجدكم الشبكات القريبة. يكفي مكان تقريبي. إن تركته فارغًا بقي كما هو.
network-place = اسم المكان
network-latitude = درجات شمالًا، مثل 40.7
network-longitude = درجات شرقًا، مثل -73.9
network-radius = كم كيلومترًا حوله
network-degrees = أو اكتبه بالدرجات
network-kept = تم الحفظ، ويسري من الآن.
network-wrong-name = يُرجى تسمية شبكتك بما لا يزيد على { $most } حرفًا.
network-wrong-about = يُرجى ألا يزيد على { $most } حرفًا.
network-wrong-languages = يُرجى اختيار لغة أولى.
network-wrong-place = يُرجى تسمية المكان بما لا يزيد على { $most } حرفًا.
network-wrong-latitude = يُرجى اختيار المكان على الخريطة، أو كتابة عدد من -90 إلى 90.
network-wrong-longitude = يُرجى اختيار المكان على الخريطة، أو كتابة عدد من -180 إلى 180.
network-wrong-radius = يُرجى كتابة عدد من 0.1 إلى { $most }.
founding-you = أنت
founding-name-wrong = يُرجى ألا يزيد على { $most } حرفًا.
founding-network = شبكتك
founding-network-help = يمكنك تغيير كل هذا لاحقًا، في صفحة حسابك.
founding-invite = دعوتك الأولى
founding-invite-help = تحصل على رابط ومربع للكاميرا يعملان أسبوعًا. اتركه فارغًا إن أردت البدء وحدك.
