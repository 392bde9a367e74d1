# Machine-translated, not yet read by a person.
# The page from which a member gets to all that is their own.

account-contents = En esta página
account-you = Sobre ti
account-signing-in = Entrar
account-network = Nuestra red
account-duties = Lo que tú cuidas
account-yours = Lo que es tuyo
