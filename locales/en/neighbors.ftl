# The source. Every other language follows this file.
# Words about a neighbor: roughly where they live, what they show to members, and whom one follows. $place is a name as it was
# written.

## Roughly where one lives

living-title = Roughly where you live
living-help = With this, your home page shows what is close by. It is rounded to about one kilometer at once; nothing finer is kept.
living-seen = Members of this network can see it, no finer than that. It goes to no other network.
living-near = A place near you
living-keep = Keep this place
living-take-away = Take my place away
living-gone = It is taken away. Where you live is not kept here any more.
living-none = Please name a place, or choose one on the map.
living-unknown = We do not know a place called { $place }. Please look at the list of places, or choose one on the map.
living-ask = Say roughly where you live, to see what is close by

## What a neighbor shows to members

neighbor-shown = What members of this network see
neighbor-resting = Resting for now
neighbor-languages = Languages: { $languages }
neighbor-lives-beside = Lives about { $km } km from { $place }
neighbor-lives = Lives roughly around { $latitude } degrees north, { $longitude } degrees east
neighbor-oneself = This is how neighbors see you.
neighbor-change = Change what you say about yourself

## From the page of a post that is for everyone, for members

posts-open-here = Answer it, like it or tell it on

## Whom one follows

following-title = Whom I follow
following-none = You follow nobody yet. You can begin on the page of a neighbor.
following-unfollow = Do not follow { $who } any more
