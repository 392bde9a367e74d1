# Machine-translated, not yet read by a person.

## What neighbors write

posts-title = Lo que escriben los vecinos
posts-followed = De quienes sigo
posts-neighbors = De esta red
posts-none-followed = Todavía no hay nada. Aquí aparece lo que escriben quienes sigues.
posts-none-neighbors = Nadie aquí ha escrito todavía algo para todos.
posts-told-by = { $who } lo contó a otros
posts-by = De { $who }
posts-listing = Una necesidad o una oferta
posts-recording = Una grabación
posts-picture = Una imagen sin palabras
posts-asks = Pregunta algo. Ábrelo para votar.
posts-folded = Plegado al principio. Ábrelo si quieres verlo u oírlo.
posts-filtered = Por tu filtro: { $title }

## Writing

posts-write = Escribir algo
posts-words = Tus palabras
posts-words-help = Una necesidad o una oferta tiene su propio formulario, en «Pedir u ofrecer»: allí se encuentra.
posts-audience = ¿Quién puede leerlo?
posts-audience-public = Todo el mundo
posts-audience-private = Solo quienes me siguen
posts-promise = También va a los servidores de quienes te siguen. Puedes borrarlo cuando quieras; se lo pedimos también a ellos, y no podemos prometer que todos lo hagan.
posts-button = Que otros lo lean
posts-find = Encontrar a alguien en otro lugar
posts-find-label = Su dirección
posts-find-button = Buscar
posts-find-none = No se encontró a nadie en esta dirección. Mira si cada letra está bien, por favor.
posts-above = A qué responde
posts-below = Respuestas
posts-answer = Responder a esto
posts-answer-help = No va más lejos que aquello a lo que respondes.
posts-answer-button = Enviar mi respuesta
posts-act-like = Me gusta
posts-act-unlike = Retiro mi «me gusta»
posts-act-tell = Contarlo a quienes me siguen
posts-act-untell = No contarlo más
posts-act-delete = Borrar esto
posts-said-written = Ya está. Quien puede leerlo lo encuentra.
posts-said-answered = Tu respuesta ya está.
posts-said-told = Quienes te siguen lo leen ahora.
posts-said-untold = Ya no se cuenta.
posts-said-liked = Quien lo escribió sabe que te gusta. Nadie cuenta.
posts-said-unliked = Está retirado.
posts-said-deleted = Está borrado aquí. A cada servidor que lo tiene se le pide que lo borre también.

## Whom one follows

people-link = Lo que escribe { $name }, y seguirle
people-following = Sigues esta cuenta.
people-asked = Pediste seguir esta cuenta. Todavía no han respondido.
people-unfollow = Dejar de seguir
people-page-here = Lo que este vecino tiene abierto aquí
people-page-there = La página en su propio servidor
people-posts = Lo que hay aquí de esta cuenta
people-none = Aquí no hay nada que puedas leer.
people-said-follow = Lo que escriben aparece entre lo que sigues, en cuanto digan que sí si quieren que se les pregunte.
people-said-unfollow = Ya no sigues esta cuenta.

## What one heard of

heard-title = De qué me enteré
heard-mention = { $who } te escribió.
heard-favourite = A { $who } le gusta lo que escribiste.
heard-reblog = { $who } contó a otros lo que escribiste.
heard-follow = { $who } te sigue ahora.
heard-follow-request = { $who } pide seguirte.
heard-status = { $who } escribió algo.
heard-update = { $who } cambió algo que contaste a otros.
heard-poll = Una pregunta de { $who } ya tiene respuesta.
heard-yes = Dejar que me siga
heard-forget = Olvidar toda esta lista
heard-said-yes = Ahora te sigue.
heard-said-no = No te sigue. Nadie pide un motivo.
heard-said-forgotten = La lista está vacía.

## Around one post

posts-further-up = Aquí están solo las más cercanas.
posts-further-up-way = Leer lo que vino antes
posts-further-down = Hay más respuestas de las que caben aquí. Abre una respuesta para leer lo que sigue debajo.
posts-further-down-way = Leer más respuestas
posts-read-by-public = Todo el mundo puede leer esto.
posts-read-by-unlisted = Todo el mundo puede leer esto. No aparece en ninguna lista pública.
posts-read-by-private = Solo pueden leer esto quienes siguen a quien lo escribió y quienes se nombran aquí.
posts-read-by-direct = Solo pueden leer esto quien lo escribió y quienes se nombran aquí.
posts-read-by-held = Por ahora, solo puede leer esto quien lo escribió.
