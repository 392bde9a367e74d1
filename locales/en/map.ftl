# The source. Every other language follows this file.
# Words of the map, of news on the board, and of drafts: they are on a page only where its script runs. $who is who made
# the map, $place a name as it was written.

## The map

map-show = Show the map
map-hide = Hide the map
map-near = Choose a place on the map
map-name-board = Map of the needs and offers in this list
map-name = Map to choose a rough place
map-help-board = The map shows the same as the list, and only roughly where each thing is. To look around a place, touch it. Or move the map with the arrow keys and choose its middle.
map-help = Touch the map roughly where it is. Or move the map with the arrow keys and choose its middle. You can also leave the map out and use words.
map-help-outlines = There are no streets on this map, only the outlines of countries, from afar: nobody else hears that you look.
map-by = Map: { $who }
map-closer = Closer
map-farther = Farther
map-middle = Choose the middle of the map
map-chosen = The place is chosen. It is rounded to about one kilometer.
map-touched = Around the place that I chose on the map
map-go = Show what is near there
map-failed = The map did not load. You can go on without it.
map-point-wrong = We could not read the place on the map. Please choose it once more, or leave it out.
map-spot-beside = Where, on the map: about { $km } km from { $place }
map-spot = Where, on the map: about { $latitude } degrees north, { $longitude } degrees east

## News of the board

live-new =
    { $count ->
        [one] { $count } new. Show it
       *[other] { $count } new. Show them
    }

## A draft on this device

draft-kept = What you write here is kept on this device alone, until you send it.
draft-forget = Forget this draft
draft-forgotten = It is forgotten.
