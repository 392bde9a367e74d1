# The source. Every other language follows this file.

## What a post asks

polls-choose-one = Choose one
polls-choose-several = Choose one or more
polls-button = Vote
polls-mine = You chose this
polls-votes =
    { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
polls-voters =
    { $count ->
        [one] { $count } person voted.
       *[other] { $count } people voted.
    }
polls-hidden = How many chose what is shown when it has ended.
polls-until = Open until { $time }
polls-left-minutes =
    { $count ->
        [one] { $count } minute left
       *[other] { $count } minutes left
    }
polls-left-hours =
    { $count ->
        [one] { $count } hour left
       *[other] { $count } hours left
    }
polls-left-days =
    { $count ->
        [one] { $count } day left
       *[other] { $count } days left
    }
polls-no-end = It has no end.
polls-ended = It has ended.
polls-own = You asked this, so you do not vote.
polls-voted = You have voted.
polls-over = This question has ended, so nobody can vote any more. How it ended stands here.
polls-voted-before = You have voted already. Each neighbor votes once.
polls-own-poll = You asked this yourself, so you cannot vote.
polls-choose-first = Please choose something first.
polls-choose-only-one = Please choose one alone.
polls-changed = What can be chosen was changed in the meantime. Please read it again and choose.
posts-said-voted = Your vote is there now. Nobody here reads what you chose.

## What hangs on a post

posts-transcript = (in words below)
posts-changed = Changed { $time }

## Writing with pictures

write-title = Write something with pictures
write-answer-title = Answer with pictures
write-words-help = With a picture, no words are needed.
write-slot = Picture { $number }
write-pictures = Pictures
write-leave-out = Leave this picture out
write-fold = Fold this away: whoever wants to see it opens it
write-warning = Words to read first
write-warning-help = If there is something that not everybody wants to read, say here what it is about. Whoever wants to read opens it. Mostly this stays empty.

## Asking a question with choices

question-heading = Ask a question with choices
question-help = Write the question among your words, and here what one can choose: { $least } to { $most } choices. Everybody votes once, and nobody here reads who chose what.
question-choice = Choice { $number }
question-more = Room for more choices
question-several = One may choose several
question-open-for = For how long can one vote?
question-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
question-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
question-hidden = Show how many chose what only when it has ended
question-options = There are { $least } to { $most } choices in a question. Please write them here, or leave all of this part empty.
question-same = This choice stands there twice. Please write another one, or leave it out.
question-time = Please choose for how long one can vote.
question-or-pictures = A post has pictures or a question with choices, and not both. Please leave one of the two out.
question-not-here = A need, an offer, or an answer to one has no question with choices. Please leave the choices out, or the tag.

## Changing what one wrote

posts-edit = Change what it says
posts-said-changed = It says this now. Everybody whom it reached hears of it.
reword-title = Change what you wrote
reword-lead = Whoever may read it sees when you changed it. Who may read it stays as it was.
reword-back = Back, and change nothing
reword-poll = What you ask here, and the votes, stay as they are.
reword-transcript = What is said in it?
reword-button = Let it say this
reword-listing = This is a need or an offer. It is changed on its own page.
reword-listing-way = Go to its page
