# Machine-translated, not yet read by a person.

## Changing it

edit-title = Chanje sa a
edit-lead = Moun ki ka wè sa ap li nouvo mo ou yo depi ou anrejistre yo. Ou ka gade anvan kijan li pral ye.
edit-button = Anrejistre chanjman an
edit-look-lead = Anyen poko chanje. Anba a ou ka kontinye ekri.
edit-now = Sa li di kounye a
edit-yours = Sa ou te ekri
again-need = Mande sa ankò
again-offer = Ofri sa ankò
again-pictures = Foto li yo pa vini avè l. Si ou vle kèk foto, tanpri chwazi yo yon lòt fwa.
edit-kind-stays = Gen vwazen ki reponn deja, kidonk li rete sa li ye a.
edit-easy = Menm bagay la ak mo fasil
edit-for-neighbor = Ou pibliye sa pou yon vwazen. Pa gen non pèsonn sou li.
edit-stays = Sa yo rete jan yo ye:
edit-stays-time = Lè { $when }
edit-stays-languages = Mo yo an { $languages }. Ou chanje yo sou paj li.
edit-stays-place = Kote apeprè sou kat la, sof si ou chwazi yon lòt
edit-told-answered = Vwazen ki te reponn deja ap li nouvo mo yo tou. Sa nou te dakò a rete dakò.
edit-told-elsewhere = Nou fè lòt rezo ki genyen l konnen chanjman an. Nou pa ka pwomèt chak ladan yo ap montre nouvo mo yo, ni pèsonn la pa kenbe ansyen yo.
edit-told-renamed = Li jwenn yon nouvo adrès, epi nou mande rezo ki genyen l efase sa yo genyen. Nou pa ka pwomèt chak ladan yo ap fè sa. Lyen ou te voye bay yon moun pa p mennen okenn kote ankò.
answer-said-changed = Kounye a li di sa ou wè la a.
answer-said-changed-anew = Kounye a li di sa ou wè la a, e li gen yon nouvo adrès. Lyen ou te voye bay yon moun pa mennen okenn kote ankò.

## Taking it off the board, and deleting it

listing-then-pause = Pèsonn pa ka reponn jiskaske ou louvri l ankò. Sa nou te dakò a rete dakò.
listing-then-resume = Vwazen yo ka reponn, menm jan ak anvan.
listing-then-withdraw = Li soti sou tablo a touswit, e ou pa ka louvri l ankò. Tout moun k ap tann yon repons resevwa yon bon pawòl. Sa nou te dakò a rete dakò. Ou ka jwenn li toujou pou yon tan nan « Sa ki pou mwen ».
listing-delete = Efase sa pou tout tan
listing-delete-then = Sa li di a efase isit la touswit, ansanm ak foto l yo ak mo moun ki te reponn yo. Pèsonn pa ka fè l tounen.
listing-delete-others = Tout moun k ap tann yon repons resevwa yon bon pawòl. Tank yon pati ladan l pwomèt, ou pa ka efase l: retire pawòl ou anvan, oswa remèt li.
listing-delete-elsewhere = Nou mande rezo ki genyen l efase l tou. Nou pa ka pwomèt chak ladan yo ap fè sa.
listing-delete-button = Efase l kounye a
mine-said-deleted = Li efase. Pèsonn pa jwenn li isit la ankò.
