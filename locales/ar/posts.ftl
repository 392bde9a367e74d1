# Machine-translated, not yet read by a person.

## What neighbors write

posts-title = ما يكتبه الجيران
posts-followed = ممن أتابعهم
posts-neighbors = من هذه الشبكة
posts-none-followed = لا شيء هنا بعد. هنا يظهر ما يكتبه من تتابعهم.
posts-none-neighbors = لم يكتب أحد هنا شيئًا للجميع بعد.
posts-told-by = نقله { $who }
posts-by = من { $who }
posts-listing = حاجة أو عرض
posts-recording = تسجيل
posts-picture = صورة بلا وصف
posts-asks = فيه سؤال. افتحه لتصوّت.
posts-folded = مطوي في البداية. افتحه إن أردت أن تراه أو تسمعه.
posts-filtered = بحسب مرشّحك: { $title }

## Writing

posts-write = اكتب شيئًا
posts-words = كلماتك
posts-words-help = للحاجة أو العرض استمارة خاصة، تحت «اطلب أو اعرض»: هناك يجدها الناس.
posts-audience = من يمكنه قراءته؟
posts-audience-public = الجميع
posts-audience-private = من يتابعني فقط
posts-promise = يذهب أيضًا إلى خوادم من يتابعونك. يمكنك حذفه في أي وقت؛ ونطلب ذلك منها أيضًا، ولا نستطيع أن نعد بأن كلًّا منها يفعل.
posts-button = ليقرأه الآخرون
posts-find = ابحث عن شخص في مكان آخر
posts-find-label = عنوانه
posts-find-button = ابحث
posts-find-none = لم نجد أحدًا في هذا العنوان. تأكد من كل حرف من فضلك.
posts-above = ما يجيب عنه هذا
posts-below = الإجابات
posts-answer = أجب عن هذا
posts-answer-help = لا يصل إلى أبعد مما تجيب عنه.
posts-answer-button = أرسل إجابتي
posts-act-like = يعجبني هذا
posts-act-unlike = أسحب إعجابي
posts-act-tell = انقله إلى من يتابعني
posts-act-untell = لا تنقله بعد الآن
posts-act-delete = احذف هذا
posts-said-written = هو هناك الآن. يجده من يمكنه قراءته.
posts-said-answered = إجابتك هناك الآن.
posts-said-told = يقرأه من يتابعونك الآن.
posts-said-untold = لم يعد يُنقل.
posts-said-liked = يعلم كاتبه أنه يعجبك. لا أحد يعدّ.
posts-said-unliked = سُحب.
posts-said-deleted = حُذف هنا. ويُطلب من كل خادم لديه أن يحذفه أيضًا.

## Whom one follows

people-link = ما يكتبه { $name }، والمتابعة
people-following = أنت تتابع هذا الحساب.
people-asked = طلبت المتابعة. لم يأت رد بعد.
people-unfollow = إيقاف المتابعة
people-page-here = ما هو مفتوح هنا من هذا الجار
people-page-there = الصفحة على خادمه
people-posts = ما هو موجود هنا من هذا الحساب
people-none = لا يوجد هنا شيء يمكنك قراءته.
people-said-follow = يظهر ما يكتبونه بين ما تتابعه، بعد موافقتهم إن كانوا يريدون أن يُسألوا.
people-said-unfollow = لم تعد تتابع هذا الحساب.

## What one heard of

heard-title = ما سمعت به
heard-mention = كتب إليك { $who }.
heard-favourite = أعجب { $who } بما كتبته.
heard-reblog = نقل { $who } ما كتبته.
heard-follow = يتابعك { $who } الآن.
heard-follow-request = يطلب { $who } أن يتابعك.
heard-status = كتب { $who } شيئًا.
heard-update = غيّر { $who } شيئًا نقلته.
heard-poll = سؤال طرحه { $who } له جواب الآن.
heard-yes = اسمح بالمتابعة
heard-forget = انسَ هذه القائمة كلها
heard-said-yes = يتابعك الآن.
heard-said-no = لا يتابعك. لا أحد يسأل عن السبب.
heard-said-forgotten = القائمة فارغة الآن.

## Around one post

posts-further-up = هنا الأقرب فقط.
posts-further-up-way = اقرأ ما سبق ذلك
posts-further-down = الإجابات أكثر مما تتسع له هذه الصفحة. افتح إجابة لتقرأ ما تحتها.
posts-further-down-way = اقرأ المزيد من الإجابات
posts-read-by-public = يمكن للجميع قراءة هذا.
posts-read-by-unlisted = يمكن للجميع قراءة هذا. لا يظهر في أي قائمة عامة.
posts-read-by-private = لا يقرأ هذا إلا من يتابع كاتبه ومن ذُكر فيه.
posts-read-by-direct = لا يقرأ هذا إلا كاتبه ومن ذُكر فيه.
posts-read-by-held = لا يقرأ هذا الآن إلا كاتبه.
