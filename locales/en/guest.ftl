# The source. Every other language follows this file.
# Words of asking without an account, and of helping who asks: for someone who is tired, in a hurry, or finds it hard to ask.

## The form for asking

ask-title = Ask without an account
ask-no-account = No account? You can ask without one.
ask-lead = Say what you need, in your own words. You need no account, no name and no papers. A neighbor who helps here reads it and answers you.
ask-urgent = If it cannot wait
ask-urgent-food = See what food is offered on the board right now
ask-words = What do you need?
ask-words-help = Such as: a warm coat in size M, or a ride to the doctor on Tuesday. Leave out your name and your street.
ask-place = Where, roughly? You may leave this empty.
ask-place-help = Such as: near the library. Please do not write your exact address.
ask-reach = How can we answer you? You may leave this empty.
ask-reach-help = A telephone number or an e-mail address, for the neighbor who helps you and for nobody else. If you leave it empty, you find your answer on a page of your own; the next page shows its link.
ask-by-mail = Send me a mail when an answer is there. It says “You have an answer” and where to look, and nothing else.
ask-shown = Who may see it?
ask-read-by-helpers = In any case it is read by connectors of this network, and by members who speak for a neighbor, until one of them helps you.
ask-read-by-stewards = In any case it is read by stewards and operators here, since nobody else helps yet, until one of them helps you.
ask-shown-help = You can change this later.
ask-shown-helpers = Only neighbors who help here
ask-shown-network = All members of this network
ask-shown-public = Everyone
ask-trap = Please leave this empty
ask-button = Ask
ask-before = You asked before? Type the code that you kept
ask-kept = What you write is kept sealed. All of it is erased when you say so, or { $days } days after your last visit or word. When who helps says that it is done, you are asked first.
ask-again = Please press the button once more. Nothing that you wrote is lost.
ask-too-often = Very many asked from where you are just now. Please wait some minutes and press the button again. Nothing that you wrote is lost.
ask-words-wrong = Please write a few words here, and at most { $most } letters.
ask-place-wrong = Please say the place in fewer words.
ask-reach-wrong = This is no telephone number and no e-mail address yet. Please look at it again, or leave it empty.
ask-closed-title = Please ask in another way
ask-full = Very many neighbors wait for an answer here right now. Yours would wait for too long.
ask-nobody = Nobody who reads such words is here at the moment.
ask-elsewhere = Please write to us or call us, or let a neighbor who is a member ask for you. A network close by may be able to help, too.
ask-elsewhere-neighbor = Please let a neighbor who is a member ask for you. A network close by may be able to help, too. What others give is on the board.
ask-you-wrote = This is what you wrote: { $words }

## The private page of who asks

