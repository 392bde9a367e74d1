# Machine-translated, not yet read by a person.

category-food = nourriture
category-cooked-meal = repas préparé
category-groceries = provisions
category-produce = fruits et légumes
category-bread = pain
category-baby-food = aliments pour bébé
category-infant-formula = lait infantile
category-pet-food = nourriture pour animaux
category-water = eau potable
category-ride = trajet en voiture
category-childcare = garde d’enfants
category-company = compagnie
category-translation = traduction
category-space = espace
category-tools = outils
category-skills = savoir-faire
category-time = un peu de temps
category-spreading-the-word = faire passer le mot
category-household = objets de la maison
category-clothing = vêtements
category-hygiene = savon et hygiène
category-other = autre chose
