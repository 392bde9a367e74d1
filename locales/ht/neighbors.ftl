# Machine-translated, not yet read by a person.

## Roughly where one lives

living-title = Apeprè ki kote w rete
living-help = Konsa, paj akèy ou montre sa ki toupre ou. Li awondi touswit a anviwon yon kilomèt; nou pa kenbe anyen ki pi egzak.
living-seen = Manm rezo sa a ka wè li, pa pi egzak pase sa. Li pa ale nan okenn lòt rezo.
living-near = Yon kote ki toupre ou
living-keep = Kenbe kote sa a
living-take-away = Retire kote mwen an
living-gone = Li retire. Nou pa kenbe ki kote w rete ankò isit la.
living-none = Tanpri ekri non yon kote, oswa chwazi youn sou kat la.
living-unknown = Nou pa konnen yon kote ki rele { $place }. Gade lis kote yo, oswa chwazi youn sou kat la.
living-ask = Di apeprè ki kote w rete, pou w wè sa ki toupre ou

## What a neighbor shows to members

neighbor-shown = Sa manm rezo sa a wè
neighbor-resting = Ap repoze pou kounye a
neighbor-languages = Lang: { $languages }
neighbor-lives-beside = Rete a anviwon { $km } km de { $place }
neighbor-lives = Rete anviwon { $latitude } degre nò, { $longitude } degre lès
neighbor-oneself = Se konsa vwazen yo wè ou.
neighbor-change = Chanje sa ou di sou tèt ou

## From the page of a post that is for everyone, for members

posts-open-here = Reponn li, di ou renmen l oswa rakonte l

## Whom one follows

following-title = Moun mwen swiv
following-none = Ou poko swiv pèsonn. Ou ka kòmanse sou paj yon vwazen.
following-unfollow = Pa swiv { $who } ankò
