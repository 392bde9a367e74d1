# Machine-translated, not yet read by a person.

## Home

mine-home = Akèy
mine-title = Sa ki pou mwen
mine-hello = Nou kontan wè ou, { $name }
mine-resting = W ap repoze. Rezo ou pa mande ou anyen. Ou ka mande èd nenpòt lè.
mine-waiting = Ap tann repons ou
mine-waiting-none = Pa gen anyen k ap tann ou kounye a.
mine-further-waiting = Plis bagay k ap tann pawòl ou
mine-waits-need = { $who } ka ede.
mine-waits-offer = Sa ta ka sèvi { $who }.
mine-under-way = Nou dakò, li poko fèt
mine-no-time = poko gen lè ki fikse
mine-further-under-way = Plis bagay nou dakò sou yo
mine-when = Kilè: { $when }
mine-news = Rezo ou di
mine-news-none = Pa gen anyen nouvo.
mine-near = Toupre ou
mine-newest = Sa ki nouvo sou tablo a
mine-near-none = Pa gen anyen ki louvri toupre kounye a. Gen nouvo bagay chak jou.

## Mine

mine-lead = Se ou menm sèlman ki wè paj sa a. Pèsonn pa konte isit la kiyès ki bay ak kiyès ki pran.
mine-posted = Sa mwen mande ak sa mwen ofri
mine-posted-none = Poko gen anyen. Mande oswa ofri pran yon minit.
mine-answered = Sa mwen reponn
mine-answered-none = Poko gen anyen. Sou tablo a ou jwenn sa ki louvri.
mine-older-answers = Gade repons ki pi ansyen
mine-over = Sa ki fini
mine-over-goes = Sa ou te pibliye ak sa ou te reponn. Li efase { $days } jou apre li fini, epi yo pa kenbe anyen kont pèsonn.
mine-words-gone = Mo li yo efase

## Listing

listing-step-pause = Pa pran repons pou kounye a
listing-step-resume = Pran repons ankò
listing-step-withdraw = Wete sa sou tablo a
answer-said-paused = Pèsonn pa ka reponn pou kounye a. Ou ka louvri li ankò nenpòt lè.
answer-said-resumed = Li pran repons ankò.
answer-said-withdrawn = Li pa sou tablo a ankò. Tout moun ki te reponn resevwa yon bon pawòl.
answer-open = Ekri youn lòt epi mete nou dakò sou lè ak kote

## Between

