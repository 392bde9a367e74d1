# Machine-translated, not yet read by a person.

in-app-understood-need = هذا الآن على اللوحة كحاجة: { $title }
in-app-understood-offer = هذا الآن على اللوحة كعرض: { $title }
in-app-category = الفئة: { $category }
in-app-amount = الكمية: { $amount }
in-app-until = حتى: { $until }
in-app-for-network-need = لا يراه إلا أعضاء هذه الشبكة. ولا يصل إلى أبعد من ذلك إلا إذا قلت ذلك في صفحته.
in-app-for-network = لا يراه إلا أعضاء هذه الشبكة.
in-app-for-everyone = يمكن للجميع رؤيته.
in-app-picture = توجد صورة بلا كلمات بعد. قل في تطبيقك ماذا تُظهر، من أجل الجيران الذين لا يستطيعون رؤيتها.
in-app-complete = أكمله أو غيّره هنا: { $link } – وإن لم يكن هذا ما قصدته فاحذف المنشور.

## Somebody answers

in-app-a-neighbor = أحد الجيران
in-app-answer-need = يستطيع { $who } المساعدة فيما تحتاج إليه: { $title }
in-app-answer-offer = يطلب { $who } ما تعرضه: { $title }
in-app-words = يكتب: { $words }
in-app-words-across = من أحد الجيران، عبر { $network }، عن «{ $title }»: { $words }
in-app-say-yes = أجب بـ«نعم» أو «لا»، أو قرر هنا: { $link }
in-app-say-how-much = أجب بـ«نعم» مع الكمية («نعم 2»)، أو «لا»، أو قرر هنا: { $link }
in-app-agreed = اتفقنا. قل أين ومتى هنا: { $link }
in-app-declined = يصل إليه «ليس هذه المرة» بلطف ومن دون سبب.
in-app-yes-or-no = أجب من فضلك بـ«نعم» أو «لا»، أو قرر هنا: { $link }
in-app-not-possible = لم يعد ذلك ممكنًا: ربما وُعد به أو أُغلق، أو بقي منه أقل. انظر هنا من فضلك: { $link }
