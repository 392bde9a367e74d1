# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = Èske w rete isit la? Konekte epi reponn
listing-no-account = Ou poko gen kont isit la? Ou ka mande yon bagay san li, oswa antre nan rezo a.
listing-elsewhere = Mwen gen yon kont yon lòt kote
not-found-neighbors = Gen bezwen ak òf se vwazen yo sèlman ki wè yo.
not-found-sign-in = Èske w rete isit la? Konekte

## Which language a title in a list is in

card-in-en = Nan lang angle
card-in-es = Nan lang panyòl
card-in-fr = Nan lang franse
card-in-ar = Nan lang arab
card-in-zh-Hans = Nan lang chinwa
card-in-ht = An kreyòl ayisyen
card-in-other = Nan yon lòt lang: { $language }
