# Machine-translated, not yet read by a person.

## Roughly where one lives

living-title = أين تسكن تقريبًا
living-help = بهذا تعرض صفحتك ما هو بالقرب منك. يُقرَّب المكان فورًا إلى نحو كيلومتر واحد، ولا يُحفظ شيء أدق من ذلك.
living-seen = يمكن لأعضاء هذه الشبكة رؤيته، بهذا التقريب فقط. ولا يصل إلى أي شبكة أخرى.
living-near = مكان قريب منك
living-keep = احفظ هذا المكان
living-take-away = أزل مكاني
living-gone = أُزيل المكان. لم يعد مكان سكنك محفوظًا هنا.
living-none = نرجو كتابة اسم مكان، أو اختيار مكان على الخريطة.
living-unknown = لا نعرف مكانًا اسمه { $place }. انظر إلى قائمة الأماكن، أو اختر مكانًا على الخريطة.
living-ask = قل أين تسكن تقريبًا، لترى ما هو بالقرب منك

## What a neighbor shows to members

neighbor-shown = ما يراه أعضاء هذه الشبكة
neighbor-resting = في راحة حاليًا
neighbor-languages = اللغات: { $languages }
neighbor-lives-beside = يسكن على بعد نحو { $km } كم من { $place }
neighbor-lives = يسكن تقريبًا عند { $latitude } درجة شمالًا، { $longitude } درجة شرقًا
neighbor-oneself = هكذا يراك الجيران.
neighbor-change = غيّر ما تقوله عن نفسك

## From the page of a post that is for everyone, for members

posts-open-here = أجب عنه أو عبّر عن إعجابك به أو انقله

## Whom one follows

following-title = من أتابعهم
following-none = لا تتابع أحدًا بعد. يمكنك أن تبدأ من صفحة أحد الجيران.
following-unfollow = أوقف متابعة { $who }
