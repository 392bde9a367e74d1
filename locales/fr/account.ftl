# Machine-translated, not yet read by a person.
# The page from which a member gets to all that is their own.

account-contents = Sur cette page
account-you = À votre sujet
account-signing-in = Se connecter
account-network = Notre réseau
account-duties = Ce dont vous prenez soin
account-yours = Ce qui est à vous
