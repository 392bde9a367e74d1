# A need or an offer in one more language, by a neighbor.

translate-title = Say this in another language
translate-link = Translate this for your neighbors
translate-lead = Neighbors who read that language better find your words below the first ones. It says there that a neighbor translated them, and members see your name. Whoever posted this can take it away.
translate-original = As it was written
translate-language = Which language do you write in?
translate-name = The title in that language
translate-words = The text in that language
translate-words-help = As close to the first words as you can. Days, places, and what is in the food matter most.
translate-button = Add these words
translate-none = This is said in every language of this network already. Thank you for looking.
translate-too-often = You said this in other words very often just now. Please wait some minutes and press the button again. Nothing that you wrote is lost.
translate-by = Translated by { $name }
translate-older = The first words were changed after this was translated. It may not say the same any more.
translate-change = Say it better in this language: { $language }
translate-take-away = Take this translation away: { $language }
translate-told = A neighbor translated what you posted, “{ $title }”, into one more language: { $language }. You see it on its page, and can take it away there: { $link }
answer-said-translated = Your words stand on the page now. Thank you.
answer-said-untranslated = The translation is taken away.
