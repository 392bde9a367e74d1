# The source. Every other language follows this file.
# The page from which a member gets to all that is their own.

account-contents = On this page
account-you = About you
account-signing-in = Signing in
account-network = Our network
account-duties = What you look after
account-yours = What is yours
