# Machine-translated, not yet read by a person.

## The form for asking

ask-title = Pedir sin cuenta
ask-no-account = ¿No tienes cuenta? Puedes pedir sin ella.
ask-lead = Di lo que te hace falta, con tus palabras. No necesitas cuenta, ni nombre, ni papeles. Alguien del vecindario que ayuda aquí lo lee y te responde.
ask-urgent = Si no puede esperar
ask-urgent-food = Mira qué comida se ofrece ahora en el tablón
ask-words = ¿Qué te hace falta?
ask-words-help = Por ejemplo: un abrigo de talla M, o que alguien me lleve al médico el martes. No pongas tu nombre ni tu calle.
ask-place = ¿Por dónde, más o menos? Puedes dejarlo vacío.
ask-place-help = Por ejemplo: cerca de la biblioteca. No escribas tu dirección exacta, por favor.
ask-reach = ¿Cómo podemos responderte? Puedes dejarlo vacío.
ask-reach-help = Un número de teléfono o una dirección de correo, solo para quien te ayude. Si lo dejas vacío, encontrarás la respuesta en una página tuya; su enlace aparece en la página siguiente.
ask-by-mail = Envíenme un correo cuando haya una respuesta. Dice «Tienes una respuesta» y dónde mirar, y nada más.
ask-shown = ¿Quién puede verlo?
ask-read-by-helpers = En todo caso lo leen quienes hacen de enlace en esta red y quienes hablan por alguien del vecindario, hasta que una de esas personas te ayude.
ask-read-by-stewards = En todo caso lo leen quienes cuidan la red y el servidor, porque todavía no ayuda nadie más, hasta que una de esas personas te ayude.
ask-shown-help = Puedes cambiarlo más tarde.
ask-shown-helpers = Solo quienes ayudan aquí
ask-shown-network = Todas las personas de esta red
ask-shown-public = Todo el mundo
ask-trap = Deja esto vacío, por favor
ask-button = Pedir
ask-before = ¿Ya pediste antes? Escribe el código que guardaste
ask-kept = Lo que escribes se guarda sellado. Todo se borra cuando tú lo dices, o { $days } días después de tu última visita o palabra. Cuando quien ayuda dice que está hecho, primero te preguntamos.
ask-again = Pulsa el botón una vez más, por favor. No se ha perdido nada de lo que escribiste.
ask-too-often = Muchas personas acaban de pedir desde donde estás. Espera unos minutos y pulsa el botón otra vez, por favor. No se ha perdido nada de lo que escribiste.
ask-words-wrong = Escribe aquí unas palabras, por favor, y como mucho { $most } letras.
ask-place-wrong = Di el lugar con menos palabras, por favor.
ask-reach-wrong = Esto todavía no es un número de teléfono ni una dirección de correo. Míralo otra vez, por favor, o déjalo vacío.
ask-closed-title = Pide de otra manera, por favor
ask-full = Ahora mismo muchas personas esperan una respuesta aquí. La tuya esperaría demasiado.
ask-nobody = En este momento no hay nadie aquí que lea estos mensajes.
ask-elsewhere = Escríbenos o llámanos, por favor, o deja que una persona que es miembro pida por ti. Quizá también pueda ayudar una red cercana.
ask-you-wrote = Esto es lo que escribiste: { $words }

## The private page of who asks

asked-title = Lo que pediste
asked-said-asked = Quienes ayudan ya pueden leerlo. Guarda el código o el enlace de abajo: no hay otra forma de volver.
asked-said-written = Tus palabras están aquí para quien te ayuda.
asked-said-shown = Está cambiado y vale desde ahora.
asked-said-changed = Está cambiado. Quien te ayuda se entera.
asked-said-still = Espera de nuevo, y se avisa otra vez a quienes ayudan aquí.
asked-link = Cómo volver a esta página
asked-link-help = Imprímelo, hazle una foto o anota el código. Quien lo tenga puede leer esta página, así que no lo enseñes a nadie más.
asked-code = Desde cualquier teléfono o computadora, ve a esta dirección corta y escribe el código que está debajo:
asked-waits = Espera a alguien que ayude
asked-helped = { $name } te ayuda
asked-next-page = Alguien del vecindario lo lee y te escribe en esta página. Vuelve en uno o dos días.
asked-next-mail = Alguien del vecindario lo lee y te escribe en esta página. Un correo te avisa cuando hay una respuesta.
asked-next-reach = Alguien del vecindario lo lee y te llama o te escribe. Quizá también encuentres palabras en esta página.
asked-on-board = Está en el tablón:
asked-time = Pedido: { $time }
asked-changed = Cambiado: { $time }
asked-place = Dónde: { $place }
asked-reach = Cómo contactarte: { $reach }
asked-by-guest = Quien pide
asked-by-helper = Quien ayuda
asked-write-help = Solo lo lee quien ayuda. Se borra con lo demás.
asked-reword = Cambiar lo que pedí
asked-change-help = Dilo de nuevo o añade lo que falta. No pongas tu nombre ni tu calle. Quien te ayuda se entera de que lo cambiaste.
asked-spot-away = Quitar el lugar del mapa
asked-board-too = Dilo así también en el tablón, palabra por palabra. Sin esto, el tablón conserva sus palabras.
asked-reword-button = Guardar estas palabras
asked-reach-change = Cambiar cómo contactarte
asked-reach-help = Un número de teléfono o una dirección de correo, solo para quien te ayude. Déjalo vacío para recibir la respuesta solo en esta página.
asked-reach-button = Guardar esta forma
asked-shown-help = Si lo pueden ver menos personas, se quita enseguida del tablón.
asked-shown-button = Cambiar quién puede verlo
asked-done-says = Quien ayudó dice que está hecho
asked-done-question = ¿Está hecho?
asked-done-help = Ya nadie lo lee más que tú. Si todavía te hace falta, vuelve a esperar a alguien, y se avisa otra vez a quienes ayudan aquí.
asked-done-no = No, todavía me hace falta
asked-done-yes = Sí, está hecho: bórralo
asked-done-until = Tienes { $days } días para decirlo, hasta el { $day }. Si no dices nada, entonces se borra todo.
asked-done-first = Mientras tanto, quien ayudó dice que está hecho. Di primero, por favor, si todavía te hace falta.
asked-end = Ya no lo necesito
asked-end-help = Todo se borra enseguida. Nadie pregunta por qué.
asked-end-button = Borrar todo ahora
asked-ended-title = Está borrado
asked-ended = Todo lo que se escribió aquí ya no está. Quien quería ayudar se entera de que ya no hace falta.
asked-done-gone = Todo lo que se escribió aquí ya no está. Nadie más lo tenía ya.
asked-ended-again = Puedes volver a pedir cuando quieras.
asked-lost-title = Este enlace no lleva a ninguna parte
asked-lost = Quizá falta una letra de la dirección. O ya terminó y está borrado: porque lo dijiste, { $done } días después de que lo dijera quien ayudó, o tras { $days } días sin visita.
asked-lost-what-to-do = Mira otra vez la dirección, letra por letra, o escribe el código que guardaste. Si todavía te hace falta algo, pide de nuevo.
asked-lost-code = El código que guardaste
asked-lost-ask = Pedir de nuevo

