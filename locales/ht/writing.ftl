# Machine-translated, not yet read by a person.

## What a post asks

polls-choose-one = Chwazi youn
polls-choose-several = Chwazi youn oswa plizyè
polls-button = Vote kounye a
polls-mine = Ou te chwazi sa
polls-votes =
    { $count ->
       *[other] { $count } vòt
    }
polls-voters =
    { $count ->
       *[other] { $count } moun vote.
    }
polls-hidden = W ap wè konbyen moun ki chwazi chak bagay lè li fini.
polls-until = Louvri jiska { $time }
polls-left-minutes =
    { $count ->
       *[other] Rete { $count } minit
    }
polls-left-hours =
    { $count ->
       *[other] Rete { $count } èdtan
    }
polls-left-days =
    { $count ->
       *[other] Rete { $count } jou
    }
polls-no-end = Li pa gen fen.
polls-ended = Li fini.
polls-own = Se ou ki poze kesyon sa a, kidonk ou pa vote.
polls-voted = Ou deja vote.
polls-over = Kesyon sa a fini, kidonk pèsonn pa ka vote ankò. Ou wè isit la kijan li fini.
polls-voted-before = Ou te deja vote. Chak moun vote yon fwa.
polls-own-poll = Se ou menm ki poze kesyon sa a, kidonk ou pa ka vote.
polls-choose-first = Tanpri chwazi yon bagay anvan.
polls-choose-only-one = Tanpri chwazi youn sèlman.
polls-changed = Sa moun ka chwazi a chanje pandan tan sa a. Tanpri li l ankò epi chwazi.
posts-said-voted = Vòt ou a la kounye a. Pèsonn isit la pa li sa ou chwazi.

## What hangs on a post

posts-transcript = (ak mo anba a)
posts-changed = Chanje { $time }

## Writing with pictures

write-title = Ekri yon bagay ak foto
write-answer-title = Reponn ak foto
write-words-help = Ak yon foto, ou pa bezwen mo.
write-slot = Foto { $number }
write-pictures = Foto yo
write-leave-out = Pa mete foto sa a
write-fold = Pliye sa: moun ki vle wè l louvri l
write-warning = Mo pou li anvan
write-warning-help = Si gen yon bagay se pa tout moun ki vle li, di isit la sou kisa li ye. Moun ki vle li l louvri l. Pi souvan sa rete vid.

## Asking a question with choices

question-heading = Poze yon kesyon ak repons pou chwazi
question-help = Ekri kesyon an nan mo ou yo, epi ekri isit la sa moun ka chwazi: { $least } rive { $most } repons. Chak moun vote yon fwa, epi pèsonn isit la pa li kiyès ki chwazi kisa.
question-choice = Repons { $number }
question-more = Plas pou plis repons
question-several = Moun ka chwazi plizyè
question-open-for = Pandan konbyen tan moun ka vote?
question-hours =
    { $count ->
       *[other] { $count } èdtan
    }
question-days =
    { $count ->
       *[other] { $count } jou
    }
question-hidden = Montre konbyen moun ki chwazi chak bagay sèlman lè li fini
question-options = Yon kesyon gen { $least } rive { $most } repons pou chwazi. Tanpri ekri yo isit la, oswa kite tout pati sa a vid.
question-same = Repons sa a ekri de fwa. Tanpri ekri yon lòt, oswa retire l.
question-time = Tanpri chwazi pandan konbyen tan moun ka vote.
question-or-pictures = Ou ka mete foto oswa yon kesyon ak repons pou chwazi, men se pa toulède. Tanpri retire youn nan de yo.
question-not-here = Yon bezwen, yon òf, oswa yon repons pou youn nan yo pa gen kesyon ak repons pou chwazi. Tanpri retire repons yo, oswa etikèt la.

## Changing what one wrote

posts-edit = Chanje sa li di
posts-said-changed = Se sa li di kounye a. Tout moun li te rive jwenn konnen sa.
reword-title = Chanje sa ou te ekri
reword-lead = Moun ki ka li l wè kilè ou chanje l. Moun ki ka li l rete menm jan an.
reword-back = Tounen san chanje anyen
reword-poll = Sa ou mande isit la, ak vòt yo, rete jan yo ye.
reword-transcript = Kisa yo di ladan l?
reword-button = Fè l di sa
reword-listing = Sa se yon bezwen oswa yon òf. Yo chanje l sou pwòp paj li.
reword-listing-way = Ale sou paj li
