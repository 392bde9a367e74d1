# The source. Every other language follows this file.
# The first file of what a member takes along, and what each of its files is.

export-title = Everything that { $network } keeps about you
export-made = Made for { $handle } on { $day }.
export-yours = These files are yours. They hold what you said here and what neighbors said to you, and nothing else about anybody. They also hold addresses and messages that only you may read: please keep them where nobody else looks.
export-json = The files that end in .json are plain text. Any program that shows text opens them, and other programs can read them too.
export-file-profile = What you say about yourself, also what nobody else sees.
export-file-listings = What you asked for and what you offered, with the exact place where you gave one. What is over is erased 30 days later.
export-file-translations = What you said in further languages of needs and offers that neighbors posted.
export-file-responses-given = Your answers to what others asked for or offered.
export-file-responses-received = The answers of others to what you asked for or offered, as you can read them on this server.
export-file-handoffs = What you agreed to hand over or to fetch. Addresses are erased 48 hours after the end, everything else after 90 days.
export-file-statuses = What you posted and what of others you passed on, also what only a few could read.
export-file-media = Your pictures, with what they show in words. The files themselves are in the folder media.
export-file-favourites = The posts that you like.
export-file-bookmarks = The posts that you put aside to read again.
export-file-votes = What you voted in polls. Nobody else reads it.
export-file-scheduled = The posts that you planned for later. Nobody else reads them before.
export-file-beginnings = What you began to write and keep for later. Nobody else reads it.
export-file-notes = What you noted about accounts, which tags you follow, and how far you have read in apps. Nobody else reads it.
export-file-notices = Where you get mail, of what you are told, in which way, and when not.
export-file-blocks = Whom you keep away. They are not told of this file.
export-file-follows = Whom you follow and who follows you.
export-file-roles = The tasks that you have or had in the network, and until when.
export-file-sign-ins = The apps that you let in, the browsers in which you are signed in, and your passkeys. It says since when, what each app may do, and which kind of browser each is. The secrets with which they sign in are kept nowhere.
export-file-actor = How other servers know you, in the format ActivityStreams.
export-file-outbox = What you said to everyone under your own name, as it was sent to other servers, in the format ActivityStreams. What you posted with your name hidden is not in it, so that you can pass this file on.
export-left-out = Not here: keys and secrets, and what your network keeps that is about nobody. Nothing here is a sum of what you gave or took, because nobody keeps one.
