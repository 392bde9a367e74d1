# Machine-translated, not yet read by a person.

in-app-understood-need = Sa a sou tablo a kounye a kòm yon bezwen: { $title }
in-app-understood-offer = Sa a sou tablo a kounye a kòm yon òf: { $title }
in-app-category = Kategori: { $category }
in-app-amount = Kantite: { $amount }
in-app-until = Jiska: { $until }
in-app-for-network-need = Se manm rezo sa a sèlman ki wè l. Li ale pi lwen sèlman si ou di sa sou paj li.
in-app-for-network = Se manm rezo sa a sèlman ki wè l.
in-app-for-everyone = Tout moun ka wè l.
in-app-picture = Gen yon foto ki poko gen mo. Di nan aplikasyon ou sa li montre, pou vwazen ki pa ka wè l.
in-app-complete = Konplete l oswa chanje l isit la: { $link } – epi si se pa sa ou te vle, efase piblikasyon an.

## Somebody answers

in-app-a-neighbor = Yon vwazen
in-app-answer-need = { $who } ka ede w ak sa ou bezwen an: { $title }
in-app-answer-offer = { $who } mande sa w ap ofri a: { $title }
in-app-words = Men sa li ekri: { $words }
in-app-words-across = Yon vwazen ekri ou, atravè { $network }, sou “{ $title }”: { $words }
in-app-say-yes = Reponn “wi” oswa “non”, oswa deside isit la: { $link }
in-app-say-how-much = Reponn “wi” ak kantite a (“wi 2”), oswa “non”, oswa deside isit la: { $link }
in-app-agreed = Nou dakò. Di ki kote ak ki lè isit la: { $link }
in-app-declined = Li resevwa yon janti “pa fwa sa a”, san rezon.
in-app-yes-or-no = Tanpri reponn “wi” oswa “non”, oswa deside isit la: { $link }
in-app-not-possible = Sa pa posib ankò: petèt yo deja pwomèt li oswa li fèmen, oswa gen mwens ki rete. Tanpri gade isit la: { $link }
