# The source. Every other language follows this file.
# Words of looking after one another: the log, reports, keeping somebody away, announcements.

role-needed-title = This page is for a role
role-needed = Some neighbors look after this for a time. You do not hold that role now.
role-needed-what-to-do = If you want to help with it, say so in your network: roles are given for a time, and go around.
role-steward = steward
role-connector = connector
role-facilitator = facilitator
role-welcome = welcome
role-caretaker = caretaker
role-bookkeeper = bookkeeper
role-mediator = mediator
role-moderator = moderator
role-operator = operator

## The log

log-title = What was done
log-lead = What neighbors did with a role, for every member to read. No neighbor is named who was reported, and nobody who reported.
log-none = Nothing yet.
log-older = Look at older lines
log-by = By { $handle }, as { $role }
log-by-server = By whoever runs the server, on its command line
log-a-member = a member
log-agreement = Under the agreement: { $agreement }
log-reason = Why: { $reason }
log-task = { $handle }: { $task }
deed-network-changed = Changed what the network says of itself, or how it works
deed-joining-changed = Changed how neighbors join
deed-neighbor-welcomed = Welcomed somebody who asked to join
deed-welcome-declined = Said “not now” to somebody who asked to join
deed-follow-asked = Asked to follow another network
deed-follow-ended = Stopped following another network
deed-follower-accepted = Accepted who follows us
deed-follower-declined = Did not accept who wanted to follow us
deed-sharing-changed = Changed what is shared with a network
deed-role-given = Gave a role
deed-role-ended = Ended a task before its time
deed-passed-along = Passed something along from another network
deed-passing-stopped = Stopped passing something along
deed-passing-rules-set = Changed the rules for passing along
deed-member-removed = Erased a member, at their wish
deed-token-made = Made a token that acts for a member
deed-password-given = Gave a member a password
deed-link-made = Made a link that signs a member in once
deed-member-exported = Wrote a file for a member with all that is kept about them
deed-federation-changed = Changed with which servers this one talks
deed-coalition-founded = Founded a coalition
deed-coalition-joined = Joined a coalition
deed-coalition-left = Left a coalition
deed-announced = Told something for the network
deed-announcement-retracted = Took back what was told
deed-entries-imported = Read in places or resources from a file
deed-entry-removed = Took away a place or a resource
deed-blocked = Blocked a server or an account
deed-muted = Muted a server or an account
deed-limited = Limited a server or an account
deed-block-lifted = Lifted a block, a mute or a limit
deed-listing-held = Held a need or an offer
deed-listing-released = Let a held need or offer go on
deed-post-held = Held a post
deed-post-released = Let a held post go on
deed-answer-words-taken = Took away the first words of an answer
deed-translation-taken = Took away what a neighbor translated
deed-report-closed = Closed a report

## Telling the organizers

report-title = Tell the organizers
report-lead = Is something not safe? Tell the moderators of your network. Only they read it, and nobody hears who told. If somebody is in danger now, get help first.
report-about-listing = About: “{ $title }”
report-about-neighbor = About: { $name }
report-about-post = About: what { $name } wrote
report-about-answer = About: the first words of an answer
report-what = What is it about?
report-what-danger = It makes ill or is dangerous
report-what-threat = A threat, or somebody is not left in peace
report-what-fraud = A lie to get something
report-what-spam = Advertising, or the same again and again
report-what-other = Something else
report-words = What happened?
report-words-help = A few words are enough.
report-words-private = Moderators cannot read this message by themselves. What stands here is all they see of it. Change it as you like.
report-quoted = They wrote: “{ $words }”
report-forward = Tell the people who run { $server }, too. They do not hear that it was you.
report-button = Tell them
report-wrong = Please choose what it is about, or write a few words, at most { $most } letters.
report-done-title = Thank you for telling
report-done = The moderators of your network read it.
report-done-next = They may hold a post, or keep a server away. What they do stands in the log.
report-done-own = You can also keep somebody away for yourself, on their page. They are not told.

## A neighbor's page

profile-apart = I do not want to see this neighbor
people-apart = I do not want to see this account
profile-apart-help = That is yours to decide, and nobody asks why. They are not told.
profile-mute = Mute: I do not see them
profile-block = Block: neither of us sees the other
profile-lift = No longer keep them away
blocks-kept-away = They are kept away. Only you see this.
blocks-many = You keep { $most } accounts away. Please take one back first.

## Keeping people safe

