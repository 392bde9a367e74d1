# The source. Every other language follows this file.
# Words of joining: invites, being welcomed, the first operator, and what a network says of itself.

## The form for an account

join-title = Join { $network }
join-lead-open = Everyone close by can join { $network }.
join-lead-invite = A neighbor invites you to { $network }.
join-lead-welcomed = You are welcome in { $network }. Make your account now.
join-nothing-else = You choose a short name, how you sign in, and your languages. Nobody asks for anything else: no papers, no e-mail address, no reason.
join-handle = A short name for you
join-handle-wrong = This does not fit yet. A short name has 1 to 30 letters from a to z, digits and underscores.
join-handle-reserved = The server itself uses this name. Please choose another.
join-handle-taken = Somebody here has the name { $handle } already. Please choose another.
join-way = How do you want to sign in?
join-way-password = With a password
join-way-mail = Without a password: a link comes to my e-mail each time that I need one
join-way-link = Without a password: an organizer gives me a link each time that I need one
join-password = A password, if you chose that
join-button = Join
join-again = Please press the button once more. If you chose a password, write it again.
join-too-often = Very many joined from where you are just now. Please wait some minutes and press the button again. If you chose a password, write it again.
join-have-account = You have an account here? Sign in.
join-said-joined = You are in. Good that you are here. You can ask and offer right away.
join-before-title = You are a member already
join-before = You are signed in here, so you need no invite. You can hand it on to a neighbor.
join-before-other = If somebody else wants to join in this browser, sign out first.
join-ended-title = This invite does not work any more
join-ended = Perhaps a letter of the address is missing. Or as many neighbors as it was for have joined, its time is over, or whoever made it ended it. You did nothing wrong.
join-ended-what-to-do = Ask the neighbor who gave it to you for a new one.

## Without an invite

join-by-invite = To join, you need an invite. Ask a neighbor who is a member: they make you one in a minute.
join-welcome-later = You cannot ask to be welcomed right now. Please try again in a few days, or ask a neighbor who is a member for an invite.
join-meanwhile = You can look at the board, and ask for something, without an account.
join-ask-lead = Ask to be welcomed. A member reads it, and says yes or “not now”. Then you find the word on a page of your own; keep its link.
join-ask-words = A few words, if you like
join-ask-words-help = Such as who you know here, or what brings you. You may leave this empty.
join-ask-button = Ask to be welcomed
join-ask-kept = Only those who welcome here read it. All of it is erased when you join, when you say so, or after { $days } days.
join-words-wrong = These are too many words. Please say it in fewer.
join-told-asked = Somebody asks to be welcomed as a member. Whoever has time can look: { $link }
home-join-welcome = Ask to be welcomed
home-join-open = Join
home-join-by-welcome = Ask here to be welcomed. A member reads it, and says yes or “not now”. You choose a short name for yourself. It need not be the name in any papers, and nobody asks for anything else.
home-join-or-invite = Or ask a neighbor who is here already for an invite.
home-join-by-oneself = Everyone close by can join by themselves. You choose a short name for yourself. It need not be the name in any papers, and nobody asks for anything else.
home-join-contact = Would you rather talk to us first? Here you reach us:

## The page by which somebody comes back

waiting-title = You asked to join
waiting-said-asked = It is with those who welcome. Keep the link to this page: it is the only way back.
waiting-waits = It waits for an answer
waiting-next = A member reads it. Come back in a day or two: when you are welcome, this page shows how to go on.
waiting-declined = Not now
waiting-declined-next = The neighbors here cannot welcome you now. That says nothing about you, and no reason is kept. You can ask for things without an account, or ask a member for an invite.
waiting-words = What you wrote
waiting-take-back = Take it back, and erase it
waiting-erase = Erase this
waiting-erased = That you asked is erased.

## For those who welcome

welcome-title = Who asks to join
welcome-lead = Only those who welcome see this page. Nobody has to show anything to be welcome here. A no is told kindly, without a reason, and members read in the log that it was said.
welcome-none = Nobody waits right now.
welcome-somebody = Somebody asks to join
welcome-no-words = They left the words empty, which is all right.
welcome-yes = Welcome
welcome-no = Not now
welcome-said-welcomed = They find the way in on their page now. Thank you.
welcome-said-declined = They find a kind word on their page.
welcome-said-too-late = Somebody answered before, or it was taken back.

