# Words of the pages for signing in and for letting apps in.

## Every page

page-account = Your account

## Signing in

sign-in-title = Sign in
sign-in-lead = For members of this network.
sign-in-handle-label = Your handle
sign-in-handle-help = The short name in your address, as in { $example }.
sign-in-password-label = Your password
sign-in-button = Sign in
sign-in-wrong = This handle and this password do not go together. Please try again.
sign-in-forgotten = No password yet, or forgotten? Ask whoever runs this server for a link that signs you in once.
sign-in-forgotten-reach = No password yet, or forgotten? Ask us for a link that signs you in once. Here you reach us:
sign-out-button = Sign out

## A form that cannot be used any more

form-stale-title = Please try again
form-stale = This form was open for too long, or came from another place. Nothing was changed.
form-stale-cookies = Go back, load the page again and send it once more. Your browser must keep cookies of this site.

## A one-time link

enter-title = Sign in with this link
enter-lead = This link signs you in as { $handle }, once.
enter-password = On the next page you choose a password.
enter-button = Sign in
enter-ended-title = This link has been used, or its time is over
enter-ended = It works once and for a day, so that nobody else can use it.
enter-ended-what-to-do = Ask whoever runs this server for a new one.

## One's own account

settings-title = Your account
settings-signed-in-as = You are signed in as { $handle }.
password-title = Password
password-lead = You sign in on this site with your password. Apps never get it.
password-current-label = Your password until now
password-new-label = Your new password
password-new-help = { $least } characters or more. Four words that you like are easy to keep in mind and hard to guess.
password-button = Keep this password
password-done = Your new password is kept. All your other browsers are signed out.
password-wrong = That is not your password until now. Please try again.
password-not-taken = That password is shorter than { $least } characters, or among the first that somebody would try. Please choose another.

## Apps

apps-title = Apps that you let in
apps-lead = These can act in your name. Shut out what you do not use any more, and what you do not know.
apps-none = There is none.
apps-tokens = Tokens that were made on the server
apps-since = Since { $date }
apps-shut-out-button = Shut out: { $app }
apps-done = It is shut out, and can do nothing in your name any more.

## Letting an app in

consent-title = Let { $app } in?
consent-lead = { $app } asks to act in your name.
consent-signed-in-as = You are { $handle }.
consent-unchecked = The app gave itself this name; nobody has looked whether it is true. Let in only what you opened yourself.
consent-goes-to = If you say yes, you go on to { $place }.
consent-shows-code = If you say yes, you see a code that you copy into the app.
consent-may-heading = It may
consent-take-back = You can take this back at any time, on the page of your account.
consent-allow = Yes, let it in
consent-deny = No
consent-other = Sign in as somebody else
consent-refused-title = This does not work
consent-unknown = The app is not known here, or wants its answer sent to another place than it registered. You did nothing wrong.
consent-amiss = { $app } asked for something in a way that is not taken here:
consent-begin-again = Please begin again in the app. If it happens again, tell whoever makes it.
consent-back = Back to { $app }

## A code to copy by hand

code-title = Your code
code-lead = Copy this code into { $app }.
code-label = The code
code-after = It works once, and for { $minutes } minutes. Give it to nobody else.

## What an app may

scope-read = read all that you can read: posts, messages, what is for members
scope-write = write in your name: posts, messages, needs and offers, your profile
scope-follow = change whom you follow, block and mute
scope-push = tell you when something happens
scope-profile = see who you are
scope-read-parts = read a part: { $parts }
scope-write-parts = change a part: { $parts }
scope-part-accounts = accounts
scope-part-blocks = whom you block
scope-part-bookmarks = bookmarks
scope-part-conversations = conversations
scope-part-favourites = likes
scope-part-filters = filters
scope-part-follows = whom you follow
scope-part-lists = lists
scope-part-media = pictures and sounds
scope-part-mutes = whom you mute
scope-part-notifications = notifications
scope-part-reports = reports to the moderators
scope-part-search = search
scope-part-statuses = posts

## What is kept about people, in short

privacy-names = You need not say who you are to read what is public, and an alias is fine for everything else.
privacy-sealed = What you tell one neighbor, and what you keep to yourself, is sealed in the database. Whoever runs the server could reach it: ask who that is.
privacy-place = Where you live is rounded the moment you say it; the exact point is kept nowhere.
privacy-no-watching = Your address in the internet and when you were last here are not kept. Of your device we keep only, for you alone, with which kind of browser you signed in. Nobody is counted or compared.
privacy-leaving = You can take along everything that is yours. When you leave, it is erased, and everyone whom it reached is asked to forget it.
