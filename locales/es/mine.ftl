# Machine-translated, not yet read by a person.

## Home

mine-home = Inicio
mine-title = Lo mío
mine-hello = Qué bueno verte, { $name }
mine-resting = Estás descansando. Tu red no te pide nada. Puedes pedir ayuda en cualquier momento.
mine-waiting = Espera tu palabra
mine-waiting-none = Ahora no hay nada que te espere.
mine-further-waiting = Más que espera tu palabra
mine-waits-need = { $who } puede ayudar.
mine-waits-offer = A { $who } le vendría bien esto.
mine-under-way = Acordado, y todavía por hacer
mine-no-time = todavía sin hora acordada
mine-further-under-way = Más de lo acordado
mine-when = Cuándo: { $when }
mine-news = Tu red dice
mine-news-none = Nada nuevo.
mine-near = Cerca de ti
mine-newest = Lo nuevo en el tablón
mine-near-none = Ahora no hay nada abierto cerca. Cada día llegan cosas nuevas.

## Mine

mine-lead = Solo tú ves esta página. Aquí nadie cuenta quién da y quién recibe.
mine-posted = Lo que pedí y ofrecí
mine-posted-none = Todavía nada. Pedir u ofrecer lleva un minuto.
mine-answered = Lo que respondí
mine-answered-none = Todavía nada. En el tablón encuentras lo que está abierto.
mine-older-answers = Ver respuestas más antiguas
mine-over = Lo que ya pasó
mine-over-goes = De lo que publicaste y de lo que respondiste. Se borra { $days } días después de su final, y a nadie se le reprocha nada.
mine-words-gone = Sus palabras están borradas

## Listing

listing-step-pause = No recibir respuestas por ahora
listing-step-resume = Recibir respuestas otra vez
listing-step-withdraw = Quitar esto del tablón
answer-said-paused = Por ahora nadie puede responder. Puedes abrirlo otra vez en cualquier momento.
answer-said-resumed = Vuelve a recibir respuestas.
answer-said-withdrawn = Ya no está en el tablón. Todas las personas que respondieron reciben unas palabras amables.
answer-open = Escribirse y acordar hora y lugar

## Between

between-title = Tú y { $who }
between-asked-need = Puede traer: { $amount }
between-asked-offer = Pidió: { $amount }
between-agreed = Acordado: { $amount }
between-talk = Lo que se escribieron
between-write = Escribe unas palabras
between-write-help = Solo ustedes dos lo leen. Se borra con la respuesta.
between-write-help-across = Solo ustedes dos lo leen. Va de red a red, sin tu nombre.
between-mute-network = Ustedes dos son de redes distintas, y la otra todavía no recibe palabras. Por eso no pueden escribirse aquí.
between-mute-later = Ustedes dos son de redes distintas. Podrán escribirse aquí cuando la otra persona diga que sí o te escriba.
between-mute-closed = Por ahora no van palabras entre sus dos redes. Por eso no pueden escribirse aquí.
between-mute-name = Una de las dos personas no muestra su nombre. Por eso no pueden escribirse aquí.
between-mute-connectors = Las personas de enlace llevan esta respuesta. Por eso todavía no puedes escribir aquí a la otra persona.
between-mute-connectors-say = Di a una persona de enlace lo que la otra persona debe saber.
between-mute-say = Cuando se pongan de acuerdo, di en «Cuándo, cómo y dónde» lo que la otra persona debe saber.
between-mute-read = Cuando se pongan de acuerdo, la otra persona dice cuándo, cómo y dónde. Lo encuentras aquí.
between-mute-there = Cuando se pongan de acuerdo, encuentras cuándo, cómo y dónde detrás de un botón en esta página.
between-send = Enviar
between-next = Qué pasa ahora
between-next-decide = Di sí o «esta vez no». Nadie te pide un motivo.
between-next-wait = Tu vecina o vecino lee tu respuesta y dice sí o «esta vez no». Encuentras su palabra aquí.
between-next-connectors = Las personas de enlace llevan tu respuesta a tu vecina o vecino. Encuentras la palabra aquí.
between-next-plan = Se pusieron de acuerdo. Di cuándo y dónde, para que la otra persona pueda venir.
between-next-come = Se pusieron de acuerdo. La otra persona dice cuándo y dónde; lo encuentras aquí.
between-part = Todo o una parte. Puedes decir menos.
between-handoff-planned = acordado, todavía por hacer
between-handoff-ready = está listo
between-handoff-on-the-way = está en camino
between-handoff-handed-over = hecho
between-handoff-did-not-happen = no se dio
between-contact = Puedes comunicarte así ({ $kind }): { $value }
between-where = Ver dónde y cómo
between-elsewhere = Esto viene de otra red. Allí está dónde y cómo, detrás de este botón, solo para ti. Esa red anota cuándo está hecho.
between-erased = Lo que escribieron aquí sobre el lugar se borra dos días después del final.
between-plan = Cuándo, cómo y dónde
between-day = Día
between-from = Desde
between-until = Hasta
between-address = Dónde exactamente
between-address-help = Solo lo lee la persona que viene. Se borra dos días después de la entrega.
between-notes = Bueno saber
between-notes-help = Por ejemplo: tercer piso, sin ascensor, toca dos veces
between-plan-keep = Decírselo
between-when-wrong = Indica un día, y desde qué hora hasta qué hora, por ejemplo 17:00.
between-until-wrong = El final va después del comienzo. Mira las dos horas.
between-how-far = ¿Cómo va?
between-act-handed-over = Se entregó
between-act-ready = Está listo
between-act-on-the-way = Está en camino
between-act-again = No se dio; intentémoslo otra vez
between-act-let-go = No se dio; abrirlo otra vez para otras personas
between-act-reopen = Al final no se entregó
between-endings = No se dio
between-reopen = ¿No se entregó?
between-reopen-until = Cualquiera de los dos puede decirlo hasta el { $time }. Entonces el acuerdo sigue en pie, y el lugar se conserva.
between-no-fault = Pase lo que pase, nadie pregunta por qué, y no se le reprocha nada a nadie.
between-cannot = Al final no puedo ir
between-promise-back = Retirar mi palabra
between-said-written = Tus palabras ya están con la otra persona.
between-said-sent = Tus palabras van camino a la otra red.
between-said-agreed = De acuerdo. Ahora di cuándo y dónde.
between-said-declined = Oirá un amable «esta vez no», sin motivo.
between-said-taken-back = Está retirado. Nadie pide un motivo.
between-said-planned = La otra persona ya puede leerlo aquí.
between-said-noted = Queda anotado aquí para ustedes dos.
between-said-handed-over = Está hecho. Gracias a ustedes dos.
between-said-again = El acuerdo sigue en pie. Di una nueva hora y un nuevo lugar.
between-said-let-go = Está abierto otra vez para otras personas.
between-said-reopened = El acuerdo sigue en pie. Si la hora ya pasó, di una nueva.
between-told-reopened = Al final no se entregó, así que el acuerdo sigue en pie. Está aquí: { $link }
