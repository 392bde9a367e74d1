# The source. Every other language follows this file.
# What people are told after they answered. `…-offer`: they answered an offer, so they asked for something.
# `…-need`: they answered a need, so they bring something. $amount and $rest carry their unit ("6 boxes").
# `…-uncounted`: nothing is counted.

## It has arrived

response-received-offer = Thank you. Your request for { $amount } is with the neighbor who offers this. You will hear from us here.
response-received-need = Thank you. The neighbor who asked has been told that you can bring { $amount }. You will hear from us here.
response-received-offer-uncounted = Thank you. Your request is with the neighbor who offers this. You will hear from us here.
response-received-need-uncounted = Thank you. The neighbor who asked has been told that you can help. You will hear from us here.

## Yes

response-accepted-whole-offer = Yes, with pleasure: { $amount } for you.
response-accepted-whole-need = Yes please, and thank you: { $amount } would be a great help.
response-accepted-part-offer = Yes: { $amount } for you. The other { $rest } had already been promised to others – thank you for asking, and please ask again.
response-accepted-part-need = Yes please, and thank you: { $amount } would be a great help. The other { $rest } had already come from other neighbors – thank you for offering so much.
response-accepted-offer-uncounted = Yes, with pleasure: it is for you.
response-accepted-need-uncounted = Yes please, and thank you: that would be a great help.
response-where-and-how = Where and how: { $link } (this link works until { $until }).

## Not this time: kind, and no reason

response-declined-offer = Not this time. Asking was right, and it is never held against you. Please ask again.
response-declined-need = Not this time. Thank you for offering; it did somebody good to read it. Please offer again.
response-all-promised-offer = Everything had already been promised when you asked. Thank you for asking, and please ask again.
response-all-promised-need = Other neighbors had already promised all that was needed. Thank you for offering, and please offer again.

## Closing words, to everyone who was not chosen when a listing closes

response-closed-met-offer = All of this has found its place with neighbors now. Thank you for asking, and please ask again.
response-closed-met-need = This need is met now. Thank you for offering; it is good to know that you are there.
response-closed-withdrawn = The neighbor who posted this has taken it back, so your answer is closed too. Thank you for answering.
response-closed-expired = The time of this post has passed, so your answer is closed too. Thank you for answering; something new may come soon.
response-not-open = This is not open for answers any more. Thank you for answering.

## A promise is taken back

response-taken-back-offer = We are sorry: { $amount } had been promised to you and cannot be given after all. It has nothing to do with you. Please ask again; we will look for another way.
response-taken-back-need = A change of plan: the { $amount } you were going to bring is not needed after all. Thank you, truly.
response-taken-back-offer-uncounted = We are sorry: what had been promised to you cannot be given after all. It has nothing to do with you. Please ask again; we will look for another way.
response-taken-back-need-uncounted = A change of plan: what you were going to bring is not needed after all. Thank you, truly.

## It is done

handover-confirmed = Handover confirmed: { $amount }
handover-confirmed-uncounted = Handover confirmed

## To someone who replied in public

response-how = Thank you for writing. So that only the people concerned read it, please answer with a private message, and say how much and when it suits you. More here: { $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = Thank you for asking. We are resting at the moment and cannot take this on from outside. A network close by may be able to help.
response-slow = We are slower than usual at the moment; please give us time.
# To a member who posts meanwhile.
posted-while-slow = It is up. We are slower than usual at the moment, so answers may take longer.
posted-while-paused = It is up, and your neighbors see it. The network is resting at the moment, so it may take a while until somebody answers.
