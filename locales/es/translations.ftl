# Machine-translated, not yet read by a person.

translate-title = Dilo en otro idioma
translate-link = Traduce esto para tus vecinos
translate-lead = Quienes leen mejor ese idioma encuentran tus palabras debajo de las primeras. Allí dice que las tradujo alguien del vecindario, y los miembros ven tu nombre. Quien publicó esto puede quitarlas.
translate-original = Tal como se escribió
translate-language = ¿En qué idioma escribes?
translate-name = El título en ese idioma
translate-words = El texto en ese idioma
translate-words-help = Lo más cerca que puedas de las primeras palabras. Lo que más importa son los días, los lugares y lo que lleva la comida.
translate-button = Añadir estas palabras
translate-none = Esto ya está en todos los idiomas de esta red. Gracias por mirar.
translate-too-often = Has traducido esto muchas veces hace poco. Espera unos minutos y pulsa el botón otra vez. No se pierde nada de lo que escribiste.
translate-by = Traducido por { $name }
translate-older = Las primeras palabras cambiaron después de esta traducción. Puede que ya no diga lo mismo.
translate-change = Dilo mejor en este idioma: { $language }
translate-take-away = Quitar esta traducción: { $language }
translate-told = Alguien del vecindario tradujo lo que publicaste, «{ $title }», a un idioma más: { $language }. Lo ves en su página, y allí puedes quitarlo: { $link }
answer-said-translated = Tus palabras ya están en la página. Gracias.
answer-said-untranslated = La traducción se quitó.
