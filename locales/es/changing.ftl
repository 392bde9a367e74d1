# Machine-translated, not yet read by a person.

## Changing it

edit-title = Cambiar esto
edit-lead = Quien puede ver esto lee tus nuevas palabras en cuanto las guardas. Antes puedes ver cómo va a quedar.
edit-button = Guardar el cambio
edit-look-lead = Todavía no ha cambiado nada. Más abajo puedes seguir escribiendo.
edit-now = Lo que dice ahora
edit-yours = Lo que escribiste
again-need = Pedirlo otra vez
again-offer = Ofrecerlo otra vez
again-pictures = Sus imágenes no vienen con ello. Si quieres algunas, elígelas otra vez, por favor.
edit-kind-stays = Ya respondió alguien del vecindario; por eso sigue siendo lo que es.
edit-easy = Lo mismo con palabras fáciles
edit-for-neighbor = Publicaste esto para una persona del vecindario. No lleva el nombre de nadie.
edit-stays = Esto se queda como está:
edit-stays-time = La hora { $when }
edit-stays-languages = Las palabras en { $languages }. Se cambian en su página.
edit-stays-place = El lugar aproximado en el mapa, si no eliges otro
edit-told-answered = Quienes ya respondieron también leen las nuevas palabras. Lo acordado sigue acordado.
edit-told-elsewhere = Avisamos del cambio a las otras redes que lo tienen. No podemos prometer que todas muestren las nuevas palabras, ni que nadie allí haya guardado las de antes.
edit-told-renamed = Recibe una dirección nueva, y pedimos a las redes que lo tienen que borren lo que tienen. No podemos prometer que todas lo hagan. Los enlaces que enviaste a alguien ya no llevarán a ninguna parte.
answer-said-changed = Ahora dice lo que ves aquí.
answer-said-changed-anew = Ahora dice lo que ves aquí, y tiene una dirección nueva. Los enlaces que enviaste a alguien ya no llevan a ninguna parte.

## Taking it off the board, and deleting it

listing-then-pause = Nadie puede responder hasta que lo abras otra vez. Lo acordado sigue acordado.
listing-then-resume = El vecindario puede responder, como antes.
listing-then-withdraw = Sale enseguida del tablón y no se puede abrir otra vez. Quien espera una respuesta recibe unas palabras amables. Lo acordado sigue acordado. Durante un tiempo lo encuentras todavía en «Lo mío».
listing-delete = Borrar esto para siempre
listing-delete-then = Lo que dice se borra aquí enseguida, con sus imágenes y con las palabras de quienes respondieron. Nadie puede recuperarlo.
listing-delete-others = Quien espera una respuesta recibe unas palabras amables. Mientras una parte está prometida, no se puede borrar: primero retira tu palabra o entrégalo.
listing-delete-elsewhere = También pedimos a las redes que lo tienen que lo borren. No podemos prometer que todas lo hagan.
listing-delete-button = Borrarlo ahora
mine-said-deleted = Está borrado. Aquí ya no lo encuentra nadie.
