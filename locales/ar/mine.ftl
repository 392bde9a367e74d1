# Machine-translated, not yet read by a person.

## Home

mine-home = صفحتي
mine-title = ما يخصّني
mine-hello = أهلًا بك، { $name }
mine-resting = أنت في راحة. لا تطلب منك شبكتك شيئًا. ويمكنك أن تطلب المساعدة في أي وقت.
mine-waiting = ينتظر كلمتك
mine-waiting-none = لا شيء ينتظرك الآن.
mine-further-waiting = المزيد مما ينتظر كلمتك
mine-waits-need = يمكن لـ{ $who } المساعدة.
mine-waits-offer = قد يفيد هذا { $who }.
mine-under-way = متفق عليه ولم يتم بعد
mine-no-time = لم يُتفق على وقت بعد
mine-further-under-way = المزيد مما اتُّفق عليه
mine-when = متى: { $when }
mine-news = شبكتك تقول
mine-news-none = لا جديد.
mine-near = بالقرب منك
mine-newest = جديد على اللوحة
mine-near-none = لا شيء مفتوح بالقرب منك الآن. تأتي أشياء جديدة كل يوم.

## Mine

mine-lead = لا يرى هذه الصفحة أحد غيرك. لا أحد يعدّ هنا من يعطي ومن يأخذ.
mine-posted = ما طلبته وما عرضته
mine-posted-none = لا شيء بعد. الطلب أو العرض لا يستغرق سوى دقيقة.
mine-answered = ما أجبت عليه
mine-answered-none = لا شيء بعد. ستجد على اللوحة ما هو مفتوح.
mine-older-answers = انظر إلى الأجوبة الأقدم
mine-over = ما انتهى
mine-over-goes = مما نشرته ومما أجبت عليه. يُمحى بعد { $days } يومًا من نهايته، ولا يُؤخذ شيء على أحد.
mine-words-gone = مُحيت كلماته

## Listing

listing-step-pause = أوقف الأجوبة الآن
listing-step-resume = استقبل الأجوبة من جديد
listing-step-withdraw = أزل هذا من اللوحة
answer-said-paused = لا يمكن لأحد أن يجيب الآن. يمكنك فتحه من جديد في أي وقت.
answer-said-resumed = يستقبل الأجوبة من جديد.
answer-said-withdrawn = لم يعد على اللوحة. كل من أجاب يصله كلام لطيف.
answer-open = تراسلا واتفقا على الوقت والمكان

## Between

