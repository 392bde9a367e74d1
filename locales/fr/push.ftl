# Machine-translated, not yet read by a person.

push-mention = { $name } vous mentionne
push-favourite = { $name } aime votre publication
push-reblog = { $name } partage votre publication
push-follow = { $name } vous suit
push-follow-request = { $name } demande à vous suivre
push-status = { $name } a publié
push-update = { $name } a modifié une publication
push-poll = Un sondage de { $name } est terminé
