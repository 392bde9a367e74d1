# Machine-translated, not yet read by a person.
# Words of passkeys.

## Signing in

passkey-sign-in = Konekte ak yon kle aksè
passkey-failed = Sa pa mache, oswa ou kanpe l. Anyen pa chanje. Ou ka eseye ankò, oswa konekte yon lòt jan.
passkey-late = Paj sa a rete louvri twò lontan, oswa li deja sèvi. Tanpri eseye ankò.
passkey-unknown = Nou pa konnen kle aksè sa a isit la. Petèt yo te retire l, oswa li pou yon lòt kont. Tanpri konekte yon lòt jan.

## One's own passkeys

passkeys-title = Kle aksè
passkeys-lead = Ak yon kle aksè, ou konekte menm jan ou louvri telefòn ou oswa òdinatè ou: ak dwèt ou, figi ou, oswa kòd li. Pa gen anyen pou sonje ni pou ekri, e yon fo paj pa ka pran l nan men ou. Dwèt ou ak figi ou rete sou aparèy ou; sit sa a pa janm wè yo.
passkeys-none = Ou poko genyen.
passkeys-unnamed = Yon kle aksè san non
passkeys-name = Kijan ou rele l?
passkeys-name-help = Tankou aparèy kote li ye a. Pèsòn lòt pase ou pa wè sa. Ou ka kite l vid.
passkeys-rename = Kenbe non sa a
passkeys-remove = Retire: { $name }
passkeys-make-heading = Fè yon kle aksè
passkeys-make = Fè yon kle aksè
passkeys-cannot = Navigatè sa a pa ka fè kle aksè, oswa li pa fè pwogram paj sa a mache. Tout lòt bagay mache san li.
passkeys-password-help = Konsa pèsonn ki jwenn navigatè sa a louvri pa ka fè youn pou tèt li.
passkeys-go-on = Kontinye
passkeys-again = Ou konekte san modpas. Pou pèsonn ki jwenn navigatè sa a louvri pa pran kont ou, konekte yon lòt fwa ak kle aksè ou. Apre sa, ou ka kontinye isit la.
passkeys-said-added = Nou kenbe kle aksè ou. Pwochen fwa, chwazi “Konekte ak yon kle aksè”.
passkeys-said-renamed = Nou kenbe non an.
passkeys-said-removed = Li pa konekte pèsonn ankò. Si yon lòt moun gen aparèy la, dekonekte tout lòt kote tou.
passkeys-said-joined = Ou antre. Nou kontan ou la. Fè kle aksè ou kounye a, pou ou ka antre pwochen fwa.
passkeys-go-on-as-before = Kle aksè ou yo rete jan yo te ye. Gade yo isit la.
passkeys-many = Ou gen { $most } kle aksè. Tanpri retire youn anvan ou fè yon lòt.
passkey-there = Kle aksè sa a deja isit la.
passkey-not-made = Aparèy la pa fè yon kle aksè nou ka kenbe isit la. Anyen pa chanje. Tanpri eseye ankò.
passkey-last-way = Se sèl jan ou gen pou antre. Tanpri chwazi yon modpas anvan, oswa fè yon lòt kle aksè.

## Joining

join-way-passkey = Ak yon kle aksè: telefòn oswa òdinatè sa a rekonèt mwen, mwen pa ekri anyen
