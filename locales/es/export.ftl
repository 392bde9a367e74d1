# Machine-translated, not yet read by a person.

export-title = Todo lo que { $network } guarda sobre ti
export-made = Hecho para { $handle } el { $day }.
export-yours = Estos archivos son tuyos. Contienen lo que dijiste aquí y lo que te dijeron tus vecinos, y nada más sobre nadie. También contienen direcciones y mensajes que solo tú puedes leer: guárdalos donde nadie más mire.
export-json = Los archivos que terminan en .json son texto simple. Los abre cualquier programa que muestre texto, y otros programas también pueden leerlos.
export-file-profile = Lo que dices sobre ti, también lo que nadie más ve.
export-file-listings = Lo que pediste y lo que ofreciste, con el lugar exacto si diste uno. Lo que terminó se borra 30 días después.
export-file-translations = Lo que dijiste en otros idiomas de necesidades y ofertas que publicaron tus vecinos.
export-file-responses-given = Tus respuestas a lo que otras personas pidieron u ofrecieron.
export-file-responses-received = Las respuestas de otras personas a lo que pediste u ofreciste, tal como las puedes leer en este servidor.
export-file-handoffs = Lo que acordaste entregar o recoger. Las direcciones se borran 48 horas después del final; todo lo demás, a los 90 días.
export-file-statuses = Lo que publicaste y lo que difundiste de otras personas, también lo que solo pocas podían leer.
export-file-media = Tus imágenes, con lo que muestran en palabras. Los archivos mismos están en la carpeta media.
export-file-favourites = Las publicaciones que te gustan.
export-file-bookmarks = Las publicaciones que guardaste para volver a leerlas.
export-file-votes = Lo que votaste en encuestas. Nadie más lo lee.
export-file-scheduled = Las publicaciones que planeaste para más tarde. Nadie más las lee antes.
export-file-beginnings = Lo que empezaste a escribir y guardas para más tarde. Nadie más lo lee.
export-file-notes = Lo que anotaste sobre otras cuentas, qué etiquetas sigues y hasta dónde has leído en las aplicaciones. Nadie más lo lee.
export-file-notices = Dónde recibes correo, de qué te avisamos, de qué manera y cuándo no.
export-file-blocks = A quién mantienes lejos. Nadie sabrá de este archivo.
export-file-follows = A quién sigues y quién te sigue.
export-file-roles = Las tareas que tienes o tuviste en la red, y hasta cuándo.
export-file-sign-ins = Las aplicaciones que dejaste entrar, los navegadores en los que entraste y tus llaves de acceso. Dice desde cuándo, qué puede hacer cada aplicación y de qué tipo es cada navegador. Los secretos con los que entran no se guardan en ningún lugar.
export-file-actor = Cómo te conocen otros servidores, en el formato ActivityStreams.
export-file-outbox = Lo que dijiste a todo el mundo con tu propio nombre, tal como se envió a otros servidores, en el formato ActivityStreams. Lo que publicaste con el nombre oculto no está, para que puedas pasar este archivo a otros.
export-left-out = No está aquí: claves y secretos, y lo que tu red guarda que no trata de nadie. Nada de esto suma lo que diste o recibiste, porque nadie lleva esa cuenta.
