# Machine-translated, not yet read by a person.

## Every page

page-account = Tu cuenta

## Signing in

sign-in-title = Entrar
sign-in-lead = Para miembros de esta red.
sign-in-handle-label = Tu nombre corto
sign-in-handle-help = El nombre corto de tu dirección, como en { $example }.
sign-in-password-label = Tu contraseña
sign-in-button = Entrar
sign-in-wrong = Ese nombre corto y esa contraseña no van juntos. Inténtalo otra vez.
sign-in-forgotten = ¿Todavía no tienes contraseña, o no la recuerdas? Pide a quien administra este servidor un enlace para entrar una vez.
sign-in-forgotten-reach = ¿Todavía no tienes contraseña, o no la recuerdas? Pídenos un enlace para entrar una vez. Aquí nos encuentras:
sign-out-button = Salir

## A form that cannot be used any more

form-stale-title = Inténtalo otra vez
form-stale = Este formulario estuvo abierto demasiado tiempo o vino de otro sitio. No se cambió nada.
form-stale-cookies = Vuelve atrás, carga la página de nuevo y envíalo otra vez. Tu navegador tiene que guardar las cookies de este sitio.

## A one-time link

enter-title = Entrar con este enlace
enter-lead = Con este enlace entras como { $handle }, una sola vez.
enter-password = En la página siguiente eliges una contraseña.
enter-button = Entrar
enter-ended-title = Este enlace ya se usó, o se acabó su tiempo
enter-ended = Funciona una vez y durante un día, para que nadie más pueda usarlo.
enter-ended-what-to-do = Pide uno nuevo a quien administra este servidor.

## One's own account

settings-title = Tu cuenta
settings-signed-in-as = Entraste como { $handle }.
password-title = Contraseña
password-lead = Con tu contraseña entras en este sitio. Las aplicaciones nunca la reciben.
password-current-label = Tu contraseña hasta ahora
password-new-label = Tu contraseña nueva
password-new-help = { $least } caracteres o más. Cuatro palabras que te gusten son fáciles de recordar y difíciles de adivinar.
password-button = Guardar esta contraseña
password-done = Tu contraseña nueva está guardada. Se cerró tu sesión en los demás navegadores.
password-wrong = Esa no es tu contraseña hasta ahora. Inténtalo otra vez.
password-not-taken = Esa contraseña tiene menos de { $least } caracteres, o es de las primeras que alguien probaría. Elige otra.

## Apps

apps-title = Aplicaciones que dejaste entrar
apps-lead = Pueden actuar en tu nombre. Cierra el paso a las que ya no usas y a las que no conoces.
apps-none = No hay ninguna.
apps-tokens = Claves que se hicieron en el servidor
apps-since = Desde: { $date }
apps-shut-out-button = Cerrar el paso a: { $app }
apps-done = Ya no puede entrar ni hacer nada en tu nombre.

## Letting an app in

consent-title = ¿Dejas entrar a { $app }?
consent-lead = { $app } pide actuar en tu nombre.
consent-signed-in-as = Eres { $handle }.
consent-unchecked = La aplicación se puso ese nombre; nadie comprobó si es cierto. Deja entrar solo a lo que tú abriste.
consent-goes-to = Si dices que sí, sigues a { $place }.
consent-shows-code = Si dices que sí, verás un código que copias en la aplicación.
consent-may-heading = Podrá
consent-take-back = Puedes cambiar de opinión cuando quieras, en la página de tu cuenta.
consent-allow = Sí, dejar entrar
consent-deny = No
consent-other = Entrar con otra cuenta
consent-refused-title = Esto no funciona
consent-unknown = Aquí no conocemos esa aplicación, o quiere la respuesta en un sitio distinto del que registró. No hiciste nada mal.
consent-amiss = { $app } pidió algo de una manera que aquí no se acepta:
consent-begin-again = Empieza otra vez en la aplicación. Si vuelve a pasar, avisa a quien la hace.
consent-back = Volver a { $app }

## A code to copy by hand

code-title = Tu código
code-lead = Copia este código en { $app }.
code-label = El código
code-after = Funciona una vez, durante { $minutes } minutos. No se lo des a nadie más.

## What an app may

scope-read = leer todo lo que tú puedes leer: publicaciones, mensajes, lo que es para miembros
scope-write = escribir en tu nombre: publicaciones, mensajes, necesidades y ofrecimientos, tu perfil
scope-follow = cambiar a quién sigues, bloqueas y silencias
scope-push = avisarte cuando pasa algo
scope-profile = ver quién eres
scope-read-parts = leer una parte: { $parts }
scope-write-parts = cambiar una parte: { $parts }
scope-part-accounts = cuentas
scope-part-blocks = a quién bloqueas
scope-part-bookmarks = marcadores
scope-part-conversations = conversaciones
scope-part-favourites = lo que te gusta
scope-part-filters = filtros
scope-part-follows = a quién sigues
scope-part-lists = listas
scope-part-media = imágenes y sonidos
scope-part-mutes = a quién silencias
scope-part-notifications = notificaciones
scope-part-reports = avisos a quienes moderan
scope-part-search = búsqueda
scope-part-statuses = publicaciones

## What is kept about people, in short

privacy-names = Para leer lo público no hace falta decir quién eres, y para lo demás basta un alias.
privacy-sealed = Lo que le cuentas a una vecina o un vecino, y lo que guardas para ti, está sellado en la base de datos. Quien administra el servidor podría llegar a ello: pregunta quién es.
privacy-place = El lugar donde vives se redondea en cuanto lo dices; el punto exacto no se guarda en ninguna parte.
privacy-no-watching = No se guardan tu dirección en internet ni cuándo estuviste aquí por última vez. De tu aparato guardamos solo, y solo para ti, con qué tipo de navegador entraste. No se cuenta ni se compara a nadie.
privacy-leaving = Puedes llevarte todo lo tuyo. Cuando te vas, se borra, y se pide a quienes lo recibieron que lo olviden.
