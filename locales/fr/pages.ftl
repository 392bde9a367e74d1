# Machine-translated, not yet read by a person.

## Every page

page-skip = Aller à la partie principale
page-languages = Langues
page-nav = Pages principales
page-problem = Quelque chose ne va pas encore :
page-made-with = Fait avec Potluck, un logiciel libre que les quartiers font tourner eux-mêmes.
page-look-again = Merci de regarder encore une fois ceci :
page-offline = Vous n’êtes pas connecté à Internet. Cette page est comme elle était le { $time }. Elle montre ce que tout le monde voit : ce qui est réservé aux membres n’est pas gardé sur cet appareil. Ce que vous envoyez maintenant n’arrive pas : essayez encore une fois reconnecté.
offline-title = Vous n’êtes pas connecté à Internet
offline-then = Cette page pourra être lue de nouveau quand votre téléphone ou votre ordinateur sera connecté.
offline-kept = La première page et ce qui est ouvert restent là comme ce navigateur les a vus la dernière fois, s’il les a déjà vus. Ce qui est réservé aux membres n’est pas gardé sur cet appareil.
offline-again = Essayer encore une fois

## The first page

home-lead = Des voisines et des voisins qui se nourrissent et prennent soin les uns des autres.
home-no-questions = Ici, personne ne demande de papiers, de revenus ni de raison. Demandez quand il vous manque quelque chose ; proposez quand vous avez quelque chose. Tout le monde fait les deux.
home-needs-open =
    { $count ->
        [0] Aucun besoin n’est ouvert en ce moment.
        [one] { $count } besoin est ouvert en ce moment.
       *[other] { $count } besoins sont ouverts en ce moment.
    }
home-offers-open =
    { $count ->
        [0] Aucune offre n’est ouverte en ce moment.
        [one] { $count } offre est ouverte en ce moment.
       *[other] { $count } offres sont ouvertes en ce moment.
    }
home-about-heading = Qui nous sommes
home-area = Où nous sommes : { $area }
home-languages = Langues que nous parlons : { $languages }
home-follow-heading = Nous suivre
home-listings-heading = Besoins et offres ouverts
home-listings-none = Rien n’est ouvert à tout le monde en ce moment. Certaines choses ne sont montrées qu’au voisinage.
home-intake-slow = En ce moment, nous allons moins vite que d’habitude. Tout est lu ; laissez-nous un peu de temps.
home-intake-paused = En ce moment, nous nous reposons et ne pouvons rien prendre de nouveau. Un réseau proche pourra peut-être aider.
home-mode-neighbors = Ici, les voisins se répondent entre eux.
home-mode-connectors-help = Ici, les voisins se répondent entre eux, et des personnes de liaison les aident. Ce sont des voisins qui rapprochent les besoins et les offres.
home-mode-connectors-only = Ici, des personnes de liaison rapprochent les besoins et les offres. Ce sont des voisins qui regardent chaque réponse et la portent à qui elle est destinée.
home-contact = Nous joindre ({ $kind }) : { $value }

## A need or an offer

listing-by = De : { $name }
listing-by-network = D’une personne du voisinage, par { $network }
listing-posted = Publié : { $time }
listing-respond-heading = Comment répondre
listing-respond-mastodon = Depuis Mastodon : répondez à cette publication par un message privé. Dites combien, et quand cela vous convient.
listing-respond-network = Depuis un autre réseau : demandez à votre propre réseau de répondre pour vous.
listing-rough-place = Le lieu est vague, exprès. Seule la personne qui vient apprend le lieu exact.
listing-translated = Traduit par une personne du voisinage
listing-translated-by-machine = Traduit par une machine ; il peut y avoir des erreurs

## A one-time link to the place of a handoff

handoff-title = Où et comment
handoff-lead = Quelqu’un du voisinage partage ceci avec vous, et avec personne d’autre. Merci de le garder pour vous.
handoff-button = Montrer où et comment
handoff-until = Ce lien marche jusqu’au { $time }.
handoff-what = Quoi : { $name }
handoff-amount = Combien : { $amount }
handoff-place = Où : { $place }
handoff-when = Quand : { $when }
handoff-way = Comment : { $way }
handoff-notes = Bon à savoir : { $notes }
handoff-no-place = Le lieu exact n’est pas encore écrit ici. L’autre personne vous le dira.
handoff-write-down = Notez ce dont vous avez besoin. Tout est effacé deux jours après la remise.
handoff-cannot = Si vous ne pouvez pas venir, ce n’est pas grave. Dites-le-nous, et quelqu’un d’autre du voisinage en profitera.
handoff-ended-title = Ce lien ne marche plus
handoff-ended = Un tel lien ne marche que peu de temps, pour que l’adresse d’une personne reste protégée. Vous n’avez rien fait de mal.
handoff-ended-what-to-do = Si vous en avez encore besoin, écrivez à { $network }. Nous enverrons un nouveau lien ou trouverons une autre solution.

