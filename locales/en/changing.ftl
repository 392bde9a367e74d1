# The source. Every other language follows this file.
# Changing what one posted, taking it off the board and deleting it.

## Changing it

edit-title = Change this
edit-lead = Whoever can see this reads your new words as soon as you save them. You can look first at how it will look.
edit-button = Save the change
edit-look-lead = Nothing is changed yet. Below you can go on writing.
edit-now = What it says now
edit-yours = What you wrote
again-need = Ask this again
again-offer = Offer this again
again-pictures = Its pictures do not come along. If you want some, please choose them again.
edit-kind-stays = Neighbors answered this, so it stays what it is.
edit-easy = The same in easy words
edit-for-neighbor = You posted this for a neighbor. Nobody’s name stands on it.
edit-stays = This stays as it is:
edit-stays-time = The time { $when }
edit-stays-languages = The words in { $languages }. You change them on its page.
edit-stays-place = The rough place on the map, unless you choose another one
edit-told-answered = Neighbors who answered already read the new words, too. What you agreed on stays agreed.
edit-told-elsewhere = Other networks that have it are told of the change. We cannot promise that each of them shows the new words, or that nobody there kept the old ones.
edit-told-renamed = It gets a new address, and we ask the networks that have it to erase what they have. We cannot promise that each of them does. Links to it that you sent to somebody lead nowhere then.
answer-said-changed = It says now what you see here.
answer-said-changed-anew = It says now what you see here, and has a new address. Links to it that you sent to somebody lead nowhere any more.

## Taking it off the board, and deleting it

listing-then-pause = Nobody can answer until you open it again. What you agreed on stays agreed.
listing-then-resume = Neighbors can answer it, as before.
listing-then-withdraw = It leaves the board at once, and cannot be opened again. Everyone who waits for a word gets a kind one. What you agreed on stays agreed. You still find it under “What is mine” for a while.
listing-delete = Delete this for good
listing-delete-then = What it says is erased here at once, with its pictures and with the words of those who answered. Nobody can bring it back.
listing-delete-others = Everyone who waits for a word gets a kind one. While part of it is promised, it cannot be deleted: first take your word back, or hand it over.
listing-delete-elsewhere = We ask the networks that have it to erase it, too. We cannot promise that each of them does.
listing-delete-button = Delete it now
mine-said-deleted = It is deleted. Nobody finds it here any more.
