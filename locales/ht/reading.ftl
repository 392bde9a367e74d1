# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = Èske w rete isit la? Konekte epi reponn
listing-no-account = Ou poko gen kont isit la? Ou ka mande yon bagay san li, oswa antre nan rezo a.
not-found-neighbors = Gen bezwen ak òf se vwazen yo sèlman ki wè yo.
not-found-sign-in = Èske w rete isit la? Konekte
