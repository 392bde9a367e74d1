# Machine-translated, not yet read by a person.

## Answers

answers-heading = الإجابات
answers-yours = إجابتك
answers-none = لم يجب أحد بعد. ستجد الإجابات هنا.
answer-by-you = أنت
answer-by-network = جار عبر { $network }
answer-state-offered = تنتظر كلمة
answer-state-with-connectors = عند الوسطاء
answer-state-accepted = تم الاتفاق
answer-state-declined = ليس هذه المرة
answer-state-withdrawn = سُحبت
answer-state-lapsed = انتهت
answer-yes = نعم، من فضلك
answer-no = ليس هذه المرة
answer-take-back = اسحبها
answer-how-much = كم
answer-lead-need = هل تستطيع المساعدة؟ تصل كلماتك إلى الجار الذي طلب، ولا يراها غيره.
answer-lead-offer = هل ينفعك هذا؟ تصل كلماتك إلى الجار الذي يعرضه، ولا يراها غيره.
answer-left-need = ما زال مطلوبًا: { $amount }
answer-left-offer = ما زال متاحًا: { $amount }
answer-message = كلمات قليلة
answer-message-help = مثل الوقت الذي يناسبك. يمكنك ترك هذا فارغًا.
answer-button-need = أستطيع المساعدة
answer-button-offer = ينفعني هذا
answer-said-answered = وصلت إجابتك إلى جارك. ستجد كلمته هنا.
answer-said-with-connectors = جوابك عند الوسطاء، وهم ينقلونه إلى جارك. ستجد الكلمة هنا.
answer-said-agreed = تم الاتفاق. ليقل كل منكما للآخر الآن متى وأين: الرابط أدناه يقود إلى هناك.
answer-said-declined = تصله كلمة لطيفة «ليس هذه المرة» دون سبب.
answer-said-taken-back = سُحبت. لا يسأل أحد عن السبب.
answer-said-posted = هو على اللوحة الآن. تأتي الإجابات هنا.

## Asking and offering

new-title = اطلب أو اعرض
new-lead = يكفي أمران. لا يسألك أحد عن السبب.
new-kind = هل تحتاج شيئًا أم لديك شيء تعطيه؟
new-kind-need = أحتاج شيئًا
new-kind-offer = لدي شيء أعطيه
new-what = ما هو، في كلمات قليلة؟
new-what-help = مثل: توصيلة إلى العيادة يوم الجمعة
new-more = قل المزيد إن أردت
new-words = كلمات أخرى
new-amount = كم العدد
new-unit = من ماذا
new-unit-help = مثل برطمانات أو أطباق
new-place = أين تقريبًا
new-place-help = مثل: قرب المكتبة. لا تكتب عنوانك الدقيق من فضلك.
new-audience = من يمكنه رؤيته؟
new-audience-usual = كالعادة: الحاجة لأعضاء هذه الشبكة فقط، والعرض لأعضاء الشبكات القريبة أيضًا
new-hidden = لا تُظهر اسمي
new-promise = يمكنك سحبه في أي وقت. لا يعرف المكان الدقيق إلا الجار الذي يأتي.
new-button = ضعه على اللوحة