between-title = Ou menm ak { $who }
between-asked-need = Ka pote: { $amount }
between-asked-offer = Mande: { $amount }
between-agreed = Nou dakò sou: { $amount }
between-talk = Sa nou ekri youn lòt
between-write = Ekri kèk mo
between-write-help = Se nou de sèlman ki li sa. Li efase ansanm ak repons lan.
between-write-help-across = Se nou de sèlman ki li sa. Li soti nan yon rezo pou l ale nan lòt la, san non ou.
between-mute-network = Nou de nan rezo ki diferan, epi lòt la poko pran mo. Kidonk nou pa ka ekri youn lòt isit la.
between-mute-later = Nou de nan rezo ki diferan. N ap ka ekri youn lòt isit la lè vwazen ou di wi, oswa ekri ou.
between-mute-closed = Pou kounye a, mo pa ale ant de rezo nou yo. Kidonk nou pa ka ekri youn lòt isit la.
between-mute-name = Youn nan nou de pa montre non li. Kidonk nou pa ka ekri youn lòt isit la.
between-mute-connectors = Moun ki fè lyen yo pote repons sa a. Kidonk ou poko ka ekri vwazen ou isit la.
between-mute-connectors-say = Di yon moun ki fè lyen sa vwazen ou dwe konnen.
between-mute-say = Lè nou dakò, di sa vwazen ou dwe konnen anba “Kilè, kijan ak ki kote”.
between-mute-read = Lè nou dakò, vwazen ou di kilè, kijan ak ki kote. Ou jwenn li isit la.
between-mute-there = Lè nou dakò, ou jwenn kilè, kijan ak ki kote dèyè yon bouton sou paj sa a.
between-send = Voye
between-next = Sa k ap vini apre
between-next-decide = Di wi oswa “pa fwa sa a”. Pèsonn pa mande ou poukisa.
between-next-wait = Vwazen ou li repons ou epi di wi oswa “pa fwa sa a”. Ou jwenn repons li isit la.
between-next-connectors = Moun ki fè lyen yo pote repons ou bay vwazen ou. Ou jwenn mo a isit la.
between-next-plan = Nou dakò. Di kilè ak ki kote, pou vwazen ou ka vini.
between-next-come = Nou dakò. Vwazen ou di kilè ak ki kote; ou jwenn li isit la.
between-part = Tout oswa yon pati. Ou ka di mwens.
between-handoff-planned = dakò, poko fèt
between-handoff-ready = li pare
between-handoff-on-the-way = li nan wout
between-handoff-handed-over = li fèt
between-handoff-did-not-happen = li pa t fèt
between-contact = Ou ka jwenn vwazen ou konsa ({ $kind }): { $value }
between-where = Gade ki kote ak kijan
between-elsewhere = Sa soti nan yon lòt rezo. Ki kote ak kijan ekri laba a, dèyè bouton sa a, pou ou sèlman. Rezo sa a note lè li fèt.
between-erased = Sa nou ekri isit la sou kote a efase de jou apre fen an.
between-plan = Kilè, kijan ak ki kote
between-day = Jou
between-from = Depi
between-until = Jiska
between-address = Ki kote egzakteman
between-address-help = Se vwazen k ap vini an sèlman ki li sa. Li efase de jou apre remiz lan.
between-notes = Bon pou konnen
between-notes-help = Tankou: twazyèm etaj, pa gen asansè, sonnen de fwa
between-plan-keep = Di vwazen mwen
between-when-wrong = Tanpri bay yon jou, ak depi kilè jiska kilè, tankou 17:00.
between-until-wrong = Fen an vini apre kòmansman an. Tanpri gade tou de lè yo.
between-how-far = Ki kote li rive?
between-act-handed-over = Li te remèt
between-act-ready = Li pare
between-act-on-the-way = Li nan wout
between-act-again = Li pa t fèt; ann eseye ankò
between-act-let-go = Li pa t fèt; louvri li ankò pou lòt moun
between-act-reopen = Finalman li pa t remèt
between-endings = Li pa t fèt
between-reopen = Èske li pa t remèt?
between-reopen-until = Nenpòt nan nou de ka di sa jiska { $time }. Lè sa a pwomès la kanpe ankò, e kote a rete ekri.
between-no-fault = Kèlkeswa sa ki pase, pèsonn pa mande poukisa, epi yo pa kenbe anyen kont pèsonn.
between-cannot = Mwen pa ka vini ankò
between-promise-back = Retire pawòl mwen
between-said-written = Mo ou yo rive jwenn vwazen ou.
between-said-sent = Mo ou yo sou wout pou ale nan lòt rezo a.
between-said-agreed = Nou dakò. Kounye a di kilè ak ki kote.
between-said-declined = Li tande yon janti “pa fwa sa a”, san rezon.
between-said-taken-back = Li retire. Pèsonn pa mande rezon.
between-said-planned = Vwazen ou ka li li isit la kounye a.
between-said-noted = Li note isit la pou nou de.
between-said-handed-over = Li fèt. Mèsi nou tou de.
between-said-again = Pwomès la toujou la. Di yon nouvo lè ak yon nouvo kote.
between-said-let-go = Li louvri ankò pou lòt moun.
between-said-reopened = Pwomès la kanpe ankò. Si lè a pase, di yon nouvo lè.
between-told-reopened = Finalman li pa t remèt, kidonk pwomès la kanpe ankò. Ou jwenn li isit la: { $link }