asked-title = What you asked
asked-said-asked = Neighbors who help can read it now. Keep the code or the link below: there is no other way back.
asked-said-written = Your words are here for who helps you.
asked-said-shown = It is changed, and holds from now on.
asked-said-changed = It is changed. Whoever helps you hears of it.
asked-said-still = It waits again, and those who help here are told again.
asked-link = The way back to this page
asked-link-help = Print it, take a picture of it, or write the code down. Whoever has it can read this page, so show it to nobody else.
asked-code = From any telephone or computer, go to this short address and type the code below it:
asked-waits = It waits for a neighbor who helps
asked-helped = { $name } helps you
asked-next-page = A neighbor reads it, and writes to you on this page. Come back in a day or two.
asked-next-mail = A neighbor reads it, and writes to you on this page. A mail tells you when an answer is there.
asked-next-reach = A neighbor reads it, and calls you or writes to you. You may find words on this page, too.
asked-on-board = It is on the board:
asked-time = Asked: { $time }
asked-changed = Changed: { $time }
asked-place = Where: { $place }
asked-reach = How to reach you: { $reach }
asked-by-guest = Who asks
asked-by-helper = Who helps
asked-write-help = Only who helps reads this. It is erased with the rest.
asked-reword = Change what I asked
asked-change-help = Say it anew, or add what is missing. Leave out your name and your street. Whoever helps you hears that you changed it.
asked-spot-away = Take the place on the map away
asked-board-too = Say it so on the board, too, word for word. Without this, the board keeps its words.
asked-reword-button = Keep these words
asked-reach-change = Change how you can be reached
asked-reach-help = A telephone number or an e-mail address, for the neighbor who helps you and for nobody else. Leave it empty to be answered on this page alone.
asked-reach-button = Keep this way
asked-shown-help = If fewer people may see it, it is taken off the board at once.
asked-shown-button = Change who may see it
asked-done-says = Who helped says that it is done
asked-done-question = Is it done?
asked-done-help = Nobody but you reads this any more. If you still need it, it waits for a neighbor again, and those who help here are told again.
asked-done-no = No, I still need it
asked-done-yes = Yes, it is done: erase it
asked-done-until = You have { $days } days to say so, until { $day }. If you say nothing, all of it is erased then.
asked-done-first = Who helped says meanwhile that it is done. Please say first whether you still need it.
asked-end = I do not need this any more
asked-end-help = All of it is erased at once. Nobody asks why.
asked-end-button = Erase all of it now
asked-ended-title = It is erased
asked-ended = All that was written here is gone. Whoever wanted to help hears that it is no longer needed.
asked-done-gone = All that was written here is gone. Nobody else had any of it any more.
asked-ended-again = You can ask again at any time.
asked-lost-title = This link leads nowhere
asked-lost = Perhaps a letter of the address is missing. Or it is over and erased: at your word, { $done } days after who helped said so, or after { $days } days without a visit.
asked-lost-what-to-do = Look at the address once more, letter by letter, or type the code that you kept. If you still need something, ask again.
asked-lost-code = The code that you kept
asked-lost-ask = Ask again

## For those who help

asks-title = Neighbors who ask without an account
asks-lead = Only those who help here see this page. Once you take one, only you read it.
asks-waiting = Waiting for somebody
asks-waiting-none = Nobody waits right now.
asks-mine = With which you help
asks-said-let-go = It waits for another neighbor now. Nobody asks why.
asks-said-done = Thank you. Nothing of it is left for you. Who asked can say for { $days } days that they still need it.
asks-said-too-late = Another neighbor helps already.
help-title = A neighbor asks
help-language = Language of their page: { $language }
help-contact-later = How to reach them is shown to who helps.
help-no-contact = They come back to their own page here. Write to them there.
help-take = I will help
help-take-help = From then on only you read this. Who asks sees your name, and you can write to each other.
help-write-help = They read it when they come back to their page. Only the two of you see it.
help-mail-goes = A mail tells them that an answer is there, and not what it says.
help-write-there = They left { $way }: write or call there, too. Nothing else tells them that your words are here.
help-said-taken = Thank you. Only you read this now.
help-said-written = Your words are on their page.
help-said-on-board = It is on the board. Answers come to you.
help-changed = Who asked has changed this. Please read it once more, and how to reach them.
help-changed-board = The board says what it said before, unless they wanted it changed there, too.
help-board = Put it on the board
help-board-help = Look at the words once more: leave out names, streets and numbers. The board says “posted with help from a neighbor” and no more.
help-board-for-helpers = Who asked wants only those who help to see this. If the board would be of use, ask them to say so on their page.
help-board-for-network = Who asked says that all members of this network may see it.
help-board-for-public = Who asked says that everyone may see it.
help-done = It is done
help-done-help = You then read nothing of it any more, and it is off the board. Who asked is asked whether it is so: for { $days } days they can say no.
help-done-button = Yes, it is done
help-let-go = I cannot help after all
help-let-go-help = If you cannot, it waits for another neighbor. What is on the board is taken off, and what you wrote is erased.
help-promised = Part of this is promised on the board. Please take the promise back or note that it was handed over; then come here again.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = A neighbor asks without an account. Whoever has time can look: { $link }
guest-told-wrote = The neighbor without an account whom you help wrote to you: { $link }
guest-told-changed = The neighbor without an account whom you help changed what they asked, or how to reach them: { $link }
guest-told-ended = A neighbor without an account whom you helped does not need it any more. All of it is erased. Thank you.
guest-label = Asked on this website
guest-consent = Asked on this website themselves, and said who may see it
guest-may-share-network = what they need, with members of this network
guest-may-share-public = what they need, with everyone
