# Machine-translated, not yet read by a person.

role-needed-title = هذه الصفحة لدور معيّن
role-needed = يعتني بعض الجيران بهذا لمدة. لا تحمل هذا الدور الآن.
role-needed-what-to-do = إن أردت المساعدة فيه فقل ذلك في شبكتك: تُعطى الأدوار لمدة، وتدور بين الجيران.
role-steward = راعي الشبكة
role-connector = واصل بين الجيران
role-facilitator = ميسّر اللقاءات
role-welcome = مرحّب
role-caretaker = معتنٍ بمكان
role-bookkeeper = كاتب الحسابات
role-mediator = وسيط
role-moderator = مشرف
role-operator = مشغّل الخادم

## The log

log-title = ما الذي تم
log-lead = ما فعله جيران بدور يحملونه، ليقرأه كل عضو. لا يُذكر فيه من بُلِّغ عنه ولا من بلّغ.
log-none = لا شيء بعد.
log-older = انظر إلى أسطر أقدم
log-by = فعله { $handle }، بدور: { $role }
log-by-server = فعله من يشغّل الخادم، بسطر الأوامر
log-a-member = عضو
log-agreement = بموجب الاتفاق: { $agreement }
log-reason = السبب: { $reason }
log-task = { $handle }: { $task }
deed-network-changed = غيّر ما تقوله الشبكة عن نفسها أو كيف تعمل
deed-joining-changed = غيّر كيف ينضم الجيران
deed-neighbor-welcomed = رحّب بمن طلب الانضمام
deed-welcome-declined = قال «ليس الآن» لمن طلب الانضمام
deed-follow-asked = طلب متابعة شبكة أخرى
deed-follow-ended = أوقف متابعة شبكة أخرى
deed-follower-accepted = قبل من يتابعنا
deed-follower-declined = لم يقبل من أراد متابعتنا
deed-sharing-changed = غيّر ما نتشاركه مع شبكة
deed-role-given = أعطى دورًا
deed-role-ended = أنهى دورًا قبل موعده
deed-passed-along = مرّر شيئًا من شبكة أخرى
deed-passing-stopped = أوقف تمرير شيء
deed-passing-rules-set = غيّر قواعد التمرير
deed-member-removed = محا عضوًا، بناءً على رغبته
deed-token-made = صنع رمزًا يتصرف باسم عضو
deed-password-given = أعطى عضوًا كلمة مرور
deed-link-made = صنع رابطًا يدخل به عضو مرة واحدة
deed-member-exported = كتب لعضو ملفًا بكل ما يُحفظ عنه
deed-federation-changed = غيّر الخوادم التي يتواصل معها هذا الخادم
deed-coalition-founded = أسس تحالفًا
deed-coalition-joined = انضم إلى تحالف
deed-coalition-left = غادر تحالفًا
deed-announced = أعلن شيئًا باسم الشبكة
deed-announcement-retracted = سحب ما أُعلن
deed-entries-imported = قرأ أماكن أو موارد من ملف
deed-entry-removed = أزال مكانًا أو موردًا
deed-blocked = حظر خادمًا أو حسابًا
deed-muted = كتم خادمًا أو حسابًا
deed-limited = حدّ من خادم أو حساب
deed-block-lifted = رفع حظرًا أو كتمًا أو حدًا
deed-listing-held = أوقف حاجة أو عرضًا
deed-listing-released = ترك حاجة أو عرضًا موقوفًا يستمر
deed-post-held = أوقف منشورًا
deed-post-released = ترك منشورًا موقوفًا يستمر
deed-answer-words-taken = حذف الكلمات الأولى من رد
deed-translation-taken = أزال ما ترجمه أحد الجيران
deed-report-closed = أغلق بلاغًا

## Telling the organizers

report-title = أخبر المنظمين
report-lead = هل هناك ما ليس آمنًا؟ أخبر مشرفي شبكتك. لا يقرأه غيرهم، ولا يعرف أحد من أخبر. إن كان أحد في خطر الآن، فاطلب النجدة أولًا.
report-about-listing = عن: «{ $title }»
report-about-neighbor = عن: { $name }
report-about-post = عن: ما كتبه { $name }
report-about-answer = عن: الكلمات الأولى من رد
report-what = عمّ يدور؟
report-what-danger = يُمرض أو خطر
report-what-threat = تهديد، أو شخص لا يُترك في سلام
report-what-fraud = كذبة للحصول على شيء
report-what-spam = إعلانات، أو الشيء نفسه مرارًا
report-what-other = شيء آخر
report-words = ماذا حدث؟
report-words-help = تكفي بضع كلمات.
report-words-private = لا يستطيع المشرفون قراءة هذه الرسالة بأنفسهم. لا يرون منها إلا ما هو مكتوب هنا. غيّره كما تشاء.
report-quoted = كتب: «{ $words }»
report-forward = أخبر أيضًا من يشغّلون { $server }. لن يعرفوا أنه أنت.
report-button = أخبرهم
report-wrong = يُرجى اختيار الموضوع أو كتابة بضع كلمات، بما لا يزيد على { $most } حرفًا.
report-done-title = شكرًا لأنك أخبرتنا
report-done = يقرؤه مشرفو شبكتك.
report-done-next = قد يوقفون منشورًا أو يُبعدون خادمًا. ما يفعلونه مكتوب في السجل.
report-done-own = يمكنك أيضًا إبعاد شخص عنك وحدك، في صفحته. لن يُقال له ذلك.

