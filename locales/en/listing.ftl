# The source. Every other language follows this file.
# Words of a need or an offer, as posts and pages say them. `…-need` is said of a need, `…-offer` of an offer.

## Kind and title

kind-need = Need
kind-offer = Offer
kind-need-word = need
kind-offer-word = offer

# $title is what the author wrote; $amount carries its unit ("4 cans").
listing-name-need = Need: { $title }
listing-name-offer = Offer: { $title }
listing-name-need-amount = Need: { $title }, { $amount }
listing-name-offer-amount = Offer: { $title }, { $amount }

# The state in front of the name, so that an edited post tells it in its first words.
title-met = MET, thank you – { $name }
title-paused = PAUSED – { $name }
title-withdrawn = TAKEN BACK – { $name }
title-expired = ENDED – { $name }

state-draft = draft
state-open = open
state-paused = paused
state-partly-met = partly met
state-met = met
state-withdrawn = taken back
state-expired = ended

## Lines, one fact each

line-kind = Kind: { $kind }
line-category = What: { $category }
# $amount carries its unit ("12 boxes"), $open is a number ("4").
line-amount-need = How many: { $amount }, still needed: { $open }
line-amount-offer = How many: { $amount }, still available: { $open }
line-diet = Diet: { $diet }
line-contains = Contains: { $contains }
line-contains-and-may = Contains: { $contains }; may contain { $may }
line-may-contain = May contain: { $may }
line-contains-none = Contains none of the common allergens, says the neighbor who posted this
line-contains-unknown = Contains: not known, please ask
line-free-of = Must be free of: { $allergens }
line-when = When: { $when }
line-by = By: { $until }
# $place as its author wrote it, "near" and all.
line-where-as-written = Where: { $place }, exact place shared after we confirm
line-where-unnamed = Where: in this neighborhood, exact place shared after we confirm
line-ways = How: { $ways }
line-access = Access: { $access }
line-storage = Kept: { $storage }
line-urgency = How soon: { $urgency }
line-best-before = Best before: { $date }
line-made-on = Made on: { $date }
line-with-help = Posted with help from a neighbor
# The name of a rough place on a map.
place-approximate = Near { $place } (approximate)

## Lists

list-separator = {", "}

## How to respond: a link, and what follows it in the same sentence

respond-link = Details and how to respond
respond-tail = , or reply to this post with a private message.

## Food: what it meets or asks for

diet-vegetarian = vegetarian
diet-vegan = vegan
diet-halal = halal
diet-kosher = kosher
diet-gluten-free = gluten-free
diet-lactose-free = lactose-free
diet-low-salt = low-salt
diet-diabetic-friendly = diabetic-friendly
diet-soft = soft, easy to chew
diet-baby = for babies

## Food: the 14 allergens of Regulation (EU) 1169/2011, annex II

allergen-milk = milk
allergen-egg = egg
allergen-peanut = peanut
allergen-tree-nut = tree nuts
allergen-sesame = sesame
allergen-soy = soy
allergen-gluten = wheat and other gluten
allergen-fish = fish
allergen-crustacean = crustaceans
allergen-mollusc = mollusks
allergen-celery = celery
allergen-mustard = mustard
allergen-lupin = lupin
allergen-sulphite = sulphites

## How it changes hands

way-pickup = pickup
way-delivery = delivery
way-fridge-drop = left in a community fridge
way-meet = meeting at an agreed place
way-remote = by telephone or online

## How food is kept

storage-ambient = on a shelf
storage-chilled = chilled
storage-frozen = frozen
storage-hot = hot, to eat now

## How soon, as its author says it

urgency-today = today
urgency-few-days = within a few days
urgency-this-week = this week
urgency-whenever = whenever it fits

## Hashtags
# The same Latin words in CamelCase in every language: servers gather posts by the exact tag, and screen
# readers read the capitals as separate words. Do not translate them.

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
