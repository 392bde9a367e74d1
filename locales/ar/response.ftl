# Machine-translated, not yet read by a person.

## It has arrived

response-received-offer = شكرًا. وصل طلبك ({ $amount }) إلى صاحب العرض. ستصلك أخبارنا هنا.
response-received-need = شكرًا. أخبرنا صاحب الحاجة بما يمكنك إحضاره: { $amount }. ستصلك أخبارنا هنا.
response-received-offer-uncounted = شكرًا. وصل طلبك إلى صاحب العرض. ستصلك أخبارنا هنا.
response-received-need-uncounted = شكرًا. أخبرنا صاحب الحاجة بأن بإمكانك المساعدة. ستصلك أخبارنا هنا.

## Yes

response-accepted-whole-offer = نعم، وبكل سرور: { $amount } لك.
response-accepted-whole-need = نعم من فضلك، وشكرًا: { $amount } ستكون عونًا كبيرًا.
response-accepted-part-offer = نعم: { $amount } لك. أما الباقي ({ $rest }) فقد سبق أن وُعد به آخرون. شكرًا على طلبك، ولا تتردد في الطلب مرة أخرى.
response-accepted-part-need = نعم من فضلك، وشكرًا: { $amount } ستكون عونًا كبيرًا. أما الباقي ({ $rest }) فقد وصل من جيران آخرين. شكرًا على كل ما عرضته.
response-accepted-offer-uncounted = نعم، وبكل سرور: هذا لك.
response-accepted-need-uncounted = نعم من فضلك، وشكرًا: سيكون ذلك عونًا كبيرًا.
response-where-and-how = أين وكيف: { $link } (يعمل هذا الرابط حتى { $until }).

## Not this time

response-declined-offer = ليس هذه المرة. أحسنت بالسؤال، ولن يُحسب ذلك عليك أبدًا. لا تتردد في الطلب مرة أخرى.
response-declined-need = ليس هذه المرة. شكرًا على عرضك، فقد أسعدت قراءته من احتاج إليه. لا تتردد في العرض مرة أخرى.
response-all-promised-offer = كان كل شيء قد وُعد به حين طلبت. شكرًا على طلبك، ولا تتردد في الطلب مرة أخرى.
response-all-promised-need = كان جيران آخرون قد وعدوا بكل ما يلزم. شكرًا على عرضك، ولا تتردد في العرض مرة أخرى.

## Closing words

response-closed-met-offer = وصل كل هذا الآن إلى الجيران. شكرًا على طلبك، ولا تتردد في الطلب مرة أخرى.
response-closed-met-need = لُبّيت هذه الحاجة الآن. شكرًا على عرضك، ويطيب لنا أن نعرف أنك موجود بيننا.
response-closed-withdrawn = سحب صاحب المنشور منشوره، فأُغلق ردّك أيضًا. شكرًا على ردّك.
response-closed-expired = انتهى وقت هذا المنشور، فأُغلق ردّك أيضًا. شكرًا على ردّك، وقد يأتي شيء جديد قريبًا.
response-not-open = لم يعد هذا المنشور يستقبل الردود. شكرًا على ردّك.

## A promise is taken back

response-taken-back-offer = نعتذر: ما وُعدت به ({ $amount }) لا يمكن تقديمه في النهاية. لا علاقة لك بالأمر. لا تتردد في الطلب مرة أخرى، وسنبحث عن طريقة أخرى.
response-taken-back-need = تغيّرت الخطة: ما كنت ستحضره ({ $amount }) لم يعد لازمًا. شكرًا لك من القلب.
response-taken-back-offer-uncounted = نعتذر: ما وُعدت به لا يمكن تقديمه في النهاية. لا علاقة لك بالأمر. لا تتردد في الطلب مرة أخرى، وسنبحث عن طريقة أخرى.
response-taken-back-need-uncounted = تغيّرت الخطة: ما كنت ستحضره لم يعد لازمًا. شكرًا لك من القلب.

## It is done

handover-confirmed = تأكد التسليم: { $amount }
handover-confirmed-uncounted = تأكد التسليم

## To someone who replied in public

response-how = شكرًا على رسالتك. لكي لا يقرأها إلا المعنيون، نرجو الرد برسالة خاصة مع ذكر الكمية والوقت المناسب لك. المزيد هنا: { $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = شكرًا على رسالتك. نحن في استراحة الآن ولا نستطيع استقبال شيء من خارج الحي. ربما تستطيع شبكة قريبة المساعدة.
response-slow = نحن أبطأ من المعتاد في هذه الفترة، فنرجو أن تمنحونا بعض الوقت.
# To a member who posts meanwhile.
posted-while-slow = نُشر منشورك. نحن أبطأ من المعتاد في هذه الفترة، فقد تتأخر الردود.
posted-while-paused = نُشر منشورك ويراه جيرانك. الشبكة في استراحة الآن، فقد يمر بعض الوقت حتى يأتي رد.
