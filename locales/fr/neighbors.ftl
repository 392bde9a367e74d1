# Machine-translated, not yet read by a person.

## Roughly where one lives

living-title = À peu près où vous habitez
living-help = Ainsi, votre page d’accueil montre ce qui est près de vous. C’est arrondi tout de suite à un kilomètre environ ; rien de plus précis n’est gardé.
living-seen = Les membres de ce réseau peuvent le voir, pas plus précisément que cela. Cela ne va dans aucun autre réseau.
living-near = Un lieu près de chez vous
living-keep = Garder ce lieu
living-take-away = Retirer mon lieu
living-gone = C’est retiré. L’endroit où vous habitez n’est plus gardé ici.
living-none = Nommez un lieu, ou choisissez-en un sur la carte.
living-unknown = Nous ne connaissons pas de lieu nommé { $place }. Regardez la liste des lieux, ou choisissez-en un sur la carte.
living-ask = Dites à peu près où vous habitez, pour voir ce qui est près de vous

## What a neighbor shows to members

neighbor-shown = Ce que voient les membres de ce réseau
neighbor-resting = En repos pour le moment
neighbor-languages = Langues : { $languages }
neighbor-lives-beside = Habite à environ { $km } km de { $place }
neighbor-lives = Habite à peu près à { $latitude } degrés nord, { $longitude } degrés est
neighbor-oneself = C’est ainsi que le voisinage vous voit.
neighbor-change = Changer ce que vous dites de vous

## From the page of a post that is for everyone, for members

posts-open-here = Y répondre, dire que vous l’aimez ou la faire suivre

## Whom one follows

following-title = Les comptes que je suis
following-none = Vous ne suivez encore personne. Vous pouvez commencer sur la page d’une personne du voisinage.
following-unfollow = Ne plus suivre { $who }
