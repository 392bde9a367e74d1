# Machine-translated, not yet read by a person.

category-food = manje
category-cooked-meal = manje kwit
category-groceries = pwovizyon
category-produce = fwi ak legim
category-bread = pen
category-baby-food = manje pou tibebe
category-infant-formula = lèt an poud pou tibebe
category-pet-food = manje pou bèt kay
category-water = dlo pou bwè
category-ride = woulib nan machin
category-childcare = gade timoun
category-company = konpayi
category-translation = tradiksyon
category-space = espas
category-tools = zouti
category-skills = konesans ak metye
category-time = yon ti tan
category-spreading-the-word = gaye nouvèl la
category-household = bagay pou kay
category-clothing = rad
category-hygiene = savon ak ijyèn
category-other = lòt bagay
