# Machine-translated, not yet read by a person.

category-food = comida
category-cooked-meal = comida preparada
category-groceries = víveres
category-produce = fruta y verdura
category-bread = pan
category-baby-food = comida para bebés
category-infant-formula = leche de fórmula
category-pet-food = comida para mascotas
category-water = agua potable
category-ride = transporte en auto
category-childcare = cuidado de niños
category-company = compañía
category-translation = traducción
category-space = espacio
category-tools = herramientas
category-skills = saberes y oficios
category-time = un rato de tiempo
category-spreading-the-word = correr la voz
category-household = cosas para la casa
category-clothing = ropa
category-hygiene = jabón e higiene
category-other = otra cosa