## Invites

invites-title = Invites
invites-lead = Make a link, and a square for the camera of a telephone, for neighbors whom you want here. Nobody but you sees your invites, and nobody keeps who came by which.
invites-people = For how many neighbors?
invites-people-wrong = Please write a whole number from 1 to { $most }.
invites-how-long = How long does it work?
invites-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
invites-days-wrong = Please choose 1 to { $most } days.
invites-many = You have { $most } invites that work. Please end one first.
invites-make = Make an invite
invites-mine = Your invites that work
invites-mine-help = The link itself is shown once, when you make it. If you lost one, end it and make another.
invites-none = None right now.
invites-line =
    { $people ->
        [one] For { $people } more neighbor, until { $until }
       *[other] For { $people } more neighbors, until { $until }
    }
invites-end = End the invite that works until { $until }
invites-ended = It does not work any more.
invite-made = This is shown once. Print it, send it, or let your neighbor take a picture of it.
invite-sheet-title = You are invited to { $network }
invite-sheet-how = Hold the camera of a telephone over the square, or type the address below.
invite-sheet-until = This works until { $until }.
sheet-square = The link as a square for a camera
sheet-link = The link, to type:

## A link that an organizer prints for somebody

links-title = A link for somebody to sign in
links-lead = For a member who has no password or forgot it. The link signs them in once, within a day. Give it to them and to nobody else.
links-log = Members read in the log that you made a link, and not for whom.
links-handle = Their short name
links-nobody = There is no member with the name { $handle }.
links-make = Make the link
link-made = This is shown once. Print it or write it down, and give it to your neighbor.
link-sheet-title = Your link to { $network }
link-sheet-how = Hold the camera of your telephone over the square, or type the address below. Then press the button.
link-sheet-own = Show it to nobody: whoever has it comes in as you.

## What the network says of itself

network-title = Your network
network-lead = What you change here, neighbors and other networks see. Members read in the log that it was changed.
network-name = The name of your network
network-about = About your network, in its first language
network-about-help = Who you are, where you meet, how you help each other. An empty line begins a new paragraph.
network-contact = How neighbors reach you
network-contact-help = A number, an address, or where your door is. Everyone can read it: who wants to join, and who needs help that your pages cannot give.
network-main = Its first language
network-main-help = The words above are in this language. What the server itself writes to neighbors is in their own language. Where it does not know theirs, it writes in this one, from its next start on.
network-languages = Languages that you speak there
network-joining = How do neighbors join?
joining-invite = By an invite
joining-welcome = By an invite, or a member welcomes them
joining-open = Everyone by themselves
network-members-invite = Every member may invite
network-mode = How do needs and offers find each other?
network-intake = How much can you take on now?
network-intake-open = As usual
network-intake-slow = It takes longer
network-intake-paused = Nothing new for now
network-area = Roughly where you are
network-area-help = So that networks close by find you. A rough place is enough. Leave it empty, and it stays as it is.
network-place = The name of the place
network-latitude = Degrees north, such as 40.7
network-longitude = Degrees east, such as -73.9
network-radius = How many kilometres around it
network-degrees = Or write it in degrees
network-kept = It is kept, and holds from now on.
network-wrong-name = Please give your network a name with at most { $most } letters.
network-wrong-about = Please use at most { $most } letters.
network-wrong-languages = Please choose a first language.
network-wrong-place = Please name the place with at most { $most } letters.
network-wrong-latitude = Please choose the place on the map, or write a number from -90 to 90.
network-wrong-longitude = Please choose the place on the map, or write a number from -180 to 180.
network-wrong-radius = Please write a number from 0.1 to { $most }.
founding-you = You
founding-name-wrong = Please use at most { $most } letters.
founding-network = Your network
founding-network-help = You can change all of this later, on the page of your account.
founding-invite = Your first invite
founding-invite-help = You get a link and a square for a camera, good for a week. Leave it empty if you want to begin alone.
