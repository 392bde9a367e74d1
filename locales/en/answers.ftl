# The source. Every other language follows this file.
# Words of answering, and of the form for a need or an offer.

## Answers

answers-heading = Answers
answers-yours = Your answer
answers-none = Nobody has answered yet. You will find answers here.
answer-by-you = You
answer-by-network = A neighbor, through { $network }
answer-state-offered = waits for a word
answer-state-with-connectors = with the connectors
answer-state-accepted = agreed
answer-state-declined = not this time
answer-state-withdrawn = taken back
answer-state-lapsed = over
answer-yes = Yes, please
answer-no = Not this time
answer-take-back = Take it back
answer-how-much = How much
answer-lead-need = Can you help? Your words go to the neighbor who asked, and are shown to nobody else.
answer-lead-offer = Could you use this? Your words go to the neighbor who offers it, and are shown to nobody else.
answer-left-need = Still needed: { $amount }
answer-left-offer = Still there: { $amount }
answer-message = A few words
answer-message-help = Such as when it suits you. You may leave this empty.
answer-button-need = I can help
answer-button-offer = I could use this
answer-said-answered = Your answer is with your neighbor. You find their word here.
answer-said-with-connectors = Your answer is with the connectors, who bring it to your neighbor. You find the word here.
answer-said-agreed = Agreed. Now tell each other when and where: the link below leads there.
answer-said-declined = They hear a kind “not this time”, and no reason.
answer-said-taken-back = It is taken back. Nobody asks for a reason.
answer-said-posted = It stands on the board now. Answers come here.

## Asking and offering

new-title = Ask or offer
new-lead = Two things are enough. Nobody asks you why.
new-kind = Do you need something, or have something to give?
new-kind-need = I need something
new-kind-offer = I have something to give
new-what = What is it, in a few words?
new-what-help = Such as: a ride to the clinic on Friday
new-more = Say more, if you like
new-words = More words
new-amount = How many
new-unit = Of what
new-unit-help = Such as jars or bowls
new-place = Roughly where
new-place-help = Such as: near the library. Please do not write your exact address.
new-audience = Who may see it?
new-audience-usual = As usual: a need only members of this network, an offer also members of networks close by
new-hidden = Do not show my name
new-promise = You can take it back at any time. The exact place is told only to the neighbor who comes.
new-button = Put it on the board
