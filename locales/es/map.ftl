# Machine-translated, not yet read by a person.

## The map

map-show = Mostrar el mapa
map-hide = Ocultar el mapa
map-near = Elegir un lugar en el mapa
map-name-board = Mapa de las necesidades y los ofrecimientos de esta lista
map-name = Mapa para elegir un lugar aproximado
map-help-board = El mapa muestra lo mismo que la lista, y solo más o menos dónde está cada cosa. Para mirar alrededor de un lugar, tócalo. O mueve el mapa con las flechas del teclado y elige su centro.
map-help = Toca el mapa más o menos donde es. O mueve el mapa con las flechas del teclado y elige su centro. También puedes dejar el mapa y usar palabras.
map-help-outlines = En este mapa no hay calles, solo los contornos de los países, de lejos: nadie más se entera de que miras.
map-by = Mapa: { $who }
map-closer = Más cerca
map-farther = Más lejos
map-middle = Elegir el centro del mapa
map-chosen = El lugar está elegido. Se redondea a un kilómetro, más o menos.
map-touched = Alrededor del lugar que elegí en el mapa
map-go = Mostrar lo que hay cerca de allí
map-failed = El mapa no se cargó. Puedes seguir sin él.
map-point-wrong = No pudimos leer el lugar en el mapa. Elígelo otra vez, por favor, o déjalo sin elegir.
map-spot-beside = Dónde, en el mapa: a unos { $km } km de { $place }
map-spot = Dónde, en el mapa: a unos { $latitude } grados norte, { $longitude } grados este

## News of the board

live-new =
    { $count ->
        [one] { $count } nuevo. Mostrarlo
       *[other] { $count } nuevos. Mostrarlos
    }

## A draft on this device

draft-kept = Lo que escribes aquí se guarda solo en este aparato, hasta que lo envíes.
draft-forget = Olvidar este borrador
draft-forgotten = Está olvidado.
