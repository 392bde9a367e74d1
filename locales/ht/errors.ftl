# Machine-translated, not yet read by a person.

## When something goes wrong

error-internal = Gen yon bagay ki pa mache sou sèvè sa a. Anyen pa chanje; tanpri eseye ankò.
error-unavailable = Sèvè sa a pa ka reponn kounye a, epi anyen pa chanje. Tanpri eseye ankò talè.
error-peer = Lòt rezo a pa reponn jan li dwe kounye a. Anyen pa chanje; tanpri eseye pita.
error-unreadable = Nou pa t ka li sa ki te voye a. Tanpri tounen epi ranpli l ankò.
error-too-large = Yo voye plis pase plas ki gen isit la. Tanpri voye mwens yon sèl fwa.
error-other = Sa pa mache. Sèvè a di, an angle: { $text }
error-many-sign-in = Anpil moun ap konekte kounye a. Tanpri eseye ankò nan yon minit.
error-password-changed = Modpas la chanje. Tanpri konekte ankò.
error-too-much-at-once = Gen plis pase sa yo ka pran isit la yon sèl fwa. Tanpri mande moun ki okipe sèvè a pou l lanse { $command } pou ou.

## What was typed

error-empty = Tanpri ekri kèk mo isit la.
error-too-long = Sa twò long: li gen { $length } lèt ak siy, epi gen plas pou { $most }. Tanpri fè l pi kout.
error-too-many-entries = Sa twòp: gen { $count } antre, epi gen plas pou { $most }. Tanpri retire kèk.
error-not-a-tag = Youn nan mo sa yo pa mache isit la. Tanpri sèvi ak lèt a rive z, chif ak tirè, 40 pou pi plis.
error-not-a-language = Sa se pa yon lang nou konnen. Yo ekri l konsa: en, es oswa zh-Hans.
error-same-language = Se nan lang sa a yo te ekri sa. Tanpri chwazi yon lòt.
error-translated-already = Gen yon moun ki deja tradui sa nan lang sa a. Mèsi kanmenm.
error-many-translations = Nou kenbe sa nan { $most } lang anplis pa l la, epi pa gen plas ankò.
error-no-kind = Tanpri di si w bezwen sa oswa si w genyen l pou bay.
error-does-not-fit = Sa poko bon. Yon kantite se yon chif, tankou 12 oswa 1.5.
error-no-category = Rezo sa a pa gen anyen ak non sa a nan lis li. Tanpri chwazi nan lis la.
error-not-shown-to = Tanpri chwazi kiyès ki ka wè l.
error-neither-yes-nor-no = Fòm nan pa di ni wi ni non. Tanpri tounen epi chwazi.

## How much

error-not-an-amount = Yon kantite se yon chif rive 1000000, ak twa chif pou pi plis apre pwen an, tankou 12 oswa 1.5.
error-nothing-of-it = Kantite a se zewo. Kite l vid si pa gen anyen pou konte.
error-more-than-zero = Tanpri ekri plis pase zewo.
error-parts-of = Yo bay sa pa pòsyon { $part }. Tanpri ekri youn oswa plis.
error-no-unit = Tanpri di kisa y ap konte, tankou bwat.
error-no-amount = Tanpri di konbyen, oswa kite sa y ap konte a vid.
error-how-much = Tanpri di konbyen.
error-nothing-counted = Anyen pa konte isit la. Tanpri kite kantite a vid.
error-more-than-asked = Sa plis pase sa yo te mande. Tanpri ekri menm kantite oswa mwens.
error-only-left = Se { $left } sèlman ki rete. Tanpri di menm kantite oswa mwens.
error-promised-amount = Yon pati pwomèt deja, kidonk ou pa ka retire kantite a.
error-more-is-promised = { $taken } pwomèt deja, kidonk kantite a pa ka pi piti.

## Needs, offers and answers

error-not-open = Sa pa pran repons ankò. Sou tablo a ou jwenn sa ki louvri.
error-not-open-now = Sa pa louvri kounye a, kidonk pa ka gen pwomès. Louvri l ankò anvan.
error-not-there = Sa pa la ankò. Sou tablo a ou jwenn sa ki louvri.
error-own-listing = Se ou menm ki pibliye sa, kidonk ou pa ka reponn li.
error-promised-already = Sa deja pwomèt bay yon moun.
error-decided = Repons sa a deja deside. Paj la montre kijan l ye kounye a.
error-no-such-step = Ou pa ka fè sa avè l ankò. Paj la montre kijan l ye kounye a.
error-listing-over = Sa fini. Tanpri pibliye yon nouvo.
error-changed-meanwhile = Sa chanje pandan tan sa a, petèt nan yon lòt fenèt oswa nan yon aplikasyon. Ou wè anvan sa li di kounye a, apre sa ki sa ou te ekri. Mete ansanm sa ki dwe rete, epi anrejistre l yon lòt fwa.
error-answered-kind = Gen vwazen ki reponn deja, kidonk li rete sa li ye a. Tanpri pibliye yon nouvo apa.
error-held = Sa kenbe pou sekirite, selon akò “{ $agreement }”. Ou ka reprann li, oswa pale ak moderatè yo.
error-part-promised = Yon pati pwomèt. Tanpri reprann pwomès yo oswa remèt yo anvan.
error-no-writing = Nou de pa ka ekri youn lòt isit la ankò.
error-words-alone = Se mo sèlman ki ale nan yon lòt rezo. Tanpri retire foto ak chwa yo.
error-said-across = Sa ki ale nan yon lòt rezo rete jan li te di a. Tanpri ekri ankò sa moun nan dwe konnen.
error-nobody-named = Nou pa jwenn youn nan moun ou nonmen la yo, kidonk li pa voye. Tanpri gade non yo yon lòt fwa.
error-many-named = Ou nonmen anpil moun twòp: gen plas pou { $most }. Tanpri retire kèk.
error-moved = Ou te deplase sou yon lòt kont. Pou kontinye isit la, tanpri reprann sa anvan.
error-has-left = Kont sa a ale.
error-not-followed = Ou pa ka swiv kont sa a depi isit la.
error-not-told-on = Yo pa t ekri sa pou tout moun, kidonk ou pa ka fè l pase.
error-listing-not-told-on = Yon bezwen oswa yon òf ale jis kote moun ki ekri l la chwazi, kidonk ou pa ka fè l pase.
error-listing-elsewhere = Sa soti nan yon lòt rezo. Tanpri siyale l ba yo, oswa kenbe sèvè yo a lwen.
error-that-is-you = Se ou menm sa. Tanpri chwazi yon lòt moun.

