# Machine-translated, not yet read by a person.

## What neighbors write

posts-title = Sa vwazen yo ekri
posts-followed = Nan men moun mwen swiv
posts-neighbors = Nan rezo sa a
posts-none-followed = Poko gen anyen. Sa moun ou swiv yo ekri ap parèt isit la.
posts-none-neighbors = Pèsonn isit la poko ekri anyen pou tout moun.
posts-told-by = { $who } te fè sa pase
posts-by = Nan men { $who }
posts-listing = Yon bezwen oswa yon òf
posts-recording = Yon anrejistreman
posts-picture = Yon foto san mo
posts-asks = Li poze yon kesyon. Louvri l pou vote.
posts-folded = Li pliye okòmansman. Louvri l si w vle wè l oswa tande l.
posts-filtered = Dapre filtè ou: { $title }

## Writing

posts-write = Ekri yon bagay
posts-words = Mo ou yo
posts-words-help = Yon bezwen oswa yon òf gen pwòp fòm pa l, anba « Mande oswa ofri »: se la moun ap jwenn li.
posts-audience = Ki moun ki ka li l?
posts-audience-public = Tout moun
posts-audience-private = Sèlman moun ki swiv mwen
posts-promise = Li ale tou sou sèvè moun ki swiv ou yo. Ou ka efase l nenpòt lè; nou mande yo fè sa tou, men nou pa ka pwomèt chak ladan yo ap fè l.
posts-button = Kite lòt moun li l
posts-find = Jwenn yon moun lòt kote
posts-find-label = Adrès li
posts-find-button = Chèche l
posts-find-none = Nou pa jwenn pèsonn nan adrès sa a. Tanpri gade si chak lèt bon.
posts-above = Sa li reponn
posts-below = Repons yo
posts-answer = Reponn sa
posts-answer-help = Li pa ale pi lwen pase sa w ap reponn lan.
posts-answer-button = Voye repons mwen
posts-act-like = Mwen renmen sa
posts-act-unlike = Mwen retire « renmen » mwen an
posts-act-tell = Fè l pase bay moun ki swiv mwen
posts-act-untell = Pa fè l pase ankò
posts-act-delete = Efase sa
posts-said-written = Li la kounye a. Moun ki ka li l ap jwenn li.
posts-said-answered = Repons ou an la kounye a.
posts-said-told = Moun ki swiv ou yo ka li l kounye a.
posts-said-untold = Li pa pase ankò.
posts-said-liked = Moun ki ekri l la konnen ou renmen l. Pèsonn pa konte.
posts-said-unliked = Li retire.
posts-said-deleted = Li efase isit la. Nou mande chak sèvè ki genyen l efase l tou.

## Whom one follows

people-link = Sa { $name } ekri, ak kijan pou swiv li
people-following = Ou swiv kont sa a.
people-asked = Ou mande pou swiv li. Yo poko reponn.
people-unfollow = Pa swiv ankò
people-page-here = Sa ki louvri isit la nan men vwazen sa a
people-page-there = Paj la sou pwòp sèvè li
people-posts = Sa ki isit la nan kont sa a
people-none = Pa gen anyen isit la ou ka li.
people-said-follow = Sa yo ekri ap parèt nan sa ou swiv, depi yo dakò si yo vle yo mande yo.
people-said-unfollow = Ou pa swiv kont sa a ankò.

## What one heard of

heard-title = Sa m te tande
heard-mention = { $who } ekri w.
heard-favourite = { $who } renmen sa ou ekri a.
heard-reblog = { $who } fè sa ou ekri a pase.
heard-follow = { $who } ap swiv ou kounye a.
heard-follow-request = { $who } mande pou swiv ou.
heard-status = { $who } ekri yon bagay.
heard-update = { $who } chanje yon bagay ou te fè pase.
heard-poll = Yon kesyon { $who } te poze gen repons li.
heard-yes = Kite l swiv mwen
heard-forget = Bliye tout lis sa a
heard-said-yes = Li swiv ou kounye a.
heard-said-no = Li pa swiv ou. Pèsonn pa mande rezon.
heard-said-forgotten = Lis la vid kounye a.

## Around one post

posts-further-up = Se sèlman sa ki pi pre yo ki la.
posts-further-up-way = Li sa ki te vin anvan
posts-further-down = Gen plis repons pase sa ki ka antre isit la. Louvri yon repons pou li sa ki anba l.
posts-further-down-way = Li lòt repons yo
posts-read-by-public = Tout moun ka li sa a.
posts-read-by-unlisted = Tout moun ka li sa a. Li pa parèt nan okenn lis piblik.
posts-read-by-private = Se sèlman moun ki swiv moun ki ekri l la, ak moun yo nonmen ladan l, ki ka li sa a.
posts-read-by-direct = Se sèlman moun ki ekri l la ak moun yo nonmen ladan l ki ka li sa a.
posts-read-by-held = Pou kounye a, se sèlman moun ki ekri l la ki ka li sa a.
