# Machine-translated, not yet read by a person.

role-needed-title = Paj sa a se pou yon wòl
role-needed = Kèk vwazen okipe sa pou yon tan. Ou pa gen wòl sa a kounye a.
role-needed-what-to-do = Si ou vle ede ak sa, di sa nan rezo ou: wòl yo bay pou yon tan, e yo vire.
role-steward = moun k ap okipe rezo a
role-connector = moun k ap konekte vwazen
role-facilitator = moun k ap gide reyinyon
role-welcome = moun k ap akeyi
role-caretaker = moun k ap okipe yon kote
role-bookkeeper = moun k ap kenbe kont
role-mediator = medyatè
role-moderator = moun k ap veye sekirite
role-operator = moun k ap okipe sèvè a

## The log

log-title = Sa ki te fèt
log-lead = Sa vwazen te fè ak yon wòl, pou chak manm li. Pa gen non moun yo te siyale, ni non moun ki te siyale.
log-none = Anyen ankò.
log-older = Gade liy ki pi ansyen
log-by = Pa { $handle }, wòl: { $role }
log-by-server = Pa moun ki okipe sèvè a, sou liy kòmand lan
log-a-member = yon manm
log-agreement = Dapre akò: { $agreement }
log-reason = Poukisa: { $reason }
log-task = { $handle }: { $task }
deed-network-changed = Chanje sa rezo a di sou tèt li, oswa kijan li mache
deed-joining-changed = Chanje kijan vwazen yo antre
deed-neighbor-welcomed = Akeyi yon moun ki te mande antre
deed-welcome-declined = Di «pa kounye a» bay yon moun ki te mande antre
deed-follow-asked = Mande suiv yon lòt rezo
deed-follow-ended = Sispann suiv yon lòt rezo
deed-follower-accepted = Aksepte moun k ap suiv nou
deed-follower-declined = Pa aksepte moun ki te vle suiv nou
deed-sharing-changed = Chanje sa nou pataje ak yon rezo
deed-role-given = Bay yon wòl
deed-role-ended = Fini yon wòl anvan lè li
deed-passed-along = Pase yon bagay ki soti nan yon lòt rezo
deed-passing-stopped = Sispann pase yon bagay
deed-passing-rules-set = Chanje règ pou pase bagay
deed-member-removed = Efase yon manm, jan li te vle
deed-token-made = Fè yon kle ki aji pou yon manm
deed-password-given = Bay yon manm yon modpas
deed-link-made = Fè yon lyen ki konekte yon manm yon fwa
deed-member-exported = Ekri pou yon manm yon fichye ak tout sa ki kenbe sou li
deed-federation-changed = Chanje ak ki sèvè sèvè sa a pale
deed-coalition-founded = Fonde yon kowalisyon
deed-coalition-joined = Antre nan yon kowalisyon
deed-coalition-left = Kite yon kowalisyon
deed-announced = Anonse yon bagay pou rezo a
deed-announcement-retracted = Retire sa ki te anonse
deed-entries-imported = Li kote oswa resous nan yon fichye
deed-entry-removed = Retire yon kote oswa yon resous
deed-blocked = Bloke yon sèvè oswa yon kont
deed-muted = Mete yon sèvè oswa yon kont an silans
deed-limited = Limite yon sèvè oswa yon kont
deed-block-lifted = Leve yon blokaj, yon silans oswa yon limit
deed-listing-held = Kenbe yon bezwen oswa yon òf
deed-listing-released = Kite yon bezwen oswa yon òf kontinye
deed-post-held = Kenbe yon piblikasyon
deed-post-released = Kite yon piblikasyon kontinye
deed-answer-words-taken = Retire premye mo yon repons
deed-translation-taken = Retire sa yon vwazen te tradui
deed-report-closed = Fèmen yon rapò

## Telling the organizers

report-title = Di moun k ap òganize yo
report-lead = Gen yon bagay ki pa an sekirite? Di moun k ap veye sekirite nan rezo ou. Se yo sèlman ki li sa, e pèsonn pa konnen kiyès ki di. Si yon moun an danje kounye a, chèche èd anvan.
report-about-listing = Sou: «{ $title }»
report-about-neighbor = Sou: { $name }
report-about-post = Sou: sa { $name } te ekri
report-about-answer = Sou: premye mo yon repons
report-what = Kisa li ye?
report-what-danger = Li fè moun malad oswa li danjere
report-what-threat = Yon menas, oswa yo pa kite yon moun anpè
report-what-fraud = Yon manti pou jwenn yon bagay
report-what-spam = Reklam, oswa menm bagay la tout tan
report-what-other = Lòt bagay
report-words = Sa ki te pase?
report-words-help = Kèk mo ase.
report-words-private = Moun k ap veye sekirite pa ka li mesaj sa a poukont yo. Yo wè sèlman sa ki ekri isit la. Chanje l jan ou vle.
report-quoted = Li te ekri: “{ $words }”
report-forward = Di moun ki okipe { $server } tou. Yo p ap konnen se te ou.
report-button = Di yo
report-wrong = Tanpri chwazi kisa li ye, oswa ekri kèk mo, { $most } lèt omaksimòm.
report-done-title = Mèsi dèske ou di nou
report-done = Moun k ap veye sekirite nan rezo ou li sa.
report-done-next = Yo ka kenbe yon piblikasyon, oswa kenbe yon sèvè lwen. Sa yo fè ekri nan jounal la.
report-done-own = Ou ka kenbe yon moun lwen tou pou tèt pa ou, sou paj li. Yo pa di li sa.

