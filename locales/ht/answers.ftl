# Machine-translated, not yet read by a person.

## Answers

answers-heading = Repons
answers-yours = Repons ou
answers-none = Pèsonn poko reponn. W ap jwenn repons yo isit la.
answer-by-you = Ou menm
answer-by-network = Yon vwazen, atravè { $network }
answer-state-offered = ap tann yon mo
answer-state-with-connectors = nan men moun ki fè lyen yo
answer-state-accepted = nou dakò
answer-state-declined = pa fwa sa a
answer-state-withdrawn = retire
answer-state-lapsed = fini
answer-yes = Wi, silvouplè
answer-no = Pa fwa sa a
answer-take-back = Retire l
answer-how-much = Konbyen
answer-lead-need = Èske ou ka ede? Mo ou yo ale jwenn vwazen ki mande a, pèsonn lòt pa wè yo.
answer-lead-offer = Èske sa ta sèvi w? Mo ou yo ale jwenn vwazen k ap ofri l la, pèsonn lòt pa wè yo.
answer-left-need = Sa ki manke toujou: { $amount }
answer-left-offer = Sa ki rete: { $amount }
answer-message = Kèk mo
answer-message-help = Pa egzanp, kilè ki bon pou ou. Ou ka kite sa vid.
answer-button-need = Mwen ka ede
answer-button-offer = Sa ta sèvi m
answer-said-answered = Vwazen ou gen repons ou. W ap jwenn mo pa li isit la.
answer-said-with-connectors = Repons ou nan men moun ki fè lyen yo, yo pote l bay vwazen ou. Ou jwenn mo a isit la.
answer-said-agreed = Nou dakò. Kounye a di youn lòt kilè ak ki kote: lyen anba a mennen la.
answer-said-declined = Moun nan resevwa yon bèl «pa fwa sa a», san rezon.
answer-said-taken-back = Li retire. Pèsonn pa mande poukisa.
answer-said-posted = Li sou tablo a kounye a. Repons yo ap vini isit la.

## Asking and offering

new-title = Mande oswa ofri
new-lead = De bagay ase. Pèsonn pa mande w poukisa.
new-kind = Èske ou bezwen yon bagay, oswa ou gen yon bagay pou bay?
new-kind-need = Mwen bezwen yon bagay
new-kind-offer = Mwen gen yon bagay pou bay
new-what = Kisa li ye, an kèk mo?
new-what-help = Tankou: yon woulib pou ale nan klinik vandredi
new-more = Di plis, si ou vle
new-words = Plis mo
new-amount = Konbyen
new-unit = De kisa
new-unit-help = Tankou bokal oswa bòl
new-place = Anviwon ki kote
new-place-help = Tankou: toupre bibliyotèk la. Tanpri pa ekri adrès egzak ou.
new-audience = Ki moun ki ka wè l?
new-audience-usual = Jan sa konn fèt: yon bezwen pou manm rezo sa a sèlman, yon òf pou manm rezo ki toupre yo tou
new-hidden = Pa montre non mwen
new-promise = Ou ka retire l nenpòt lè. Se vwazen k ap vini an sèlman ki konnen kote egzak la.
new-button = Mete l sou tablo a
