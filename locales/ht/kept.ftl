# Machine-translated, not yet read by a person.

## Koneksyon an fini pandan yon moun t ap ekri

signed-out-title = Ou pa konekte ankò
signed-out-lead = Anyen pa t voye, paske ou pa konekte ankò. Sa ou te ekri pa pèdi: li pi ba a.
signed-out-sign-in = Konekte (sa ap louvri bò kote paj sa a, ki rete louvri).
signed-out-paste = Tounen sou paj sa a, kopye sa ou te ekri, epi kole l nan paj ou jwenn apre ou konekte.

## Gen yon bagay ki pa mache

kept-below = Sa ou te ekri pa pèdi: li pi ba a. Ou ka kopye l la.
kept-again = Anyen nan sa ou te ekri pa pèdi: li rete sou paj sa a. Tann yon ti moman, epi peze bouton an.

## Efase deja

posts-gone-title = Li pa la ankò
posts-gone = Pa gen anyen pou efase isit la ankò. Si ou te efase l talè a, sa te ase.
mine-gone-moved = Si ou te kite mwens moun li l depi lè sa a, li gen yon nouvo adrès: w ap jwenn li nan sa ki pou ou.

## Yon lòt lang chwazi

language-kept-title = Kounye a w ap li nan yon lòt lang
language-kept-lead = Anyen pa t voye. Sa ou te ekri pa pèdi: li pi ba a.
language-kept-way = Ale sou paj la (l ap louvri bò kote paj sa a, ki rete louvri).
language-kept-paste = Tounen sou paj sa a, kopye sa ou te ekri, epi kole l la.
