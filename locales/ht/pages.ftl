# Machine-translated, not yet read by a person.

## Every page

page-skip = Ale nan pati prensipal la
page-languages = Lang
page-nav = Paj prensipal yo
page-problem = Gen yon bagay ki poko bon:
page-made-with = Fèt ak Potluck, yon lojisyèl lib katye yo fè mache poukont yo.
page-look-again = Tanpri gade sa a ankò:
page-offline = Ou pa konekte. Paj sa a jan li te ye { $time }. Li montre sa tout moun wè: sa ki pou manm sèlman pa rete sou aparèy sa a. Sa w voye kounye a pa rive: tanpri eseye ankò lè w konekte.
offline-title = Ou pa konekte
offline-then = W ap ka li paj sa a ankò lè telefòn ou oswa òdinatè w konekte.
offline-kept = Premye paj la ak sa ki ouvè toujou la jan navigatè sa a te wè yo dènye fwa, si l te wè yo deja. Sa ki pou manm sèlman pa rete sou aparèy sa a.
offline-again = Eseye ankò

## The first page

home-lead = Vwazen ki bay youn lòt manje epi ki pran swen youn lòt.
home-no-questions = Isit la pèsonn pa mande papye, ni konbyen lajan ou fè, ni poukisa. Mande lè w bezwen yon bagay; ofri lè w genyen yon bagay. Tout moun fè toude.
home-needs-open =
    { $count ->
        [0] Pa gen okenn bezwen ouvè kounye a.
       *[other] Gen { $count } bezwen ouvè kounye a.
    }
home-offers-open =
    { $count ->
        [0] Pa gen okenn òf ouvè kounye a.
       *[other] Gen { $count } òf ouvè kounye a.
    }
home-about-heading = Kiyès nou ye
home-area = Ki kote nou ye: { $area }
home-languages = Lang nou pale: { $languages }
home-follow-heading = Swiv nou
home-listings-heading = Bezwen ak òf ki ouvè
home-listings-none = Pa gen anyen ki ouvè pou tout moun kounye a. Gen bagay se vwazen yo sèlman ki wè yo.
home-intake-slow = Nou pi dousman pase dabitid nan moman sa a. Nou li tout bagay; tanpri ban nou tan.
home-intake-paused = N ap pran yon repo nan moman sa a, nou pa ka pran anyen nouvo. Petèt yon rezo toupre ka ede.
home-mode-neighbors = Isit la, vwazen yo reponn youn lòt.
home-mode-connectors-help = Isit la, vwazen yo reponn youn lòt, epi gen moun ki fè lyen ki ede. Se vwazen ki mete bezwen ak òf ansanm.
home-mode-connectors-only = Isit la, moun ki fè lyen mete bezwen ak òf ansanm. Se vwazen ki gade chak repons epi ki pote l bay moun li pou li a.
home-contact = Pou jwenn nou ({ $kind }): { $value }

## A need or an offer

listing-by = Soti nan men: { $name }
listing-by-network = Soti nan men yon vwazen, atravè { $network }
listing-posted = Pibliye: { $time }
listing-respond-heading = Kijan pou w reponn
listing-respond-mastodon = Nan Mastodon: reponn piblikasyon sa a ak yon mesaj prive. Di konbyen, ak kilè ki bon pou ou.
listing-respond-network = Nan yon lòt rezo: mande pwòp rezo pa w reponn pou ou.
listing-rough-place = Nou fè espre pou n pa bay kote a egzakteman. Se vwazen k ap vini an sèlman ki konnen l.
listing-translated = Yon vwazen tradui l
listing-translated-by-machine = Yon machin tradui l; li ka gen erè

## A one-time link to the place of a handoff

handoff-title = Ki kote ak kijan
handoff-lead = Yon vwazen pataje sa a ak ou sèlman. Tanpri kenbe l pou ou.
handoff-button = Montre ki kote ak kijan
handoff-until = Lyen sa a ap mache jiska { $time }.
handoff-what = Kisa: { $name }
handoff-amount = Konbyen: { $amount }
handoff-place = Ki kote: { $place }
handoff-when = Kilè: { $when }
handoff-way = Kijan: { $way }
handoff-notes = Bon pou konnen: { $notes }
handoff-no-place = Kote egzak la poko ekri isit la. Vwazen ou an ap di w li.
handoff-write-down = Tanpri note sa w bezwen. L ap efase de jou apre remiz la.
handoff-cannot = Si w pa ka vini, pa gen pwoblèm. Di nou sa, epi l ap pou yon lòt vwazen.
handoff-ended-title = Lyen sa a fini
handoff-ended = Yon lyen konsa mache pou yon ti tan sèlman, pou adrès yon vwazen rete an sekirite. Ou pa fè anyen mal.
handoff-ended-what-to-do = Si w bezwen l toujou, ekri { $network }. N ap voye yon lòt lyen oswa n ap jwenn yon lòt jan.

