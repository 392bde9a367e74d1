# Machine-translated, not yet read by a person.

## The form: what folds out

new-language = Escrito en
new-split = En partes de
new-split-help = Por ejemplo 2, si se da de dos en dos. Déjalo vacío si cualquier parte está bien.
new-takes-more = No se cuenta nada, y puede venir más de un vecino
new-food = Comida
new-diet = Es, o debería ser
new-contains = Si lo das: esto lleva
new-traces = Si lo das: puede llevar restos de esto
new-free-of = Si lo necesitas: esto no debe llevar
new-none-in-it = Que yo sepa, no lleva nada de esto
new-kept = ¿Cómo se conserva?
new-best-before = Mejor antes de
new-when = Cuándo
new-urgency = ¿Para cuándo?
new-day = Este día
new-ends = Último día en el tablero
new-ends-help = Normalmente está allí { $usual } días, y como mucho { $most }.
new-how = Cómo se entrega
new-ways = ¿Qué te viene bien?
new-access = Bueno de saber para quien venga
new-access-help = Por ejemplo: sin escalones, hablamos español. Lo lee todo el que ve esto.
new-pass-along = ¿Pueden otras redes pasarlo a las que conocen?
new-pass-along-no = No
new-pass-along-yes = Sí
new-other-language = Lo mismo en otro idioma
new-other-which = ¿Qué idioma?
new-other-title = Qué es, en ese idioma
new-other-body = Más palabras en ese idioma
new-look = Ver antes cómo queda

## How it will look

look-title = Así va a quedar
look-lead = Todavía no está en el tablero. Más abajo puedes cambiarlo.
look-who = Quién lo verá
look-change = Cambiarlo
look-peers = Estas redes lo leen: { $networks }.
look-more-peers = { $count } más
look-no-peers = Hoy ninguna otra red recibe esto de nosotros. Una que más tarde trabaje con nosotros también lo leerá.
look-name = Lleva tu nombre: { $name }.
look-no-name = No lleva tu nombre. Dice: de un vecino, por medio de { $network }.
look-connectors = Tu nombre se dice solo a las personas de enlace, que aquí juntan lo que se necesita y lo que se ofrece.
look-words-tell = Lo que escribes puede decir quién eres. Léelo otra vez, por favor.
look-promise-network = Se queda en este servidor. Cuando lo retiras, sale enseguida del tablero.
look-promise-peers = También se guarda en sus servidores. Cuando lo retiras, les pedimos que lo borren. No podemos prometer que todos lo hagan, ni que nadie allí lo cuente.
look-promise-public = Cualquiera puede leerlo y copiarlo, también en otros servidores. Cuando lo retiras, pedimos a cada servidor que lo tiene que lo borre. No podemos prometer que todos lo hagan.
look-pass-no = Otras redes no lo pasan.
look-pass-yes = Otras redes pueden pasarlo, a través de dos redes como mucho.

## Pictures

pictures-title = Imágenes de esto
pictures-lead = Quien ve esto ve también sus imágenes. Aquí cada una se hace de nuevo, para que no venga nada escondido en ella, como dónde se tomó. No muestres caras ni números de puerta, por favor.
pictures-file = Una imagen
pictures-description = ¿Qué muestra?
pictures-description-help = Con palabras, para los vecinos que no pueden verla. Por ejemplo: una cuna blanca con una manta azul
pictures-button = Añadir esta imagen
pictures-words = Qué muestra la imagen { $number }
pictures-words-button = Guardar las palabras
pictures-away = Quitar la imagen { $number }
pictures-full = Hay { $most } imágenes, y no hay lugar para más.
pictures-kept = Las imágenes están como las ves ahora.

## What somebody began, and keeps for later

begun-keep = Guardar para más tarde
begun-keep-help = Si lo guardas para más tarde, lo encuentras aquí durante { $days } días, en cualquier aparato. Nadie más lo ve.
begun-heading = Lo que guardas para más tarde
begun-lead = Nadie más ve esto. Cada cosa se borra sola { $days } días después de guardarla, y sus imágenes después de un día.
begun-since = Lo guardaste el { $when }.
begun-no-title = Todavía sin nombre
begun-go-on = Seguir
begun-away = Tirar
begun-new = Algo nuevo
begun-said-kept = Está guardado para ti. Lo encuentras aquí cuando quieras seguir.
begun-said-away = Ya está tirado.
begun-pictures-gone = Sus imágenes ya no están aquí. Elígelas otra vez, por favor. Lo que escribiste sobre ellas sigue ahí.
begun-amount-again = Escribiste «{ $amount }» en una página en otro idioma. Escribe el número otra vez, por favor.
begun-gone-title = Esto ya no está guardado
begun-gone = Quizás lo publicaste, lo tiraste o lo guardaste de nuevo desde entonces. También se borra solo después de un tiempo.
begun-gone-way = Ir a lo que guardas para más tarde
