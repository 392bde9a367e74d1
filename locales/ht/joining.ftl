# Machine-translated, not yet read by a person.

## The form for an account

join-title = Antre nan { $network }
join-lead-open = Tout moun ki rete toupre ka antre nan { $network }.
join-lead-invite = Yon vwazen envite ou nan { $network }.
join-lead-welcomed = Byenvini nan { $network }. Kounye a, fè kont ou.
join-nothing-else = Ou chwazi yon ti non kout, kijan ou konekte, ak lang ou yo. Pèsonn pa mande lòt bagay: ni papye, ni imel, ni rezon.
join-handle = Yon ti non kout pou ou
join-handle-wrong = Sa poko bon. Yon ti non kout gen 1 a 30 lèt soti nan a rive nan z, chif ak tirè anba.
join-handle-reserved = Sèvè a li menm sèvi ak non sa a. Tanpri chwazi yon lòt.
join-handle-taken = Yon moun isit la gen non { $handle } deja. Tanpri chwazi yon lòt.
join-way = Kijan ou vle konekte?
join-way-password = Ak yon modpas
join-way-mail = San modpas: yon lyen rive nan imèl mwen chak fwa mwen bezwen
join-way-link = San modpas: yon moun k ap òganize ban mwen yon lyen chak fwa mwen bezwen
join-password = Yon modpas, si se sa ou chwazi
join-button = Antre
join-again = Tanpri peze bouton an yon lòt fwa. Si ou te chwazi yon modpas, ekri li ankò.
join-too-often = Anpil moun fèk antre soti kote ou ye a. Tann kèk minit epi peze bouton an ankò. Si ou te chwazi yon modpas, ekri li ankò.
join-have-account = Ou gen yon kont isit la? Konekte.
join-said-joined = Ou anndan. Nou kontan ou la. Ou ka mande ak ofri touswit.
join-before-title = Ou se manm deja
join-before = Ou konekte isit la, kidonk ou pa bezwen envitasyon. Ou ka bay yon vwazen li.
join-before-other = Si yon lòt moun vle antre nan navigatè sa a, dekonekte anvan.
join-ended-title = Envitasyon sa a pa mache ankò
join-ended = Petèt yon lèt manke nan adrès la. Oswa tout moun li te la pou yo antre deja, tan li fini, oswa moun ki te fè l la fèmen l. Ou pa fè anyen mal.
join-ended-what-to-do = Mande vwazen ki te ba ou li a yon nouvo.

## Without an invite

join-by-invite = Pou antre, ou bezwen yon envitasyon. Mande yon vwazen ki manm: li fè youn pou ou nan yon minit.
join-welcome-later = Ou pa ka mande yo akeyi ou kounye a. Eseye ankò nan kèk jou, oswa mande yon vwazen ki manm yon envitasyon.
join-meanwhile = Ou ka gade tablo a, epi mande yon bagay, san kont.
join-ask-lead = Mande yo akeyi ou. Yon manm li sa, epi li di wi oswa «pa kounye a». Ou jwenn repons lan sou yon paj ki pou ou; kenbe lyen li.
join-ask-words = Kèk mo, si ou vle
join-ask-words-help = Tankou kiyès ou konnen isit la, oswa sa ki mennen ou. Ou ka kite sa vid.
join-ask-button = Mande yo akeyi mwen
join-ask-kept = Se moun k ap akeyi isit la sèlman ki li sa. Tout efase lè ou antre, lè ou di sa, oswa apre { $days } jou.
join-words-wrong = Gen twòp mo. Tanpri di sa ak mwens.
join-told-asked = Yon moun mande yo akeyi li kòm manm. Moun ki gen tan ka gade: { $link }
home-join-welcome = Mande yo akeyi mwen
home-join-open = Antre
home-join-by-welcome = Mande isit la pou yo akeyi ou. Yon manm li sa, epi li di wi oswa «pa kounye a». Ou chwazi yon ti non pou tèt ou. Li pa bezwen non ki nan okenn papye, e pèsonn pa mande w lòt bagay.
home-join-or-invite = Oswa mande yon vwazen ki la deja yon envitasyon.
home-join-by-oneself = Tout moun ki rete toupre ka antre poukont yo. Ou chwazi yon ti non pou tèt ou. Li pa bezwen non ki nan okenn papye, e pèsonn pa mande w lòt bagay.
home-join-contact = Ou ta pito pale ak nou anvan? Men ki jan pou jwenn nou:

