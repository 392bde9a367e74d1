# Machine-translated, not yet read by a person.

## What a post asks

polls-choose-one = Elige una respuesta
polls-choose-several = Elige una o más respuestas
polls-button = Votar
polls-mine = Elegiste esto
polls-votes =
    { $count ->
        [one] { $count } voto
       *[other] { $count } votos
    }
polls-voters =
    { $count ->
        [one] Votó { $count } persona.
       *[other] Votaron { $count } personas.
    }
polls-hidden = Cuántos eligieron cada cosa se muestra cuando termine.
polls-until = Abierto hasta { $time }
polls-left-minutes =
    { $count ->
        [one] Queda { $count } minuto
       *[other] Quedan { $count } minutos
    }
polls-left-hours =
    { $count ->
        [one] Queda { $count } hora
       *[other] Quedan { $count } horas
    }
polls-left-days =
    { $count ->
        [one] Queda { $count } día
       *[other] Quedan { $count } días
    }
polls-no-end = No tiene final.
polls-ended = Ya terminó.
polls-own = Esto lo preguntas tú, así que no votas.
polls-voted = Ya votaste.
polls-over = Esta pregunta ya terminó y nadie puede votar más. Aquí ves cómo terminó.
polls-voted-before = Ya votaste. Cada persona vota una vez.
polls-own-poll = Esto lo preguntas tú, así que no puedes votar.
polls-choose-first = Elige algo primero, por favor.
polls-choose-only-one = Elige una sola respuesta, por favor.
polls-changed = Mientras tanto cambió lo que se puede elegir. Léelo otra vez y elige, por favor.
posts-said-voted = Tu voto ya está. Nadie aquí lee qué elegiste.

## What hangs on a post

posts-transcript = (en palabras, abajo)
posts-changed = Cambiado: { $time }

## Writing with pictures

write-title = Escribir algo con imágenes
write-answer-title = Responder con imágenes
write-words-help = Con una imagen no hacen falta palabras.
write-slot = Imagen { $number }
write-pictures = Imágenes
write-leave-out = No poner esta imagen
write-fold = Plegar esto: lo abre quien quiere verlo
write-warning = Palabras que se leen primero
write-warning-help = Si hay algo que no todos quieren leer, di aquí de qué trata. Lo abre quien quiere leerlo. Casi siempre queda vacío.

## Asking a question with choices

question-heading = Hacer una pregunta con respuestas para elegir
question-help = Escribe la pregunta en tus palabras, y aquí lo que se puede elegir: de { $least } a { $most } respuestas. Cada persona vota una vez, y nadie aquí lee quién eligió qué.
question-choice = Respuesta { $number }
question-more = Lugar para más respuestas
question-several = Se pueden elegir varias
question-open-for = ¿Durante cuánto tiempo se puede votar?
question-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
question-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
question-hidden = Mostrar solo al final cuántos eligieron cada cosa
question-options = Una pregunta tiene de { $least } a { $most } respuestas para elegir. Escríbelas aquí, o deja vacía toda esta parte, por favor.
question-same = Esta respuesta está dos veces. Escribe otra, o quítala, por favor.
question-time = Elige durante cuánto tiempo se puede votar, por favor.
question-or-pictures = Lo que se publica lleva imágenes o una pregunta con respuestas para elegir, y no las dos cosas. Quita una de las dos, por favor.
question-not-here = Una necesidad, una oferta o una respuesta a ellas no lleva preguntas con respuestas para elegir. Quita lo que se puede elegir, o la etiqueta, por favor.

## Changing what one wrote

posts-edit = Cambiar lo que dice
posts-said-changed = Ahora dice esto. Todos a quienes llegó se enteran.
reword-title = Cambiar lo que escribiste
reword-lead = Quien puede leerlo ve cuándo lo cambiaste. Quién puede leerlo queda como estaba.
reword-back = Volver sin cambiar nada
reword-poll = Lo que preguntas aquí, y los votos, quedan como están.
reword-transcript = ¿Qué se dice en ella?
reword-button = Que diga esto
reword-listing = Esto es una necesidad o una oferta. Se cambia en su propia página.
reword-listing-way = Ir a su página
