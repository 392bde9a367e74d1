# The source. Every other language follows this file.
# Labels of the categories that a new network starts with. A network edits its own tree; a category that
# is not here is shown by the words that the network gave it.

category-food = food
category-cooked-meal = cooked meal
category-groceries = groceries
category-produce = fruit and vegetables
category-bread = bread
category-baby-food = baby food
category-infant-formula = infant formula
category-pet-food = pet food
category-water = drinking water
category-ride = ride
category-childcare = childcare
category-company = company
category-translation = translation
category-space = space
category-tools = tools
category-skills = skills
category-time = an hour of time
category-spreading-the-word = spreading the word
category-household = household things
category-clothing = clothing
category-hygiene = soap and hygiene
category-other = something else