## The page by which somebody comes back

waiting-title = Ou te mande antre
waiting-said-asked = Moun k ap akeyi yo gen li. Kenbe lyen paj sa a: se sèl jan pou ou tounen.
waiting-waits = L ap tann yon repons
waiting-next = Yon manm li sa. Tounen nan youn oswa de jou: lè yo akeyi ou, paj sa a di kijan pou kontinye.
waiting-declined = Pa kounye a
waiting-declined-next = Vwazen isit la pa ka akeyi ou kounye a. Sa pa di anyen sou ou, e pa gen okenn rezon ki kenbe. Ou ka mande bagay san kont, oswa mande yon manm yon envitasyon.
waiting-words = Sa ou te ekri
waiting-take-back = Retire li, epi efase li
waiting-erase = Efase sa
waiting-erased = Demann ou an efase.

## For those who welcome

welcome-title = Kiyès ki mande antre
welcome-lead = Se moun k ap akeyi sèlman ki wè paj sa a. Pèsonn pa bezwen montre anyen pou l byenvini isit la. Yon non di ak dousè, san rezon, epi manm yo li nan jounal la ke yo di li.
welcome-none = Pèsonn p ap tann kounye a.
welcome-somebody = Yon moun mande antre
welcome-no-words = Moun nan pa ekri anyen, e sa bon konsa.
welcome-yes = Byenvini
welcome-no = Pa kounye a
welcome-said-welcomed = Moun nan jwenn chemen an sou paj li kounye a. Mèsi.
welcome-said-declined = Moun nan jwenn yon bon mo sou paj li.
welcome-said-too-late = Yon lòt moun te reponn anvan, oswa yo retire li.

## Invites

invites-title = Envitasyon
invites-lead = Fè yon lyen, ak yon kare pou kamera yon telefòn, pou vwazen ou vle isit la. Se ou sèl ki wè envitasyon ou yo, e pèsonn pa kenbe kiyès ki vini ak kiyès.
invites-people = Pou konbyen vwazen?
invites-people-wrong = Tanpri ekri yon nimewo antye ant 1 ak { $most }.
invites-how-long = Konbyen tan li mache?
invites-days =
    { $days ->
       *[other] { $days } jou
    }
invites-days-wrong = Tanpri chwazi 1 a { $most } jou.
invites-many = Ou gen { $most } envitasyon ki mache. Tanpri fèmen youn anvan.
invites-make = Fè yon envitasyon
invites-mine = Envitasyon ou yo ki mache
invites-mine-help = Lyen an parèt yon sèl fwa, lè ou fè li. Si ou pèdi youn, fèmen li epi fè yon lòt.
invites-none = Pa gen okenn kounye a.
invites-line =
    { $people ->
       *[other] Pou { $people } lòt vwazen, jiska { $until }
    }
invites-end = Fèmen envitasyon ki mache jiska { $until }
invites-ended = Li pa mache ankò.
invite-made = Sa parèt yon sèl fwa. Enprime li, voye li, oswa kite vwazen ou pran yon foto.
invite-sheet-title = Yo envite ou nan { $network }
invite-sheet-how = Mete kamera yon telefòn anlè kare a, oswa tape adrès ki anba a.
invite-sheet-until = Sa mache jiska { $until }.
sheet-square = Lyen an sou fòm yon kare pou kamera
sheet-link = Lyen an, pou tape:

## A link that an organizer prints for somebody

