# Machine-translated, not yet read by a person.
# The page from which a member gets to all that is their own.

account-contents = Sou paj sa a
account-you = Sou ou menm
account-signing-in = Konekte
account-network = Rezo nou an
account-duties = Sa w ap okipe
account-yours = Sa ki pou ou
