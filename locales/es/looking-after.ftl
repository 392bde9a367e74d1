# Machine-translated, not yet read by a person.

role-needed-title = Esta página es para una tarea
role-needed = Algunas personas del barrio se ocupan de esto por un tiempo. Ahora no tienes esa tarea.
role-needed-what-to-do = Si quieres ayudar con esto, dilo en tu red: las tareas se dan por un tiempo y van pasando.
role-steward = cuidado de la red
role-connector = enlace entre personas
role-facilitator = facilitación
role-welcome = bienvenida
role-caretaker = cuidado de un lugar
role-bookkeeper = cuentas
role-mediator = mediación
role-moderator = moderación
role-operator = cuidado del servidor

## The log

log-title = Lo que se hizo
log-lead = Lo que se hizo con una tarea, para que lo lea toda la red. No se nombra a quien fue señalado ni a quien avisó.
log-none = Nada todavía.
log-older = Ver líneas anteriores
log-by = Por { $handle }, tarea: { $role }
log-by-server = Por quien administra el servidor, en su línea de comandos
log-a-member = alguien de la red
log-agreement = Según el acuerdo: { $agreement }
log-reason = Por qué: { $reason }
log-task = { $handle }: { $task }
deed-network-changed = Cambió lo que la red dice de sí misma, o cómo funciona
deed-joining-changed = Cambió cómo se une la gente
deed-neighbor-welcomed = Dio la bienvenida a alguien que pidió unirse
deed-welcome-declined = Dijo «ahora no» a alguien que pidió unirse
deed-follow-asked = Pidió seguir a otra red
deed-follow-ended = Dejó de seguir a otra red
deed-follower-accepted = Aceptó a quien nos sigue
deed-follower-declined = No aceptó a quien quería seguirnos
deed-sharing-changed = Cambió lo que se comparte con una red
deed-role-given = Dio una tarea
deed-role-ended = Terminó una tarea antes de tiempo
deed-passed-along = Pasó algo de otra red
deed-passing-stopped = Dejó de pasar algo
deed-passing-rules-set = Cambió las reglas para pasar cosas
deed-member-removed = Borró a alguien de la red, porque lo quiso así
deed-token-made = Hizo una clave que actúa por alguien de la red
deed-password-given = Dio una contraseña a alguien de la red
deed-link-made = Hizo un enlace con el que alguien entra una vez
deed-member-exported = Escribió un archivo con todo lo que se guarda de alguien, para esa persona
deed-federation-changed = Cambió con qué servidores habla este
deed-coalition-founded = Fundó una coalición
deed-coalition-joined = Se unió a una coalición
deed-coalition-left = Dejó una coalición
deed-announced = Contó algo por la red
deed-announcement-retracted = Retiró lo que se había contado
deed-entries-imported = Leyó lugares o recursos de un archivo
deed-entry-removed = Quitó un lugar o un recurso
deed-blocked = Bloqueó un servidor o una cuenta
deed-muted = Silenció un servidor o una cuenta
deed-limited = Limitó un servidor o una cuenta
deed-block-lifted = Levantó un bloqueo, un silencio o un límite
deed-listing-held = Retuvo una necesidad o una oferta
deed-listing-released = Dejó seguir una necesidad o una oferta retenida
deed-post-held = Retuvo una publicación
deed-post-released = Dejó seguir una publicación retenida
deed-answer-words-taken = Quitó las primeras palabras de una respuesta
deed-translation-taken = Quitó lo que tradujo alguien del vecindario
deed-report-closed = Cerró un aviso

## Telling the organizers

report-title = Avisar a quienes organizan
report-lead = ¿Algo no es seguro? Avisa a la moderación de tu red. Solo ellas y ellos lo leen, y nadie sabe quién avisó. Si alguien está en peligro ahora, primero busca ayuda.
report-about-listing = Sobre: «{ $title }»
report-about-neighbor = Sobre: { $name }
report-about-post = Sobre: lo que escribió { $name }
report-about-answer = Sobre: las primeras palabras de una respuesta
report-what = ¿De qué se trata?
report-what-danger = Enferma o es peligroso
report-what-threat = Una amenaza, o no dejan en paz a alguien
report-what-fraud = Una mentira para conseguir algo
report-what-spam = Publicidad, o lo mismo una y otra vez
report-what-other = Otra cosa
report-words = ¿Qué pasó?
report-words-help = Bastan unas palabras.
report-words-private = La moderación no puede leer este mensaje por su cuenta. Solo ve lo que pone aquí. Cámbialo como quieras.
report-quoted = Escribió: «{ $words }»
report-forward = Avisar también a quienes administran { $server }. No sabrán que fuiste tú.
report-button = Avisar
report-wrong = Elige de qué se trata, o escribe unas palabras, { $most } letras como máximo.
report-done-title = Gracias por avisar
report-done = La moderación de tu red lo lee.
report-done-next = Puede retener una publicación o mantener lejos un servidor. Lo que haga queda en el registro.
report-done-own = También puedes mantener lejos a alguien por tu cuenta, en su página. No se le dice.

