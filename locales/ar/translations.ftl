# Machine-translated, not yet read by a person.

translate-title = قل هذا بلغة أخرى
translate-link = ترجم هذا لجيرانك
translate-lead = من يقرأ تلك اللغة أفضل يجد كلماتك تحت الكلمات الأولى. يُكتب هناك أن أحد الجيران ترجمها، ويرى الأعضاء اسمك. ومن نشر هذا يستطيع إزالتها.
translate-original = كما كُتب
translate-language = بأي لغة تكتب؟
translate-name = العنوان بتلك اللغة
translate-words = النص بتلك اللغة
translate-words-help = قريبًا من الكلمات الأولى قدر ما تستطيع. أهم شيء الأيام والأماكن وما في الطعام.
translate-button = أضف هذه الكلمات
translate-none = هذا مكتوب بكل لغات هذه الشبكة. شكرًا لاهتمامك.
translate-too-often = ترجمت هذا مرات كثيرة قبل قليل. انتظر بضع دقائق واضغط الزر مرة أخرى. لم يضع شيء مما كتبته.
translate-by = ترجمة { $name }
translate-older = تغيرت الكلمات الأولى بعد هذه الترجمة. ربما لم تعد تقول الشيء نفسه.
translate-change = قله أفضل بهذه اللغة: { $language }
translate-take-away = أزل هذه الترجمة: { $language }
translate-told = ترجم أحد الجيران ما نشرته، «{ $title }»، إلى لغة أخرى: { $language }. تراها في صفحته، وتستطيع إزالتها هناك: { $link }
answer-said-translated = كلماتك على الصفحة الآن. شكرًا.
answer-said-untranslated = أزيلت الترجمة.
