# The source. Every other language follows this file.
# What an error says to whoever meets it on a page. The keys are those of src/error/message.rs; some that a page said
# before stand with the words of that page. $text and $command are English, $handle and $agreement are as they were written.

## When something goes wrong

error-internal = Something went wrong on this server. Nothing was changed; please try again.
error-unavailable = This server cannot answer right now, and nothing was changed. Please try again in a moment.
error-peer = The other network does not answer as it should right now. Nothing was changed; please try again later.
error-unreadable = What was sent could not be read. Please go back and fill it in again.
error-too-large = More was sent than there is room for here. Please send less at once.
error-other = This did not work. The server says, in English: { $text }
error-many-sign-in = Many sign in at this moment. Please try again in a minute.
error-password-changed = The password was changed. Please sign in again.
error-too-much-at-once = There is more than can be fetched here at once. Please ask whoever runs this server to call { $command } for you.

## What was typed

error-empty = Please write a few words here.
error-too-long = This is too long: it has { $length } letters and signs, and there is room for { $most }. Please shorten it.
error-too-many-entries = This is too much: there are { $count } entries, and there is room for { $most }. Please leave some out.
error-not-a-tag = One of these words does not work here. Please use the letters a to z, digits and hyphens, at most 40 of them.
error-not-a-language = This is no language that we know. It is written such as en, es or zh-Hans.
error-same-language = This was written in that language. Please choose another.
error-translated-already = Somebody translated this into that language already. Thank you all the same.
error-many-translations = This is kept in { $most } languages beside its own, and there is no room for more.
error-no-kind = Please say whether you need this or have it to give.
error-does-not-fit = This does not fit yet. An amount is a number, such as 12 or 1.5.
error-no-category = This network has nothing of that name on its list. Please choose from the list.
error-not-shown-to = Please choose who may see it.
error-neither-yes-nor-no = The form says neither yes nor no. Please go back and choose.

## How much

error-not-an-amount = An amount is a number up to 1000000, with at most three digits after the point, such as 12 or 1.5.
error-nothing-of-it = The amount is zero. Leave it out if there is nothing to count.
error-more-than-zero = Please write more than zero.
error-parts-of = This is given in parts of { $part }. Please write one part or more.
error-no-unit = Please say what is counted, such as boxes.
error-no-amount = Please say how many, or leave out what is counted.
error-how-much = Please say how much.
error-nothing-counted = Nothing is counted here. Please leave the amount out.
error-more-than-asked = That is more than was asked for. Please write as much or less.
error-only-left = Only { $left } are left. Please say that much or less.
error-promised-amount = Part of this is promised already, so the amount cannot be taken away.
error-more-is-promised = { $taken } are promised already, so the amount cannot be less.

## Needs, offers and answers

error-not-open = This is not open for answers any more. On the board you find what is open.
error-not-open-now = This is not open at the moment, so nothing can be promised. Open it again first.
error-not-there = This is not there any more. On the board you find what is open.
error-own-listing = You posted this yourself, so you cannot answer it.
error-promised-already = This is promised to somebody already.
error-decided = This answer was decided already. The page shows how it stands now.
error-no-such-step = This cannot be done with it any more. The page shows how it stands now.
error-listing-over = This is over. Please post a new one.
error-changed-meanwhile = This was changed in the meantime, perhaps in another window or in an app. First you see what it says now, then what you wrote. Put together what should stand there, and save it once more.
error-answered-kind = Neighbors answered this already, so it stays what it is. Please post a new one beside it.
error-held = This is held for safety, under the agreement “{ $agreement }”. You can take it back, or speak with the moderators.
error-part-promised = Part of this is promised. Please take the promises back or hand them over first.
error-no-writing = The two of you cannot write to each other here any more.
error-words-alone = To another network go words alone. Please leave out pictures and choices.
error-said-across = What went to another network stays as it was said. Please write once more what should be known.
error-nobody-named = Somebody who is named here cannot be found, so it was not sent. Please look at the names once more.
error-many-named = Very many people are named here: there is room for { $most }. Please leave some out.
error-moved = You moved to another account. To go on here, please take that back first.
error-has-left = This account has left.
error-not-followed = This account cannot be followed from here.
error-not-told-on = This was not written for everyone, so it is not told on.
error-listing-not-told-on = A need or an offer goes as far as its author chose, so it is not told on.
error-listing-elsewhere = This comes from another network. Please report it to them, or keep their server away.
error-that-is-you = That is you. Please choose somebody else.

## Handing over

error-handoff-over = This is over already. The page shows how it ended.
error-handoff-further = It is as far as that already, or farther. The page shows how it stands now.
error-handoff-elsewhere = The network that this came from notes how far it is, and tells us.
error-handed-over = This has been handed over already.
error-link-ended = This link has ended. Please ask the network for a new one.

## Helping a neighbor

error-ask-again = Please speak with this neighbor again before you speak for them: the day to ask anew has passed. Then write down what they said.
error-speaks-for-many = One neighbor speaks for { $most } others at most. Please share this with somebody.
error-on-the-board = It is on the board already.
error-much-written = So much was written here that there is no room for more. Please call each other, or begin anew.
error-nobody-can-ask = Nobody can ask here without an account right now. Please write to us or call us.

## Keeping people safe

error-own-server = That is this server itself. Please choose another.
error-servers-many = You keep { $most } servers away. Please take one back first.
error-not-held = It is not held any more.
error-task-not-held = They do not have this task now.

## Accounts

error-not-a-handle = A handle has 1 to 30 signs: small letters a to z, digits and underscores.
error-handle-of-server = The server itself has that handle. Please choose another.
error-handle-taken = The handle { $handle } is taken. Please choose another.
error-not-own-handle = To leave for good, please write your own handle here.
error-app-asks-more = The app asks for more than it registered for. Please begin again in the app.

## Days, food and pictures

error-day-passed = This day or time is over already. Please choose a later one.
error-not-a-day = This is no day. It is written such as 2030-05-31.
error-open-too-long = It can stand on the board for { $most } days at most. You can post it again then.
error-window-too-long = From the beginning to the end there can be a year at most. Please look at both.
error-not-in-parts = The amount is not a whole number of these parts. Please change one of the two.
error-which-language = Please choose the language of these words.
error-none-and-some = It says that none of this is in it, and that some of it is. Please look once more.
error-no-picture = Please choose a picture first.
error-unknown-file = This is no picture or recording that is taken here. Please send a PNG, JPEG, GIF or WebP, or sound as WAV, MP3, Ogg or M4A.
error-broken-picture = This picture could not be read to its end. Please send it once more, or another one.
error-large-picture = This file is too large. Please make it smaller, or send another one.
error-many-pictures = There is room for { $most } pictures. Please take one away first.
error-picture-gone = One of the pictures is not here any more. Please choose it once more.
error-no-recordings = Here there is room for pictures alone, and not for recordings.
error-many-files-wait = Very many files of yours wait for a post already. Please post or delete some of them first.
error-many-beginnings = You keep { $most } for later already. Please post one or throw one away first. What you wrote is still here.
error-long-beginning = This is more than can be kept for later. Please shorten it.
error-beginning-gone = This is not kept for later any more. Perhaps you posted it in another window. To post it all the same, press the button once more.
error-took-too-long = That took too long. Please send it once more.
