# Machine-translated, not yet read by a person.

## Kind and title

kind-need = Bezwen
kind-offer = Òf
kind-need-word = bezwen
kind-offer-word = òf

listing-name-need = Bezwen: { $title }
listing-name-offer = Òf: { $title }
listing-name-need-amount = Bezwen: { $title }, { $amount }
listing-name-offer-amount = Òf: { $title }, { $amount }

title-met = JWENN, mèsi – { $name }
title-paused = SISPANN POU KOUNYE A – { $name }
title-withdrawn = RETIRE – { $name }
title-expired = FINI – { $name }

state-draft = bouyon
state-open = ouvè
state-paused = sispann pou kounye a
state-partly-met = jwenn an pati
state-met = jwenn
state-withdrawn = retire
state-expired = fini

## Lines, one fact each

line-kind = Kalite: { $kind }
line-category = Kisa: { $category }
line-amount-need = Konbyen: { $amount }, sa ki manke toujou: { $open }
line-amount-offer = Konbyen: { $amount }, sa ki rete toujou: { $open }
line-diet = Rejim: { $diet }
line-contains = Ladan l genyen: { $contains }
line-contains-and-may = Ladan l genyen: { $contains }; li ka genyen { $may } tou
line-may-contain = Li ka genyen: { $may }
line-contains-none = Pa gen okenn nan bagay ki bay alèji souvan, dapre vwazen ki pibliye sa a
line-contains-unknown = Sa ki ladan l: nou pa konnen, tanpri mande
line-free-of = Fòk pa gen ladan l: { $allergens }
line-when = Kilè: { $when }
line-by = Pa pita pase: { $until }
line-where-as-written = Ki kote: { $place }, n ap bay kote a egzakteman apre nou konfime
line-where-unnamed = Ki kote: nan katye sa a, n ap bay kote a egzakteman apre nou konfime
line-ways = Kijan: { $ways }
line-access = Aksè: { $access }
line-storage = Kijan li konsève: { $storage }
line-urgency = Pou kilè: { $urgency }
line-best-before = Pi bon anvan: { $date }
line-made-on = Fèt: { $date }
line-with-help = Yon vwazen te ede pibliye sa a
place-approximate = Toupre { $place } (apeprè)

## Lists

list-separator = {", "}

## How to respond

respond-link = Detay ak kijan pou w reponn
respond-tail = , oswa reponn piblikasyon sa a ak yon mesaj prive.

## Food: what it meets or asks for

diet-vegetarian = vejetaryen
diet-vegan = vegan
diet-halal = halal
diet-kosher = kachè
diet-gluten-free = san gliten
diet-lactose-free = san laktoz
diet-low-salt = pa gen anpil sèl
diet-diabetic-friendly = bon pou moun ki fè sik
diet-soft = mou, fasil pou kraze nan bouch
diet-baby = pou tibebe

## Food: allergens

allergen-milk = lèt
allergen-egg = ze
allergen-peanut = pistach
allergen-tree-nut = nwa
allergen-sesame = wowoli (sezam)
allergen-soy = soja
allergen-gluten = ble ak lòt grenn ki gen gliten
allergen-fish = pwason
allergen-crustacean = kribich, krab ak lòt kristase
allergen-mollusc = lanbi, zwit ak lòt molisk
allergen-celery = seleri
allergen-mustard = moutad
allergen-lupin = lipen
allergen-sulphite = silfit

## How it changes hands

way-pickup = vin pran l
way-delivery = livrezon lakay
way-fridge-drop = depoze nan yon frijidè kominotè
way-meet = rankontre yon kote nou dakò
way-remote = nan telefòn oswa sou entènèt

## How food is kept

storage-ambient = sou yon etajè
storage-chilled = nan frijidè
storage-frozen = jele
storage-hot = cho, pou manje kounye a

## How soon

urgency-today = jodi a
urgency-few-days = nan kèk jou
urgency-this-week = semèn sa a
urgency-whenever = nenpòt lè ki bon

## Hashtags: the same in every language, see en

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
