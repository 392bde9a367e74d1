# Machine-translated, not yet read by a person.

## Every page

page-skip = Ir a la parte principal
page-languages = Idiomas
page-nav = Páginas principales
page-problem = Algo no encaja todavía:
page-made-with = Hecho con Potluck, un programa libre que los vecindarios manejan por sí mismos.
page-look-again = Por favor, revisa esto:
page-offline = No tienes conexión. Esta página está como estaba el { $time }. Muestra lo que todos ven: lo que es solo para miembros no se guarda en este aparato. Lo que envíes ahora no llega: inténtalo otra vez cuando tengas conexión.
offline-title = No tienes conexión
offline-then = Esta página se puede leer otra vez cuando tu teléfono o tu computadora tenga conexión.
offline-kept = La primera página y lo que está abierto siguen aquí como este navegador los vio por última vez, si ya los vio. Lo que es solo para miembros no se guarda en este aparato.
offline-again = Intentar otra vez

## The first page

home-lead = Vecinas y vecinos que comparten comida y se cuidan.
home-no-questions = Aquí nadie pide papeles, ingresos ni motivos. Pide cuando te falte algo; ofrece cuando tengas algo. Todo el mundo hace las dos cosas.
home-needs-open =
    { $count ->
        [0] Ahora mismo no hay necesidades abiertas.
        [one] Ahora mismo hay { $count } necesidad abierta.
       *[other] Ahora mismo hay { $count } necesidades abiertas.
    }
home-offers-open =
    { $count ->
        [0] Ahora mismo no hay ofrecimientos abiertos.
        [one] Ahora mismo hay { $count } ofrecimiento abierto.
       *[other] Ahora mismo hay { $count } ofrecimientos abiertos.
    }
home-about-heading = Quiénes somos
home-area = Dónde estamos: { $area }
home-languages = Idiomas que hablamos: { $languages }
home-follow-heading = Síguenos
home-listings-heading = Necesidades y ofrecimientos abiertos
home-listings-none = Ahora mismo no hay nada abierto para todo el mundo. Algunas cosas solo las ve el vecindario.
home-intake-slow = En este momento vamos más despacio que de costumbre. Lo leemos todo; danos tiempo, por favor.
home-intake-paused = En este momento estamos descansando y no podemos asumir nada nuevo. Quizá una red cercana pueda ayudar.
home-mode-neighbors = Aquí los vecinos se responden entre sí.
home-mode-connectors-help = Aquí los vecinos se responden entre sí, y hay personas de enlace que ayudan. Son vecinas y vecinos que juntan lo que se necesita y lo que se ofrece.
home-mode-connectors-only = Aquí las personas de enlace juntan lo que se necesita y lo que se ofrece. Son vecinas y vecinos que miran cada respuesta y la llevan a quien le toca.
home-contact = Para contactarnos ({ $kind }): { $value }

## A need or an offer

listing-by = De: { $name }
listing-by-network = De una persona del vecindario, por medio de { $network }
listing-posted = Publicado: { $time }
listing-respond-heading = Cómo responder
listing-respond-mastodon = Desde Mastodon: responde a esta publicación con un mensaje privado. Di cuánto y cuándo te viene bien.
listing-respond-network = Desde otra red: pide a tu propia red que responda por ti.
listing-rough-place = El lugar es aproximado a propósito. El lugar exacto solo lo sabrá quien venga.
listing-translated = Traducido por una persona del vecindario
listing-translated-by-machine = Traducido por una máquina; puede tener errores

## A one-time link to the place of a handoff

