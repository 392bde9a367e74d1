# Machine-translated, not yet read by a person.

## What a post asks

polls-choose-one = اختر جوابًا واحدًا
polls-choose-several = اختر جوابًا أو أكثر
polls-button = صوّت
polls-mine = اخترت هذا
polls-votes =
    { $count ->
        [one] صوت واحد ({ $count })
        [two] صوتان ({ $count })
        [few] { $count } أصوات
        [many] { $count } صوتًا
       *[other] { $count } صوت
    }
polls-voters =
    { $count ->
        [one] صوّت شخص واحد ({ $count }).
        [two] صوّت شخصان ({ $count }).
        [few] صوّت { $count } أشخاص.
        [many] صوّت { $count } شخصًا.
       *[other] صوّت { $count } شخص.
    }
polls-hidden = يظهر كم شخصًا اختار كل جواب بعد الانتهاء.
polls-until = مفتوح حتى { $time }
polls-left-minutes =
    { $count ->
        [one] بقيت دقيقة واحدة ({ $count })
        [two] بقيت دقيقتان ({ $count })
        [few] بقيت { $count } دقائق
        [many] بقيت { $count } دقيقة
       *[other] بقيت { $count } دقيقة
    }
polls-left-hours =
    { $count ->
        [one] بقيت ساعة واحدة ({ $count })
        [two] بقيت ساعتان ({ $count })
        [few] بقيت { $count } ساعات
        [many] بقيت { $count } ساعة
       *[other] بقيت { $count } ساعة
    }
polls-left-days =
    { $count ->
        [one] بقي يوم واحد ({ $count })
        [two] بقي يومان ({ $count })
        [few] بقيت { $count } أيام
        [many] بقي { $count } يومًا
       *[other] بقي { $count } يوم
    }
polls-no-end = ليس له نهاية.
polls-ended = انتهى.
polls-own = أنت من سأل هذا، فلا تصوّت.
polls-voted = لقد صوّتّ.
polls-over = انتهى هذا السؤال، ولا يستطيع أحد التصويت بعد الآن. ترى النتيجة هنا.
polls-voted-before = لقد صوّتّ من قبل. لكل شخص صوت واحد.
polls-own-poll = أنت من سأل هذا، فلا تستطيع التصويت.
polls-choose-first = اختر جوابًا أولًا من فضلك.
polls-choose-only-one = اختر جوابًا واحدًا فقط من فضلك.
polls-changed = تغيّر في هذه الأثناء ما يمكن اختياره. اقرأه مرة أخرى ثم اختر من فضلك.
posts-said-voted = صوتك هناك الآن. لا يقرأ أحد هنا ما اخترته.

## What hangs on a post

posts-transcript = (بالكلمات أدناه)
posts-changed = تغيّر: { $time }

## Writing with pictures

write-title = اكتب شيئًا مع صور
write-answer-title = أجب مع صور
write-words-help = مع صورة لا حاجة إلى كلمات.
write-slot = صورة { $number }
write-pictures = الصور
write-leave-out = لا تضع هذه الصورة
write-fold = اطوِ هذا: يفتحه من يريد رؤيته
write-warning = كلمات تُقرأ أولًا
write-warning-help = إن كان فيه شيء لا يريد الجميع قراءته، فقل هنا عمّ يتحدث. يفتحه من يريد قراءته. غالبًا يبقى هذا فارغًا.

## Asking a question with choices

question-heading = اطرح سؤالًا مع أجوبة للاختيار
question-help = اكتب السؤال ضمن كلماتك، واكتب هنا ما يمكن اختياره: عدد الأجوبة من { $least } إلى { $most }. يصوّت كل شخص مرة واحدة، ولا يقرأ أحد هنا من اختار ماذا.
question-choice = الجواب { $number }
question-more = مكان لأجوبة أخرى
question-several = يمكن اختيار أكثر من جواب
question-open-for = كم من الوقت يمكن التصويت؟
question-hours =
    { $count ->
        [one] ساعة واحدة ({ $count })
        [two] ساعتان ({ $count })
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
question-days =
    { $count ->
        [one] يوم واحد ({ $count })
        [two] يومان ({ $count })
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
question-hidden = لا تُظهر كم شخصًا اختار كل جواب إلا بعد الانتهاء
question-options = عدد الأجوبة في السؤال من { $least } إلى { $most }. اكتبها هنا من فضلك، أو اترك هذا الجزء كله فارغًا.
question-same = هذا الجواب مكتوب مرتين. اكتب غيره أو احذفه من فضلك.
question-time = اختر من فضلك كم من الوقت يمكن التصويت.
question-or-pictures = يُنشر مع الكلمات صور أو سؤال مع أجوبة للاختيار، وليس الاثنان معًا. احذف أحدهما من فضلك.
question-not-here = ليس في حاجة أو عرض، ولا في رد على أحدهما، سؤال مع أجوبة للاختيار. احذف الأجوبة أو الوسم من فضلك.

## Changing what one wrote

posts-edit = غيّر ما يقوله
posts-said-changed = هذا ما يقوله الآن. ويعلم بذلك كل من وصل إليه.
reword-title = غيّر ما كتبته
reword-lead = من يمكنه قراءته يرى متى غيّرته. ومن يمكنه قراءته يبقى كما كان.
reword-back = ارجع دون تغيير شيء
reword-poll = ما تسأله هنا، والأصوات، تبقى كما هي.
reword-transcript = ماذا يقال فيه؟
reword-button = ليقل هذا
reword-listing = هذه حاجة أو عرض. يُغيَّر في صفحته الخاصة.
reword-listing-way = اذهب إلى صفحته
