# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = Vous habitez ici ? Connectez-vous et répondez
listing-no-account = Pas encore de compte ici ? Vous pouvez demander quelque chose sans compte, ou nous rejoindre.
not-found-neighbors = Certains besoins et certaines offres ne sont montrés qu’aux voisins.
not-found-sign-in = Vous habitez ici ? Connectez-vous
