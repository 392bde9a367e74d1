# Machine-translated, not yet read by a person.

## The map

map-show = Montrer la carte
map-hide = Cacher la carte
map-near = Choisir un endroit sur la carte
map-name-board = Carte des besoins et des offres de cette liste
map-name = Carte pour choisir un endroit approximatif
map-help-board = La carte montre la même chose que la liste, et seulement à peu près où se trouve chaque chose. Pour regarder autour d’un endroit, touchez-le. Ou déplacez la carte avec les flèches du clavier et choisissez son milieu.
map-help = Touchez la carte à peu près à l’endroit voulu. Ou déplacez la carte avec les flèches du clavier et choisissez son milieu. Vous pouvez aussi laisser la carte et le dire avec des mots.
map-help-outlines = Il n’y a pas de rues sur cette carte, seulement les contours des pays, de loin : personne d’autre n’apprend que vous regardez.
map-by = Carte : { $who }
map-closer = Plus près
map-farther = Plus loin
map-middle = Choisir le milieu de la carte
map-chosen = L’endroit est choisi. Il est arrondi à un kilomètre environ.
map-touched = Autour de l’endroit que j’ai choisi sur la carte
map-go = Montrer ce qui est près de là
map-failed = La carte ne s’est pas chargée. Vous pouvez continuer sans elle.
map-point-wrong = Nous n’avons pas pu lire l’endroit sur la carte. Choisissez-le encore une fois, ou laissez-le de côté.
map-spot-beside = Où, sur la carte : à environ { $km } km de { $place }
map-spot = Où, sur la carte : environ { $latitude } degrés nord, { $longitude } degrés est

## News of the board

live-new =
    { $count ->
        [one] { $count } nouveauté. La montrer
       *[other] { $count } nouveautés. Les montrer
    }

## A draft on this device

draft-kept = Ce que vous écrivez ici est gardé sur cet appareil seulement, jusqu’à ce que vous l’envoyiez.
draft-forget = Oublier ce brouillon
draft-forgotten = C’est oublié.