moderation-title = Keeping people safe
moderation-lead = This is about safety only; nobody judges here who needs something. What you do stands in the log that members read. Most can be settled by talking.
moderation-reports = What was reported
moderation-reports-none = Nothing waits.
moderation-reports-further = Look at further reports
moderation-reports-full = More reports came from other servers than there is room for. Until some of these are closed, what those servers tell is not taken.
moderation-from-member = From a member
moderation-from-server = From the server { $server }
moderation-unreadable = This report cannot be read.
moderation-unreadable-help = Something is wrong with how it is kept on this server. Please tell whoever runs the server: a backup may still hold the right key. Ask around whether somebody needs help. You can close it when that is done.
moderation-close = Done: close what came { $time }
moderation-hold = Hold it
moderation-hold-help = It is off the board at once, here and elsewhere, and its author reads why. What was promised stays promised.
moderation-hold-post-help = Nobody but its author sees it here at once. Other servers are asked to forget it. Its author reads why.
moderation-take-words = Take its words away
moderation-take-words-help = They go at once and for good, and nobody reads them any more. The answer itself stays. Whoever wrote them reads why.
moderation-agreement = Under which agreement of your network?
moderation-reason = Why, for its author and all members to read, if you like
moderation-their-account = Their account:
moderation-their-server = Their server:
moderation-held = Held
moderation-held-none = Nothing is held.
moderation-held-post = What { $name } wrote, { $time }
moderation-release = Let go on: { $title }
moderation-away = Kept away
moderation-away-help = Servers and accounts elsewhere. A member of this network is not shut out by one person: speak with each other, and decide together.
moderation-keep-away = Keep away
moderation-who = A server or an account
moderation-who-help = Such as spam.example, or the address of an account: https://spam.example/users/eve
moderation-how-far = How far?
moderation-is-limit = Limited: what they post is not taken onto the board. Members can still speak with them.
moderation-is-mute = Muted: nothing that they say comes in, and they are not told. What is ours still goes to them.
moderation-is-block = Blocked: nothing comes in and nothing goes out.
moderation-public-reason = Why, for all members to read, if you like
moderation-lift = No longer keep away { $who }
moderation-wrong-agreement = Please name the agreement that this rests on, in a few words.
moderation-wrong-reason = Please use at most { $most } letters.
moderation-wrong-server = This is not a server or an account elsewhere. Please look at it again.
moderation-said-closed = It is closed. It is erased in 30 days.
moderation-said-held = It is held.
moderation-said-words-taken = The words are taken away.
moderation-said-released = It goes on.
moderation-said-kept-away = They are kept away.
moderation-said-lifted = It is lifted. Follows have to be asked for anew.
moderation-said-too-late = Another moderator did that before, or it is gone.

## Announcements

announcements-title = Announcements
announcements-write = Tell something
announcements-words = What do you want to tell?
announcements-who = Who reads it?
announcements-for-members = Members of this network alone
announcements-for-everyone = Everyone, and who follows us elsewhere
announcements-button = Tell it
announcements-told = What was told
announcements-take-back = Take back what was told { $time }
announcements-wrong = Please write a few words, at most { $most } letters.
announcements-said-told = It is told.
announcements-said-taken-back = It is taken back. Who got it elsewhere is asked to forget it.
announcements-time = When it happens, if it is about a time
announcements-time-help = The clock is that of { $zone }. It is told at once, and members are not shown it any more when that time is over. Who reads it elsewhere reads your words alone: say the time there, too.
announcements-over = That time is over: members are not shown it any more.

## A post that is held, as its author hears of it

held-post-told = The moderators hold what you wrote, under the agreement “{ $agreement }”. Nobody but you sees it now. You can delete it, or speak with them: { $link }
answer-words-told = The moderators took away the first words of your answer, under the agreement “{ $agreement }”. The answer itself stands. You can speak with them: { $link }
held-post-goes-on = What you wrote goes on: { $link }

## Tasks

tasks-title = Tasks
tasks-lead = Some things are looked after by neighbors for a time. Each task ends by itself, and goes around. Whoever has one can lay it down at any time.
tasks-none = Nobody has a task now.
tasks-for-steward = Speaks for your network, and with others.
tasks-for-connector = Brings needs and offers together.
tasks-for-facilitator = Guides meetings.
tasks-for-welcome = Answers who asks to join.
tasks-for-caretaker = Looks after a place.
tasks-for-bookkeeper = Keeps the open accounts.
tasks-for-mediator = Helps in a conflict.
tasks-for-moderator = Acts when somebody is in danger or is hurt.
tasks-for-operator = Looks after the server.
tasks-until = Until { $day }
tasks-by-founding = Given when this network was founded
tasks-by-server = Given by whoever runs the server, on its command line
tasks-by-decision = Decided: { $decision }
tasks-lay-down = Lay down: { $task }
tasks-lay-down-then = Nobody asks why. To have it again, it is given to you anew.
tasks-lay-down-last = Nobody else looks after the server. Then nobody gives tasks on this page, only whoever reaches the server itself. Please give this task to somebody first.
tasks-again = Give on, or end: { $who }, { $task }
tasks-give = Give a task
tasks-give-help = Decide it together first. The neighbor hears of it, and every member reads it in the log. To give it once more, do the same again.
tasks-which = Which task?
tasks-how-long = For how long?
tasks-months =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }
tasks-decision = How did you decide it?
tasks-decision-help = Such as: at our meeting on 3 May. Every member reads it.
tasks-give-button = Give it
tasks-end-button = End it now
tasks-said-given = It is given.
tasks-said-ended = It has ended.
tasks-said-laid-down = You have laid it down. Thank you for all you did.
tasks-wrong-decision = Please say in a few words how you decided it, at most { $most } letters.
tasks-end-soon = Your task “{ $task }” ends on { $day }. Decide together who goes on.
tasks-told-given = You have a task now: { $task }, until { $day }. If it does not fit, lay it down; nobody asks why: { $link }
tasks-told-ended = Your task has ended: { $task }. Who has which task, and why, stands here: { $link }