## The founding of a network

founding-title = Bienvenue. Commençons.
founding-lead = Vous êtes la première personne ici. Sur cette page, vous créez le premier compte : celui de la personne qui s’occupe du serveur.
founding-role = S’occuper du serveur est une tâche pour un temps, pas un rang. Elle se termine d’elle-même, et votre réseau décide qui continue.
founding-handle-label = Votre identifiant
founding-handle-help = Le nom court dans votre adresse, comme dans { $example }. Lettres minuscules, chiffres et tirets bas.
founding-name-label = Votre nom, tel que le voisinage le verra
founding-name-help = Comme vous aimez qu’on vous appelle. Ce n’est pas forcément le nom écrit sur des papiers.
founding-button = Créer mon compte
founding-done-title = C’est fait. Bienvenue, { $name }.
founding-token-label = Votre clé d’accès
founding-token-keep = Gardez-la ; elle n’est montrée qu’une fois.
founding-token-what-for = Elle vous sert à vous connecter. Qui l’a peut agir en votre nom : gardez-la comme la clé de chez vous.
founding-role-until = Vous vous occupez du serveur jusqu’au { $until }.
founding-choose-password = Choisissez maintenant un mot de passe, pour vous connecter et laisser entrer des applications
founding-ended-title = Ce lien a déjà servi, ou son temps est passé
founding-ended = Il marche une seule fois et peu de temps, pour que personne d’autre ne puisse prendre votre réseau.
founding-ended-what-to-do = La personne qui fait tourner le serveur peut en créer un nouveau avec cette commande : { $command }

## A neighbor

profile-neighbor-in = Du voisinage de { $network }
profile-follow = Pour suivre ce compte, cherchez { $handle } dans Mastodon ou une autre application du même genre.
profile-listings-heading = Besoins et offres ouverts
profile-listings-none = Rien d’ouvert en ce moment.
profile-no-counting = Ici, personne ne compte qui donne et qui reçoit.

## What a neighbor can do

can-do-minutes = a quelques minutes
can-do-lift = peut porter des choses lourdes
can-do-drive = peut conduire
can-do-stairs = peut monter des escaliers
can-do-remote = peut aider par téléphone ou en ligne

## Nothing here

not-found-title = Il n’y a rien ici
not-found = Soit il n’y a jamais rien eu, soit ce n’est pas visible pour tout le monde. Il manque peut-être une lettre dans l’adresse.
not-found-what-to-do = Regardez la page d’accueil, ou demandez à la personne qui vous a envoyé le lien.
gone-title = Ce n’est plus là
gone = C’était ici, et cela a été retiré, ou son temps est passé. Cela arrive tous les jours.
gone-what-to-do = Regardez la page d’accueil : autre chose conviendra peut-être.
problem-title = Cela n’a pas marché
too-many-title = Un peu de patience
too-many = Beaucoup de demandes sont venues de là où vous êtes en peu de temps : ce serveur fait une pause de ce côté.
too-many-what-to-do = Attendez une minute et rechargez la page. Si cela continue, dites-le à la personne qui vous a donné le lien.
too-many-keep = Attendez une minute, puis appuyez sur le bouton. Rien de ce que vous avez écrit n’est perdu : tout reste sur cette page.
too-many-again = Envoyer encore une fois
too-many-yours = Ce que vous avez écrit
home-answer-heading = Répondre à une publication
home-answer = Ouvrez-la sur le tableau, connectez-vous, et écrivez votre réponse en dessous. Dites combien, et quand cela vous convient. Votre réponse va à la personne qui a écrit la publication ; elle n’est pas affichée sur le tableau.
home-answer-app = Pour répondre depuis l’application, répondez à une publication par un message privé. Dites combien, et quand cela vous convient.
