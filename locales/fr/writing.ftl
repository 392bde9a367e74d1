# Machine-translated, not yet read by a person.

## What a post asks

polls-choose-one = Choisissez une réponse
polls-choose-several = Choisissez une réponse ou plusieurs
polls-button = Voter
polls-mine = Votre choix
polls-votes =
    { $count ->
        [one] { $count } voix
       *[other] { $count } voix
    }
polls-voters =
    { $count ->
        [one] { $count } personne a voté.
       *[other] { $count } personnes ont voté.
    }
polls-hidden = On verra à la fin combien ont choisi quoi.
polls-until = Ouvert jusqu’à { $time }
polls-left-minutes =
    { $count ->
        [one] Il reste { $count } minute
       *[other] Il reste { $count } minutes
    }
polls-left-hours =
    { $count ->
        [one] Il reste { $count } heure
       *[other] Il reste { $count } heures
    }
polls-left-days =
    { $count ->
        [one] Il reste { $count } jour
       *[other] Il reste { $count } jours
    }
polls-no-end = Il n’y a pas de fin.
polls-ended = C’est terminé.
polls-own = C’est votre question, vous ne votez donc pas.
polls-voted = Vous avez voté.
polls-over = Cette question est terminée, personne ne peut plus voter. Le résultat est ici.
polls-voted-before = Vous avez déjà voté. Chaque personne vote une fois.
polls-own-poll = C’est votre question, vous ne pouvez donc pas voter.
polls-choose-first = Choisissez d’abord une réponse.
polls-choose-only-one = Choisissez une seule réponse.
polls-changed = Ce que l’on peut choisir a changé entre-temps. Relisez-le, puis choisissez.
posts-said-voted = Votre vote est là maintenant. Personne ici ne lit ce que vous avez choisi.

## What hangs on a post

posts-transcript = (en mots ci-dessous)
posts-changed = Changé : { $time }

## Writing with pictures

write-title = Écrire quelque chose avec des images
write-answer-title = Répondre avec des images
write-words-help = Avec une image, les mots ne sont pas nécessaires.
write-slot = Image { $number }
write-pictures = Des images
write-leave-out = Ne pas mettre cette image
write-fold = Replier ceci : qui veut le voir l’ouvre
write-warning = Des mots à lire d’abord
write-warning-help = S’il y a quelque chose que tout le monde ne veut pas lire, dites ici de quoi il s’agit. Qui veut le lire l’ouvre. Le plus souvent, cela reste vide.

## Asking a question with choices

question-heading = Poser une question avec des réponses à choisir
question-help = Écrivez la question dans vos mots, et ici ce que l’on peut choisir : de { $least } à { $most } réponses. Chaque personne vote une fois, et personne ici ne lit qui a choisi quoi.
question-choice = Réponse { $number }
question-more = De la place pour d’autres réponses
question-several = On peut en choisir plusieurs
question-open-for = Pendant combien de temps peut-on voter ?
question-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
question-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
question-hidden = Montrer seulement à la fin combien ont choisi quoi
question-options = Une question a de { $least } à { $most } réponses à choisir. Écrivez-les ici, ou laissez toute cette partie vide.
question-same = Cette réponse est là deux fois. Écrivez-en une autre, ou enlevez-la.
question-time = Choisissez pendant combien de temps on peut voter.
question-or-pictures = On publie des images ou une question avec des réponses à choisir, mais pas les deux. Enlevez l’un des deux.
question-not-here = Un besoin, une offre ou une réponse à ceux-ci n’a pas de question avec des réponses à choisir. Enlevez ce que l’on peut choisir, ou le mot-clé.

## Changing what one wrote

posts-edit = Changer ce qui est écrit
posts-said-changed = Voici ce qui est écrit maintenant. Toutes les personnes qui l’ont reçu l’apprennent.
reword-title = Changer ce que vous avez écrit
reword-lead = Qui peut le lire voit quand vous l’avez changé. Qui peut le lire reste comme avant.
reword-back = Revenir sans rien changer
reword-poll = Votre question et les votes restent comme ils sont.
reword-transcript = Que dit-on dedans ?
reword-button = Écrire ceci à la place
reword-listing = C’est un besoin ou une offre. Cela se change sur sa propre page.
reword-listing-way = Aller à sa page
