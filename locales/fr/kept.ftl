# Machine-translated, not yet read by a person.

## La session s’est terminée pendant l’écriture

signed-out-title = Votre connexion est terminée
signed-out-lead = Rien n’a été envoyé, car votre connexion est terminée. Ce que vous avez écrit n’est pas perdu : c’est plus bas.
signed-out-sign-in = Connectez-vous (cela s’ouvre à côté de cette page, qui reste ouverte).
signed-out-paste = Revenez à cette page, copiez ce que vous avez écrit et collez-le dans la page que vous trouvez après la connexion.
