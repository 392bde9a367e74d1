# Machine-translated, not yet read by a person.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = Rezo ki toupre nou
networks-lead = Rezo nou travay avèk yo, oswa ki mande sa. Se vwazen tankou nou ki okipe chak ladan yo.
networks-one = Rezo
networks-list = Kiyès yo ye
networks-none = Nou poko konnen okenn lòt rezo. Lè yon moun k ap okipe rezo a kòmanse ak youn, l ap parèt isit la.

networks-state-gone = Sèvè li pa la ankò. Si li rele, n ap reponn.
networks-state-they-ask = Li mande pou travay avèk nou, epi l ap tann pawòl yon moun k ap okipe rezo a.
networks-state-not-reached = Sèvè li pa reponn kounye a. N ap kontinye eseye.
networks-state-we-ask = Nou mande li, epi li poko reponn.
networks-state-mutual = Youn tande lòt.
networks-state-hears-us = Li tande nou. Nou pa suiv li.
networks-state-we-hear = Nou tande li. Li pa suiv nou.
networks-state-ended = Youn pa suiv lòt ankò.

networks-heard = Dènye fwa li reponn oswa rele: { $time }
networks-near = A mwens pase yon kilomèt
networks-speaks = Lang: { $languages }
networks-we-give = Nou ba li: { $what }
networks-we-take = Nou pran nan men li: { $what }
networks-nothing = anyen
networks-topic-offers = òf
networks-topic-needs = bezwen
networks-topic-announcements = anons
networks-topic-events = aktivite
networks-topic-crisis = sa ki ijan

networks-came-in = Sa ki rive jwenn nou
networks-came-in-none = Pa gen anyen lòt rezo ki ouvè kounye a.
networks-passed-by = Se { $networks } ki pase nou li
networks-to-board = Gade tout sou tablo a
networks-passed-on = Sa nou pase bay lòt
networks-passed-on-help = Sa mèt li kite nou pase ale jwenn rezo ki travay avèk nou. Yo retire li lè li fini.
networks-passed-on-none = Nou pa pase anyen kounye a.

## Its map, and that on which operators say where the network is

map-name-networks = Kat rezo yo ak sa yo pataje
map-help-networks = Kat la montre menm bagay ak lis yo, epi sèlman apeprè ki kote chak bagay ye.
map-name-area = Kat pou chwazi ki kote rezo w la ye
map-help-area = Touche kat la nan mitan katye w la. Oswa deplase kat la ak flèch yo epi chwazi mitan li. Jis ki kote li rive, ou ekri sa nan kazye ki anwo a.
map-help-world = O kòmansman li montre tout mond lan, epi li pwoche lè ou chwazi yon kote. Chwazi ankò jiskaske se bon kote a. Ak klavye a, + fè l pi pre epi - fè l pi lwen.