links-title = Yon lyen pou yon moun konekte
links-lead = Pou yon manm ki pa gen modpas oswa ki bliye li. Lyen an konekte li yon fwa, nan yon jou. Bay li moun sa a, e pa bay lòt moun.
links-log = Manm yo li nan jounal la ke ou te fè yon lyen, men pa pou kiyès.
links-handle = Ti non kout li
links-nobody = Pa gen manm ki gen non { $handle }.
links-make = Fè lyen an
link-made = Sa parèt yon sèl fwa. Enprime li oswa ekri li, epi bay vwazen ou li.
link-sheet-title = Lyen ou pou { $network }
link-sheet-how = Mete kamera telefòn ou anlè kare a, oswa tape adrès ki anba a. Apre sa peze bouton an.
link-sheet-own = Pa montre pèsonn li: moun ki gen li antre tankou se ou.

## What the network says of itself

network-title = Rezo ou
network-lead = Sa ou chanje isit la, vwazen ak lòt rezo wè li. Manm yo li nan jounal la ke li chanje.
network-name = Non rezo ou
network-about = Sou rezo ou, nan premye lang li
network-about-help = Kiyès nou ye, ki kote nou rankontre, kijan nou ede youn lòt. Yon liy vid kòmanse yon lòt paragraf.
network-contact = Kijan vwazen yo ka jwenn nou
network-contact-help = Yon nimewo, yon adrès, oswa ki kote pòt nou ye. Tout moun ka li l: moun ki vle antre, ak moun ki bezwen yon èd paj nou yo pa ka bay.
network-main = Premye lang li
network-main-help = Mo ki anlè yo nan lang sa a. Sa sèvè a ekri bay vwazen yo nan lang pa yo. Kote li pa konnen lang yo, li ekri nan lang sa a apati pwochen fwa li demare.
network-languages = Lang nou pale la
network-joining = Kijan vwazen yo antre?
joining-invite = Ak yon envitasyon
joining-welcome = Ak yon envitasyon, oswa yon manm akeyi yo
joining-open = Chak moun pou kont li
network-members-invite = Chak manm ka envite
network-mode = Kijan bezwen ak òf jwenn youn lòt?
network-intake = Konbyen nou ka pran kounye a?
network-intake-open = Tankou dabitid
network-intake-slow = Sa pran plis tan
network-intake-paused = Anyen nouvo pou kounye a
network-area = Apeprè ki kote nou ye
network-area-help = Pou rezo ki toupre yo jwenn nou. Yon kote apeprè ase. Si ou kite li vid, li rete jan li ye.
network-place = Non kote a
network-latitude = Degre nò, tankou 40.7
network-longitude = Degre lès, tankou -73.9
network-radius = Konbyen kilomèt alantou
network-degrees = Oswa ekri li an degre
network-kept = Li anrejistre, e li konte depi kounye a.
network-wrong-name = Tanpri bay rezo ou yon non ki gen { $most } lèt omaksimòm.
network-wrong-about = Tanpri sèvi ak { $most } lèt omaksimòm.
network-wrong-languages = Tanpri chwazi yon premye lang.
network-wrong-place = Tanpri bay non kote a ak { $most } lèt omaksimòm.
network-wrong-latitude = Tanpri chwazi kote a sou kat la, oswa ekri yon nimewo ant -90 ak 90.
network-wrong-longitude = Tanpri chwazi kote a sou kat la, oswa ekri yon nimewo ant -180 ak 180.
network-wrong-radius = Tanpri ekri yon nimewo ant 0.1 ak { $most }.
founding-you = Ou menm
founding-name-wrong = Tanpri sèvi ak { $most } lèt omaksimòm.
founding-network = Rezo ou
founding-network-help = Ou ka chanje tout sa pita, sou paj kont ou.
founding-invite = Premye envitasyon ou
founding-invite-help = Ou jwenn yon lyen ak yon kare pou kamera, ki bon pou yon semèn. Kite li vid si ou vle kòmanse pou kont ou.