## Handing over

error-handoff-over = Sa fini deja. Paj la montre kijan sa fini.
error-handoff-further = Li rive la deja, oswa pi lwen. Paj la montre kijan l ye kounye a.
error-handoff-elsewhere = Rezo kote sa soti a note ki kote li rive, epi li di nou.
error-handed-over = Sa te remèt deja.
error-link-ended = Lyen sa a fini. Tanpri mande rezo a yon nouvo.

## Helping a neighbor

error-ask-again = Tanpri pale ak vwazen sa a ankò anvan ou pale pou li: jou pou mande l ankò a pase. Apre sa, note sa l te di.
error-speaks-for-many = Yon vwazen pale pou { $most } lòt pou pi plis. Tanpri pataje sa ak yon moun.
error-on-the-board = Li sou tablo a deja.
error-much-written = Yo ekri tèlman isit la, pa gen plas ankò. Tanpri rele youn lòt, oswa rekòmanse.
error-nobody-can-ask = Pèsonn pa ka mande isit la san kont kounye a. Tanpri ekri nou oswa rele nou.

## Keeping people safe

error-own-server = Se sèvè sa a menm. Tanpri chwazi yon lòt.
error-servers-many = Ou kenbe { $most } sèvè lwen. Tanpri leve youn anvan.
error-not-held = Li pa kenbe ankò.
error-task-not-held = Moun sa a pa gen wòl sa a kounye a.

## Accounts

error-not-a-handle = Yon ti non kout gen 1 rive 30 siy: ti lèt a rive z, chif ak tirè anba.
error-handle-of-server = Se sèvè a menm ki gen ti non sa a. Tanpri chwazi yon lòt.
error-handle-taken = Ti non { $handle } la pran deja. Tanpri chwazi yon lòt.
error-not-own-handle = Pou ale nèt, tanpri ekri pwòp ti non ou isit la.
error-app-asks-more = Aplikasyon an mande plis pase sa l te anrejistre. Tanpri rekòmanse nan aplikasyon an.

## Days, food and pictures

error-day-passed = Jou sa a oswa lè sa a pase deja. Tanpri chwazi youn ki pi ta.
error-not-a-day = Sa pa yon jou. Yo ekri l tankou 2030-05-31.
error-open-too-long = Li ka rete sou tablo a { $most } jou omaksimòm. Apre sa ou ka mete l ankò.
error-window-too-long = Soti nan kòmansman rive nan fen an ka gen yon ane pou pi plis. Tanpri gade toulède.
error-not-in-parts = Kantite a pa fè yon nonb antye pòsyon sa yo. Tanpri chanje youn nan de yo.
error-which-language = Tanpri chwazi lang mo sa yo.
error-none-and-some = Li di pa gen anyen nan sa ladan l, epi li di gen kèk. Tanpri gade ankò.
error-no-picture = Tanpri chwazi yon foto anvan.
error-unknown-file = Sa pa yon foto ni yon anrejistreman nou pran isit la. Tanpri voye PNG, JPEG, GIF oswa WebP, oswa son tankou WAV, MP3, Ogg oswa M4A.
error-broken-picture = Nou pa t ka li foto sa a jiska lafen. Tanpri voye l ankò, oswa voye yon lòt.
error-large-picture = Fichye sa a twò gwo. Tanpri fè l pi piti, oswa voye yon lòt.
error-many-pictures = Gen plas pou { $most } foto. Tanpri retire youn anvan.
error-picture-gone = Youn nan foto yo pa la ankò. Tanpri chwazi l yon lòt fwa.
error-no-recordings = Isit la gen plas pou foto sèlman, pa pou anrejistreman.
error-many-files-wait = Anpil fichye ou yo ap tann yon piblikasyon deja. Tanpri pibliye oswa efase kèk ladan yo anvan.
error-many-beginnings = Ou gen { $most } ou kenbe pou pita deja. Tanpri pibliye youn oswa jete youn anvan. Sa ou te ekri toujou la.
error-long-beginning = Sa a plis pase sa nou ka kenbe pou pita. Tanpri fè l pi kout.
error-beginning-gone = Nou pa kenbe sa pou pita ankò. Petèt ou te pibliye l nan yon lòt fenèt. Pou pibliye l kanmenm, peze bouton an yon lòt fwa.
error-took-too-long = Sa pran twòp tan. Tanpri voye l yon lòt fwa.