handoff-title = Dónde y cómo
handoff-lead = Alguien del vecindario comparte esto solo contigo. Por favor, no lo pases a nadie.
handoff-button = Mostrar dónde y cómo
handoff-until = Este enlace sirve hasta el { $time }.
handoff-what = Qué: { $name }
handoff-amount = Cuánto: { $amount }
handoff-place = Dónde: { $place }
handoff-when = Cuándo: { $when }
handoff-way = Cómo: { $way }
handoff-notes = Conviene saber: { $notes }
handoff-no-place = El lugar exacto todavía no está escrito aquí. La otra persona te lo dirá.
handoff-write-down = Apunta lo que necesites, por favor. Se borra dos días después de la entrega.
handoff-cannot = Si no puedes venir, no pasa nada. Avísanos y será para otra persona del vecindario.
handoff-ended-title = Este enlace ya no sirve
handoff-ended = Estos enlaces duran poco, para que la dirección de una persona siga protegida. No hiciste nada mal.
handoff-ended-what-to-do = Si todavía lo necesitas, escribe a { $network }. Te enviaremos otro enlace o buscaremos otra manera.

## The founding of a network

founding-title = Te damos la bienvenida. Empecemos.
founding-lead = Eres la primera persona aquí. En esta página creas la primera cuenta: la de quien cuida el servidor.
founding-role = Cuidar el servidor es una tarea por un tiempo, no un rango. Termina por sí sola, y tu red decide quién sigue.
founding-handle-label = Tu nombre corto
founding-handle-help = El nombre corto de tu dirección, como en { $example }. Letras minúsculas, números y guiones bajos.
founding-name-label = Tu nombre, tal como lo verá el vecindario
founding-name-help = Como te guste que te llamen. No tiene que ser el nombre de ningún papel.
founding-button = Crear mi cuenta
founding-done-title = Listo. Te damos la bienvenida, { $name }.
founding-token-label = Tu clave de acceso
founding-token-keep = Guárdala; se muestra una sola vez.
founding-token-what-for = Con ella entras a tu cuenta. Quien la tenga puede actuar en tu nombre, así que guárdala como guardarías una llave.
founding-role-until = Cuidas el servidor hasta el { $until }.
founding-choose-password = Elige ahora una contraseña, para entrar y dejar entrar aplicaciones
founding-ended-title = Este enlace ya se usó o ya no sirve
founding-ended = Sirve una sola vez y por poco tiempo, para que nadie más pueda quedarse con tu red.
founding-ended-what-to-do = Quien maneja el servidor puede crear otro con esta orden: { $command }

## A neighbor

profile-neighbor-in = Del vecindario de { $network }
profile-follow = Para seguir esta cuenta, busca { $handle } en Mastodon o en otra aplicación parecida.
profile-listings-heading = Necesidades y ofrecimientos abiertos
profile-listings-none = Ahora mismo no hay nada abierto.
profile-no-counting = Aquí nadie cuenta quién da y quién recibe.

## What a neighbor can do

can-do-minutes = tiene unos minutos
can-do-lift = puede cargar cosas pesadas
can-do-drive = puede manejar
can-do-stairs = puede subir escaleras
can-do-remote = puede ayudar por teléfono o en línea

## Nothing here

not-found-title = Aquí no hay nada
not-found = O nunca lo hubo, o no es para que lo vea todo el mundo. Quizá falta una letra en la dirección.
not-found-what-to-do = Mira la página de inicio, o pregunta a quien te envió el enlace.
gone-title = Esto ya no está
gone = Estuvo aquí, y se retiró o terminó su plazo. Pasa todos los días.
gone-what-to-do = Mira la página de inicio: quizá haya otra cosa que te sirva.
problem-title = Eso no funcionó
too-many-title = Espera un poco, por favor
too-many = Desde el lugar donde estás llegaron muchísimas solicitudes en poco tiempo, así que este servidor hace una pausa con ese lugar.
too-many-what-to-do = Espera un minuto y vuelve a cargar la página. Si sigue pasando, avisa a quien te dio el enlace.
too-many-keep = Espera un minuto y después pulsa el botón. Nada de lo que escribiste se pierde: se queda en esta página.
too-many-again = Enviarlo otra vez
too-many-yours = Lo que escribiste
home-answer-heading = Responder a una publicación
home-answer = Ábrela en el tablero, entra y escribe tu respuesta debajo. Di cuánto y cuándo te viene bien. Tu respuesta le llega a quien escribió la publicación; no se muestra en el tablero.
home-answer-app = Para responder desde la aplicación, contesta a una publicación con un mensaje privado. Di cuánto y cuándo te viene bien.
