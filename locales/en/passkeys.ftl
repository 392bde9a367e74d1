# Words of passkeys.

## Signing in

passkey-sign-in = Sign in with a passkey
passkey-failed = That did not work, or you stopped it. Nothing was changed. You can try once more, or sign in another way.
passkey-late = This page was open for too long, or was used already. Please try once more.
passkey-unknown = This passkey is not known here. Perhaps it was taken away, or belongs to another account. Please sign in another way.

## One's own passkeys

passkeys-title = Passkeys
passkeys-lead = With a passkey you sign in the way you open your telephone or computer: with your finger, your face, or its code. There is nothing to remember and nothing to type, and a false page cannot get it out of you. Your finger and your face stay on your device; this site never sees them.
passkeys-none = You have none yet.
passkeys-unnamed = A passkey without a name
passkeys-name = What do you call it?
passkeys-name-help = Such as the device that it is on. Nobody but you sees this. You may leave it empty.
passkeys-rename = Keep this name
passkeys-remove = Take away: { $name }
passkeys-make-heading = Make a passkey
passkeys-make = Make a passkey
passkeys-cannot = This browser cannot make passkeys, or does not run the script of this page. Everything else works without it.
passkeys-password-help = So that nobody makes one for themselves who finds this browser open.
passkeys-go-on = Go on
passkeys-again = You sign in without a password. So that nobody who finds this browser open takes your account, please sign in with your passkey once more. Then you can go on here.
passkeys-said-added = Your passkey is kept. Next time, choose “Sign in with a passkey”.
passkeys-said-renamed = The name is kept.
passkeys-said-removed = It signs nobody in any more. If somebody else has the device, sign out everywhere else, too.
passkeys-said-joined = You are in. Good that you are here. Make your passkey now, so that you come in next time.
passkeys-go-on-as-before = Your passkeys go on as before. Look at them here.
passkeys-many = You have { $most } passkeys. Please take one away before you make another.
passkey-there = This passkey is here already.
passkey-not-made = The device did not make a passkey that can be kept here. Nothing was changed. Please try once more.
passkey-last-way = This is your only way in. Please choose a password first, or make another passkey.

## Joining

join-way-passkey = With a passkey: this telephone or computer knows me, and I type nothing
