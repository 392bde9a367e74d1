# Machine-translated, not yet read by a person.

## The form: what folds out

new-language = Ekri an
new-split = An pòsyon
new-split-help = Tankou 2, si yo bay li de pa de. Kite l vid si nenpòt pòsyon bon.
new-takes-more = Nou pa konte anyen, e plis pase yon vwazen ka vini
new-food = Manje
new-diet = Li se, oswa li ta dwe
new-contains = Si w ap bay li: men sa ki ladan l
new-traces = Si w ap bay li: ka gen yon ti kras ladan l
new-free-of = Si ou bezwen li: sa pa dwe ladan l
new-none-in-it = Dapre sa m konnen, pa gen anyen nan sa ladan l
new-kept = Kijan yo konsève l?
new-best-before = Pi bon anvan
new-when = Kilè
new-urgency = Nan konbyen tan?
new-day = Jou sa a
new-ends = Dènye jou sou tablo a
new-ends-help = Anjeneral li rete la { $usual } jou, e { $most } omaksimòm.
new-how = Kijan li chanje men
new-ways = Kisa ki bon pou ou?
new-access = Bon pou moun k ap vini an konnen
new-access-help = Tankou: pa gen mach eskalye, nou pale panyòl. Tout moun ki wè sa ap li l.
new-pass-along = Èske lòt rezo ka pase l bay sa yo konnen?
new-pass-along-no = Non
new-pass-along-yes = Wi
new-other-language = Menm bagay la nan yon lòt lang
new-other-which = Ki lang?
new-other-title = Kisa li ye, nan lang sa a
new-other-body = Plis mo nan lang sa a
new-look = Gade anvan kijan li ye

## How it will look

look-title = Men kijan li pral ye
look-lead = Li poko sou tablo a. Anba a ou ka chanje l.
look-who = Ki moun k ap wè l
look-change = Chanje l
look-peers = Rezo sa yo ap li l: { $networks }.
look-more-peers = { $count } lòt
look-no-peers = Jodi a pa gen lòt rezo ki resevwa sa nan men nou. Yon rezo ki travay ak nou pita ap li l tou.
look-name = Non ou sou li: { $name }.
look-no-name = Non ou pa sou li. Li di: nan men yon vwazen, atravè { $network }.
look-connectors = Se sèlman moun ki fè lyen, ki mete bezwen ak òf ansanm isit la, ki konnen non ou.
look-words-tell = Sa ou ekri a ka toujou di ki moun ou ye. Tanpri li l yon lòt fwa.
look-promise-network = Li rete sou sèvè sa a. Lè ou retire l, li soti sou tablo a touswit.
look-promise-peers = Yo kenbe l sou sèvè pa yo tou. Lè ou retire l, nou mande yo efase l. Nou pa ka pwomèt chak ladan yo ap fè sa, ni pèsonn la pa p di lòt moun.
look-promise-public = Nenpòt moun ka li l epi kopye l, sou lòt sèvè tou. Lè ou retire l, nou mande chak sèvè ki genyen l efase l. Nou pa ka pwomèt chak ladan yo ap fè sa.
look-pass-no = Lòt rezo pa pase l.
look-pass-yes = Lòt rezo ka pase l, atravè de rezo omaksimòm.

## Pictures

pictures-title = Foto bagay sa a
pictures-lead = Moun ki wè sa wè foto yo tou. Nou refè chak foto isit la, pou anyen ki kache ladan l pa vini, tankou ki kote yo te pran l. Tanpri pa montre figi moun ni nimewo pòt.
pictures-file = Yon foto
pictures-description = Kisa li montre?
pictures-description-help = Ak mo, pou vwazen ki pa ka wè l. Tankou: yon bèso blan ak yon dra ble
pictures-button = Ajoute foto sa a
pictures-words = Sa foto { $number } montre
pictures-words-button = Kenbe mo yo
pictures-away = Retire foto { $number }
pictures-full = Gen { $most } foto, e pa gen plas pou plis.
pictures-kept = Foto yo jan ou wè yo kounye a.

## What somebody began, and keeps for later

begun-keep = Kenbe l pou pita
begun-keep-help = Si ou kenbe l pou pita, w ap jwenn li isit la pandan { $days } jou, sou nenpòt aparèy. Pèsonn lòt pa wè l.
begun-heading = Sa ou kenbe pou pita
begun-lead = Pèsonn lòt pa wè sa. Chak ladan yo efase poukont li { $days } jou apre ou te kenbe l, epi foto li yo apre yon jou.
begun-since = Ou te kenbe sa { $when }.
begun-no-title = Poko gen non
begun-go-on = Kontinye
begun-away = Jete l
begun-new = Yon bagay nouvo
begun-said-kept = Nou kenbe l pou ou. W ap jwenn li isit la nenpòt lè ou vle kontinye.
begun-said-away = Li jete.
begun-pictures-gone = Foto li yo pa la ankò. Tanpri chwazi yo yon lòt fwa. Sa ou te ekri sou yo toujou la.
begun-amount-again = Ou te ekri “{ $amount }” sou yon paj nan yon lòt lang. Tanpri ekri chif la yon lòt fwa.
begun-gone-title = Nou pa kenbe sa ankò
begun-gone = Petèt ou te pibliye l, ou te jete l, oswa ou te kenbe l yon lòt fwa depi lè sa a. Li efase poukont li tou apre yon tan.
begun-gone-way = Ale nan sa ou kenbe pou pita
