# The source. Every other language follows this file.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = Networks near us
networks-lead = Networks that we work with, or that ask to. Each one is run by neighbors like us.
networks-one = Network
networks-list = Who they are
networks-none = We know no other network yet. When a steward begins with one, it stands here.

networks-state-gone = Its server is gone. If it calls, we answer.
networks-state-they-ask = It asks to work with us, and waits for a steward’s word.
networks-state-not-reached = Its server does not answer at the moment. We keep trying.
networks-state-we-ask = We asked it, and it has not answered yet.
networks-state-mutual = We hear each other.
networks-state-hears-us = It hears us. We do not follow it.
networks-state-we-hear = We hear it. It does not follow us.
networks-state-ended = Neither of us follows the other any more.

networks-heard = It last answered or called: { $time }
networks-near = Less than a kilometer away
networks-speaks = Languages: { $languages }
networks-we-give = We give to it: { $what }
networks-we-take = We take from it: { $what }
networks-nothing = nothing
networks-topic-offers = offers
networks-topic-needs = needs
networks-topic-announcements = announcements
networks-topic-events = events
networks-topic-crisis = what is urgent

networks-came-in = What came in
networks-came-in-none = Nothing of other networks is open right now.
networks-passed-by = Passed on to us by { $networks }
networks-to-board = See all of it on the board
networks-passed-on = What we passed on
networks-passed-on-help = What its author lets us pass on goes to the networks that work with us. It is taken back when it is over.
networks-passed-on-none = We pass on nothing right now.

## Its map, and that on which operators say where the network is

map-name-networks = Map of the networks and of what they share
map-help-networks = The map shows the same as the lists, and only roughly where each is.
map-name-area = Map to choose where your network is
map-help-area = Touch the map in the middle of your neighborhood. Or move the map with the arrow keys and choose its middle. How far it reaches, you write in the field above.
map-help-world = At first it shows the whole world, and comes closer when you choose a place. Choose again until it is the right one. With the keyboard, + and - bring it closer and farther.
