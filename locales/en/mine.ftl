# The source. Every other language follows this file.
# Words of what is a member’s own, and of one answer between its two sides.

## Home

mine-home = Home
mine-title = What is mine
mine-hello = Good to see you, { $name }
mine-resting = You are resting. Your network asks you for nothing. You can ask for help at any time.
mine-waiting = Waits for your word
mine-waiting-none = Nothing waits for you right now.
mine-further-waiting = More that waits for your word
mine-waits-need = { $who } can help.
mine-waits-offer = { $who } could use this.
mine-under-way = Agreed, and not yet done
mine-no-time = no time agreed yet
mine-further-under-way = More that is agreed
mine-when = When: { $when }
mine-news = Your network says
mine-news-none = Nothing new.
mine-near = Close by
mine-newest = New on the board
mine-near-none = Nothing is open close by right now. New things come every day.

## Mine

mine-lead = Only you see this page. Nobody counts here who gives and who takes.
mine-posted = What I asked and offered
mine-posted-none = Nothing yet. Asking and offering takes a minute.
mine-answered = What I answered
mine-answered-none = Nothing yet. On the board you find what is open.
mine-older-answers = Look at older answers
mine-over = What is over
mine-over-goes = Of what you posted and of what you answered. It goes { $days } days after its end, and nothing is held against anyone.
mine-words-gone = Its words are erased

## Listing

listing-step-pause = Take no answers for now
listing-step-resume = Take answers again
listing-step-withdraw = Take this off the board
answer-said-paused = Nobody can answer this for now. You can open it again at any time.
answer-said-resumed = It takes answers again.
answer-said-withdrawn = It is off the board. Everyone who answered gets a kind word.
answer-open = Write to each other, and agree on time and place

## Between

between-title = You and { $who }
between-asked-need = Can bring: { $amount }
between-asked-offer = Asked for: { $amount }
between-agreed = Agreed: { $amount }
between-talk = What you wrote to each other
between-write = Write a few words
between-write-help = Only the two of you read this. It is erased with the answer.
between-write-help-across = Only the two of you read this. It goes from network to network, without your name.
between-mute-network = The two of you belong to different networks, and the other one does not take words yet. So you cannot write to each other here.
between-mute-later = The two of you belong to different networks. You can write to each other here once your neighbor says yes, or writes to you.
between-mute-closed = No words go between your two networks for now. So you cannot write to each other here.
between-mute-name = One of you does not show their name. So you cannot write to each other here.
between-mute-connectors = Connectors carry this answer. So you cannot write to your neighbor here for now.
between-mute-connectors-say = Tell a connector what your neighbor should know.
between-mute-say = Once you agree, say what your neighbor should know under “When, how and where”.
between-mute-read = Once you agree, your neighbor says when, how and where. You find it here.
between-mute-there = Once you agree, you find when, how and where behind a button on this page.
between-send = Send
between-next = What happens next
between-next-decide = Say yes or “not this time”. Nobody asks you for a reason.
between-next-wait = Your neighbor reads your answer and says yes or “not this time”. You find their word here.
between-next-connectors = Connectors bring your answer to your neighbor. You find the word here.
between-next-plan = You agreed. Say when and where, so that your neighbor can come.
between-next-come = You agreed. Your neighbor says when and where; you find it here.
between-part = All of it, or a part. You may say less.
between-handoff-planned = agreed, not yet done
between-handoff-ready = it is ready
between-handoff-on-the-way = it is on the way
between-handoff-handed-over = done
between-handoff-did-not-happen = did not happen
between-contact = You can reach your neighbor here ({ $kind }): { $value }
between-where = See where and how
between-elsewhere = This comes from another network. Where and how stand there, behind this button, for you alone. That network notes when it is done.
between-erased = What you wrote here about the place is erased two days after the end.
between-plan = When, how and where
between-day = Day
between-from = From
between-until = Until
between-address = Where exactly
between-address-help = Only the neighbor who comes reads this. It is erased two days after the handover.
between-notes = Good to know
between-notes-help = Such as: third floor, no lift, ring twice
between-plan-keep = Tell my neighbor
between-when-wrong = Please give a day, and from when until when, such as 17:00.
between-until-wrong = The end comes after the beginning. Please look at both times.
between-how-far = How far is it?
between-act-handed-over = It was handed over
between-act-ready = It is ready
between-act-on-the-way = It is on the way
between-act-again = It did not happen; let us try again
between-act-let-go = It did not happen; open it for others again
between-act-reopen = It was not handed over after all
between-endings = It did not happen
between-reopen = Was it not handed over?
between-reopen-until = Either of you can say so until { $time }. Then the promise stands again, and the place is kept.
between-no-fault = Whatever happened, nobody asks why, and nothing is held against anyone.
between-cannot = I cannot come after all
between-promise-back = Take my word back
between-said-written = Your words are with your neighbor.
between-said-sent = Your words are on their way to the other network.
between-said-agreed = Agreed. Now say when and where.
between-said-declined = They hear a kind “not this time”, and no reason.
between-said-taken-back = It is taken back. Nobody asks for a reason.
between-said-planned = Your neighbor reads it here now.
between-said-noted = It is noted here for both of you.
between-said-handed-over = It is done. Thank you, both of you.
between-said-again = The promise stands. Say a new time and place.
between-said-let-go = It is open for others again.
between-said-reopened = The promise stands again. If its time is over, say a new one.
between-told-reopened = It was not handed over after all, so the promise stands again. You find it here: { $link }
