# Machine-translated, not yet read by a person.

## The form for an account

join-title = Únete a { $network }
join-lead-open = Cualquiera que viva cerca puede unirse a { $network }.
join-lead-invite = Alguien del barrio te invita a { $network }.
join-lead-welcomed = Te damos la bienvenida a { $network }. Ya puedes hacer tu cuenta.
join-nothing-else = Eliges un nombre corto, cómo entras y tus idiomas. Nadie pide nada más: ni papeles, ni correo electrónico, ni motivos.
join-handle = Un nombre corto para ti
join-handle-wrong = Todavía no va bien. Un nombre corto tiene de 1 a 30 letras de la a a la z, cifras y guiones bajos.
join-handle-reserved = Ese nombre lo usa el propio servidor. Elige otro.
join-handle-taken = Alguien aquí ya tiene el nombre { $handle }. Elige otro.
join-way = ¿Cómo quieres entrar?
join-way-password = Con una contraseña
join-way-mail = Sin contraseña: me llega un enlace por correo electrónico cada vez que lo necesito
join-way-link = Sin contraseña: quien organiza me da un enlace cada vez que lo necesito
join-password = Una contraseña, si elegiste eso
join-button = Unirme
join-again = Pulsa el botón una vez más. Si elegiste una contraseña, escríbela de nuevo.
join-too-often = Muchas personas se unieron desde donde estás hace un momento. Espera unos minutos y pulsa el botón otra vez. Si elegiste una contraseña, escríbela de nuevo.
join-have-account = ¿Ya tienes cuenta aquí? Entra.
join-said-joined = Ya estás dentro. Qué bueno que estés aquí. Puedes pedir y ofrecer desde ahora.
join-before-title = Ya eres parte de esta red
join-before = Ya entraste aquí, así que no necesitas invitación. Puedes pasársela a alguien del barrio.
join-before-other = Si otra persona quiere unirse en este navegador, primero sal.
join-ended-title = Esta invitación ya no funciona
join-ended = Quizá falta una letra de la dirección. O ya se unieron todas las personas para las que era, se acabó su tiempo, o quien la hizo la cerró. No hiciste nada mal.
join-ended-what-to-do = Pide una nueva a quien te la dio.

## Without an invite

join-by-invite = Para unirte necesitas una invitación. Pídela a alguien del barrio que ya sea parte: te la hace en un minuto.
join-welcome-later = Ahora no se puede pedir la bienvenida. Inténtalo en unos días, o pide una invitación a alguien que ya sea parte.
join-meanwhile = Puedes mirar el tablero y pedir algo sin cuenta.
join-ask-lead = Pide que te den la bienvenida. Alguien de la red lo lee y dice sí o «ahora no». La respuesta queda en una página tuya; guarda su enlace.
join-ask-words = Unas palabras, si quieres
join-ask-words-help = Por ejemplo, a quién conoces aquí o qué te trae. Puedes dejarlo vacío.
join-ask-button = Pedir la bienvenida
join-ask-kept = Solo lo leen quienes dan la bienvenida aquí. Todo se borra cuando te unes, cuando tú lo digas, o después de { $days } días.
join-words-wrong = Son demasiadas palabras. Dilo con menos.
join-told-asked = Alguien pide que le den la bienvenida a la red. Quien tenga tiempo puede mirar: { $link }
home-join-welcome = Pedir la bienvenida
home-join-open = Unirme
home-join-by-welcome = Pide aquí que te den la bienvenida. Alguien de la red lo lee y dice sí o «ahora no». Eliges un nombre corto para ti. No tiene que ser el nombre de ningún papel, y nadie te pide nada más.
home-join-or-invite = O pide una invitación a un vecino que ya esté aquí.
home-join-by-oneself = Cualquiera que viva cerca puede unirse por su cuenta. Eliges un nombre corto para ti. No tiene que ser el nombre de ningún papel, y nadie te pide nada más.
home-join-contact = ¿Prefieres hablar antes con nosotros? Aquí nos encuentras:

## The page by which somebody comes back

waiting-title = Pediste unirte
waiting-said-asked = Ya lo tienen quienes dan la bienvenida. Guarda el enlace de esta página: es la única manera de volver.
waiting-waits = Espera respuesta
waiting-next = Alguien de la red lo lee. Vuelve en uno o dos días: cuando te den la bienvenida, esta página dice cómo seguir.
waiting-declined = Ahora no
waiting-declined-next = Ahora no te pueden dar la bienvenida aquí. Eso no dice nada sobre ti, y no se guarda ningún motivo. Puedes pedir cosas sin cuenta, o pedir una invitación a alguien de la red.
waiting-words = Lo que escribiste
waiting-take-back = Retirarlo y borrarlo
waiting-erase = Borrar esto
waiting-erased = Se borró que lo pediste.

## For those who welcome

welcome-title = Quién pide unirse
welcome-lead = Solo ven esta página quienes dan la bienvenida. Aquí nadie tiene que demostrar nada. Un no se dice con amabilidad y sin motivo, y la red lee en el registro que se dijo.
welcome-none = Ahora no espera nadie.
welcome-somebody = Alguien pide unirse
welcome-no-words = Dejó las palabras vacías, y está bien.
welcome-yes = Dar la bienvenida
welcome-no = Ahora no
welcome-said-welcomed = Ya tiene en su página cómo entrar. Gracias.
welcome-said-declined = En su página hay unas palabras amables.
welcome-said-too-late = Alguien respondió antes, o lo retiraron.