## A neighbor's page

profile-apart = Mwen pa vle wè vwazen sa a
people-apart = Mwen pa vle wè kont sa a
profile-apart-help = Se ou ki deside, e pèsonn pa mande poukisa. Yo pa di li sa.
profile-mute = Silans: mwen pa wè li
profile-block = Bloke: nou youn pa wè lòt
profile-lift = Pa kenbe li lwen ankò
blocks-kept-away = Ou kenbe li lwen. Se ou sèl ki wè sa.
blocks-many = Ou kenbe { $most } kont lwen. Tanpri leve youn anvan.

## Keeping people safe

moderation-title = Veye sekirite moun
moderation-lead = Sa se pou sekirite sèlman; pèsonn pa jije isit la kiyès ki bezwen yon bagay. Sa ou fè ekri nan jounal manm yo li a. Pifò bagay regle lè nou pale.
moderation-reports = Sa yo siyale
moderation-reports-none = Anyen p ap tann.
moderation-reports-further = Gade lòt rapò yo
moderation-reports-full = Lòt sèvè yo voye plis rapò pase plas ki genyen. Toutotan ou pa fèmen kèk ladan yo, nou pa pran sa sèvè sa yo siyale.
moderation-from-member = Soti nan yon manm
moderation-from-server = Soti nan sèvè { $server }
moderation-unreadable = Rapò sa a pa ka li.
moderation-unreadable-help = Gen yon pwoblèm nan fason sèvè sa a kenbe l. Di sa bay moun ki okipe sèvè a: petèt yon kopi sekirite gen bon kle a toujou. Mande bò kote w si yon moun bezwen èd. Lè sa fin fèt, ou ka fèmen l.
moderation-close = Fini: fèmen sa ki te rive { $time }
moderation-hold = Kenbe li
moderation-hold-help = Li soti sou tablo a touswit, isit la ak lòt kote, epi moun ki te ekri l la li poukisa. Sa ki te pwomèt rete pwomèt.
moderation-hold-post-help = Touswit se sèlman moun ki te ekri l la ki wè li isit la. Yo mande lòt sèvè bliye li. Moun nan li poukisa.
moderation-take-words = Retire mo li yo
moderation-take-words-help = Yo ale touswit epi pou toutbon, e pèsonn pa li yo ankò. Repons lan menm rete. Moun ki te ekri yo li poukisa.
moderation-agreement = Dapre ki akò nan rezo ou?
moderation-reason = Poukisa, pou moun ki te ekri l ak tout manm li, si ou vle
moderation-their-account = Kont li:
moderation-their-server = Sèvè li:
moderation-held = Kenbe
moderation-held-none = Anyen pa kenbe.
moderation-held-post = Sa { $name } te ekri, { $time }
moderation-release = Kite kontinye: { $title }
moderation-away = Kenbe lwen
moderation-away-help = Sèvè ak kont lòt kote. Se pa yon sèl moun ki mete yon manm rezo sa a deyò: pale youn ak lòt, epi deside ansanm.
moderation-keep-away = Kenbe lwen
moderation-who = Yon sèvè oswa yon kont
moderation-who-help = Tankou spam.example, oswa adrès yon kont: https://spam.example/users/eve
moderation-how-far = Jiska ki pwen?
moderation-is-limit = Limite: sa yo pibliye pa ale sou tablo a. Manm yo ka toujou pale ak yo.
moderation-is-mute = An silans: anyen yo di pa antre, epi yo pa konnen sa. Sa ki pa nou toujou rive jwenn yo.
moderation-is-block = Bloke: anyen pa antre, anyen pa soti.
moderation-public-reason = Poukisa, pou tout manm li, si ou vle
moderation-lift = Pa kenbe { $who } lwen ankò
moderation-wrong-agreement = Tanpri di nan kèk mo sou ki akò sa chita.
moderation-wrong-reason = Tanpri sèvi ak { $most } lèt omaksimòm.
moderation-wrong-server = Sa a se pa yon sèvè ni yon kont lòt kote. Tanpri gade li ankò.
moderation-said-closed = Li fèmen. Li efase nan 30 jou.
moderation-said-held = Li kenbe.
moderation-said-words-taken = Mo yo retire.
moderation-said-released = Li kontinye.
moderation-said-kept-away = Yo kenbe lwen.
moderation-said-lifted = Li leve. Fòk yo mande suiv ankò.
moderation-said-too-late = Yon lòt moun te fè sa anvan, oswa li pa la ankò.

