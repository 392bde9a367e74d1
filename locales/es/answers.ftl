# Machine-translated, not yet read by a person.

## Answers

answers-heading = Respuestas
answers-yours = Tu respuesta
answers-none = Nadie ha respondido todavía. Aquí encontrarás las respuestas.
answer-by-you = Tú
answer-by-network = Un vecino, a través de { $network }
answer-state-offered = espera una palabra
answer-state-with-connectors = con las personas de enlace
answer-state-accepted = acordado
answer-state-declined = esta vez no
answer-state-withdrawn = retirada
answer-state-lapsed = terminada
answer-yes = Sí, por favor
answer-no = Esta vez no
answer-take-back = Retirarla
answer-how-much = Cuánto
answer-lead-need = ¿Puedes ayudar? Tus palabras llegan al vecino que lo pidió y a nadie más.
answer-lead-offer = ¿Te serviría? Tus palabras llegan al vecino que lo ofrece y a nadie más.
answer-left-need = Todavía hace falta: { $amount }
answer-left-offer = Todavía hay: { $amount }
answer-message = Unas palabras
answer-message-help = Por ejemplo, cuándo te viene bien. Puedes dejarlo vacío.
answer-button-need = Puedo ayudar
answer-button-offer = Me serviría
answer-said-answered = Tu vecino tiene tu respuesta. Aquí encontrarás lo que diga.
answer-said-with-connectors = Tu respuesta está con las personas de enlace, que la llevan a tu vecina o vecino. Aquí encontrarás la palabra.
answer-said-agreed = Acordado. Ahora díganse cuándo y dónde: el enlace de abajo lleva allí.
answer-said-declined = Recibe un amable «esta vez no», sin ningún motivo.
answer-said-taken-back = Está retirada. Nadie pregunta por qué.
answer-said-posted = Ya está en el tablero. Aquí llegan las respuestas.

## Asking and offering

new-title = Pedir u ofrecer
new-lead = Bastan dos cosas. Nadie te pregunta por qué.
new-kind = ¿Necesitas algo o tienes algo para dar?
new-kind-need = Necesito algo
new-kind-offer = Tengo algo para dar
new-what = ¿Qué es, en pocas palabras?
new-what-help = Por ejemplo: que alguien me lleve a la clínica el viernes
new-more = Decir más, si quieres
new-words = Más palabras
new-amount = Cuántos
new-unit = De qué
new-unit-help = Por ejemplo: frascos o platos
new-place = Más o menos dónde
new-place-help = Por ejemplo: cerca de la biblioteca. No escribas tu dirección exacta.
new-audience = ¿Quién puede verlo?
new-audience-usual = Como siempre: una necesidad solo los miembros de esta red; una oferta también los de redes cercanas
new-hidden = No mostrar mi nombre
new-promise = Puedes retirarlo cuando quieras. El lugar exacto solo lo sabe el vecino que viene.
new-button = Ponerlo en el tablero
