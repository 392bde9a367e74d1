# Machine-translated, not yet read by a person.

## Every page

page-board = Bezwen ak òf
page-ask = Mande
page-address = Paj sa a:

## Soon

day-today = jodi a, { $time }
day-tomorrow = demen, { $time }

## The first page

home-board-button = Gade sa ki ouvè
home-how-button = Ki jan pou m mande?
home-newest-heading = Sa ki nouvo
home-how-heading = Ki jan pou mande, ki jan pou ofri
home-step-1 = Di an kèk mo sa ou bezwen oswa sa ou genyen. Pèsonn pa mande w poukisa.
home-step-2 = Vwazen yo li l. Moun ki ka ede ekri ou menm sèl.
home-step-3 = Se ou ki chwazi ki moun ou di wi. Apre sa, nou toulède antann sou lè ak kote.
home-how-here = Mande isit la, san kont
home-how-members = Manm yo konekte epi yo peze “{ $button }”
home-how-apps = Mwen gen yon aplikasyon Mastodon
home-how-app = Manm yo mande sou telefòn yo, ak nenpòt aplikasyon Mastodon. Konekte ladan l sou { $host }, ekri sa ou bezwen oswa sa ou genyen, epi fini ak #need oswa #offer.
home-join-heading = Ki jan pou antre nan rezo a
home-join = Ou jwenn yon lyen ki fè w antre. Ou chwazi yon ti non pou tèt ou. Li pa bezwen non ki nan okenn papye, e pèsonn pa mande w lòt bagay.
home-join-ask = Mande yon vwazen ki la deja.
home-join-write = Mande yon vwazen ki la deja, oswa mande nou:
home-kept-heading = Sa nou kenbe sou ou

## Following and answering from another server

follow-title = Swiv nou nan pwòp sèvè ou
follow-who = Swiv { $name }
follow-lead = Èske ou gen yon kont sou Mastodon, oswa sou yon sèvè konsa? Ekri adrès li isit la, epi n ap montre w chemen an.
follow-lead-answer = Èske ou gen yon kont sou Mastodon, oswa sou yon sèvè konsa? Ekri adrès li isit la, epi reponn depi la.
follow-label = Adrès kont ou
follow-help = Yon non ak yon sèvè, tankou { $example }
follow-button = Swiv
follow-button-answer = Reponn depi la
follow-copy = Oswa kopye adrès nou, epi chèche l nan aplikasyon ou
follow-copy-answer = Oswa kopye adrès sa a, epi chèche l nan aplikasyon ou
follow-not-address = Sa poko yon adrès konplè. Li gen yon non, siy @ la ak yon sèvè, tankou { $example }.
follow-not-found = Nou pa t ka jwenn { $address }. Gade si chak lèt bon, oswa kopye adrès ki anba a.
follow-no-way = Sèvè ou a pa di ki jan pou kontinye depi isit la. Kopye adrès ki anba a, epi chèche l la.
follow-go-title = Yon dènye pa
follow-go = Sèvè ou a { $server } pral louvri epi l ap mande w di wi.
follow-go-button = Ale sou { $server }

## The board

board-title = Bezwen ak òf
board-filter-heading = Kisa w ap chèche?
board-kind = Bezwen oswa òf
board-kind-all = Toulède
board-kind-need = Bezwen
board-kind-offer = Òf
board-category = Kisa
board-category-all = Tout bagay
board-near = Toupre
board-near-help = Non yon kote isit la, tankou { $example }
board-near-none = Poko gen kote ki ekri isit la.
board-near-unknown = Nou pa konnen yon kote ki rele { $place }. Gade lis kote yo, oswa kite sa vid. Anba a ou wè tout bagay.
board-within = Ki distans
board-within-km = jiska { $km } km
board-within-of = jiska { $km } km soti { $place }
board-within-map = jiska { $km } km soti kote ki sou kat la
board-within-alone = Tanpri chwazi yon kote pou sa tou. San sa, sa ki lwen parèt tou.
board-more = Plis chwa
board-when = Kilè
board-when-any = Nenpòt jou
board-when-today = Jodi a
board-when-days = Nan { $days } jou k ap vini yo
board-food = Manje
board-food-help = Yon mo oswa plizyè, tankou alal, vejetalyen
board-way = Ki jan
board-way-any = Nenpòt jan
board-language = Lang
board-language-any = Nenpòt lang
board-button = Montre sa ki bon
board-clear = Montre tout bagay
board-none = Pa gen anyen ki bon kounye a. Chèche pi lwen, oswa retire yon bagay. Gen nouvo bagay chak jou.
board-none-yet = Pa gen anyen ki bon nan sa ki pi nouvo yo. Gade sa ki pi ansyen.
board-further = Gade sa ki pi ansyen
board-newest = Tounen nan sa ki pi nouvo
board-feed = Resevwa sa ki nouvo ak yon fil entènèt (Atom)
board-for-everyone = Men sa tout moun ka wè. Manm yo wè plis lè yo konekte.
board-for-members = Ou konekte: ou wè tou sa ki pou manm sèlman, ak sa rezo ki toupre yo pataje avèk nou.
feed-title = { $network }: bezwen ak òf

## A need or an offer in a list

card-amount-need = Sa ki manke toujou: { $open } sou { $amount }
card-amount-offer = Sa ki rete: { $open } sou { $amount }
card-place-away = { $place }, a anviwon { $km } km
card-away = A anviwon { $km } km
card-until = Jiska { $until }
card-from = Soti nan { $network }
card-audience-network = pou manm sèlman
card-audience-peers = pou manm ak rezo ki toupre

## The page of a need or an offer

listing-in-language = Sa ekri nan yon lòt lang: { $language }.
listing-closed = Moun pa ka reponn sa ankò. Mèsi paske w gade.
listing-respond-app = Reponn nan aplikasyon ou: chèche adrès paj sa a ladan l, epi reponn.
listing-seen-by-network = Se manm rezo sa a sèlman ki ka wè sa.
listing-seen-by-peers = Manm rezo sa a ka wè sa, ak manm rezo ki toupre yo ki travay avèk nou.
listing-seen-by-public = Tout moun ka wè sa.
listing-there = Louvri l nan rezo kote l soti a
listing-back = Tout bezwen ak òf

## Measures that everybody knows, beside a number

unit-kilogram = { $number } kg
unit-litre = { $number } l
