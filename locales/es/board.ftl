# Machine-translated, not yet read by a person.

## Every page

page-board = Necesidades y ofertas
page-ask = Pedir
page-address = Esta página:

## Soon

day-today = hoy, { $time }
day-tomorrow = mañana, { $time }

## The first page

home-board-button = Ver lo que está abierto
home-how-button = ¿Cómo pido algo?
home-newest-heading = Lo más nuevo
home-how-heading = Cómo pedir y cómo ofrecer
home-step-1 = Di en pocas palabras qué necesitas o qué tienes. Nadie te pregunta por qué.
home-step-2 = Los vecinos lo leen. Quien puede ayudar te escribe solo a ti.
home-step-3 = Tú eliges a quién le dices que sí. Después acuerdan entre los dos la hora y el lugar.
home-how-here = Pide aquí, sin cuenta
home-how-members = Los miembros entran y tocan «{ $button }»
home-how-apps = Tengo una aplicación de Mastodon
home-how-app = Los miembros piden desde su teléfono, con cualquier aplicación de Mastodon. Entra allí en { $host }, escribe lo que necesitas o tienes y termina con #need o #offer.
home-join-heading = Cómo unirse
home-join = Recibes un enlace que te deja entrar. Eliges un nombre corto para ti. No tiene que ser el nombre de ningún papel, y nadie te pide nada más.
home-join-ask = Pregunta a un vecino que ya esté aquí.
home-join-write = Pregunta a un vecino que ya esté aquí, o pregúntanos:
home-kept-heading = Qué guardamos sobre ti

## Following and answering from another server

follow-title = Sigue desde tu propio servidor
follow-who = Seguir a { $name }
follow-lead = ¿Tienes una cuenta en Mastodon o en un servidor parecido? Escribe aquí su dirección y te mostramos el camino.
follow-lead-answer = ¿Tienes una cuenta en Mastodon o en un servidor parecido? Escribe aquí su dirección y responde desde allí.
follow-label = La dirección de tu cuenta
follow-help = Un nombre y un servidor, como { $example }
follow-button = Seguir
follow-button-answer = Responder desde allí
follow-copy = O copia nuestra dirección y búscala en tu aplicación
follow-copy-answer = O copia esta dirección y búscala en tu aplicación
follow-not-address = Todavía no es una dirección completa. Tiene un nombre, el signo @ y un servidor, como { $example }.
follow-not-found = No pudimos llegar a { $address }. Mira si cada letra está bien, o copia la dirección de abajo.
follow-no-way = Tu servidor no dice cómo seguir desde aquí. Copia la dirección de abajo y búscala allí.
follow-go-title = Un paso más
follow-go = Ahora se abre tu servidor { $server } y te pide que digas que sí.
follow-go-button = Ir a { $server }

## The board

board-title = Necesidades y ofertas
board-filter-heading = ¿Qué buscas?
board-kind = Necesidades u ofertas
board-kind-all = Las dos
board-kind-need = Necesidades
board-kind-offer = Ofertas
board-category = Qué
board-category-all = Todo
board-near = Cerca de
board-near-help = El nombre de un lugar de aquí, como { $example }
board-near-none = Aquí todavía no hay lugares anotados.
board-near-unknown = No conocemos un lugar que se llame { $place }. Mira la lista de lugares o deja esto vacío. Abajo ves todo.
board-within = Hasta dónde
board-within-km = hasta { $km } km
board-within-of = hasta { $km } km de { $place }
board-within-map = hasta { $km } km del lugar en el mapa
board-within-alone = Elige también un lugar para esto. Sin él se muestra además lo que está lejos.
board-more = Más para elegir
board-when = Cuándo
board-when-any = Cualquier día
board-when-today = Hoy
board-when-days = En los próximos { $days } días
board-food = Comida
board-food-help = Una palabra o más, como halal, vegano
board-way = Cómo
board-way-any = De cualquier manera
board-language = Idioma
board-language-any = Cualquier idioma
board-button = Mostrar lo que encaja
board-clear = Mostrar todo
board-none = Ahora mismo nada encaja. Prueba a buscar más lejos o a quitar algo. Cada día llegan cosas nuevas.
board-none-yet = Entre lo más nuevo no hay nada que encaje. Mira lo anterior.
board-further = Ver lo anterior
board-newest = Volver a lo más nuevo
board-feed = Recibir lo nuevo como canal web (Atom)
board-for-everyone = Esto es lo que todos pueden ver. Los miembros ven más cuando han entrado.
board-for-members = Has entrado: ves también lo que es solo para miembros y lo que comparten las redes cercanas.
feed-title = { $network }: necesidades y ofertas

## A need or an offer in a list

card-amount-need = Todavía hace falta: { $open } de { $amount }
card-amount-offer = Todavía hay: { $open } de { $amount }
card-place-away = { $place }, a unos { $km } km
card-away = A unos { $km } km
card-until = Hasta: { $until }
card-from = De { $network }
card-audience-network = solo para miembros
card-audience-peers = para miembros y redes cercanas

## The page of a need or an offer

listing-in-language = Esto está escrito en otro idioma: { $language }.
listing-closed = Ya no se puede responder a esto. Gracias por mirar.
listing-respond-app = Responde desde tu aplicación: busca allí la dirección de esta página y contesta.
listing-seen-by-network = Solo los miembros de esta red pueden ver esto.
listing-seen-by-peers = Pueden verlo los miembros de esta red y los de las redes cercanas con las que trabajamos.
listing-seen-by-public = Todos pueden ver esto.
listing-there = Abrirlo en la red de donde viene
listing-back = Todas las necesidades y ofertas

## Measures that everybody knows, beside a number

unit-kilogram = { $number } kg
unit-litre = { $number } l
