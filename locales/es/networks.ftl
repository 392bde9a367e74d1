# Machine-translated, not yet read by a person.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = Redes cercanas
networks-lead = Redes con las que trabajamos, o que lo piden. Cada una la llevan vecinos como nosotros.
networks-one = Red
networks-list = Quiénes son
networks-none = Todavía no conocemos otra red. Cuando alguien que cuida la red empiece con una, aparecerá aquí.

networks-state-gone = Su servidor ya no está. Si llama, respondemos.
networks-state-they-ask = Pide trabajar con nosotros y espera la palabra de quien cuida la red.
networks-state-not-reached = Su servidor no responde en este momento. Seguimos intentándolo.
networks-state-we-ask = Se lo pedimos y todavía no ha respondido.
networks-state-mutual = Nos escuchamos mutuamente.
networks-state-hears-us = Nos escucha. Nosotros no la seguimos.
networks-state-we-hear = La escuchamos. Ella no nos sigue.
networks-state-ended = Ya ninguna sigue a la otra.

networks-heard = Respondió o llamó por última vez: { $time }
networks-near = A menos de un kilómetro
networks-speaks = Idiomas: { $languages }
networks-we-give = Le damos: { $what }
networks-we-take = Tomamos de ella: { $what }
networks-nothing = nada
networks-topic-offers = ofertas
networks-topic-needs = necesidades
networks-topic-announcements = anuncios
networks-topic-events = actividades
networks-topic-crisis = lo urgente

networks-came-in = Lo que llegó
networks-came-in-none = Ahora no hay nada abierto de otras redes.
networks-passed-by = Nos lo pasó { $networks }
networks-to-board = Ver todo en el tablero
networks-passed-on = Lo que pasamos a otras
networks-passed-on-help = Lo que su autor nos deja pasar llega a las redes que trabajan con nosotros. Se retira cuando termina.
networks-passed-on-none = Ahora no pasamos nada.

## Its map, and that on which operators say where the network is

map-name-networks = Mapa de las redes y de lo que comparten
map-help-networks = El mapa muestra lo mismo que las listas, y solo más o menos dónde está cada cosa.
map-name-area = Mapa para elegir dónde está tu red
map-help-area = Toca el mapa en el centro de tu barrio. O mueve el mapa con las flechas y elige su centro. Hasta dónde llega, lo escribes en el campo de arriba.
map-help-world = Al principio muestra el mundo entero, y se acerca cuando eliges un lugar. Elige otra vez hasta que sea el correcto. Con el teclado, + y - lo acercan y lo alejan.
