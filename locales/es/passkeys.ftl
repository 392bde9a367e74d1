# Machine-translated, not yet read by a person.
# Words of passkeys.

## Signing in

passkey-sign-in = Entrar con una llave de acceso
passkey-failed = No funcionó, o lo detuviste. No cambió nada. Puedes intentarlo otra vez o entrar de otra forma.
passkey-late = Esta página estuvo abierta demasiado tiempo, o ya se usó. Inténtalo otra vez.
passkey-unknown = Aquí no conocemos esta llave de acceso. Quizás la quitaste, o es de otra cuenta. Entra de otra forma.

## One's own passkeys

passkeys-title = Llaves de acceso
passkeys-lead = Con una llave de acceso entras igual que abres tu teléfono o tu computadora: con el dedo, la cara o su código. No hay nada que recordar ni que escribir, y una página falsa no te la puede sacar. Tu dedo y tu cara se quedan en tu dispositivo; este sitio nunca los ve.
passkeys-none = Todavía no tienes ninguna.
passkeys-unnamed = Una llave de acceso sin nombre
passkeys-name = ¿Cómo la llamas?
passkeys-name-help = Por ejemplo, el dispositivo en el que está. Nadie más que tú lo ve. Puedes dejarlo vacío.
passkeys-rename = Guardar este nombre
passkeys-remove = Quitar: { $name }
passkeys-make-heading = Crear una llave de acceso
passkeys-make = Crear una llave de acceso
passkeys-cannot = Este navegador no puede crear llaves de acceso, o no ejecuta el programa de esta página. Todo lo demás funciona sin él.
passkeys-password-help = Para que nadie que encuentre abierto este navegador se cree una propia.
passkeys-go-on = Seguir
passkeys-again = Entras sin contraseña. Para que nadie que encuentre abierto este navegador se quede con tu cuenta, entra una vez más con tu llave de acceso. Después puedes seguir aquí.
passkeys-said-added = Tu llave de acceso está guardada. La próxima vez, elige «Entrar con una llave de acceso».
passkeys-said-renamed = El nombre está guardado.
passkeys-said-removed = Ya no deja entrar a nadie. Si otra persona tiene el dispositivo, cierra también la sesión en los demás lugares.
passkeys-said-joined = Ya estás dentro. Qué bueno que estás aquí. Crea ahora tu llave de acceso para poder entrar la próxima vez.
passkeys-go-on-as-before = Tus llaves de acceso siguen como antes. Míralas aquí.
passkeys-many = Tienes { $most } llaves de acceso. Quita una antes de crear otra.
passkey-there = Esta llave de acceso ya está aquí.
passkey-not-made = El dispositivo no creó una llave de acceso que se pueda guardar aquí. No cambió nada. Inténtalo otra vez.
passkey-last-way = Es tu única forma de entrar. Elige antes una contraseña o crea otra llave de acceso.

## Joining

join-way-passkey = Con una llave de acceso: este teléfono o esta computadora me reconoce, y no escribo nada
