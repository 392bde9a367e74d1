# Machine-translated, not yet read by a person.

## What neighbors write

posts-title = Ce qu’écrivent les voisins
posts-followed = De ceux que je suis
posts-neighbors = De ce réseau
posts-none-followed = Encore rien. Ici se trouve ce qu’écrivent ceux que vous suivez.
posts-none-neighbors = Personne ici n’a encore rien écrit pour tout le monde.
posts-told-by = { $who } l’a transmis
posts-by = De { $who }
posts-listing = Un besoin ou une offre
posts-recording = Un enregistrement
posts-picture = Une image sans description
posts-asks = Cela pose une question. Ouvrez-le pour voter.
posts-folded = Replié au début. Ouvrez-le si vous voulez le voir ou l’entendre.
posts-filtered = Par votre filtre : { $title }

## Writing

posts-write = Écrire quelque chose
posts-words = Vos mots
posts-words-help = Un besoin ou une offre a son propre formulaire, sous « Demander ou offrir » : c’est là qu’on le trouve.
posts-audience = Qui peut le lire ?
posts-audience-public = Tout le monde
posts-audience-private = Seulement ceux qui me suivent
posts-promise = Cela va aussi sur les serveurs de ceux qui vous suivent. Vous pouvez l’effacer à tout moment ; nous le leur demandons aussi, sans pouvoir promettre que chacun le fasse.
posts-button = Que d’autres le lisent
posts-find = Trouver quelqu’un ailleurs
posts-find-label = Son adresse
posts-find-button = Chercher
posts-find-none = Personne n’a été trouvé à cette adresse. Vérifiez chaque lettre.
posts-above = Ce à quoi cela répond
posts-below = Réponses
posts-answer = Y répondre
posts-answer-help = Cela ne va pas plus loin que ce à quoi vous répondez.
posts-answer-button = Envoyer ma réponse
posts-act-like = J’aime
posts-act-unlike = Je retire mon « j’aime »
posts-act-tell = Le transmettre à ceux qui me suivent
posts-act-untell = Ne plus le transmettre
posts-act-delete = Effacer ceci
posts-said-written = C’est là maintenant. Qui peut le lire le trouve.
posts-said-answered = Votre réponse est là maintenant.
posts-said-told = Ceux qui vous suivent le lisent maintenant.
posts-said-untold = Ce n’est plus transmis.
posts-said-liked = La personne qui l’a écrit apprend que vous aimez. Personne ne compte.
posts-said-unliked = C’est retiré.
posts-said-deleted = C’est effacé ici. Chaque serveur qui l’a est prié de l’effacer aussi.

## Whom one follows

people-link = Ce qu’écrit { $name }, et suivre
people-following = Vous suivez ce compte.
people-asked = Vous avez demandé à suivre. La réponse n’est pas encore venue.
people-unfollow = Ne plus suivre
people-page-here = Ce que ce voisin a d’ouvert ici
people-page-there = La page sur son propre serveur
people-posts = Ce qui se trouve ici de ce compte
people-none = Rien que vous puissiez lire ne se trouve ici.
people-said-follow = Ce qu’ils écrivent se trouve parmi ce que vous suivez, dès leur accord s’ils veulent qu’on leur demande.
people-said-unfollow = Vous ne suivez plus ce compte.

## What one heard of

heard-title = Ce que j’ai appris
heard-mention = { $who } vous a écrit.
heard-favourite = { $who } aime ce que vous avez écrit.
heard-reblog = { $who } a transmis ce que vous avez écrit.
heard-follow = { $who } vous suit maintenant.
heard-follow-request = { $who } demande à vous suivre.
heard-status = { $who } a écrit quelque chose.
heard-update = { $who } a changé quelque chose que vous avez transmis.
heard-poll = Une question de { $who } a sa réponse.
heard-yes = Accepter
heard-forget = Oublier toute cette liste
heard-said-yes = Cette personne vous suit maintenant.
heard-said-no = Cette personne ne vous suit pas. Personne ne demande de raison.
heard-said-forgotten = La liste est vide maintenant.

## Around one post

posts-further-up = Seuls les plus proches sont ici.
posts-further-up-way = Lire ce qui vient avant
posts-further-down = Il y a plus de réponses que cette page n’en montre. Ouvrez une réponse pour lire ce qui suit.
posts-further-down-way = Lire d’autres réponses
posts-read-by-public = Tout le monde peut lire ceci.
posts-read-by-unlisted = Tout le monde peut lire ceci. Cela n’est dans aucune liste publique.
posts-read-by-private = Seuls ceux qui suivent la personne qui l’a écrit, et ceux qui y sont nommés, peuvent lire ceci.
posts-read-by-direct = Seuls la personne qui l’a écrit et ceux qui y sont nommés peuvent lire ceci.
posts-read-by-held = Pour l’instant, seule la personne qui l’a écrit peut lire ceci.
