# Machine-translated, not yet read by a person.

push-mention = { $name } nonmen ou
push-favourite = { $name } renmen piblikasyon ou
push-reblog = { $name } pataje piblikasyon ou
push-follow = { $name } ap swiv ou
push-follow-request = { $name } mande pou swiv ou
push-status = { $name } pibliye yon bagay
push-update = { $name } chanje yon piblikasyon
push-poll = Yon sondaj { $name } fini
