# Machine-translated, not yet read by a person.

## The form: what folds out

new-language = Écrit en
new-split = En parts de
new-split-help = Par exemple 2, si cela se donne par deux. Laissez vide si toute part convient.
new-takes-more = Rien n’est compté, et plusieurs voisins peuvent venir
new-food = Nourriture
new-diet = C’est, ou cela devrait être
new-contains = Si vous le donnez : il y a ceci dedans
new-traces = Si vous le donnez : il peut y avoir des traces de ceci
new-free-of = S’il vous le faut : ceci ne doit pas être dedans
new-none-in-it = À ma connaissance, rien de cela n’est dedans
new-kept = Comment est-ce conservé ?
new-best-before = À consommer de préférence avant
new-when = Quand
new-urgency = Pour quand ?
new-day = Ce jour-là
new-ends = Dernier jour au tableau
new-ends-help = D’habitude, cela y reste { $usual } jours, et { $most } au plus.
new-how = Comment cela change de mains
new-ways = Qu’est-ce qui vous convient ?
new-access = Bon à savoir pour qui vient
new-access-help = Par exemple : sans marches, nous parlons espagnol. Toute personne qui voit ceci le lit.
new-pass-along = D’autres réseaux peuvent-ils le transmettre à ceux qu’ils connaissent ?
new-pass-along-no = Non
new-pass-along-yes = Oui
new-other-language = La même chose dans une autre langue
new-other-which = Quelle langue ?
new-other-title = Ce que c’est, dans cette langue
new-other-body = Plus de mots dans cette langue
new-look = Voir d’abord à quoi cela ressemble

## How it will look

look-title = Voici à quoi cela ressemblera
look-lead = Ce n’est pas encore au tableau. Vous pouvez le changer plus bas.
look-who = Qui le verra
look-change = Le changer
look-peers = Ces réseaux le lisent : { $networks }.
look-more-peers = { $count } autres
look-no-peers = Aujourd’hui, aucun autre réseau ne reçoit cela de nous. Un réseau qui travaillera plus tard avec nous le lira aussi.
look-name = Votre nom y figure : { $name }.
look-no-name = Votre nom n’y figure pas. Il est écrit : d’un voisin, par { $network }.
look-connectors = Votre nom n’est dit qu’aux personnes de liaison, qui rapprochent ici les besoins et les offres.
look-words-tell = Ce que vous écrivez peut quand même dire qui vous êtes. Relisez-le encore une fois.
look-promise-network = Cela reste sur ce serveur. Quand vous le reprenez, cela quitte le tableau aussitôt.
look-promise-peers = C’est gardé aussi sur leurs serveurs. Quand vous le reprenez, nous leur demandons de l’effacer. Nous ne pouvons pas promettre que chacun le fasse, ni que personne là-bas n’en parle.
look-promise-public = Tout le monde peut le lire et le copier, aussi sur d’autres serveurs. Quand vous le reprenez, nous demandons à chaque serveur qui l’a de l’effacer. Nous ne pouvons pas promettre que chacun le fasse.
look-pass-no = Les autres réseaux ne le transmettent pas.
look-pass-yes = D’autres réseaux peuvent le transmettre, par deux réseaux au plus.

## Pictures

pictures-title = Images
pictures-lead = Qui voit ceci voit aussi ses images. Chacune est refaite ici, pour que rien de caché n’y reste, comme le lieu où elle a été prise. Ne montrez ni visages ni numéros de porte.
pictures-file = Une image
pictures-description = Que montre-t-elle ?
pictures-description-help = Avec des mots, pour les voisins qui ne peuvent pas la voir. Par exemple : un lit d’enfant blanc avec une couverture bleue
pictures-button = Ajouter cette image
pictures-words = Ce que montre l’image { $number }
pictures-words-button = Garder les mots
pictures-away = Enlever l’image { $number }
pictures-full = Il y a { $most } images, et plus de place.
pictures-kept = Les images sont comme vous les voyez maintenant.

## What somebody began, and keeps for later

begun-keep = Garder pour plus tard
begun-keep-help = Si vous le gardez pour plus tard, vous le trouvez ici pendant { $days } jours, sur tout appareil. Personne d’autre ne le voit.
begun-heading = Ce que vous gardez pour plus tard
begun-lead = Personne d’autre ne voit ceci. Chaque chose s’efface seule { $days } jours après que vous l’avez gardée, et ses images après un jour.
begun-since = Vous l’avez gardé le { $when }.
begun-no-title = Encore sans nom
begun-go-on = Continuer
begun-away = Jeter
begun-new = Quelque chose de nouveau
begun-said-kept = C’est gardé pour vous. Vous le trouvez ici quand vous voulez continuer.
begun-said-away = C’est jeté.
begun-pictures-gone = Ses images ne sont plus là. Choisissez-les encore une fois. Ce que vous avez écrit à leur sujet est toujours là.
begun-amount-again = Vous avez écrit « { $amount } » sur une page dans une autre langue. Écrivez encore une fois le nombre.
begun-gone-title = Ceci n’est plus gardé
begun-gone = Vous l’avez peut-être publié, jeté ou gardé de nouveau depuis. Cela s’efface aussi seul après un moment.
begun-gone-way = Voir ce que vous gardez pour plus tard