## A neighbor's page

profile-apart = No quiero ver a esta persona
people-apart = No quiero ver esta cuenta
profile-apart-help = Eso lo decides tú, y nadie pregunta por qué. No se le dice.
profile-mute = Silenciar: no veo lo que dice
profile-block = Bloquear: ninguno ve al otro
profile-lift = Dejar de mantenerla lejos
blocks-kept-away = Ya está lejos. Solo tú lo ves.
blocks-many = Mantienes lejos { $most } cuentas. Primero quita una.

## Keeping people safe

moderation-title = Cuidar que todo sea seguro
moderation-lead = Aquí se trata solo de seguridad; nadie juzga quién necesita algo. Lo que haces queda en el registro que lee la red. Casi todo se arregla hablando.
moderation-reports = De qué avisaron
moderation-reports-none = No espera nada.
moderation-reports-further = Ver más avisos
moderation-reports-full = Llegaron más avisos de otros servidores de los que caben. Mientras no se cierren algunos, no se recibe lo que avisan esos servidores.
moderation-from-member = De alguien de la red
moderation-from-server = Del servidor { $server }
moderation-unreadable = Este aviso no se puede leer.
moderation-unreadable-help = Algo anda mal en cómo se guarda en este servidor. Díselo a quien se ocupa del servidor: quizá una copia de seguridad tenga todavía la clave correcta. Pregunta por ahí si alguien necesita ayuda. Cuando eso esté hecho, puedes cerrarlo.
moderation-close = Hecho: cerrar lo que llegó { $time }
moderation-hold = Retener
moderation-hold-help = Sale del tablero enseguida, aquí y en otras redes, y quien lo escribió lee por qué. Lo prometido sigue prometido.
moderation-hold-post-help = Enseguida nadie más que quien lo escribió lo ve aquí. Se pide a otros servidores que lo olviden. Quien lo escribió lee por qué.
moderation-take-words = Quitar sus palabras
moderation-take-words-help = Desaparecen enseguida y para siempre, y nadie más las lee. La respuesta misma queda. Quien las escribió lee por qué.
moderation-agreement = ¿Según qué acuerdo de tu red?
moderation-reason = Por qué, para que lo lea quien lo escribió y toda la red, si quieres
moderation-their-account = Su cuenta:
moderation-their-server = Su servidor:
moderation-held = Retenido
moderation-held-none = No hay nada retenido.
moderation-held-post = Lo que escribió { $name }, { $time }
moderation-release = Dejar seguir: { $title }
moderation-away = Lejos
moderation-away-help = Servidores y cuentas de otros sitios. A alguien de esta red no lo deja fuera una sola persona: hablen y decidan en conjunto.
moderation-keep-away = Mantener lejos
moderation-who = Un servidor o una cuenta
moderation-who-help = Por ejemplo spam.example, o la dirección de una cuenta: https://spam.example/users/eve
moderation-how-far = ¿Hasta dónde?
moderation-is-limit = Con límite: lo que publican no pasa al tablero. La gente de la red puede seguir hablando con ellos.
moderation-is-mute = En silencio: nada de lo que dicen entra, y no se les avisa. Lo nuestro les sigue llegando.
moderation-is-block = Bloqueo: nada entra y nada sale.
moderation-public-reason = Por qué, para que lo lea toda la red, si quieres
moderation-lift = Dejar de mantener lejos a { $who }
moderation-wrong-agreement = Nombra en pocas palabras el acuerdo en que se apoya.
moderation-wrong-reason = Usa { $most } letras como máximo.
moderation-wrong-server = Esto no es un servidor ni una cuenta de otro sitio. Míralo otra vez.
moderation-said-closed = Está cerrado. Se borra en 30 días.
moderation-said-held = Está retenido.
moderation-said-words-taken = Las palabras se quitaron.
moderation-said-released = Sigue.
moderation-said-kept-away = Ya está lejos.
moderation-said-lifted = Está levantado. Hay que pedir de nuevo seguirse.
moderation-said-too-late = Alguien más lo hizo antes, o ya no está.

