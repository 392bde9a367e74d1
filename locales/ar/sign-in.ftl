# Machine-translated, not yet read by a person.

## Every page

page-account = حسابك

## Signing in

sign-in-title = تسجيل الدخول
sign-in-lead = لأعضاء هذه الشبكة.
sign-in-handle-label = اسمك القصير
sign-in-handle-help = الاسم القصير في عنوانك، كما في { $example }.
sign-in-password-label = كلمة المرور
sign-in-button = تسجيل الدخول
sign-in-wrong = هذا الاسم القصير وكلمة المرور لا يتوافقان. يُرجى المحاولة من جديد.
sign-in-forgotten = ليست لديك كلمة مرور بعد، أو نسيتها؟ اطلب ممن يشغّل هذا الخادم رابطًا تدخل به مرة واحدة.
sign-in-forgotten-reach = ليست لديك كلمة مرور بعد، أو نسيتها؟ اطلب منا رابطًا تدخل به مرة واحدة. هكذا تصل إلينا:
sign-out-button = تسجيل الخروج

## A form that cannot be used any more

form-stale-title = يُرجى المحاولة من جديد
form-stale = بقي هذا النموذج مفتوحًا مدة طويلة، أو جاء من مكان آخر. لم يتغيّر شيء.
form-stale-cookies = ارجع إلى الصفحة وحمّلها من جديد ثم أرسلها مرة أخرى. يجب أن يحتفظ متصفحك بملفات تعريف الارتباط لهذا الموقع.

## A one-time link

enter-title = الدخول بهذا الرابط
enter-lead = بهذا الرابط تدخل باسم { $handle } مرة واحدة.
enter-password = في الصفحة التالية تختار كلمة مرور.
enter-button = تسجيل الدخول
enter-ended-title = استُخدم هذا الرابط من قبل، أو انتهى وقته
enter-ended = يعمل مرة واحدة ولمدة يوم، حتى لا يستخدمه أحد غيرك.
enter-ended-what-to-do = اطلب رابطًا جديدًا ممن يشغّل هذا الخادم.

## One's own account

settings-title = حسابك
settings-signed-in-as = دخلت باسم { $handle }.
password-title = كلمة المرور
password-lead = بكلمة المرور تدخل إلى هذا الموقع. لا تحصل عليها التطبيقات أبدًا.
password-current-label = كلمة المرور حتى الآن
password-new-label = كلمة المرور الجديدة
password-new-help = عدد الحروف { $least } أو أكثر. أربع كلمات تحبها يسهل تذكّرها ويصعب تخمينها.
password-button = حفظ كلمة المرور هذه
password-done = حُفظت كلمة المرور الجديدة. سُجّل خروجك من كل المتصفحات الأخرى.
password-wrong = هذه ليست كلمة المرور حتى الآن. يُرجى المحاولة من جديد.
password-not-taken = كلمة المرور هذه أقصر من { $least } حروف، أو من أول ما قد يجرّبه أحد. يُرجى اختيار غيرها.

## Apps

apps-title = التطبيقات التي سمحت لها
apps-lead = تستطيع التصرف باسمك. أغلق الباب أمام ما لم تعد تستخدمه وما لا تعرفه.
apps-none = لا يوجد أي تطبيق.
apps-tokens = رموز أُنشئت على الخادم
apps-since = منذ: { $date }
apps-shut-out-button = إغلاق الباب أمام: { $app }
apps-done = أُغلق الباب، ولم يعد يستطيع فعل شيء باسمك.

## Letting an app in

consent-title = هل تسمح بدخول { $app }؟
consent-lead = يطلب { $app } أن يتصرف باسمك.
consent-signed-in-as = أنت { $handle }.
consent-unchecked = التطبيق هو من سمّى نفسه بهذا الاسم، ولم يتحقق أحد من صحته. لا تسمح إلا لما فتحته بنفسك.
consent-goes-to = إن قلت نعم، تتابع إلى { $place }.
consent-shows-code = إن قلت نعم، يظهر لك رمز تنسخه إلى التطبيق.
consent-may-heading = يُسمح له بما يلي
consent-take-back = تستطيع التراجع عن ذلك في أي وقت، في صفحة حسابك.
consent-allow = نعم، أسمح له
consent-deny = لا
consent-other = الدخول بحساب آخر
consent-refused-title = هذا لا يعمل
consent-unknown = هذا التطبيق غير معروف هنا، أو يريد إرسال الجواب إلى مكان غير الذي سجّله. لم ترتكب أي خطأ.
consent-amiss = طلب { $app } شيئًا بطريقة لا تُقبل هنا:
consent-begin-again = يُرجى البدء من جديد في التطبيق. إن تكرر ذلك، فأخبر من يصنعه.
consent-back = الرجوع إلى { $app }

## A code to copy by hand

code-title = رمزك
code-lead = انسخ هذا الرمز إلى { $app }.
code-label = الرمز
code-after = يعمل مرة واحدة، خلال { $minutes } دقائق. لا تعطه لأحد غيرك.

## What an app may

scope-read = قراءة كل ما تستطيع قراءته: المنشورات والرسائل وما هو للأعضاء
scope-write = الكتابة باسمك: المنشورات والرسائل والاحتياجات والعروض وملفك
scope-follow = تغيير من تتابعهم وتحظرهم وتكتمهم
scope-push = إعلامك حين يحدث شيء
scope-profile = معرفة من أنت
scope-read-parts = قراءة جزء: { $parts }
scope-write-parts = تغيير جزء: { $parts }
scope-part-accounts = الحسابات
scope-part-blocks = من تحظرهم
scope-part-bookmarks = العلامات المرجعية
scope-part-conversations = المحادثات
scope-part-favourites = ما يعجبك
scope-part-filters = المرشّحات
scope-part-follows = من تتابعهم
scope-part-lists = القوائم
scope-part-media = الصور والأصوات
scope-part-mutes = من تكتمهم
scope-part-notifications = الإشعارات
scope-part-reports = البلاغات إلى المشرفين
scope-part-search = البحث
scope-part-statuses = المنشورات

## What is kept about people, in short

privacy-names = لا يلزم أن تقول من أنت لتقرأ ما هو علني، ويكفي اسم مستعار لكل ما عدا ذلك.
privacy-sealed = ما تقوله لجار واحد وما تحتفظ به لنفسك مختوم في قاعدة البيانات. من يشغّل الخادم يستطيع الوصول إليه، فاسأل من هو.
privacy-place = يُقرَّب مكان سكنك لحظة تذكره، ولا تُحفظ النقطة الدقيقة في أي مكان.
privacy-no-watching = لا يُحفظ عنوانك في الإنترنت ولا وقت آخر زيارة لك. ولا نحتفظ من جهازك، لك وحدك، إلا بنوع المتصفح الذي سجلت الدخول به. لا يُعدّ أحد ولا يُقارن بغيره.
privacy-leaving = تستطيع أن تأخذ معك كل ما هو لك. وحين تغادر يُمحى، ويُطلب من كل من وصل إليه أن ينساه.
