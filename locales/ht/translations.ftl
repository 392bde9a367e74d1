# Machine-translated, not yet read by a person.

translate-title = Di sa nan yon lòt lang
translate-link = Tradui sa pou vwazen ou yo
translate-lead = Vwazen ki li lang sa a pi byen ap jwenn mo ou yo anba premye mo yo. L ap di se yon vwazen ki tradui yo, epi manm yo wè non ou. Moun ki te mete sa a ka wete yo.
translate-original = Jan yo te ekri l
translate-language = Nan ki lang ou ap ekri?
translate-name = Tit la nan lang sa a
translate-words = Tèks la nan lang sa a
translate-words-help = Pi pre premye mo yo ke ou kapab. Jou yo, kote yo, ak sa ki nan manje a se sa ki pi enpòtan.
translate-button = Ajoute mo sa yo
translate-none = Sa a deja nan tout lang rezo sa a. Mèsi paske ou gade.
translate-too-often = Ou fenk tradwi sa a anpil fwa. Tann kèk minit epi peze bouton an ankò. Anyen nan sa w ekri a pa pèdi.
translate-by = { $name } tradui l
translate-older = Yo chanje premye mo yo apre tradiksyon sa a. Petèt li pa di menm bagay ankò.
translate-change = Di l pi byen nan lang sa a: { $language }
translate-take-away = Wete tradiksyon sa a: { $language }
translate-told = Yon vwazen tradui sa ou te mete a, « { $title } », nan yon lòt lang: { $language }. Ou wè l sou paj li, epi ou ka wete l la: { $link }
answer-said-translated = Mo ou yo sou paj la kounye a. Mèsi.
answer-said-untranslated = Tradiksyon an wete.
