# The source. Every other language follows this file.

## What neighbors write

posts-title = What neighbors write
posts-followed = From those I follow
posts-neighbors = From this network
posts-none-followed = Nothing here yet. What those write whom you follow stands here.
posts-none-neighbors = Nobody here has written anything for everyone yet.
posts-told-by = { $who } told this on
posts-by = From { $who }
posts-listing = A need or an offer
posts-recording = A recording
posts-picture = A picture without words
posts-asks = It asks something. Open it to vote.
posts-folded = Folded away at first. Open it if you want to see or hear it.
posts-filtered = By your filter: { $title }

## Writing

posts-write = Write something
posts-words = Your words
posts-words-help = A need or an offer has a form of its own, under “Ask or offer”: there it is found.
posts-audience = Who may read it?
posts-audience-public = Everyone
posts-audience-private = Only those who follow me
posts-promise = It also goes to the servers of those who follow you. You can delete it at any time; we ask them to do so, too, and cannot promise that each does.
posts-button = Let others read it
posts-find = Find somebody elsewhere
posts-find-label = Their address
posts-find-button = Look for them
posts-find-none = Nobody was found at this address. Please look whether each letter is right.
posts-above = What this answers
posts-below = Answers
posts-answer = Answer this
posts-answer-help = It goes no further than what you answer.
posts-answer-button = Send my answer
posts-act-like = I like this
posts-act-unlike = I take my “like” back
posts-act-tell = Tell it on to those who follow me
posts-act-untell = Do not tell it on any more
posts-act-delete = Delete this
posts-said-written = It is there now. Whoever may read it finds it.
posts-said-answered = Your answer is there now.
posts-said-told = Those who follow you read it now.
posts-said-untold = It is not told on any more.
posts-said-liked = Its author hears that you like it. Nobody counts.
posts-said-unliked = It is taken back.
posts-said-deleted = It is deleted here. Every server that has it is asked to delete it, too.

## Whom one follows

people-link = What { $name } writes, and following
people-following = You follow this account.
people-asked = You asked to follow. They have not answered yet.
people-unfollow = Do not follow any more
people-page-here = What is open here from this neighbor
people-page-there = The page at their own server
people-posts = What stands here from this account
people-none = Nothing that you may read stands here.
people-said-follow = What they write stands among what you follow, as soon as they agree where they want to be asked.
people-said-unfollow = You do not follow this account any more.

## What one heard of

heard-title = What I heard of
heard-mention = { $who } wrote to you.
heard-favourite = { $who } likes what you wrote.
heard-reblog = { $who } told on what you wrote.
heard-follow = { $who } follows you now.
heard-follow-request = { $who } asks to follow you.
heard-status = { $who } wrote something.
heard-update = { $who } changed something that you told on.
heard-poll = A question that { $who } asked has its answer.
heard-yes = Let them follow me
heard-forget = Forget this whole list
heard-said-yes = They follow you now.
heard-said-no = They do not follow you. Nobody asks for a reason.
heard-said-forgotten = The list is empty now.

## Around one post

posts-further-up = Only the nearest ones stand here.
posts-further-up-way = Read what came before
posts-further-down = There are more answers than fit here. Open an answer to read what is below it.
posts-further-down-way = Read further answers
posts-read-by-public = Everyone may read this.
posts-read-by-unlisted = Everyone may read this. It stands in no public list.
posts-read-by-private = Only those who follow its author, and those named in it, may read this.
posts-read-by-direct = Only its author and those named in it may read this.
posts-read-by-held = Only its author may read this, for now.
