# Machine-translated, not yet read by a person.

## It has arrived

response-received-offer = Gracias. Tu petición ({ $amount }) ya la tiene quien lo ofrece. Te avisaremos aquí.
response-received-need = Gracias. Ya avisamos a quien lo pidió de lo que puedes traer: { $amount }. Te avisaremos aquí.
response-received-offer-uncounted = Gracias. Tu petición ya la tiene quien lo ofrece. Te avisaremos aquí.
response-received-need-uncounted = Gracias. Ya avisamos a quien lo pidió de que puedes ayudar. Te avisaremos aquí.

## Yes

response-accepted-whole-offer = Sí, con mucho gusto: { $amount } para ti.
response-accepted-whole-need = Sí, por favor, y gracias: { $amount } sería una gran ayuda.
response-accepted-part-offer = Sí: { $amount } para ti. El resto ({ $rest }) ya estaba prometido a otras personas. Gracias por pedirlo; vuelve a pedir cuando quieras.
response-accepted-part-need = Sí, por favor, y gracias: { $amount } sería una gran ayuda. El resto ({ $rest }) ya lo habían traído otras personas del vecindario. Gracias por ofrecer tanto.
response-accepted-offer-uncounted = Sí, con mucho gusto: es para ti.
response-accepted-need-uncounted = Sí, por favor, y gracias: sería una gran ayuda.
response-where-and-how = Dónde y cómo: { $link } (este enlace sirve hasta el { $until }).

## Not this time

response-declined-offer = Esta vez no. Hiciste bien en pedir y nadie te lo tendrá en cuenta. Vuelve a pedir cuando quieras.
response-declined-need = Esta vez no. Gracias por ofrecerte; leerlo le hizo bien a alguien. Vuelve a ofrecer cuando quieras.
response-all-promised-offer = Cuando lo pediste, ya estaba todo prometido. Gracias por pedirlo; vuelve a pedir cuando quieras.
response-all-promised-need = Otras personas del vecindario ya habían prometido todo lo que hacía falta. Gracias por ofrecerte; vuelve a ofrecer cuando quieras.

## Closing words

response-closed-met-offer = Todo esto ya encontró su lugar en el vecindario. Gracias por pedirlo; vuelve a pedir cuando quieras.
response-closed-met-need = Esta necesidad ya está cubierta. Gracias por ofrecerte; es bueno saber que estás ahí.
response-closed-withdrawn = Quien publicó esto lo retiró, así que tu respuesta también se cierra. Gracias por responder.
response-closed-expired = El plazo de esta publicación ya pasó, así que tu respuesta también se cierra. Gracias por responder; pronto puede haber algo nuevo.
response-not-open = Esto ya no recibe respuestas. Gracias por responder.

## A promise is taken back

response-taken-back-offer = Lo sentimos: { $amount } que te habíamos prometido al final no se puede dar. No tiene nada que ver contigo. Vuelve a pedir; buscaremos otra manera.
response-taken-back-need = Cambio de planes: lo que ibas a traer ({ $amount }) al final no hace falta. Gracias, de verdad.
response-taken-back-offer-uncounted = Lo sentimos: lo que te habíamos prometido al final no se puede dar. No tiene nada que ver contigo. Vuelve a pedir; buscaremos otra manera.
response-taken-back-need-uncounted = Cambio de planes: lo que ibas a traer al final no hace falta. Gracias, de verdad.

## It is done

handover-confirmed = Entrega confirmada: { $amount }
handover-confirmed-uncounted = Entrega confirmada

## To someone who replied in public

response-how = Gracias por escribir. Para que solo lo lea quien debe leerlo, responde con un mensaje privado y di cuánto y cuándo te viene bien. Más aquí: { $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = Gracias por escribir. En este momento estamos descansando y no podemos asumir nada de fuera. Quizá una red cercana pueda ayudar.
response-slow = En este momento vamos más despacio que de costumbre; danos tiempo, por favor.
# To a member who posts meanwhile.
posted-while-slow = Ya está publicado. En este momento vamos más despacio que de costumbre, así que las respuestas pueden tardar más.
posted-while-paused = Ya está publicado y tu vecindario lo ve. La red está descansando en este momento, así que puede pasar un tiempo hasta que alguien responda.
