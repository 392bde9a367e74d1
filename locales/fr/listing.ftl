# Machine-translated, not yet read by a person.

## Kind and title

kind-need = Besoin
kind-offer = Offre
kind-need-word = besoin
kind-offer-word = offre

listing-name-need = Besoin : { $title }
listing-name-offer = Offre : { $title }
listing-name-need-amount = Besoin : { $title }, { $amount }
listing-name-offer-amount = Offre : { $title }, { $amount }

title-met = C’EST BON, merci – { $name }
title-paused = EN PAUSE – { $name }
title-withdrawn = RETIRÉ – { $name }
title-expired = TERMINÉ – { $name }

state-draft = brouillon
state-open = ouvert
state-paused = en pause
state-partly-met = trouvé en partie
state-met = trouvé
state-withdrawn = retiré
state-expired = terminé

## Lines, one fact each

line-kind = Type : { $kind }
line-category = Quoi : { $category }
line-amount-need = Combien : { $amount }, il manque encore : { $open }
line-amount-offer = Combien : { $amount }, il reste encore : { $open }
line-diet = Régime : { $diet }
line-contains = Contient : { $contains }
line-contains-and-may = Contient : { $contains } ; peut contenir { $may }
line-may-contain = Peut contenir : { $may }
line-contains-none = Ne contient aucun des allergènes courants, d’après la personne qui l’a publié
line-contains-unknown = Contient : on ne sait pas, merci de demander
line-free-of = Doit être sans : { $allergens }
line-when = Quand : { $when }
line-by = Au plus tard : { $until }
line-where-as-written = Où : { $place }, le lieu exact est donné une fois que c’est confirmé
line-where-unnamed = Où : dans ce quartier, le lieu exact est donné une fois que c’est confirmé
line-ways = Comment : { $ways }
line-access = Accès : { $access }
line-storage = Conservation : { $storage }
line-urgency = Pour quand : { $urgency }
line-best-before = À consommer avant : { $date }
line-made-on = Préparé : { $date }
line-with-help = Publié avec l’aide d’une personne du voisinage
place-approximate = Près de { $place } (approximatif)

## Lists

list-separator = {", "}

## How to respond

respond-link = Détails et comment répondre
respond-tail = , ou répondez à cette publication par un message privé.

## Food: what it meets or asks for

diet-vegetarian = végétarien
diet-vegan = végane
diet-halal = halal
diet-kosher = casher
diet-gluten-free = sans gluten
diet-lactose-free = sans lactose
diet-low-salt = pauvre en sel
diet-diabetic-friendly = convient en cas de diabète
diet-soft = mou, facile à mâcher
diet-baby = pour bébés

## Food: allergens

allergen-milk = lait
allergen-egg = œuf
allergen-peanut = arachide
allergen-tree-nut = fruits à coque
allergen-sesame = sésame
allergen-soy = soja
allergen-gluten = blé et autres céréales contenant du gluten
allergen-fish = poisson
allergen-crustacean = crustacés
allergen-mollusc = mollusques
allergen-celery = céleri
allergen-mustard = moutarde
allergen-lupin = lupin
allergen-sulphite = sulfites

## How it changes hands

way-pickup = à venir chercher
way-delivery = livraison à domicile
way-fridge-drop = déposé dans un frigo partagé
way-meet = rencontre à un endroit convenu
way-remote = par téléphone ou en ligne

## How food is kept

storage-ambient = sur une étagère
storage-chilled = au frais
storage-frozen = congelé
storage-hot = chaud, à manger tout de suite

## How soon

urgency-today = aujourd’hui
urgency-few-days = d’ici quelques jours
urgency-this-week = cette semaine
urgency-whenever = quand c’est possible

## Hashtags: the same in every language, see en

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
