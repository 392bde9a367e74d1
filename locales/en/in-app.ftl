# The source. Every other language follows this file.
# What the network tells a member about the needs and offers that they post from an app. Plain text; each is a sentence of
# its own line. $title, $words and $who are others' words.

in-app-understood-need = This stands on the board as a need now: { $title }
in-app-understood-offer = This stands on the board as an offer now: { $title }
in-app-category = Category: { $category }
in-app-amount = Amount: { $amount }
in-app-until = Until: { $until }
in-app-for-network-need = Only members of this network see it. It goes further only if you say so on its page.
in-app-for-network = Only members of this network see it.
in-app-for-everyone = Everyone can see it.
in-app-picture = A picture of it has no words yet. Say in your app what it shows, for neighbors who cannot see it.
in-app-complete = Complete or change it here: { $link } – and if it was not meant so, delete the post.

## Somebody answers

in-app-a-neighbor = A neighbor
in-app-answer-need = { $who } can help with what you need: { $title }
in-app-answer-offer = { $who } asks for what you offer: { $title }
in-app-words = They write: { $words }
in-app-words-across = From a neighbor, through { $network }, about “{ $title }”: { $words }
in-app-say-yes = Reply “yes” or “no”, or decide here: { $link }
in-app-say-how-much = Reply “yes” with how much (“yes 2”), or “no”, or decide here: { $link }
in-app-agreed = Agreed. Say where and when here: { $link }
in-app-declined = They hear a kind “not this time”, without a reason.
in-app-yes-or-no = Please reply “yes” or “no”, or decide here: { $link }
in-app-not-possible = That does not fit any more: perhaps it is promised or closed already, or there is less of it. Please look here: { $link }
