# The source. Every other language follows this file.
# What a page says that keeps what was typed, where it could not be taken.

## Signed out while something was written

signed-out-title = You are signed out
signed-out-lead = Nothing was sent, because you are not signed in any more. What you wrote is not lost: it stands below.
signed-out-sign-in = Sign in (this opens beside this page, which stays open).
signed-out-paste = Come back to this page, copy what you wrote, and paste it into the page that you find after you signed in.

## Something went wrong

kept-below = What you wrote is not lost: it stands below. You can copy it from there.
kept-again = Nothing that you wrote is lost: it is kept on this page. Wait a moment, and then press the button.

## Deleted already

posts-gone-title = It is gone
posts-gone = There is nothing here to delete any more. If you deleted it a moment ago, that was enough.
mine-gone-moved = If you let fewer people read it since, it has a new address: you find it in what is yours.

## Another language chosen

language-kept-title = You read in another language now
language-kept-lead = Nothing was sent. What you wrote is not lost: it stands below.
language-kept-way = Go on to the page (this opens beside this page, which stays open).
language-kept-paste = Come back to this page, copy what you wrote, and paste it there.
