# The source. Every other language follows this file.
# Words of the first page, the board, and the page of a need or an offer. $time is a time of day, $place and
# $example are names as they were written.

## Every page

page-board = Needs and offers
page-ask = Ask
page-address = This page:

## Soon

day-today = today, { $time }
day-tomorrow = tomorrow, { $time }

## The first page

home-board-button = See what is open
home-how-button = How do I ask?
home-newest-heading = New on the board
home-how-heading = How to ask, and how to offer
home-step-1 = Say in a few words what you need or what you have. Nobody asks you why.
home-step-2 = Neighbors read it. Whoever can help writes to you alone.
home-step-3 = You choose whom you say yes to. Then the two of you agree on a time and a place.
home-how-here = Ask here, without an account
home-how-members = Members sign in and press “{ $button }”
home-how-apps = I have a Mastodon app
home-how-app = Members ask from their phone, with any Mastodon app. Sign in there to { $host }, write what you need or have, and end with #need or #offer.
home-join-heading = How to join
home-join = You get a link that lets you in. You choose a short name for yourself. It need not be the name in any papers, and nobody asks for anything else.
home-join-ask = Ask a neighbor who is here already.
home-join-write = Ask a neighbor who is here already, or ask us:
home-kept-heading = What we keep about you

## Following and answering from another server

follow-title = Follow from your own server
follow-who = Follow { $name }
follow-lead = Do you have an account on Mastodon, or on a server of that kind? Write its address here, and we show you the way.
follow-lead-answer = Do you have an account on Mastodon, or on a server of that kind? Write its address here, and answer from there.
follow-label = The address of your account
follow-help = A name and a server, such as { $example }
follow-button = Follow
follow-button-answer = Answer from there
follow-copy = Or copy our address, and search for it in your app
follow-copy-answer = Or copy this address, and search for it in your app
follow-not-address = That is not a whole address yet. It has a name, the sign @ and a server, such as { $example }.
follow-not-found = We could not reach { $address }. Please look whether each letter is right, or copy the address below.
follow-no-way = Your server does not say how to go on from here. Please copy the address below, and search for it there.
follow-go-title = One more step
follow-go = Your server { $server } opens next and asks you to say yes.
follow-go-button = Go on to { $server }

## The board

board-title = Needs and offers
board-filter-heading = What are you looking for?
board-kind = Needs or offers
board-kind-all = Both
board-kind-need = Needs
board-kind-offer = Offers
board-category = What
board-category-all = Everything
board-near = Near
board-near-help = The name of a place here, such as { $example }
board-near-none = No places are written down here yet.
board-near-unknown = We do not know a place called { $place }. Please look at the list of places, or leave this empty. Below you see everything.
board-within = How far
board-within-km = up to { $km } km
board-within-of = up to { $km } km from { $place }
board-within-map = up to { $km } km from the place on the map
board-within-alone = Please choose a place for this, too. Without one, what is far away is shown as well.
board-more = More to choose from
board-when = When
board-when-any = Any day
board-when-today = Today
board-when-days = In the next { $days } days
board-food = Food
board-food-help = One word or more, such as halal, vegan
board-way = How
board-way-any = Any way
board-language = Language
board-language-any = Any language
board-button = Show what fits
board-clear = Show everything
board-none = Nothing fits right now. Try to look farther around, or leave something out. New things come every day.
board-none-yet = Nothing that fits is among the newest. Look at older ones.
board-further = Look at older ones
board-newest = Back to the newest
board-feed = Get what is new as a web feed (Atom)
board-for-everyone = This is what everyone may see. Members see more when they are signed in.
board-for-members = You are signed in: you also see what is for members only, and what networks close by share with us.
feed-title = { $network }: needs and offers

## A need or an offer in a list

card-amount-need = Still needed: { $open } of { $amount }
card-amount-offer = Still there: { $open } of { $amount }
card-place-away = { $place }, about { $km } km away
card-away = About { $km } km away
card-until = Until { $until }
card-from = From { $network }
card-audience-network = for members only
card-audience-peers = for members and networks close by

## The page of a need or an offer

listing-in-language = This was written in another language: { $language }.
listing-closed = This is not open for answers any more. Thank you for looking.
listing-respond-app = Answer from your app: search there for the address of this page, and reply.
listing-seen-by-network = Only members of this network can see this.
listing-seen-by-peers = Members of this network can see this, and members of the networks close by that we work with.
listing-seen-by-public = Everyone can see this.
listing-there = Open it at the network that it comes from
listing-back = All needs and offers

## Measures that everybody knows, beside a number

unit-kilogram = { $number } kg
unit-litre = { $number } l
