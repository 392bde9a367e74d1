# Machine-translated, not yet read by a person.

in-app-understood-need = Esto está ahora en el tablero como una necesidad: { $title }
in-app-understood-offer = Esto está ahora en el tablero como una oferta: { $title }
in-app-category = Categoría: { $category }
in-app-amount = Cantidad: { $amount }
in-app-until = Hasta: { $until }
in-app-for-network-need = Solo lo ven los miembros de esta red. Llega más lejos únicamente si tú lo dices en su página.
in-app-for-network = Solo lo ven los miembros de esta red.
in-app-for-everyone = Todo el mundo puede verlo.
in-app-picture = Una foto todavía no tiene palabras. Di en tu aplicación qué se ve en ella, para quienes no pueden verla.
in-app-complete = Complétalo o cámbialo aquí: { $link } – y si no era eso lo que querías, borra la publicación.

## Somebody answers

in-app-a-neighbor = Alguien del vecindario
in-app-answer-need = { $who } puede ayudar con lo que necesitas: { $title }
in-app-answer-offer = { $who } pide lo que ofreces: { $title }
in-app-words = Escribe: { $words }
in-app-words-across = De alguien del vecindario, a través de { $network }, sobre «{ $title }»: { $words }
in-app-say-yes = Responde «sí» o «no», o decide aquí: { $link }
in-app-say-how-much = Responde «sí» y cuánto («sí 2»), o «no», o decide aquí: { $link }
in-app-agreed = De acuerdo. Di dónde y cuándo aquí: { $link }
in-app-declined = Recibe un amable «esta vez no», sin ningún motivo.
in-app-yes-or-no = Responde «sí» o «no», por favor, o decide aquí: { $link }
in-app-not-possible = Eso ya no es posible: quizá ya está prometido o cerrado, o queda menos. Míralo aquí, por favor: { $link }