## A neighbor's page

profile-apart = لا أريد رؤية هذا الجار
people-apart = لا أريد أن أرى هذا الحساب
profile-apart-help = القرار لك، ولا أحد يسأل عن السبب. لن يُقال له ذلك.
profile-mute = كتم: لا أراه
profile-block = حظر: لا يرى أي منا الآخر
profile-lift = لا تُبعده بعد الآن
blocks-kept-away = تم إبعاده. لا يرى هذا أحد غيرك.
blocks-many = تُبعد { $most } حساب. ارفع واحدًا أولًا.

## Keeping people safe

moderation-title = الحفاظ على سلامة الجيران
moderation-lead = هذا عن السلامة فقط؛ لا أحد هنا يحكم على من ينقصه شيء. ما تفعله مكتوب في السجل الذي يقرؤه الأعضاء. أكثر الأمور تُحل بالكلام.
moderation-reports = ما بُلِّغ عنه
moderation-reports-none = لا شيء ينتظر.
moderation-reports-further = انظر إلى بلاغات أخرى
moderation-reports-full = جاء من خوادم أخرى بلاغات أكثر مما يتسع له المكان. وما دام بعضها لم يُغلق فلن يُؤخذ ما تبلّغ عنه تلك الخوادم.
moderation-from-member = من عضو
moderation-from-server = من الخادم { $server }
moderation-unreadable = لا يمكن قراءة هذا البلاغ.
moderation-unreadable-help = هناك خلل في طريقة حفظه على هذا الخادم. أخبر من يدير الخادم: قد يكون المفتاح الصحيح في نسخة احتياطية. اسأل من حولك إن كان أحد يحتاج إلى مساعدة. وبعد ذلك يمكنك أن تغلقه.
moderation-close = تم: أغلق ما وصل { $time }
moderation-hold = أوقفه
moderation-hold-help = يُزال من اللوحة فورًا، هنا وفي غيرها، ويقرأ كاتبه السبب. ما وُعد به يبقى.
moderation-hold-post-help = لا يراه هنا فورًا إلا كاتبه. يُطلب من الخوادم الأخرى أن تنساه. ويقرأ كاتبه السبب.
moderation-take-words = احذف كلماته
moderation-take-words-help = تزول فورًا وإلى الأبد، ولا يقرؤها أحد بعد ذلك. الرد نفسه يبقى. ويقرأ كاتبها السبب.
moderation-agreement = بموجب أي اتفاق في شبكتك؟
moderation-reason = السبب، ليقرأه كاتبه وكل الأعضاء، إن أردت
moderation-their-account = حسابه:
moderation-their-server = خادمه:
moderation-held = موقوف
moderation-held-none = لا شيء موقوف.
moderation-held-post = ما كتبه { $name }، { $time }
moderation-release = دعه يستمر: { $title }
moderation-away = مُبعدون
moderation-away-help = خوادم وحسابات من أماكن أخرى. لا يُخرج شخص واحد عضوًا من هذه الشبكة: تحدثوا وقرروا معًا.
moderation-keep-away = أبعد
moderation-who = خادم أو حساب
moderation-who-help = مثل spam.example، أو عنوان حساب: https://spam.example/users/eve
moderation-how-far = إلى أي حد؟
moderation-is-limit = محدود: ما ينشرونه لا يوضع على اللوحة. يستطيع الأعضاء التحدث معهم.
moderation-is-mute = مكتوم: لا يدخل شيء مما يقولونه، ولا يُبلَّغون بذلك. وما عندنا يصل إليهم كما كان.
moderation-is-block = محظور: لا يدخل شيء ولا يخرج شيء.
moderation-public-reason = السبب، ليقرأه كل الأعضاء، إن أردت
moderation-lift = لا تُبعد { $who } بعد الآن
moderation-wrong-agreement = يُرجى تسمية الاتفاق الذي يستند إليه هذا، ببضع كلمات.
moderation-wrong-reason = يُرجى ألا يزيد على { $most } حرفًا.
moderation-wrong-server = هذا ليس خادمًا ولا حسابًا في مكان آخر. يُرجى النظر فيه من جديد.
moderation-said-closed = أُغلق. يُمحى بعد 30 يومًا.
moderation-said-held = أُوقف.
moderation-said-words-taken = حُذفت الكلمات.
moderation-said-released = يستمر الآن.
moderation-said-kept-away = تم الإبعاد.
moderation-said-lifted = تم الرفع. يجب طلب المتابعة من جديد.
moderation-said-too-late = فعل ذلك مشرف آخر قبلك، أو لم يعد موجودًا.

