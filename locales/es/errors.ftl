# Machine-translated, not yet read by a person.

## When something goes wrong

error-internal = Algo salió mal en este servidor. No se cambió nada; inténtalo otra vez, por favor.
error-unavailable = Este servidor no puede responder ahora, y no se cambió nada. Inténtalo otra vez en un momento, por favor.
error-peer = La otra red no responde bien en este momento. No se cambió nada; inténtalo más tarde, por favor.
error-unreadable = No se pudo leer lo que se envió. Vuelve atrás y rellénalo otra vez, por favor.
error-too-large = Se envió más de lo que cabe aquí. Envía menos a la vez, por favor.
error-other = Esto no funcionó. El servidor dice, en inglés: { $text }
error-many-sign-in = Muchas personas están entrando en este momento. Inténtalo otra vez en un minuto, por favor.
error-password-changed = La contraseña cambió. Entra otra vez, por favor.
error-too-much-at-once = Hay más de lo que se puede traer aquí de una vez. Pide a quien cuida este servidor que use { $command } para ti.

## What was typed

error-empty = Escribe aquí unas palabras, por favor.
error-too-long = Esto es demasiado largo: tiene { $length } letras y signos, y hay lugar para { $most }. Acórtalo, por favor.
error-too-many-entries = Esto es demasiado: hay { $count } entradas, y hay lugar para { $most }. Quita algunas, por favor.
error-not-a-tag = Una de estas palabras no sirve aquí. Usa letras de la a a la z, números y guiones, 40 como máximo.
error-not-a-language = Esto no es un idioma que conozcamos. Se escribe así: en, es o zh-Hans.
error-same-language = Esto se escribió en ese idioma. Elige otro, por favor.
error-translated-already = Alguien ya tradujo esto a ese idioma. Gracias de todos modos.
error-many-translations = Esto se guarda en { $most } idiomas además del suyo, y no hay lugar para más.
error-no-kind = Di si lo necesitas o si lo tienes para dar, por favor.
error-does-not-fit = Esto todavía no encaja. Una cantidad es un número, como 12 o 1.5.
error-no-category = Esta red no tiene nada con ese nombre en su lista. Elige de la lista, por favor.
error-not-shown-to = Elige quién puede verlo, por favor.
error-neither-yes-nor-no = El formulario no dice ni sí ni no. Vuelve atrás y elige, por favor.

## How much

error-not-an-amount = Una cantidad es un número hasta 1000000, con tres cifras como máximo después del punto, como 12 o 1.5.
error-nothing-of-it = La cantidad es cero. Déjala vacía si no hay nada que contar.
error-more-than-zero = Escribe más de cero, por favor.
error-parts-of = Esto se da en partes de { $part }. Escribe una parte o más, por favor.
error-no-unit = Di qué se cuenta, por ejemplo cajas.
error-no-amount = Di cuántos son, o deja vacío qué se cuenta.
error-how-much = Di cuánto, por favor.
error-nothing-counted = Aquí no se cuenta nada. Deja vacía la cantidad, por favor.
error-more-than-asked = Eso es más de lo que se pidió. Escribe lo mismo o menos, por favor.
error-only-left = Solo quedan { $left }. Di esa cantidad o menos, por favor.
error-promised-amount = Una parte ya está prometida; por eso la cantidad no se puede quitar.
error-more-is-promised = Ya están prometidos { $taken }; por eso la cantidad no puede ser menor.

## Needs, offers and answers

error-not-open = Esto ya no recibe respuestas. En el tablón encuentras lo que está abierto.
error-not-open-now = Esto no está abierto en este momento; no se puede prometer nada. Ábrelo primero otra vez.
error-not-there = Esto ya no está. En el tablón encuentras lo que está abierto.
error-own-listing = Esto lo publicaste tú; por eso no puedes responder.
error-promised-already = Esto ya está prometido a alguien.
error-decided = Esta respuesta ya está decidida. La página muestra cómo está ahora.
error-no-such-step = Esto ya no se puede hacer. La página muestra cómo está ahora.
error-listing-over = Esto terminó. Publica uno nuevo, por favor.
error-changed-meanwhile = Esto cambió mientras tanto, quizá en otra ventana o en una aplicación. Primero ves lo que dice ahora, después lo que escribiste. Junta lo que debe quedar y guárdalo otra vez.
error-answered-kind = Ya respondió alguien del vecindario; por eso sigue siendo lo que es. Publica otro aparte, por favor.
error-held = Esto está detenido por seguridad, según el acuerdo «{ $agreement }». Puedes retirarlo o hablar con quienes moderan.
error-part-promised = Una parte está prometida. Primero retira las promesas o entrégalas, por favor.
error-no-writing = Ustedes dos ya no pueden escribirse aquí.
error-words-alone = A otra red solo van palabras. Quita las fotos y las opciones, por favor.
error-said-across = Lo que fue a otra red queda como se dijo. Escribe de nuevo lo que deba saberse, por favor.
error-nobody-named = No encontramos a alguien que nombras aquí; por eso no se envió. Mira otra vez los nombres, por favor.
error-many-named = Aquí nombras a muchísimas personas: caben { $most }. Quita algunas, por favor.
error-moved = Te mudaste a otra cuenta. Para seguir aquí, primero deshaz eso, por favor.
error-has-left = Esta cuenta ya se fue.
error-not-followed = Desde aquí no se puede seguir a esta cuenta.
error-not-told-on = Esto no se escribió para todo el mundo; por eso no se puede contar a otras personas.
error-listing-not-told-on = Una necesidad o una oferta llega hasta donde eligió quien la publicó; por eso no se puede contar a otras personas.
error-listing-elsewhere = Esto viene de otra red. Avisa a esa red, o mantén lejos su servidor, por favor.
error-that-is-you = Esa persona eres tú. Elige a otra, por favor.

