# The source. Every other language follows this file.
# Words of mails, and of the pages on which a member says how they are told.

# What a mail says. It never names anybody, nor says what something is about. $what is one of the sentences below.

mail-subject = { $network }: { $what }
mail-answer = You have an answer.
mail-guest-look = It is on a page of your own. Open the link that you kept, or type your code here:
mail-decision = There is a word on your answer.
mail-message = Somebody wrote to you.
mail-handoff = You agreed to meet somebody, and it is soon.
mail-network = Your network has something for you.
mail-mention = Somebody speaks to you in a post.
mail-follow = Somebody follows you, or asks to.
mail-other = There is something new for you.
mail-several = There is news for you.
mail-more = There is more:
mail-from = This mail comes from { $network }. Nobody reads answers to it.
mail-change = To choose which mails you get:
mail-end = To get no more of these mails, without signing in:
mail-sign-in-subject = your link to sign in
mail-sign-in = This link signs you in, once:
mail-sign-in-once = It works for { $minutes } minutes. Show it to nobody.
mail-not-you = You did not ask for it? Then leave it; nothing happens.
mail-confirm-subject = please confirm your address
mail-confirm = Somebody wants mails of { $network } to come to this address. If that was you, open this link:
mail-confirm-not-you = If it was not you, leave it. Nothing else is sent here.
mail-trial-subject = a trial
mail-trial = This mail was sent to see whether mail goes out. It does.

# Signing in by a link that is sent by mail

mail-link-title = Get a link by mail
mail-link-lead = If your e-mail address is known here, we send a link to it. It signs you in once, within { $minutes } minutes.
mail-link-label = Your e-mail address
mail-link-button = Send me a link
mail-link-sent-title = Look into your mail
mail-link-sent = If that address is known here, a link is on its way to it. Nobody learns from this page whether it is.
mail-link-nothing = Nothing came? Look among unwanted mail, or ask whoever runs this server for a link.
mail-link-way = Get a link by mail instead

# The pages behind the links in mails

confirm-mail-title = Is this your address?
confirm-mail-lead = From now on, mails for { $handle } come to this address.
confirm-mail-button = Yes, it is mine
confirm-mail-done-title = Your address is confirmed
confirm-mail-done = Mails for { $handle } come to this address now. On the page of your account you choose of what.
stop-mail-title = No more of these mails?
stop-mail-lead = Mails that say that something waits for you will end. All of it still stands on your home.
stop-mail-guest = Mails that say that an answer is there will end. The answers still stand on the page of what was asked.
stop-mail-button = End these mails
stop-mail-done-title = These mails have ended
stop-mail-done = Nothing that waits for you is told by mail any more. On the page of your account you can let the mails come again.
stop-mail-guest-done = No mail comes to this address about it any more. On the page of what was asked, the mails can be let come again.
mail-over-title = This link has been used, or its time is over
mail-over = It works once. If you still need it, you find the same on the page of your account.
error-address-shared = Already { $most } neighbors get their mail at this address, and no more can. Please use another one.

# How a member is told

notices-title = How you are told
notices-lead = You choose of what you hear, in which way, and when not. All of it also stands on your home and in your apps.
notices-mail-heading = Your e-mail address
notices-mail-off = This network sends no mail. Whoever runs it makes links for you, to print or to say.
notices-mail-help = Only you see it. A mail says that something waits, never what. You can also sign in by a link that is sent there.
notices-mail-is = Mails come to { $address }.
notices-mail-waits = We sent a link to { $address }. Open it within a day. Until then, nothing else is sent there.
notices-mail-again = Send the link once more
notices-mail-label = E-mail address
notices-mail-give = Send a link to this address
notices-mail-away = Take my address away
notices-mail-gone = Your address is forgotten.
notices-mail-sent = A link is on its way to that address.
notices-joined = You are in. Good that you are here. Write your e-mail address here now. A link comes there that confirms it; from then on you sign in by such links.
notices-wrong-address = That is not an e-mail address such as { $example }. Please look at it once more.
notices-what-heading = Of what, and in which way
notices-way-both = in my apps and by mail
notices-way-app = in my apps
notices-way-mail = by mail
notices-way-none = not at all
notices-on-answer = Somebody answers what I ask or offer
notices-on-decision = A yes or a “not this time” to my answer
notices-on-message = Somebody writes to me alone
notices-on-handoff = I agreed to meet somebody, and it is soon
notices-on-network = The network says something to me
notices-on-mention = Somebody speaks to me in a post
notices-on-follow = Somebody follows me
notices-on-other = Likes, new posts, and what comes of polls
notices-decision-help = Your apps hear of it if you answered in an app.
notices-daily-label = When mails come
notices-daily-never = each at once
notices-daily-at = once a day together, at { $time }
notices-quiet-heading = Quiet hours
notices-quiet-help = In these hours nothing goes out. It waits until they end. Leave both empty to have none.
notices-quiet-from = From
notices-quiet-until = Until
notices-zone-label = Time zone of these hours
notices-zone-help = Such as America/New_York. If you leave it empty, it is that of the network: { $zone }.
notices-wrong-time = Please write both times, such as 21:00 and 07:00. They cannot be the same.
notices-wrong-zone = There is no such time zone. Please write one such as America/New_York, or leave it empty.
notices-keep = Keep this
notices-kept = It is kept.