## Invites

invites-title = Invitaciones
invites-lead = Haz un enlace, y un cuadro para la cámara de un teléfono, para quienes quieres aquí. Nadie más ve tus invitaciones, y no se guarda quién vino con cuál.
invites-people = ¿Para cuántas personas?
invites-people-wrong = Escribe un número entero del 1 al { $most }.
invites-how-long = ¿Cuánto tiempo funciona?
invites-days =
    { $days ->
        [one] { $days } día
       *[other] { $days } días
    }
invites-days-wrong = Elige de 1 a { $most } días.
invites-many = Tienes { $most } invitaciones que funcionan. Primero cierra una.
invites-make = Hacer una invitación
invites-mine = Tus invitaciones que funcionan
invites-mine-help = El enlace se muestra una sola vez, cuando lo haces. Si perdiste uno, ciérralo y haz otro.
invites-none = Ahora no hay ninguna.
invites-line =
    { $people ->
        [one] Para { $people } persona más, hasta { $until }
       *[other] Para { $people } personas más, hasta { $until }
    }
invites-end = Cerrar la invitación que funciona hasta { $until }
invites-ended = Ya no funciona.
invite-made = Esto se muestra una sola vez. Imprímelo, envíalo o deja que le tomen una foto.
invite-sheet-title = Te invitan a { $network }
invite-sheet-how = Pon la cámara de un teléfono sobre el cuadro, o escribe la dirección de abajo.
invite-sheet-until = Funciona hasta { $until }.
sheet-square = El enlace como un cuadro para una cámara
sheet-link = El enlace, para escribirlo:

## A link that an organizer prints for somebody

links-title = Un enlace para que alguien entre
links-lead = Para quien no tiene contraseña o la olvidó. Con el enlace entra una vez, durante un día. Dáselo a esa persona y a nadie más.
links-log = La red lee en el registro que hiciste un enlace, y no para quién.
links-handle = Su nombre corto
links-nobody = Aquí no hay nadie con el nombre { $handle }.
links-make = Hacer el enlace
link-made = Esto se muestra una sola vez. Imprímelo o anótalo, y dáselo a esa persona.
link-sheet-title = Tu enlace a { $network }
link-sheet-how = Pon la cámara de tu teléfono sobre el cuadro, o escribe la dirección de abajo. Después pulsa el botón.
link-sheet-own = No se lo muestres a nadie: quien lo tiene entra como si fueras tú.

## What the network says of itself

network-title = Tu red
network-lead = Lo que cambias aquí lo ven el barrio y otras redes. La red lee en el registro que se cambió.
network-name = El nombre de tu red
network-about = Sobre tu red, en su primer idioma
network-about-help = Quiénes son, dónde se juntan, cómo se ayudan. Una línea vacía empieza otro párrafo.
network-contact = Cómo se comunican con ustedes
network-contact-help = Un número, una dirección, o dónde está su puerta. Todo el mundo puede leerlo: quien quiere unirse, y quien necesita una ayuda que sus páginas no pueden dar.
network-main = Su primer idioma
network-main-help = Las palabras de arriba están en este idioma. Lo que escribe el servidor va en el idioma de cada persona. Donde no lo sabe, escribe en este a partir de su próximo arranque.
network-languages = Idiomas que hablan ahí
network-joining = ¿Cómo se une la gente?
joining-invite = Con una invitación
joining-welcome = Con una invitación, o alguien de la red da la bienvenida
joining-open = Cualquiera, por su cuenta
network-members-invite = Cualquiera de la red puede invitar
network-mode = ¿Cómo se encuentran las necesidades y las ofertas?
network-intake = ¿Con cuánto pueden ahora?
network-intake-open = Como siempre
network-intake-slow = Tarda más
network-intake-paused = Nada nuevo por ahora
network-area = Más o menos dónde están
network-area-help = Para que las redes cercanas los encuentren. Basta un lugar aproximado. Si lo dejas vacío, queda como está.
network-place = El nombre del lugar
network-latitude = Grados norte, como 40.7
network-longitude = Grados este, como -73.9
network-radius = Cuántos kilómetros alrededor
network-degrees = O escríbelo en grados
network-kept = Está guardado y vale desde ahora.
network-wrong-name = Ponle a tu red un nombre de { $most } letras como máximo.
network-wrong-about = Usa { $most } letras como máximo.
network-wrong-languages = Elige un primer idioma.
network-wrong-place = Nombra el lugar con { $most } letras como máximo.
network-wrong-latitude = Elige el lugar en el mapa, o escribe un número de -90 a 90.
network-wrong-longitude = Elige el lugar en el mapa, o escribe un número de -180 a 180.
network-wrong-radius = Escribe un número de 0.1 a { $most }.
founding-you = Tú
founding-name-wrong = Usa { $most } letras como máximo.
founding-network = Tu red
founding-network-help = Todo esto lo puedes cambiar después, en la página de tu cuenta.
founding-invite = Tu primera invitación
founding-invite-help = Recibes un enlace y un cuadro para una cámara, que sirven una semana. Déjalo vacío si quieres empezar sin compañía.
