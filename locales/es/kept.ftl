# Machine-translated, not yet read by a person.

## La sesión terminó mientras se escribía

signed-out-title = Tu sesión terminó
signed-out-lead = No se envió nada, porque tu sesión ya terminó. Lo que escribiste no se pierde: está más abajo.
signed-out-sign-in = Entra otra vez (se abre al lado de esta página, que sigue abierta).
signed-out-paste = Vuelve a esta página, copia lo que escribiste y pégalo en la página que encuentras después de entrar.

## Algo salió mal

kept-below = Lo que escribiste no se pierde: está más abajo. Puedes copiarlo de ahí.
kept-again = Nada de lo que escribiste se pierde: se queda en esta página. Espera un momento y después pulsa el botón.

## Ya está borrado

posts-gone-title = Ya no está
posts-gone = Aquí ya no hay nada que borrar. Si lo borraste hace un momento, con eso bastó.
mine-gone-moved = Si desde entonces dejaste que lo lean menos personas, tiene una dirección nueva: está entre lo tuyo.

## Otro idioma elegido

language-kept-title = Ahora lees en otro idioma
language-kept-lead = No se envió nada. Lo que escribiste no se pierde: está más abajo.
language-kept-way = Sigue a la página (se abre al lado de esta página, que sigue abierta).
language-kept-paste = Vuelve a esta página, copia lo que escribiste y pégalo allí.
