# Machine-translated, not yet read by a person.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = Réseaux près de nous
networks-lead = Les réseaux avec lesquels nous travaillons, ou qui le demandent. Chacun est tenu par des voisins comme nous.
networks-one = Réseau
networks-list = Qui ils sont
networks-none = Nous ne connaissons pas encore d’autre réseau. Dès que quelqu’un qui prend soin du réseau commence avec l’un d’eux, il apparaît ici.

networks-state-gone = Son serveur n’existe plus. S’il appelle, nous répondons.
networks-state-they-ask = Il demande à travailler avec nous, et attend la parole de qui prend soin du réseau.
networks-state-not-reached = Son serveur ne répond pas en ce moment. Nous continuons d’essayer.
networks-state-we-ask = Nous le lui avons demandé, et il n’a pas encore répondu.
networks-state-mutual = Nous nous entendons l’un l’autre.
networks-state-hears-us = Il nous entend. Nous ne le suivons pas.
networks-state-we-hear = Nous l’entendons. Il ne nous suit pas.
networks-state-ended = Aucun de nous ne suit plus l’autre.

networks-heard = Dernière réponse ou dernier appel : { $time }
networks-near = À moins d’un kilomètre
networks-speaks = Langues : { $languages }
networks-we-give = Nous lui donnons : { $what }
networks-we-take = Nous prenons de lui : { $what }
networks-nothing = rien
networks-topic-offers = les offres
networks-topic-needs = les besoins
networks-topic-announcements = les annonces
networks-topic-events = les événements
networks-topic-crisis = ce qui est urgent

networks-came-in = Ce qui est arrivé
networks-came-in-none = Rien des autres réseaux n’est ouvert en ce moment.
networks-passed-by = Transmis par { $networks }
networks-to-board = Tout voir sur le tableau
networks-passed-on = Ce que nous avons transmis
networks-passed-on-help = Ce que son auteur nous laisse transmettre va aux réseaux qui travaillent avec nous. C’est retiré quand c’est fini.
networks-passed-on-none = Nous ne transmettons rien en ce moment.

## Its map, and that on which operators say where the network is

map-name-networks = Carte des réseaux et de ce qu’ils partagent
map-help-networks = La carte montre la même chose que les listes, et seulement à peu près où se trouve chaque chose.
map-name-area = Carte pour choisir où se trouve votre réseau
map-help-area = Touchez la carte au milieu de votre quartier. Ou déplacez-la avec les flèches et choisissez son milieu. Jusqu’où il s’étend, vous l’écrivez dans le champ au-dessus.
map-help-world = Elle montre d’abord le monde entier, et se rapproche quand vous choisissez un endroit. Choisissez encore jusqu’à ce que ce soit le bon. Au clavier, + et - la rapprochent et l’éloignent.
