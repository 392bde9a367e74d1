# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = ¿Vives aquí? Entra y responde
listing-no-account = ¿Todavía no tienes cuenta aquí? Puedes pedir algo sin ella, o unirte.
listing-elsewhere = Tengo una cuenta en otro lugar
not-found-neighbors = Algunas necesidades y ofertas se muestran solo a los vecinos.
not-found-sign-in = ¿Vives aquí? Entra

## Which language a title in a list is in

card-in-en = En inglés
card-in-es = En español
card-in-fr = En francés
card-in-ar = En árabe
card-in-zh-Hans = En chino
card-in-ht = En criollo haitiano
card-in-other = En otro idioma: { $language }