## Announcements

announcements-title = Anuncios
announcements-write = Contar algo
announcements-words = ¿Qué quieres contar?
announcements-who = ¿Quién lo lee?
announcements-for-members = Solo la gente de esta red
announcements-for-everyone = Todo el mundo, y quienes nos siguen desde otros sitios
announcements-button = Contarlo
announcements-told = Lo que se contó
announcements-take-back = Retirar lo que se contó { $time }
announcements-wrong = Escribe unas palabras, { $most } letras como máximo.
announcements-said-told = Está contado.
announcements-said-taken-back = Está retirado. A quienes lo recibieron en otros sitios se les pide que lo olviden.
announcements-time = Cuándo ocurre, si se trata de un momento
announcements-time-help = La hora es la de { $zone }. Se anuncia enseguida, y los miembros dejan de verlo cuando ese tiempo termina. Quien lo lee en otro sitio lee solo tus palabras: di la hora también allí.
announcements-over = Ese tiempo ya terminó: los miembros ya no lo ven.

## A post that is held, as its author hears of it

held-post-told = La moderación retiene lo que escribiste, según el acuerdo «{ $agreement }». Ahora solo lo ves tú. Puedes borrarlo o hablar con ella: { $link }
answer-words-told = La moderación quitó las primeras palabras de tu respuesta, según el acuerdo «{ $agreement }». La respuesta misma queda. Puedes hablar con ella: { $link }
held-post-goes-on = Lo que escribiste sigue: { $link }

## Tasks

tasks-title = Tareas
tasks-lead = De algunas cosas se ocupan personas del barrio por un tiempo. Cada tarea termina sola y va pasando. Quien tiene una puede dejarla cuando quiera.
tasks-none = Ahora nadie tiene una tarea.
tasks-for-steward = Habla por tu red, y con otras.
tasks-for-connector = Junta necesidades y ofertas.
tasks-for-facilitator = Guía las reuniones.
tasks-for-welcome = Responde a quien pide unirse.
tasks-for-caretaker = Cuida de un lugar.
tasks-for-bookkeeper = Lleva las cuentas abiertas.
tasks-for-mediator = Ayuda en un conflicto.
tasks-for-moderator = Actúa cuando alguien está en peligro o sufre daño.
tasks-for-operator = Cuida del servidor.
tasks-until = Hasta el { $day }
tasks-by-founding = Dada al fundarse esta red
tasks-by-server = Dada por quien administra el servidor, en su línea de comandos
tasks-by-decision = Decidido: { $decision }
tasks-lay-down = Dejar: { $task }
tasks-lay-down-then = Nadie pregunta por qué. Para tenerla otra vez, hay que dártela de nuevo.
tasks-lay-down-last = Nadie más cuida del servidor. Después nadie da tareas en esta página, solo quien llega al servidor mismo. Dale antes esta tarea a alguien, por favor.
tasks-again = Dar de nuevo o terminar: { $who }, { $task }
tasks-give = Dar una tarea
tasks-give-help = Decídanlo antes en conjunto. La persona lo sabe, y toda la red lo lee en el registro. Para darla de nuevo, haz lo mismo otra vez.
tasks-which = ¿Qué tarea?
tasks-how-long = ¿Por cuánto tiempo?
tasks-months =
    { $months ->
        [one] { $months } mes
       *[other] { $months } meses
    }
tasks-decision = ¿Cómo lo decidieron?
tasks-decision-help = Por ejemplo: en nuestra reunión del 3 de mayo. Toda la red lo lee.
tasks-give-button = Darla
tasks-end-button = Terminarla ahora
tasks-said-given = Está dada.
tasks-said-ended = Ha terminado.
tasks-said-laid-down = La has dejado. Gracias por todo lo que hiciste.
tasks-wrong-decision = Di en pocas palabras cómo lo decidieron, { $most } letras como máximo.
tasks-end-soon = Tu tarea «{ $task }» termina el { $day }. Decidan en conjunto quién sigue.
tasks-told-given = Ahora tienes una tarea: { $task }, hasta el { $day }. Si no te va bien, déjala; nadie pregunta por qué: { $link }
tasks-told-ended = Tu tarea ha terminado: { $task }. Quién tiene qué tarea, y por qué, está aquí: { $link }