between-title = أنت و{ $who }
between-asked-need = يمكن إحضار: { $amount }
between-asked-offer = المطلوب: { $amount }
between-agreed = المتفق عليه: { $amount }
between-talk = ما كتبتما لبعضكما
between-write = اكتب بضع كلمات
between-write-help = لا يقرأ هذا سواكما. ويُمحى مع الجواب.
between-write-help-across = لا يقرأ هذا سواكما. وينتقل من شبكة إلى شبكة من دون اسمك.
between-mute-network = أنتما من شبكتين مختلفتين، والأخرى لا تستقبل الكلمات بعد. لذلك لا يمكنكما أن تتراسلا هنا.
between-mute-later = أنتما من شبكتين مختلفتين. يمكنكما أن تتراسلا هنا عندما يقول جارك نعم أو يكتب إليك.
between-mute-closed = لا تنتقل الكلمات بين شبكتيكما الآن. لذلك لا يمكنكما أن تتراسلا هنا.
between-mute-name = أحدكما لا يُظهر اسمه. لذلك لا يمكنكما أن تتراسلا هنا.
between-mute-connectors = ينقل الوسطاء هذا الجواب. لذلك لا يمكنك أن تكتب إلى جارك هنا بعد.
between-mute-connectors-say = أخبر أحد الوسطاء بما ينبغي أن يعرفه جارك.
between-mute-say = عندما تتفقان، قل تحت «متى وكيف وأين» ما ينبغي أن يعرفه جارك.
between-mute-read = عندما تتفقان، يقول جارك متى وكيف وأين. ستجد ذلك هنا.
between-mute-there = عندما تتفقان، تجد متى وكيف وأين خلف زر في هذه الصفحة.
between-send = أرسل
between-next = ما الذي يلي
between-next-decide = قل نعم أو «ليس هذه المرة». لا أحد يسألك عن السبب.
between-next-wait = يقرأ جارك جوابك ويقول نعم أو «ليس هذه المرة». ستجد كلمته هنا.
between-next-connectors = ينقل الوسطاء جوابك إلى جارك. ستجد الكلمة هنا.
between-next-plan = اتفقتما. قل متى وأين، ليتمكن جارك من القدوم.
between-next-come = اتفقتما. يقول جارك متى وأين، وستجد ذلك هنا.
between-part = كله أو جزء منه. يمكنك أن تقول أقل.
between-handoff-planned = متفق عليه ولم يتم بعد
between-handoff-ready = جاهز
between-handoff-on-the-way = في الطريق
between-handoff-handed-over = تم
between-handoff-did-not-happen = لم يحدث
between-contact = يمكنك الوصول إلى جارك هنا ({ $kind }): { $value }
between-where = انظر أين وكيف
between-elsewhere = هذا من شبكة أخرى. المكان والطريقة هناك، خلف هذا الزر، لك وحدك. وتلك الشبكة تسجّل متى تم.
between-erased = ما كتبتماه هنا عن المكان يُمحى بعد يومين من النهاية.
between-plan = متى وكيف وأين
between-day = اليوم
between-from = من
between-until = حتى
between-address = أين بالضبط
between-address-help = لا يقرأ هذا إلا الجار القادم. ويُمحى بعد يومين من التسليم.
between-notes = من المفيد أن تعرف
between-notes-help = مثل: الطابق الثالث، بلا مصعد، رنّ مرتين
between-plan-keep = أخبر جاري
between-when-wrong = يرجى ذكر يوم، ومن متى إلى متى، مثل 17:00.
between-until-wrong = النهاية تأتي بعد البداية. يرجى مراجعة الوقتين.
between-how-far = إلى أين وصل؟
between-act-handed-over = تم تسليمه
between-act-ready = إنه جاهز
between-act-on-the-way = إنه في الطريق
between-act-again = لم يحدث؛ لنحاول مرة أخرى
between-act-let-go = لم يحدث؛ افتحه للآخرين من جديد
between-act-reopen = لم يتم تسليمه في النهاية
between-endings = لم يحدث
between-reopen = ألم يتم تسليمه؟
between-reopen-until = يمكن لأي منكما أن يقول ذلك حتى { $time }. عندها يقوم الوعد من جديد، ويبقى المكان محفوظًا.
between-no-fault = مهما حدث، لا أحد يسأل عن السبب، ولا يُحسب شيء على أحد.
between-cannot = لا أستطيع القدوم في النهاية
between-promise-back = أسحب كلمتي
between-said-written = كلماتك عند جارك الآن.
between-said-sent = كلماتك في طريقها إلى الشبكة الأخرى.
between-said-agreed = تم الاتفاق. قل الآن متى وأين.
between-said-declined = سيصله «ليس هذه المرة» بلطف، دون سبب.
between-said-taken-back = تم سحبه. لا أحد يسأل عن السبب.
between-said-planned = يقرأ جارك ذلك هنا الآن.
between-said-noted = سُجّل هنا لكما.
between-said-handed-over = تم الأمر. شكرًا لكما.
between-said-again = الوعد قائم. قل وقتًا ومكانًا جديدين.
between-said-let-go = هو مفتوح للآخرين من جديد.
between-said-reopened = الوعد قائم من جديد. إن مضى وقته، فقل وقتًا جديدًا.
between-told-reopened = لم يتم تسليمه في النهاية، فالوعد قائم من جديد. تجده هنا: { $link }
