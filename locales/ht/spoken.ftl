# Machine-translated, not yet read by a person.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = Yon kòd sou yon fèy papye
spoken-lead = Yon moun ba ou yon kòd, sou papye oswa nan bouch. Li mennen menm kote ak lyen ki bò kote l la.
spoken-label = Kòd la
spoken-help = Douz lèt ak chif. Gwo lèt oswa ti lèt, ak tirè oswa san tirè: tout bon.
spoken-button = Kontinye
spoken-not-whole = Sa poko yon kòd konplè. Li gen douz lèt ak chif, tankou { $example }.
spoken-wrong = Kòd sa a pa mache, oswa li pa mache ankò. Tanpri gade si chak siy kòrèk, oswa mande moun ki te ba ou li a yon lòt.
spoken-way = Mwen gen yon kòd sou papye
sheet-code = Oswa ale nan adrès kout sa a epi tape kòd ki anba a:
