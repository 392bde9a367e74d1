# Machine-translated, not yet read by a person.

## Every page

page-account = Kont ou

## Signing in

sign-in-title = Konekte
sign-in-lead = Pou manm rezo sa a.
sign-in-handle-label = Ti non ou
sign-in-handle-help = Ti non kout ki nan adrès ou, tankou nan { $example }.
sign-in-password-label = Modpas ou
sign-in-button = Konekte
sign-in-wrong = Ti non sa a ak modpas sa a pa mache ansanm. Tanpri eseye ankò.
sign-in-forgotten = Ou poko gen modpas, oswa ou bliye li? Mande moun ki okipe sèvè a yon lyen ki konekte ou yon sèl fwa.
sign-in-forgotten-reach = Ou poko gen modpas, oswa ou bliye li? Mande nou yon lyen ki konekte ou yon sèl fwa. Men ki jan pou jwenn nou:
sign-out-button = Dekonekte

## A form that cannot be used any more

form-stale-title = Tanpri eseye ankò
form-stale = Fòm sa a te rete louvri twò lontan, oswa li te soti yon lòt kote. Anyen pa chanje.
form-stale-cookies = Tounen, chaje paj la ankò epi voye li yon lòt fwa. Navigatè ou dwe kenbe cookie sit sa a.

## A one-time link

enter-title = Konekte ak lyen sa a
enter-lead = Lyen sa a konekte ou kòm { $handle }, yon sèl fwa.
enter-password = Nan paj ki vin apre a, ou chwazi yon modpas.
enter-button = Konekte
enter-ended-title = Lyen sa a deja sèvi, oswa tan li fini
enter-ended = Li mache yon sèl fwa, pandan yon jou, pou okenn lòt moun pa ka sèvi ak li.
enter-ended-what-to-do = Mande moun ki okipe sèvè a yon nouvo lyen.

## One's own account

settings-title = Kont ou
settings-signed-in-as = Ou konekte kòm { $handle }.
password-title = Modpas
password-lead = Ou konekte sou sit sa a ak modpas ou. Aplikasyon yo pa janm jwenn li.
password-current-label = Modpas ou jiska kounye a
password-new-label = Nouvo modpas ou
password-new-help = { $least } karaktè oswa plis. Kat mo ou renmen fasil pou sonje epi difisil pou devine.
password-button = Kenbe modpas sa a
password-done = Nouvo modpas ou kenbe. Tout lòt navigatè ou yo dekonekte.
password-wrong = Se pa modpas ou jiska kounye a. Tanpri eseye ankò.
password-not-taken = Modpas sa a gen mwens pase { $least } karaktè, oswa li pami premye yon moun t ap eseye. Tanpri chwazi yon lòt.

## Apps

apps-title = Aplikasyon ou kite antre
apps-lead = Yo ka aji nan non ou. Fèmen pòt la pou sa ou pa sèvi ankò ak sa ou pa konnen.
apps-none = Pa gen okenn.
apps-tokens = Kle ki te fèt sou sèvè a
apps-since = Depi: { $date }
apps-shut-out-button = Fèmen pòt la pou: { $app }
apps-done = Pòt la fèmen: li pa ka fè anyen ankò nan non ou.

## Letting an app in

consent-title = Èske w ap kite { $app } antre?
consent-lead = { $app } mande pou aji nan non ou.
consent-signed-in-as = Ou se { $handle }.
consent-unchecked = Se aplikasyon an ki bay tèt li non sa a; pèsonn pa verifye si se vre. Kite antre sèlman sa ou menm ou te louvri.
consent-goes-to = Si ou di wi, w ap kontinye nan { $place }.
consent-shows-code = Si ou di wi, w ap wè yon kòd pou kopye nan aplikasyon an.
consent-may-heading = Li ka
consent-take-back = Ou ka tounen sou sa nenpòt ki lè, nan paj kont ou.
consent-allow = Wi, kite li antre
consent-deny = Non
consent-other = Konekte ak yon lòt kont
consent-refused-title = Sa pa mache
consent-unknown = Nou pa konnen aplikasyon an isit la, oswa li vle repons lan yon lòt kote pase kote li te anrejistre a. Ou pa fè anyen mal.
consent-amiss = { $app } mande yon bagay nan yon fason nou pa aksepte isit la:
consent-begin-again = Tanpri rekòmanse nan aplikasyon an. Si sa rive ankò, di moun ki fè li a.
consent-back = Tounen nan { $app }

## A code to copy by hand

code-title = Kòd ou
code-lead = Kopye kòd sa a nan { $app }.
code-label = Kòd la
code-after = Li mache yon sèl fwa, pandan { $minutes } minit. Pa bay okenn lòt moun li.

## What an app may

scope-read = li tout sa ou ka li: piblikasyon, mesaj, sa ki pou manm yo
scope-write = ekri nan non ou: piblikasyon, mesaj, bezwen ak òf, pwofil ou
scope-follow = chanje ki moun ou swiv, bloke epi fè silans sou yo
scope-push = avèti ou lè yon bagay rive
scope-profile = wè ki moun ou ye
scope-read-parts = li yon pati: { $parts }
scope-write-parts = chanje yon pati: { $parts }
scope-part-accounts = kont
scope-part-blocks = ki moun ou bloke
scope-part-bookmarks = makè
scope-part-conversations = konvèsasyon
scope-part-favourites = sa ou renmen
scope-part-filters = filtè
scope-part-follows = ki moun ou swiv
scope-part-lists = lis
scope-part-media = imaj ak son
scope-part-mutes = ki moun ou fè silans sou yo
scope-part-notifications = notifikasyon
scope-part-reports = rapò bay moderatè yo
scope-part-search = rechèch
scope-part-statuses = piblikasyon

## What is kept about people, in short

privacy-names = Ou pa bezwen di ki moun ou ye pou li sa ki piblik, epi yon ti non jwèt kont pou tout rès la.
privacy-sealed = Sa ou di yon vwazen, ak sa ou kenbe pou tèt ou, sele nan baz done a. Moun ki okipe sèvè a ta ka rive ladan: mande ki moun li ye.
privacy-place = Kote ou rete a awondi menm lè ou di li; pwen egzak la pa kenbe okenn kote.
privacy-no-watching = Adrès ou sou entènèt ak dènye fwa ou te la pa kenbe. Sou aparèy ou, nou kenbe sèlman, pou ou menm sèlman, ak ki kalite navigatè ou te konekte. Yo pa konte pèsonn, yo pa konpare pèsonn.
privacy-leaving = Ou ka pote tout sa ki pou ou ale. Lè ou ale, yo efase, epi yo mande tout moun ki te resevwa yo pou bliye yo.
