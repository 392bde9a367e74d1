# Machine-translated, not yet read by a person.

export-title = Tout sa { $network } kenbe sou ou
export-made = Fèt pou { $handle } jou { $day }.
export-yours = Fichye sa yo se pou ou. Yo gen sa ou te di isit la ak sa vwazen yo te di ou, e pa gen anyen ankò sou pèsonn. Yo gen adrès ak mesaj tou ke se ou sèl ki gen dwa li: tanpri sere yo kote pèsonn lòt pa gade.
export-json = Fichye ki fini ak .json yo se tèks senp. Nenpòt pwogram ki montre tèks ouvri yo, e lòt pwogram ka li yo tou.
export-file-profile = Sa ou di sou tèt ou, ak sa pèsonn lòt pa wè.
export-file-listings = Sa ou te mande ak sa ou te ofri, ak kote egzak la si ou te bay youn. Sa ki fini efase 30 jou apre.
export-file-translations = Sa ou di nan lòt lang sou bezwen ak òf vwazen yo te mete.
export-file-responses-given = Repons ou yo pou sa lòt moun te mande oswa ofri.
export-file-responses-received = Repons lòt moun yo pou sa ou te mande oswa ofri, jan ou ka li yo sou sèvè sa a.
export-file-handoffs = Sa ou te dakò pou bay oswa pou vin chèche. Adrès yo efase 48 èdtan apre fen an, tout rès la apre 90 jou.
export-file-statuses = Sa ou te pibliye ak sa ou te pataje nan pawòl lòt moun, menm sa se kèk moun sèlman ki te ka li.
export-file-media = Imaj ou yo, ak sa yo montre an mo. Fichye yo menm nan dosye media a.
export-file-favourites = Piblikasyon ou renmen yo.
export-file-bookmarks = Piblikasyon ou mete sou kote pou w li ankò.
export-file-votes = Sa ou te vote nan sondaj yo. Pèsonn lòt pa li sa.
export-file-scheduled = Piblikasyon ou te planifye pou pita. Pèsonn lòt pa li yo anvan lè a.
export-file-beginnings = Sa ou te kòmanse ekri epi ou kenbe pou pita. Pèsonn lòt pa li l.
export-file-notes = Sa ou note sou kont yo, ki mo-kle ou swiv, ak jis ki kote ou li nan aplikasyon yo. Pèsonn lòt pa li l.
export-file-notices = Kote ou resevwa imèl, sou kisa yo avèti ou, nan ki fason, ak kilè non.
export-file-blocks = Moun ou kenbe lwen. Yo p ap konnen dosye sa a egziste.
export-file-follows = Moun ou swiv ak moun ki swiv ou.
export-file-roles = Travay ou genyen oswa ou te genyen nan rezo a, ak jiska kilè.
export-file-sign-ins = Aplikasyon ou kite antre, navigatè kote ou konekte, ak kle aksè ou yo. Li di depi kilè, sa chak aplikasyon gen dwa fè, ak ki kalite chak navigatè ye. Sekrè yo konekte avè l la pa sere okenn kote.
export-file-actor = Kijan lòt sèvè konnen ou, nan fòma ActivityStreams.
export-file-outbox = Sa ou te di tout moun sou pwòp non ou, jan li te ale sou lòt sèvè, nan fòma ActivityStreams. Sa ou te pibliye ak non ou kache pa ladan l, pou ou ka pase fichye sa a bay lòt moun.
export-left-out = Pa isit la: kle ak sekrè, ak sa rezo ou a kenbe ki pa sou pèsonn. Anyen isit la pa fè total sa ou te bay oswa pran, paske pèsonn pa kenbe kont sa a.
