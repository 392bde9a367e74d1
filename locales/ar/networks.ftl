# Machine-translated, not yet read by a person.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = شبكات قريبة منا
networks-lead = شبكات نعمل معها، أو تطلب ذلك. كل واحدة منها يديرها جيران مثلنا.
networks-one = شبكة
networks-list = من هي
networks-none = لا نعرف شبكة أخرى بعد. عندما يبدأ أحد رعاة الشبكة مع واحدة، تظهر هنا.

networks-state-gone = خادمها لم يعد موجودًا. إذا اتصل، نجيب.
networks-state-they-ask = تطلب العمل معنا، وتنتظر كلمة من أحد رعاة الشبكة.
networks-state-not-reached = خادمها لا يجيب الآن. نواصل المحاولة.
networks-state-we-ask = طلبنا منها ذلك، ولم تجب بعد.
networks-state-mutual = كل منا يسمع الآخر.
networks-state-hears-us = هي تسمعنا. نحن لا نتابعها.
networks-state-we-hear = نحن نسمعها. هي لا تتابعنا.
networks-state-ended = لم يعد أي منا يتابع الآخر.

networks-heard = آخر مرة أجابت أو اتصلت: { $time }
networks-near = على بعد أقل من كيلومتر
networks-speaks = اللغات: { $languages }
networks-we-give = نعطيها: { $what }
networks-we-take = نأخذ منها: { $what }
networks-nothing = لا شيء
networks-topic-offers = العروض
networks-topic-needs = الحاجات
networks-topic-announcements = الإعلانات
networks-topic-events = اللقاءات
networks-topic-crisis = الأمور العاجلة

networks-came-in = ما وصل إلينا
networks-came-in-none = لا شيء مفتوح الآن من شبكات أخرى.
networks-passed-by = مرّرته إلينا { $networks }
networks-to-board = شاهد كل ذلك على اللوحة
networks-passed-on = ما مرّرناه
networks-passed-on-help = ما يسمح لنا صاحبه بتمريره يصل إلى الشبكات التي تعمل معنا. ويُسحب عندما ينتهي.
networks-passed-on-none = لا نمرّر شيئًا الآن.

## Its map, and that on which operators say where the network is

map-name-networks = خريطة الشبكات وما تتشاركه
map-help-networks = تعرض الخريطة ما تعرضه القوائم نفسها، ومكان كل شيء تقريبًا فقط.
map-name-area = خريطة لاختيار مكان شبكتك
map-help-area = المس الخريطة في وسط حيّك. أو حرّك الخريطة بمفاتيح الأسهم واختر وسطها. أما إلى أين تمتد فتكتبه في الحقل أعلاه.
map-help-world = تعرض في البداية العالم كله، وتقترب حين تختار مكانًا. اختر مرة أخرى حتى يكون المكان الصحيح. وبلوحة المفاتيح يقرّبها + ويبعدها -.
