# Machine-translated, not yet read by a person.

## The form for asking

ask-title = Mande san kont
ask-no-account = Ou pa gen kont? Ou ka mande san li.
ask-lead = Di sa w bezwen, ak pwòp mo pa w. Ou pa bezwen ni kont, ni non, ni papye. Yon vwazen k ap ede isit la li l epi reponn ou.
ask-urgent = Si sa pa ka tann
ask-urgent-food = Gade ki manje yo ofri sou tablo a kounye a
ask-words = Kisa w bezwen?
ask-words-help = Tankou: yon manto cho gwosè M, oswa yon woulib pou al kay doktè madi. Pa mete non ou ni lari ou.
ask-place = Ki kote, apeprè? Ou ka kite l vid.
ask-place-help = Tankou: toupre bibliyotèk la. Tanpri pa ekri adrès egzak ou.
ask-reach = Ki jan nou ka reponn ou? Ou ka kite l vid.
ask-reach-help = Yon nimewo telefòn oswa yon adrès imel, pou vwazen k ap ede w la sèlman. Si ou kite l vid, w ap jwenn repons lan sou yon paj ki pou ou; pwochen paj la montre lyen an.
ask-by-mail = Voye yon imèl ban mwen lè gen yon repons. Li di “Ou gen yon repons” ak ki kote pou gade, anyen ankò.
ask-shown = Kiyès ki ka wè l?
ask-read-by-helpers = Kèlkeswa sa w chwazi, moun k ap konekte vwazen nan rezo sa a ak manm ki pale pou yon vwazen li l, jiskaske youn ladan yo ede w.
ask-read-by-stewards = Kèlkeswa sa w chwazi, moun k ap okipe rezo a ak sèvè a li l, paske pa gen lòt moun k ap ede isit la ankò, jiskaske youn ladan yo ede w.
ask-shown-help = Ou ka chanje sa pita.
ask-shown-helpers = Sèlman vwazen k ap ede isit la
ask-shown-network = Tout manm rezo sa a
ask-shown-public = Tout moun
ask-trap = Tanpri kite sa vid
ask-button = Mande
ask-before = Ou te mande deja? Tape kòd ou te kenbe a
ask-kept = Sa ou ekri a rete sele. Tout efase lè ou di sa, oswa { $days } jou apre dènye vizit ou oswa dènye mo ou. Lè moun k ap ede a di li fèt, yo mande w anvan.
ask-again = Tanpri peze bouton an yon lòt fwa. Anyen ou te ekri pa pèdi.
ask-too-often = Anpil moun fèk mande depi kote w ye a. Tanpri tann kèk minit epi peze bouton an ankò. Anyen ou te ekri pa pèdi.
ask-words-wrong = Tanpri ekri kèk mo isit la, { $most } lèt pou pi plis.
ask-place-wrong = Tanpri di kote a ak mwens mo.
ask-reach-wrong = Sa poko yon nimewo telefòn ni yon adrès imel. Tanpri gade l ankò, oswa kite l vid.
ask-closed-title = Tanpri mande yon lòt jan
ask-full = Anpil vwazen ap tann yon repons isit la kounye a. Ou ta tann twòp tan.
ask-nobody = Nan moman sa a, pa gen moun isit la ki li mo sa yo.
ask-elsewhere = Tanpri ekri nou oswa rele nou, oswa kite yon vwazen ki manm mande pou ou. Petèt yon rezo toupre ka ede tou.
ask-you-wrote = Men sa ou te ekri a: { $words }

## The private page of who asks