## The founding of a network

founding-title = Byenveni. Ann kòmanse.
founding-lead = Se ou menm ki premye moun isit la. Sou paj sa a ou kreye premye kont lan: kont moun k ap okipe sèvè a.
founding-role = Okipe sèvè a se yon travay pou yon tan, se pa yon grad. Li fini poukont li, epi rezo w la deside kiyès ki kontinye.
founding-handle-label = Ti non ou
founding-handle-help = Ti non kout ki nan adrès ou, tankou nan { $example }. Ti lèt, chif ak tirè anba.
founding-name-label = Non w, jan vwazen yo ap wè l
founding-name-help = Jan w renmen yo rele w. Li pa bezwen menm ak non ki sou papye.
founding-button = Kreye kont mwen
founding-done-title = Se fini. Byenveni, { $name }.
founding-token-label = Kle aksè w
founding-token-keep = Kenbe l; li parèt yon sèl fwa.
founding-token-what-for = Se avè l ou konekte. Nenpòt moun ki genyen l ka aji nan non w, kidonk kenbe l menm jan w ta kenbe kle kay ou.
founding-role-until = W ap okipe sèvè a jiska { $until }.
founding-choose-password = Chwazi yon modpas kounye a, pou ou ka konekte epi kite aplikasyon antre
founding-ended-title = Lyen sa a sèvi deja, oswa tan li pase
founding-ended = Li mache yon sèl fwa epi pou yon ti tan, pou okenn lòt moun pa pran rezo w la.
founding-ended-what-to-do = Moun k ap fè sèvè a mache a ka fè yon lòt ak kòmand sa a: { $command }

## A neighbor

profile-neighbor-in = Vwazen nan { $network }
profile-follow = Pou w swiv kont sa a, chèche { $handle } nan Mastodon oswa nan yon lòt aplikasyon konsa.
profile-listings-heading = Bezwen ak òf ki ouvè
profile-listings-none = Pa gen anyen ouvè kounye a.
profile-no-counting = Isit la pèsonn pa konte kiyès ki bay ak kiyès ki pran.

## What a neighbor can do

can-do-minutes = gen kèk minit
can-do-lift = ka leve bagay ki lou
can-do-drive = ka kondui
can-do-stairs = ka monte eskalye
can-do-remote = ka ede nan telefòn oswa sou entènèt

## Nothing here

not-found-title = Pa gen anyen isit la
not-found = Swa pa t janm gen anyen, swa se pa pou tout moun wè l. Petèt gen yon lèt ki manke nan adrès la.
not-found-what-to-do = Gade premye paj la, oswa mande vwazen ki te voye lyen an ba ou.
gone-title = Sa a pa la ankò
gone = Li te isit la, epi yo retire l oswa tan li pase. Sa rive chak jou.
gone-what-to-do = Gade premye paj la: petèt gen yon lòt bagay k ap bon pou ou.
problem-title = Sa pa mache
too-many-title = Tanpri, tann yon ti moman
too-many = Anpil demann soti kote ou ye a nan yon ti tan, kidonk sèvè sa a pran yon poz pou kote sa a.
too-many-what-to-do = Tann yon minit epi chaje paj la ankò. Si sa kontinye, di moun ki te ba ou lyen an.
too-many-keep = Tann yon minit, epi peze bouton an. Anyen nan sa ou te ekri pa pèdi: li rete sou paj sa a.
too-many-again = Voye l yon lòt fwa
too-many-yours = Sa ou te ekri
home-answer-heading = Reponn yon piblikasyon
home-answer = Louvri li sou tablo a, konekte, epi ekri repons ou anba li. Di konbyen ak kilè ki bon pou ou. Repons ou an ap jwenn vwazen ki te ekri piblikasyon an; li pa parèt sou tablo a.
home-answer-app = Pou reponn nan aplikasyon an, reponn yon piblikasyon ak yon mesaj prive. Di konbyen ak kilè ki bon pou ou.
