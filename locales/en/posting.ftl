# The source. Every other language follows this file.

## The form: what folds out

new-language = Written in
new-split = In parts of
new-split-help = Such as 2, if it is given two at a time. Leave this empty if any part will do.
new-takes-more = Nothing is counted, and more than one neighbor may come
new-food = Food
new-diet = It is, or should be
new-contains = If you give it: this is in it
new-traces = If you give it: traces of this may be in it
new-free-of = If you need it: this must not be in it
new-none-in-it = As far as I know, none of this is in it
new-kept = How is it kept?
new-best-before = Best before
new-when = When
new-urgency = How soon?
new-day = On this day
new-ends = Last day on the board
new-ends-help = Usually it stands there for { $usual } days, and for { $most } at most.
new-how = How it changes hands
new-ways = What suits you?
new-access = Good to know for whoever comes
new-access-help = Such as: no steps, we speak Spanish. Everyone who sees this reads it.
new-pass-along = May other networks pass it on to those they know?
new-pass-along-no = No
new-pass-along-yes = Yes
new-other-language = The same in one more language
new-other-which = Which language?
new-other-title = What it is, in that language
new-other-body = More words in that language
new-look = See first how it looks

## How it will look

look-title = This is how it will look
look-lead = It is not on the board yet. Below you can change it.
look-who = Who will see it
look-change = Change it
look-peers = These networks read it: { $networks }.
look-more-peers = { $count } more
look-no-peers = No other network gets this from us today. One that works with us later reads it, too.
look-name = Your name stands on it: { $name }.
look-no-name = Your name is not on it. It says: from a neighbor, through { $network }.
look-connectors = Your name is told to connectors alone, who bring needs and offers together here.
look-words-tell = What you write can still tell who you are. Please read it once more.
look-promise-network = It stays on this server. When you take it back, it leaves the board at once.
look-promise-peers = It is kept on their servers, too. When you take it back, we ask them to erase it. We cannot promise that each of them does, or that nobody there tells others.
look-promise-public = Anyone can read it and copy it, on other servers, too. When you take it back, we ask each server that has it to erase it. We cannot promise that each of them does.
look-pass-no = Other networks do not pass it on.
look-pass-yes = Other networks may pass it on, through two networks at most.

## Pictures

pictures-title = Pictures of this
pictures-lead = Whoever sees this sees its pictures, too. Each is made anew here, so that nothing hidden in it comes along, such as where it was taken. Please show no faces and no door numbers.
pictures-file = A picture
pictures-description = What does it show?
pictures-description-help = In words, for neighbors who cannot see it. Such as: a white cot with a blue blanket
pictures-button = Add this picture
pictures-words = What picture { $number } shows
pictures-words-button = Keep the words
pictures-away = Take picture { $number } away
pictures-full = There are { $most } pictures, and no room for more.
pictures-kept = The pictures are as you see them now.

## What somebody began, and keeps for later

begun-keep = Keep it for later
begun-keep-help = If you keep it for later, you find it here for { $days } days, on any device. Nobody else sees it.
begun-heading = What you keep for later
begun-lead = Nobody else sees this. Each goes by itself { $days } days after you kept it, and its pictures after one day.
begun-since = You kept this on { $when }.
begun-no-title = Without a name yet
begun-go-on = Go on
begun-away = Throw away
begun-new = Something new
begun-said-kept = It is kept for you. You find it here whenever you want to go on.
begun-said-away = It is thrown away.
begun-pictures-gone = Its pictures are not here any more. Please choose them again. What you wrote about them is still there.
begun-amount-again = You wrote “{ $amount }” on a page in another language. Please write the number once more.
begun-gone-title = This is not kept any more
begun-gone = Perhaps you posted it, threw it away, or kept it anew since. It also goes by itself after a while.
begun-gone-way = Go to what you keep for later