asked-title = Sa ou te mande a
asked-said-asked = Vwazen k ap ede yo ka li l kounye a. Kenbe kòd la oswa lyen ki anba a: pa gen lòt chemen pou tounen.
asked-said-written = Mo ou yo la pou moun k ap ede w la.
asked-said-shown = Li chanje, depi kounye a.
asked-said-changed = Li chanje. Moun k ap ede w la ap konnen.
asked-said-still = L ap tann ankò, epi yo di moun k ap ede isit la sa yon lòt fwa.
asked-link = Ki jan pou tounen sou paj sa a
asked-link-help = Enprime l, pran yon foto, oswa note kòd la. Moun ki genyen l ka li paj sa a, kidonk pa montre l bay lòt moun.
asked-code = Sou nenpòt telefòn oswa òdinatè, ale nan adrès kout sa a epi tape kòd ki anba l la:
asked-waits = L ap tann yon vwazen ki ede
asked-helped = { $name } ap ede w
asked-next-page = Yon vwazen li l, epi l ekri w sou paj sa a. Tounen nan youn oswa de jou.
asked-next-mail = Yon vwazen li l, epi l ekri w sou paj sa a. Yon imèl di w lè gen yon repons.
asked-next-reach = Yon vwazen li l, epi l rele w oswa ekri w. Ou ka jwenn mo sou paj sa a tou.
asked-on-board = Li sou tablo a:
asked-time = Te mande: { $time }
asked-changed = Te chanje: { $time }
asked-place = Ki kote: { $place }
asked-reach = Ki jan pou jwenn ou: { $reach }
asked-by-guest = Moun ki mande a
asked-by-helper = Moun k ap ede a
asked-write-help = Se moun k ap ede a sèlman ki li sa. Li efase ansanm ak rès la.
asked-reword = Chanje sa m te mande a
asked-change-help = Di l yon lòt jan, oswa ajoute sa ki manke. Pa mete non ou ni lari ou. Moun k ap ede w la ap konnen ou chanje l.
asked-spot-away = Retire kote a sou kat la
asked-board-too = Di l konsa sou tablo a tou, mo pou mo. San sa, tablo a kenbe mo li yo.
asked-reword-button = Kenbe mo sa yo
asked-reach-change = Chanje ki jan pou jwenn ou
asked-reach-help = Yon nimewo telefòn oswa yon adrès imel, pou vwazen k ap ede w la sèlman. Kite l vid pou jwenn repons sou paj sa a sèlman.
asked-reach-button = Kenbe jan sa a
asked-shown-help = Si mwens moun ka wè l, yo retire l sou tablo a menm lè a.
asked-shown-button = Chanje kiyès ki ka wè l
asked-done-says = Moun ki te ede a di li fèt
asked-done-question = Èske li fèt?
asked-done-help = Pèsonn pa li sa ankò, sof ou menm. Si ou toujou bezwen l, l ap tann yon vwazen ankò, epi yo di moun k ap ede isit la sa yon lòt fwa.
asked-done-no = Non, mwen toujou bezwen l
asked-done-yes = Wi, li fèt: efase l
asked-done-until = Ou gen { $days } jou pou di sa, jiska { $day }. Si ou pa di anyen, tout efase lè sa a.
asked-done-first = Pandan tan sa a, moun ki te ede a di li fèt. Tanpri di anvan si ou toujou bezwen l.
asked-end = Mwen pa bezwen sa ankò
asked-end-help = Tout efase menm lè a. Pèsonn pa mande poukisa.
asked-end-button = Efase tout kounye a
asked-ended-title = Li efase
asked-ended = Tout sa ki te ekri isit la ale. Moun ki te vle ede a aprann yo pa bezwen sa ankò.
asked-done-gone = Tout sa ki te ekri isit la ale. Pa gen lòt moun ki te gen anyen ladan ankò.
asked-ended-again = Ou ka mande ankò nenpòt lè.
asked-lost-title = Lyen sa a pa mennen okenn kote
asked-lost = Petèt yon lèt manke nan adrès la. Oswa sa fini epi l efase: paske ou te di sa, { $done } jou apre moun ki te ede a di sa, oswa apre { $days } jou san vizit.
asked-lost-what-to-do = Gade adrès la ankò, lèt pa lèt, oswa tape kòd ou te kenbe a. Si ou toujou bezwen yon bagay, mande ankò.
asked-lost-code = Kòd ou te kenbe a
asked-lost-ask = Mande ankò

