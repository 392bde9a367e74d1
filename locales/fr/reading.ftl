# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = Vous habitez ici ? Connectez-vous et répondez
listing-no-account = Pas encore de compte ici ? Vous pouvez demander quelque chose sans compte, ou nous rejoindre.
listing-elsewhere = J’ai un compte ailleurs
not-found-neighbors = Certains besoins et certaines offres ne sont montrés qu’aux voisins.
not-found-sign-in = Vous habitez ici ? Connectez-vous

## Which language a title in a list is in

card-in-en = En anglais
card-in-es = En espagnol
card-in-fr = En français
card-in-ar = En arabe
card-in-zh-Hans = En chinois
card-in-ht = En créole haïtien
card-in-other = Dans une autre langue : { $language }