## For those who help

asks-title = Quienes piden sin cuenta
asks-lead = Solo ven esta página quienes ayudan aquí. Cuando tomas una petición, solo la lees tú.
asks-waiting = Esperan a alguien
asks-waiting-none = Ahora mismo no espera nadie.
asks-mine = En las que ayudas
asks-said-let-go = Ahora espera a otra persona. Nadie pregunta por qué.
asks-said-done = Gracias. Ya no te queda nada de ello. Quien pidió puede decir durante { $days } días que todavía le hace falta.
asks-said-too-late = Otra persona ya ayuda.
help-title = Alguien pide ayuda
help-language = Idioma de su página: { $language }
help-contact-later = Cómo contactar se muestra a quien ayuda.
help-no-contact = Vuelve a su propia página aquí. Escríbele allí.
help-take = Yo ayudo
help-take-help = Desde entonces solo tú lees esto. Quien pide ve tu nombre, y pueden escribirse.
help-write-help = Lo lee cuando vuelve a su página. Solo lo ven ustedes dos.
help-mail-goes = Un correo le avisa de que hay una respuesta, y no de lo que dice.
help-write-there = Dejó { $way }: escribe o llama también allí. Nada más le avisa de que tus palabras están aquí.
help-said-taken = Gracias. Ahora solo tú lees esto.
help-said-written = Tus palabras están en su página.
help-said-on-board = Está en el tablón. Las respuestas te llegan a ti.
help-changed = Quien pide ha cambiado esto. Léelo otra vez, por favor, y también cómo contactar.
help-changed-board = El tablón dice lo mismo que antes, a no ser que también quisiera cambiarlo allí.
help-board = Ponerlo en el tablón
help-board-help = Mira otra vez las palabras: quita nombres, calles y números. El tablón dice «publicado con ayuda de alguien del vecindario» y nada más.
help-board-for-helpers = Quien pide quiere que solo lo vean quienes ayudan. Si el tablón sirve de algo, pídele que lo diga en su página.
help-board-for-network = Quien pide dice que pueden verlo todas las personas de esta red.
help-board-for-public = Quien pide dice que puede verlo todo el mundo.
help-done = Está hecho
help-done-help = Entonces ya no lees nada de ello, y se quita del tablón. Se pregunta a quien pidió si es así: durante { $days } días puede decir que no.
help-done-button = Sí, está hecho
help-let-go = Al final no puedo ayudar
help-let-go-help = Si no puedes, espera a otra persona. Lo que está en el tablón se quita y lo que escribiste se borra.
help-promised = Una parte está prometida en el tablón. Retira la promesa o anota que se entregó, por favor, y vuelve aquí.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = Alguien pide sin cuenta. Quien tenga tiempo puede mirar: { $link }
guest-told-wrote = La persona sin cuenta a la que ayudas te escribió: { $link }
guest-told-changed = La persona sin cuenta a la que ayudas cambió lo que pidió o cómo contactarla: { $link }
guest-told-ended = Una persona sin cuenta a la que ayudabas ya no lo necesita. Todo está borrado. Gracias.
guest-label = Pidió en este sitio
guest-consent = Pidió en este sitio por su cuenta y dijo quién puede verlo
guest-may-share-network = lo que necesita, con las personas de esta red
guest-may-share-public = lo que necesita, con todo el mundo
