# Machine-translated, not yet read by a person.

## La session s’est terminée pendant l’écriture

signed-out-title = Votre connexion est terminée
signed-out-lead = Rien n’a été envoyé, car votre connexion est terminée. Ce que vous avez écrit n’est pas perdu : c’est plus bas.
signed-out-sign-in = Connectez-vous (cela s’ouvre à côté de cette page, qui reste ouverte).
signed-out-paste = Revenez à cette page, copiez ce que vous avez écrit et collez-le dans la page que vous trouvez après la connexion.

## Quelque chose n’a pas marché

kept-below = Ce que vous avez écrit n’est pas perdu : c’est plus bas. Vous pouvez le copier.
kept-again = Rien de ce que vous avez écrit n’est perdu : tout reste sur cette page. Attendez un moment, puis appuyez sur le bouton.

## Déjà effacé

posts-gone-title = Ce n’est plus là
posts-gone = Il n’y a plus rien à effacer ici. Si vous l’avez effacé à l’instant, c’était suffisant.
mine-gone-moved = Si vous l’avez depuis réservé à moins de personnes, il a une nouvelle adresse : il se trouve parmi ce qui est à vous.

## Une autre langue choisie

language-kept-title = Vous lisez maintenant dans une autre langue
language-kept-lead = Rien n’a été envoyé. Ce que vous avez écrit n’est pas perdu : c’est plus bas.
language-kept-way = Allez à la page (elle s’ouvre à côté de celle-ci, qui reste ouverte).
language-kept-paste = Revenez à cette page, copiez ce que vous avez écrit et collez-le là-bas.
