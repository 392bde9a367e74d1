# Machine-translated, not yet read by a person.

## Kind and title

kind-need = Necesidad
kind-offer = Ofrecimiento
kind-need-word = necesidad
kind-offer-word = ofrecimiento

listing-name-need = Se necesita: { $title }
listing-name-offer = Se ofrece: { $title }
listing-name-need-amount = Se necesita: { $title }, { $amount }
listing-name-offer-amount = Se ofrece: { $title }, { $amount }

title-met = CUBIERTO, gracias – { $name }
title-paused = EN PAUSA – { $name }
title-withdrawn = RETIRADO – { $name }
title-expired = TERMINADO – { $name }

state-draft = borrador
state-open = abierto
state-paused = en pausa
state-partly-met = cubierto en parte
state-met = cubierto
state-withdrawn = retirado
state-expired = terminado

## Lines, one fact each

line-kind = Tipo: { $kind }
line-category = Qué: { $category }
line-amount-need = Cuánto: { $amount }; todavía falta: { $open }
line-amount-offer = Cuánto: { $amount }; todavía queda: { $open }
line-diet = Dieta: { $diet }
line-contains = Contiene: { $contains }
line-contains-and-may = Contiene: { $contains }; puede contener { $may }
line-may-contain = Puede contener: { $may }
line-contains-none = No contiene ninguno de los alérgenos comunes, según quien lo publicó
line-contains-unknown = Contiene: no se sabe, pregunta por favor
line-free-of = Sin nada de: { $allergens }
line-when = Cuándo: { $when }
line-by = A más tardar: { $until }
line-where-as-written = Dónde: { $place }; el lugar exacto se da después de confirmar
line-where-unnamed = Dónde: en este vecindario; el lugar exacto se da después de confirmar
line-ways = Cómo: { $ways }
line-access = Acceso: { $access }
line-storage = Conservación: { $storage }
line-urgency = Para cuándo: { $urgency }
line-best-before = Consumir antes de: { $date }
line-made-on = Preparado: { $date }
line-with-help = Publicado con la ayuda de una persona del vecindario
place-approximate = Cerca de { $place } (aproximado)

## Lists

list-separator = {", "}

## How to respond

respond-link = Detalles y cómo responder
respond-tail = , o responde a esta publicación con un mensaje privado.

## Food: what it meets or asks for

diet-vegetarian = vegetariano
diet-vegan = vegano
diet-halal = halal
diet-kosher = kosher
diet-gluten-free = sin gluten
diet-lactose-free = sin lactosa
diet-low-salt = bajo en sal
diet-diabetic-friendly = apto para personas con diabetes
diet-soft = blando, fácil de masticar
diet-baby = para bebés

## Food: allergens

allergen-milk = leche
allergen-egg = huevo
allergen-peanut = cacahuate (maní)
allergen-tree-nut = nueces y otros frutos secos
allergen-sesame = sésamo (ajonjolí)
allergen-soy = soya
allergen-gluten = trigo y otros cereales con gluten
allergen-fish = pescado
allergen-crustacean = crustáceos
allergen-mollusc = moluscos
allergen-celery = apio
allergen-mustard = mostaza
allergen-lupin = altramuz (lupino)
allergen-sulphite = sulfitos

## How it changes hands

way-pickup = recoger
way-delivery = entrega a domicilio
way-fridge-drop = dejarlo en un refrigerador comunitario
way-meet = encontrarse en un lugar acordado
way-remote = por teléfono o en línea

## How food is kept

storage-ambient = en un estante
storage-chilled = refrigerado
storage-frozen = congelado
storage-hot = caliente, para comer ya

## How soon

urgency-today = hoy
urgency-few-days = en unos días
urgency-this-week = esta semana
urgency-whenever = cuando se pueda

## Hashtags: the same in every language, see en

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
