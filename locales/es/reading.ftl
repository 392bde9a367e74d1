# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = ¿Vives aquí? Entra y responde
listing-no-account = ¿Todavía no tienes cuenta aquí? Puedes pedir algo sin ella, o unirte.
not-found-neighbors = Algunas necesidades y ofertas se muestran solo a los vecinos.
not-found-sign-in = ¿Vives aquí? Entra