## For those who help

asks-title = Vwazen ki mande san kont
asks-lead = Se sèl moun k ap ede isit la ki wè paj sa a. Depi ou pran youn, se ou sèl ki li l.
asks-waiting = K ap tann yon moun
asks-waiting-none = Pèsonn pa p tann kounye a.
asks-mine = Sa w ap ede yo
asks-said-let-go = L ap tann yon lòt vwazen kounye a. Pèsonn pa mande poukisa.
asks-said-done = Mèsi. Pa rete anyen ladan pou ou. Moun ki te mande a ka di pandan { $days } jou li toujou bezwen l.
asks-said-too-late = Yon lòt vwazen deja ap ede.
help-title = Yon vwazen mande
help-language = Lang paj li a: { $language }
help-contact-later = Se moun k ap ede a ki wè ki jan pou jwenn li.
help-no-contact = Moun nan ap tounen sou pwòp paj li isit la. Ekri l la.
help-take = M ap ede
help-take-help = Apati lè sa a, se ou sèl ki li sa. Moun ki mande a wè non ou, epi nou ka youn ekri lòt.
help-write-help = Moun nan li l lè li tounen sou paj li. Se nou de sèlman ki wè l.
help-mail-goes = Yon imèl di moun nan gen yon repons, men li pa di sa repons lan di.
help-write-there = Moun nan kite { $way }: ekri oswa rele la tou. Pa gen lòt bagay ki di l mo ou yo la.
help-said-taken = Mèsi. Kounye a se ou sèl ki li sa.
help-said-written = Mo ou yo sou paj li a.
help-said-on-board = Li sou tablo a. Repons yo ap vin jwenn ou.
help-changed = Moun ki mande a chanje sa. Tanpri li l ankò, ak ki jan pou jwenn li.
help-changed-board = Tablo a di sa l te di anvan, sof si moun nan te vle chanje l la tou.
help-board = Mete l sou tablo a
help-board-help = Gade mo yo ankò: retire non, lari ak nimewo. Tablo a di “pibliye ak èd yon vwazen”, anyen ankò.
help-board-for-helpers = Moun ki mande a vle se sèl moun k ap ede yo ki wè sa. Si tablo a ta itil, mande l di sa sou paj li a.
help-board-for-network = Moun ki mande a di tout manm rezo sa a ka wè l.
help-board-for-public = Moun ki mande a di tout moun ka wè l.
help-done = Li fèt
help-done-help = Apre sa ou pa li anyen ladan ankò, epi l retire sou tablo a. Yo mande moun ki te mande a si se vre: pandan { $days } jou li ka di non.
help-done-button = Wi, li fèt
help-let-go = Finalman mwen pa ka ede
help-let-go-help = Si ou pa kapab, l ap tann yon lòt vwazen. Sa ki sou tablo a retire, epi sa ou te ekri efase.
help-promised = Yon pati pwomèt sou tablo a. Tanpri reprann pwomès la oswa note li te remèt; apre sa tounen isit la.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = Yon vwazen mande san kont. Moun ki gen tan ka gade: { $link }
guest-told-wrote = Vwazen san kont w ap ede a ekri w: { $link }
guest-told-changed = Vwazen san kont w ap ede a chanje sa l te mande a, oswa ki jan pou jwenn li: { $link }
guest-told-ended = Yon vwazen san kont ou t ap ede pa bezwen sa ankò. Tout efase. Mèsi.
guest-label = Te mande sou sit sa a
guest-consent = Te mande poukont li sou sit sa a, epi di kiyès ki ka wè l
guest-may-share-network = sa li bezwen, ak manm rezo sa a
guest-may-share-public = sa li bezwen, ak tout moun
