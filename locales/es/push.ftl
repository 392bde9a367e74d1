# Machine-translated, not yet read by a person.

push-mention = { $name } te menciona
push-favourite = A { $name } le gusta tu publicación
push-reblog = { $name } difunde tu publicación
push-follow = { $name } te sigue
push-follow-request = { $name } pide seguirte
push-status = { $name } ha publicado algo
push-update = { $name } ha cambiado una publicación
push-poll = Terminó una encuesta de { $name }
