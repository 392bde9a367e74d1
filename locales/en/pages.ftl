# The source. Every other language follows this file.
# Words of the plain pages: for someone who is tired, in a hurry, or finds it hard to ask.

## Every page

page-skip = Go to the main part
page-languages = Languages
page-nav = Main pages
page-problem = Something does not fit yet:
page-made-with = Made with Potluck, free software that neighborhoods run for themselves.
page-look-again = Please look at this again:
page-offline = You are not connected. This page is as it was on { $time }. It shows what everyone sees: what is for members only is not kept on this device. What you send now does not arrive: please try again once you are connected.
offline-title = You are not connected
offline-then = This page can be read again once your telephone or computer is connected.
offline-kept = The first page and what is open stand here as this browser saw them last, if it has seen them. What is for members only is not kept on this device.
offline-again = Try again

## The first page

home-lead = Neighbors who feed and look after one another.
home-no-questions = Nobody here asks for papers, income or a reason. Ask when you need something; offer when you have something. Everyone does both.
home-needs-open =
    { $count ->
        [0] No need is open right now.
        [one] { $count } need is open right now.
       *[other] { $count } needs are open right now.
    }
home-offers-open =
    { $count ->
        [0] No offer is open right now.
        [one] { $count } offer is open right now.
       *[other] { $count } offers are open right now.
    }
home-about-heading = About us
home-area = Where we are: { $area }
home-languages = Languages we speak: { $languages }
home-follow-heading = Follow us
home-listings-heading = Open needs and offers
home-listings-none = Nothing is open for everyone right now. Some things are shown to neighbors only.
home-intake-slow = We are slower than usual at the moment. Everything is read; please give us time.
home-intake-paused = We are resting at the moment and cannot take on anything new. A network close by may be able to help.
home-mode-neighbors = Neighbors answer each other here.
home-mode-connectors-help = Neighbors answer each other here, and connectors help. These are neighbors who bring together what is needed and what is offered.
home-mode-connectors-only = Connectors bring needs and offers together here. These are neighbors who look at each answer and bring it to whom it is for.
# $kind is a word such as telephone or email, $value a number or an address, as the network wrote them.
home-contact = Reach us ({ $kind }): { $value }

## A need or an offer

listing-by = From: { $name }
listing-by-network = From a neighbor, through { $network }
listing-posted = Posted: { $time }
listing-respond-heading = How to respond
listing-respond-mastodon = From Mastodon: reply to this post with a private message. Say how much, and when it suits you.
listing-respond-network = From another network: ask your own network to answer for you.
listing-rough-place = The place is rough on purpose. Only the neighbor who comes learns the exact one.
listing-translated = Translated by a neighbor
listing-translated-by-machine = Translated by a machine; it may be wrong

## A one-time link to the place of a handoff

handoff-title = Where and how
handoff-lead = A neighbor shares this with you alone. Please keep it to yourself.
handoff-button = Show where and how
handoff-until = This link works until { $time }.
handoff-what = What: { $name }
handoff-amount = How much: { $amount }
handoff-place = Where: { $place }
handoff-when = When: { $when }
handoff-way = How: { $way }
handoff-notes = Good to know: { $notes }
handoff-no-place = The exact place is not written down here yet. Your neighbor will tell you.
handoff-write-down = Please write down what you need. It is erased two days after the handover.
handoff-cannot = If you cannot come, that is all right. Tell us, and it goes to another neighbor.
handoff-ended-title = This link has ended
handoff-ended = Such a link works for a short time only, so that a neighbor’s address stays safe. You did nothing wrong.
handoff-ended-what-to-do = If you still need it, write to { $network }. We will send a new link or find another way.

## The founding of a network

founding-title = Welcome. Let us begin.
founding-lead = You are the first one here. On this page you make the first account: the operator’s, who looks after the server.
founding-role = Looking after the server is a task for a time, not a rank. It ends by itself, and your network decides who goes on.
founding-handle-label = Your handle
founding-handle-help = The short name in your address, as in { $example }. Small letters, digits and underscores.
founding-name-label = Your name, as neighbors will see it
founding-name-help = Whatever you like to be called. It need not be the name in any papers.
founding-button = Make my account
founding-done-title = Done. Welcome, { $name }.
founding-token-label = Your token
founding-token-keep = Keep this; it is shown once.
founding-token-what-for = You sign in with it. Whoever has it can act in your name, so keep it as you would keep a key.
founding-role-until = You are the operator until { $until }.
founding-choose-password = Choose a password now, so that you can sign in and let apps in
founding-ended-title = This link has been used, or its time is over
founding-ended = It works once and for a short time, so that nobody else can take your network over.
founding-ended-what-to-do = Whoever runs the server can make a new one with this command: { $command }

## A neighbor

profile-neighbor-in = Neighbor in { $network }
profile-follow = To follow, search for { $handle } in Mastodon or another app of that kind.
profile-listings-heading = Open needs and offers
profile-listings-none = Nothing open right now.
profile-no-counting = Nobody counts here who gives and who takes.

## What a neighbor can do

can-do-minutes = has some minutes
can-do-lift = can lift what is heavy
can-do-drive = can drive
can-do-stairs = can climb stairs
can-do-remote = can help by telephone or online

## Nothing here

not-found-title = There is nothing here
not-found = Either there never was, or it is not for everyone to see. Perhaps a letter of the address is missing.
not-found-what-to-do = Look at the first page, or ask the neighbor who sent you the link.
gone-title = This is gone
gone = It was here, and it was taken back or its time is over. That happens every day.
gone-what-to-do = Look at the first page: something else may fit.
problem-title = That did not work
too-many-title = Please wait a little
too-many = Very many requests came from where you are in a short time, so this server takes a break from there.
too-many-what-to-do = Wait a minute and load the page again. If this goes on, tell whoever gave you the link.
too-many-keep = Wait a minute, and then press the button. Nothing that you wrote is lost: it is kept on this page.
too-many-again = Send it once more
too-many-yours = What you wrote
home-answer-heading = Answer a post
home-answer = Open it on the board, sign in, and write your answer below it. Say how much and when it suits you. Your answer goes to the neighbor who wrote the post; it is not shown on the board.
home-answer-app = To answer from the app, reply to a post with a private message. Say how much and when it suits you.
