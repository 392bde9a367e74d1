# Machine-translated, not yet read by a person.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = Un code sur une feuille de papier
spoken-lead = Quelqu’un vous a donné un code, sur papier ou de vive voix. Il mène au même endroit que le lien à côté.
spoken-label = Le code
spoken-help = Douze lettres et chiffres. Majuscules ou minuscules, avec ou sans tirets : tout convient.
spoken-button = Continuer
spoken-not-whole = Ce n’est pas encore un code entier. Il a douze lettres et chiffres, comme { $example }.
spoken-wrong = Ce code ne marche pas, ou plus. Regardez si chaque signe est juste, ou demandez-en un nouveau à qui vous l’a donné.
spoken-way = J’ai un code sur papier
sheet-code = Ou allez à cette adresse courte et tapez le code qui est en dessous :