## Announcements

announcements-title = Anons
announcements-write = Anonse yon bagay
announcements-words = Kisa ou vle di?
announcements-who = Kiyès ki li li?
announcements-for-members = Manm rezo sa a sèlman
announcements-for-everyone = Tout moun, ak moun k ap suiv nou lòt kote
announcements-button = Anonse li
announcements-told = Sa ki te anonse
announcements-take-back = Retire sa ki te anonse { $time }
announcements-wrong = Tanpri ekri kèk mo, { $most } lèt omaksimòm.
announcements-said-told = Li anonse.
announcements-said-taken-back = Li retire. Yo mande moun ki te resevwa li lòt kote pou yo bliye li.
announcements-time = Kilè sa ap fèt, si li gen yon lè
announcements-time-help = Lè a se lè { $zone }. Yo anonse l touswit, epi manm yo pa wè l ankò lè tan sa a fini. Moun ki li l lòt kote li mo ou yo sèlman: di lè a ladan yo tou.
announcements-over = Tan sa a fini: manm yo pa wè l ankò.

## A post that is held, as its author hears of it

held-post-told = Moun k ap veye sekirite kenbe sa ou te ekri, dapre akò “{ $agreement }”. Kounye a se ou sèl ki wè li. Ou ka efase li, oswa pale ak yo: { $link }
answer-words-told = Moun k ap veye sekirite retire premye mo repons ou a, dapre akò “{ $agreement }”. Repons lan menm rete. Ou ka pale ak yo: { $link }
held-post-goes-on = Sa ou te ekri kontinye: { $link }

## Tasks

tasks-title = Wòl yo
tasks-lead = Gen bagay vwazen okipe pou yon tan. Chak wòl fini poukont li, e li vire. Moun ki gen youn ka depoze li nenpòt ki lè.
tasks-none = Pèsonn pa gen yon wòl kounye a.
tasks-for-steward = Pale pou rezo ou, ak ak lòt yo.
tasks-for-connector = Mete bezwen ak òf ansanm.
tasks-for-facilitator = Gide reyinyon.
tasks-for-welcome = Reponn moun ki mande antre.
tasks-for-caretaker = Okipe yon kote.
tasks-for-bookkeeper = Kenbe kont ki ouvè yo.
tasks-for-mediator = Ede nan yon konfli.
tasks-for-moderator = Aji lè yon moun an danje oswa blese.
tasks-for-operator = Okipe sèvè a.
tasks-until = Jiska { $day }
tasks-by-founding = Yo te bay li lè rezo sa a te fonde
tasks-by-server = Moun ki okipe sèvè a bay li, sou liy kòmand lan
tasks-by-decision = Desizyon: { $decision }
tasks-lay-down = Depoze: { $task }
tasks-lay-down-then = Pèsonn pa mande poukisa. Pou w genyen l ankò, se pou yo ba ou l yon lòt fwa.
tasks-lay-down-last = Pa gen lòt moun k ap okipe sèvè a. Apre sa, pèsonn p ap bay wòl sou paj sa a, sof moun ki rive sou sèvè a menm. Tanpri bay yon moun wòl sa a anvan.
tasks-again = Bay ankò, oswa fini: { $who }, { $task }
tasks-give = Bay yon wòl
tasks-give-help = Deside sa ansanm anvan. Vwazen an konnen sa, e chak manm li sa nan jounal la. Pou bay li ankò, fè menm bagay la yon lòt fwa.
tasks-which = Ki wòl?
tasks-how-long = Pou konbyen tan?
tasks-months =
    { $months ->
       *[other] { $months } mwa
    }
tasks-decision = Kijan nou te deside sa?
tasks-decision-help = Pa egzanp: nan reyinyon nou 3 me. Chak manm li sa.
tasks-give-button = Bay li
tasks-end-button = Fini li kounye a
tasks-said-given = Li bay.
tasks-said-ended = Li fini.
tasks-said-laid-down = Ou depoze li. Mèsi pou tout sa ou te fè.
tasks-wrong-decision = Tanpri di nan kèk mo kijan nou te deside sa, { $most } lèt omaksimòm.
tasks-end-soon = Wòl ou “{ $task }” fini { $day }. Deside ansanm kiyès ki kontinye.
tasks-told-given = Ou gen yon wòl kounye a: { $task }, jiska { $day }. Si li pa bon pou ou, depoze li; pèsonn pa mande poukisa: { $link }
tasks-told-ended = Wòl ou fini: { $task }. Kiyès ki gen ki wòl, ak poukisa, ekri isit la: { $link }
