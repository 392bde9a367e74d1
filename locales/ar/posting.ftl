# Machine-translated, not yet read by a person.

## The form: what folds out

new-language = مكتوب باللغة
new-split = في أجزاء من
new-split-help = مثل 2 إن كان يُعطى اثنين اثنين. اتركه فارغًا إن كان أي جزء مناسبًا.
new-takes-more = لا شيء يُعدّ، ويمكن أن يأتي أكثر من جار
new-food = الطعام
new-diet = هو، أو ينبغي أن يكون
new-contains = إن كنت تعطيه: فيه هذا
new-traces = إن كنت تعطيه: قد تكون فيه آثار من هذا
new-free-of = إن كنت تحتاجه: يجب ألا يكون فيه هذا
new-none-in-it = على حد علمي، لا شيء من هذا فيه
new-kept = كيف يُحفظ؟
new-best-before = يُفضل قبل
new-when = متى
new-urgency = بأي سرعة؟
new-day = في هذا اليوم
new-ends = آخر يوم على اللوحة
new-ends-help = عادة يبقى هناك { $usual } يومًا، و{ $most } على الأكثر.
new-how = كيف ينتقل من يد إلى يد
new-ways = ما الذي يناسبك؟
new-access = ما يفيد من يأتي أن يعرفه
new-access-help = مثل: بلا درجات، نتكلم الإسبانية. يقرأه كل من يرى هذا.
new-pass-along = هل يمكن لشبكات أخرى أن تمرره إلى من تعرف؟
new-pass-along-no = لا
new-pass-along-yes = نعم
new-other-language = الشيء نفسه بلغة أخرى
new-other-which = أي لغة؟
new-other-title = ما هو، بتلك اللغة
new-other-body = كلمات أخرى بتلك اللغة
new-look = انظر أولًا كيف سيبدو

## How it will look

look-title = هكذا سيبدو
look-lead = ليس على اللوحة بعد. يمكنك تغييره في الأسفل.
look-who = من سيراه
look-change = تغييره
look-peers = تقرأه هذه الشبكات: { $networks }.
look-more-peers = { $count } غيرها
look-no-peers = لا تتلقى أي شبكة أخرى هذا منا اليوم. والشبكة التي تعمل معنا لاحقًا تقرأه أيضًا.
look-name = عليه اسمك: { $name }.
look-no-name = ليس عليه اسمك. يقول: من جار، عن طريق { $network }.
look-connectors = لا يُقال اسمك إلا للوسطاء، الذين يجمعون هنا بين الاحتياجات والعروض.
look-words-tell = ما تكتبه قد يدل عليك مع ذلك. اقرأه مرة أخرى من فضلك.
look-promise-network = يبقى على هذا الخادم. وعندما تسحبه يغادر اللوحة فورًا.
look-promise-peers = يُحفظ على خوادمها أيضًا. وعندما تسحبه نطلب منها محوه. لا نستطيع أن نعد بأن كلًّا منها يفعل ذلك، ولا بألا يخبر أحد هناك غيره.
look-promise-public = يستطيع أي شخص أن يقرأه وينسخه، على خوادم أخرى أيضًا. وعندما تسحبه نطلب من كل خادم لديه أن يمحوه. لا نستطيع أن نعد بأن كلًّا منها يفعل ذلك.
look-pass-no = لا تمرره شبكات أخرى.
look-pass-yes = يمكن لشبكات أخرى أن تمرره، عبر شبكتين على الأكثر.

## Pictures

pictures-title = صور لهذا
pictures-lead = من يرى هذا يرى صوره أيضًا. تُصنع كل صورة هنا من جديد، كي لا يأتي معها شيء مخفي، مثل مكان التقاطها. لا تُظهر وجوهًا ولا أرقام أبواب من فضلك.
pictures-file = صورة
pictures-description = ماذا تُظهر؟
pictures-description-help = بالكلمات، للجيران الذين لا يستطيعون رؤيتها. مثل: سرير أطفال أبيض ببطانية زرقاء
pictures-button = أضف هذه الصورة
pictures-words = ما تُظهره الصورة { $number }
pictures-words-button = احفظ الكلمات
pictures-away = أزل الصورة { $number }
pictures-full = هناك { $most } صور، ولا مكان لأكثر.
pictures-kept = الصور كما تراها الآن.

## What somebody began, and keeps for later

begun-keep = احفظه لوقت لاحق
begun-keep-help = إذا حفظته لوقت لاحق تجده هنا مدة { $days } يومًا، على أي جهاز. لا يراه أحد غيرك.
begun-heading = ما تحفظه لوقت لاحق
begun-lead = لا يرى هذا أحد غيرك. يُمحى كل منها من تلقاء نفسه بعد { $days } يومًا من حفظه، وصوره بعد يوم واحد.
begun-since = حفظت هذا في { $when }.
begun-no-title = بلا اسم بعد
begun-go-on = تابع
begun-away = تخلّص منه
begun-new = شيء جديد
begun-said-kept = إنه محفوظ لك. تجده هنا متى أردت أن تتابع.
begun-said-away = تم التخلّص منه.
begun-pictures-gone = صوره لم تعد هنا. اخترها مرة أخرى من فضلك. ما كتبته عنها ما زال هنا.
begun-amount-again = كتبت «{ $amount }» في صفحة بلغة أخرى. اكتب العدد مرة أخرى من فضلك.
begun-gone-title = لم يعد هذا محفوظًا
begun-gone = ربما نشرته أو تخلّصت منه أو حفظته من جديد منذ ذلك الحين. وهو يُمحى أيضًا من تلقاء نفسه بعد مدة.
begun-gone-way = اذهب إلى ما تحفظه لوقت لاحق