## Announcements

announcements-title = الإعلانات
announcements-write = قل شيئًا للجميع
announcements-words = ماذا تريد أن تقول؟
announcements-who = من يقرؤه؟
announcements-for-members = أعضاء هذه الشبكة فقط
announcements-for-everyone = الجميع، ومن يتابعنا في أماكن أخرى
announcements-button = أعلنه
announcements-told = ما أُعلن
announcements-take-back = اسحب ما أُعلن { $time }
announcements-wrong = يُرجى كتابة بضع كلمات، بما لا يزيد على { $most } حرفًا.
announcements-said-told = تم الإعلان.
announcements-said-taken-back = تم السحب. يُطلب ممن وصله في أماكن أخرى أن ينساه.
announcements-time = متى يحدث ذلك، إن كان له وقت
announcements-time-help = الساعة هي ساعة { $zone }. يُقال الأمر فورًا، ولا يعود الأعضاء يرونه عندما ينتهي ذلك الوقت. ومن يقرأه في مكان آخر يقرأ كلماتك وحدها: اذكر الوقت فيها أيضًا.
announcements-over = انتهى ذلك الوقت: لم يعد الأعضاء يرونه.

## A post that is held, as its author hears of it

held-post-told = أوقف المشرفون ما كتبته، بموجب الاتفاق «{ $agreement }». لا يراه الآن أحد غيرك. يمكنك حذفه أو الحديث معهم: { $link }
answer-words-told = حذف المشرفون الكلمات الأولى من ردّك، بموجب الاتفاق «{ $agreement }». الرد نفسه يبقى. يمكنك الحديث معهم: { $link }
held-post-goes-on = ما كتبته يستمر: { $link }

## Tasks

tasks-title = الأدوار
tasks-lead = يعتني بعض الجيران ببعض الأمور لمدة. ينتهي كل دور من نفسه، ويدور بين الجيران. ويمكن لمن يحمل دورًا أن يتركه متى شاء.
tasks-none = لا يحمل أحد دورًا الآن.
tasks-for-steward = يتحدث باسم شبكتك ومع غيرها.
tasks-for-connector = يجمع بين الحاجات والعروض.
tasks-for-facilitator = يقود اللقاءات.
tasks-for-welcome = يجيب من يطلب الانضمام.
tasks-for-caretaker = يعتني بمكان.
tasks-for-bookkeeper = يدوّن الحسابات المفتوحة.
tasks-for-mediator = يساعد في الخلاف.
tasks-for-moderator = يتصرف حين يكون أحد في خطر أو يتأذى.
tasks-for-operator = يعتني بالخادم.
tasks-until = حتى { $day }
tasks-by-founding = أُعطي عند تأسيس هذه الشبكة
tasks-by-server = أعطاه من يشغّل الخادم، بسطر الأوامر
tasks-by-decision = القرار: { $decision }
tasks-lay-down = اترك: { $task }
tasks-lay-down-then = لا أحد يسأل لماذا. ولتعود إليك، تُعطى لك من جديد.
tasks-lay-down-last = لا أحد غيرك يعتني بالخادم. بعد ذلك لا يعطي أحد أدوارًا في هذه الصفحة، إلا من يصل إلى الخادم نفسه. أعط هذا الدور لأحد أولًا من فضلك.
tasks-again = أعطه من جديد أو أنهه: { $who }، { $task }
tasks-give = إعطاء دور
tasks-give-help = قرروا ذلك معًا أولًا. يُخبَر الجار بذلك، ويقرؤه كل عضو في السجل. ولإعطائه من جديد افعل الشيء نفسه مرة أخرى.
tasks-which = أي دور؟
tasks-how-long = لأي مدة؟
tasks-months =
    { $months ->
        [one] شهر واحد ({ $months })
        [two] شهران ({ $months })
        [few] { $months } أشهر
        [many] { $months } شهرًا
       *[other] { $months } شهر
    }
tasks-decision = كيف قررتم ذلك؟
tasks-decision-help = مثلًا: في لقائنا يوم 3 مايو. يقرؤه كل عضو.
tasks-give-button = أعطه
tasks-end-button = أنهه الآن
tasks-said-given = أُعطي الدور.
tasks-said-ended = انتهى الدور.
tasks-said-laid-down = تركت الدور. شكرًا لكل ما فعلته.
tasks-wrong-decision = يُرجى أن تقول ببضع كلمات كيف قررتم ذلك، بما لا يزيد على { $most } حرفًا.
tasks-end-soon = ينتهي دورك «{ $task }» في { $day }. قرروا معًا من يواصل.
tasks-told-given = لديك الآن دور: { $task }، حتى { $day }. إن لم يناسبك فاتركه، ولا يسألك أحد عن السبب: { $link }
tasks-told-ended = انتهى دورك: { $task }. من يحمل أي دور، ولماذا، مكتوب هنا: { $link }