## Handing over

error-handoff-over = Esto ya terminó. La página muestra cómo acabó.
error-handoff-further = Ya está así o más adelante. La página muestra cómo está ahora.
error-handoff-elsewhere = La red de la que viene anota cómo va, y nos lo dice.
error-handed-over = Esto ya se entregó.
error-link-ended = Este enlace terminó. Pide uno nuevo a la red, por favor.

## Helping a neighbor

error-ask-again = Habla otra vez con esta persona antes de hablar por ella: ya pasó el día de volver a preguntar. Después anota lo que dijo.
error-speaks-for-many = Una persona habla por { $most } como máximo. Comparte esto con alguien, por favor.
error-on-the-board = Ya está en el tablón.
error-much-written = Se escribió tanto aquí que ya no cabe más. Llámense, o empiecen de nuevo.
error-nobody-can-ask = Ahora mismo no se puede pedir aquí sin cuenta. Escríbenos o llámanos, por favor.

## Keeping people safe

error-own-server = Ese es este mismo servidor. Elige otro, por favor.
error-servers-many = Mantienes lejos { $most } servidores. Primero quita uno.
error-not-held = Esto ya no está detenido.
error-task-not-held = Esa persona no tiene ahora esta tarea.

## Accounts

error-not-a-handle = Un nombre corto tiene de 1 a 30 signos: letras minúsculas de la a a la z, números y guiones bajos.
error-handle-of-server = El servidor mismo usa ese nombre corto. Elige otro, por favor.
error-handle-taken = El nombre corto { $handle } ya está ocupado. Elige otro, por favor.
error-not-own-handle = Para irte para siempre, escribe aquí tu propio nombre corto.
error-app-asks-more = La aplicación pide más de lo que registró. Empieza otra vez en la aplicación, por favor.

## Days, food and pictures

error-day-passed = Este día o esta hora ya pasó. Elige algo más tarde, por favor.
error-not-a-day = Esto no es un día. Se escribe, por ejemplo, 2030-05-31.
error-open-too-long = Puede estar en el tablero { $most } días como mucho. Después puedes publicarlo otra vez.
error-window-too-long = Del principio al final puede haber un año como máximo. Mira los dos, por favor.
error-not-in-parts = La cantidad no es un número entero de esas partes. Cambia una de las dos, por favor.
error-which-language = Elige el idioma de estas palabras, por favor.
error-none-and-some = Dice que no lleva nada de esto, y que lleva algo. Míralo otra vez, por favor.
error-no-picture = Elige primero una foto, por favor.
error-unknown-file = Esto no es una imagen ni una grabación que se acepte aquí. Envía PNG, JPEG, GIF o WebP, o sonido como WAV, MP3, Ogg o M4A.
error-broken-picture = No se pudo leer esta imagen hasta el final. Envíala otra vez, o envía otra.
error-large-picture = Este archivo es demasiado grande. Hazlo más pequeño, o envía otro.
error-many-pictures = Hay lugar para { $most } imágenes. Quita una primero, por favor.
error-picture-gone = Una de las imágenes ya no está aquí. Elígela otra vez, por favor.
error-no-recordings = Aquí solo hay lugar para imágenes, y no para grabaciones.
error-many-files-wait = Muchos archivos tuyos esperan ya una publicación. Publica o borra algunos primero.
error-many-beginnings = Ya guardas { $most } para más tarde. Publica o tira antes alguno, por favor. Lo que escribiste sigue aquí.
error-long-beginning = Esto es más de lo que se puede guardar para más tarde. Acórtalo, por favor.
error-beginning-gone = Esto ya no está guardado para más tarde. Quizás lo publicaste en otra ventana. Para publicarlo de todos modos, pulsa el botón otra vez.
error-took-too-long = Eso tardó demasiado. Envíalo otra vez, por favor.
