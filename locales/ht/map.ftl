# Machine-translated, not yet read by a person.

## The map

map-show = Montre kat la
map-hide = Kache kat la
map-near = Chwazi yon kote sou kat la
map-name-board = Kat bezwen ak òf ki nan lis sa a
map-name = Kat pou chwazi yon kote apeprè
map-help-board = Kat la montre menm bagay ak lis la, epi sèlman apeprè ki kote chak bagay ye. Pou gade toutotou yon kote, touche li. Oswa deplase kat la ak flèch klavye a epi chwazi mitan li.
map-help = Touche kat la apeprè kote li ye a. Oswa deplase kat la ak flèch klavye a epi chwazi mitan li. Ou ka kite kat la tou, epi sèvi ak mo.
map-help-outlines = Pa gen lari sou kat sa a, sèlman kontou peyi yo, depi lwen: pèsonn lòt pa konnen w ap gade.
map-by = Kat: { $who }
map-closer = Pi pre
map-farther = Pi lwen
map-middle = Chwazi mitan kat la
map-chosen = Ou chwazi kote a. Li awondi a anviwon yon kilomèt.
map-touched = Toutotou kote mwen chwazi sou kat la
map-go = Montre sa ki toupre la
map-failed = Kat la pa chaje. Ou ka kontinye san li.
map-point-wrong = Nou pa t ka li kote a sou kat la. Tanpri chwazi l yon lòt fwa, oswa kite l.
map-spot-beside = Ki kote, sou kat la: a anviwon { $km } km de { $place }
map-spot = Ki kote, sou kat la: anviwon { $latitude } degre nò, { $longitude } degre lès

## News of the board

live-new =
    { $count ->
       *[other] Gen { $count } ki nouvo. Montre yo
    }

## A draft on this device

draft-kept = Sa ou ekri la a rete sou aparèy sa a sèlman, jiskaske ou voye l.
draft-forget = Bliye bouyon sa a
draft-forgotten = Li bliye.
