# The source. Every other language follows this file.
# Words of asking without an account, and of helping who asks: for someone who is tired, in a hurry, or finds it hard to ask.

## The form for asking

ask-title = Ask without an account
ask-no-account = No account? You can ask without one.
ask-lead = Say what you need, in your own words. You need no account, no name and no papers. A neighbor who helps here reads it and answers you.
ask-words = What do you need?
ask-words-help = Such as: a warm coat in size M, or a ride to the doctor on Tuesday. Leave out your name and your street.
ask-place = Where, roughly? You may leave this empty.
ask-place-help = Such as: near the library. Please do not write your exact address.
ask-reach = How can we answer you? You may leave this empty.
ask-reach-help = A telephone number or an e-mail address, for the neighbor who helps you and for nobody else. If you leave it empty, you find your answer on a page of your own; the next page shows its link.
ask-shown = Who may see it?
ask-shown-help = You can change this later.
ask-shown-helpers = Only neighbors who help here
ask-shown-network = All members of this network
ask-shown-public = Everyone
ask-trap = Please leave this empty
ask-button = Ask
ask-kept = What you write is kept sealed. All of it is erased when it is done, when you say so, or { $days } days after your last visit or word.
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
asked-said-asked = Neighbors who help can read it now. Keep the link to this page: it is the only way back.
asked-said-written = Your words are here for who helps you.
asked-said-shown = It is changed, and holds from now on.
asked-link = The link to this page
asked-link-help = Write it down, take a picture of it, or keep it in your browser. Whoever has it can read this page.
asked-waits = It waits for a neighbor who helps
asked-helped = { $name } helps you
asked-next-page = A neighbor reads it, and writes to you on this page. Come back in a day or two.
asked-next-reach = A neighbor reads it, and calls you or writes to you. You may find words on this page, too.
asked-on-board = It is on the board:
asked-time = Asked: { $time }
asked-place = Where: { $place }
asked-reach = How to reach you: { $reach }
asked-by-guest = Who asks
asked-by-helper = Who helps
asked-write-help = Only who helps reads this. It is erased with the rest.
asked-shown-help = If fewer people may see it, it is taken off the board at once.
asked-shown-button = Change who may see it
asked-end = I do not need this any more
asked-end-help = All of it is erased at once. Nobody asks why.
asked-end-button = Erase all of it now
asked-ended-title = It is erased
asked-ended = All that was written here is gone. Whoever wanted to help hears that it is no longer needed.
asked-ended-again = You can ask again at any time.
asked-lost-title = This link leads nowhere
asked-lost = Perhaps a letter of the address is missing. Or it is over: what is done is erased at once, and so is what nobody looked at for { $days } days.
asked-lost-what-to-do = Look at the address once more, letter by letter. If you still need something, ask again on the first page.

## For those who help

asks-title = Neighbors who ask without an account
asks-lead = Only those who help here see this page. Once you take one, only you read it.
asks-waiting = Waiting for somebody
asks-waiting-none = Nobody waits right now.
asks-mine = With which you help
asks-said-let-go = It waits for another neighbor now. Nobody asks why.
asks-said-done = It is done, and all of it is erased. Thank you.
asks-said-too-late = Another neighbor helps already.
help-title = A neighbor asks
help-language = Language of their page: { $language }
help-contact-later = How to reach them is shown to who helps.
help-no-contact = They come back to their own page here. Write to them there.
help-take = I will help
help-take-help = From then on only you read this. Who asks sees your name, and you can write to each other.
help-write-help = They read it when they come back to their page. Only the two of you see it.
help-said-taken = Thank you. Only you read this now.
help-said-written = Your words are on their page.
help-said-on-board = It is on the board. Answers come to you.
help-board = Put it on the board
help-board-help = Look at the words once more: leave out names, streets and numbers. The board says “posted with help from a neighbor” and no more.
help-board-for-helpers = Who asked wants only those who help to see this. If the board would be of use, ask them to say so on their page.
help-board-for-network = Who asked says that all members of this network may see it.
help-board-for-public = Who asked says that everyone may see it.
help-done = It is done
help-done-help = When it is done, all of it is erased at once, on the page of who asked, too.
help-let-go = I cannot help after all
help-let-go-help = If you cannot, it waits for another neighbor. What is on the board is taken off, and what you wrote is erased.
help-promised = Part of this is promised on the board. Please take the promise back or note that it was handed over; then come here again.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = A neighbor asks without an account. Whoever has time can look: { $link }
guest-told-wrote = The neighbor without an account whom you help wrote to you: { $link }
guest-told-ended = A neighbor without an account whom you helped does not need it any more. All of it is erased. Thank you.
guest-label = Asked on this website
guest-consent = Asked on this website themselves, and said who may see it
guest-may-share-network = what they need, with members of this network
guest-may-share-public = what they need, with everyone
