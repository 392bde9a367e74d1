# Machine-translated, not yet read by a person.

## When something goes wrong

error-internal = Quelque chose n’a pas marché sur ce serveur. Rien n’a changé ; essayez encore une fois.
error-unavailable = Ce serveur ne peut pas répondre maintenant, et rien n’a changé. Essayez encore dans un moment.
error-peer = L’autre réseau ne répond pas comme il faut en ce moment. Rien n’a changé ; essayez plus tard.
error-unreadable = Ce qui a été envoyé n’a pas pu être lu. Revenez en arrière et remplissez-le encore une fois.
error-too-large = Il a été envoyé plus qu’il n’y a de place ici. Envoyez-en moins à la fois.
error-other = Cela n’a pas marché. Le serveur dit, en anglais : { $text }
error-many-sign-in = Beaucoup de personnes se connectent en ce moment. Essayez encore dans une minute.
error-password-changed = Le mot de passe a changé. Connectez-vous encore une fois.
error-too-much-at-once = Il y a plus que ce qui peut être pris ici en une fois. Demandez à qui tient ce serveur de lancer { $command } pour vous.

## What was typed

error-empty = Écrivez ici quelques mots.
error-too-long = C’est trop long : il y a { $length } lettres et signes, et de la place pour { $most }. Raccourcissez-le.
error-too-many-entries = C’est trop : il y a { $count } entrées, et de la place pour { $most }. Enlevez-en quelques-unes.
error-not-a-tag = Un de ces mots ne va pas ici. Prenez des lettres de a à z, des chiffres et des tirets, 40 au plus.
error-not-a-language = Ce n’est pas une langue que nous connaissons. On l’écrit ainsi : en, es ou zh-Hans.
error-same-language = Ceci a été écrit dans cette langue. Choisissez-en une autre, s’il vous plaît.
error-translated-already = Quelqu’un a déjà traduit ceci dans cette langue. Merci quand même.
error-many-translations = Ceci est gardé dans { $most } langues en plus de la sienne, et il n’y a plus de place.
error-no-kind = Dites si vous en avez besoin ou si vous l’avez à donner.
error-does-not-fit = Cela ne va pas encore. Une quantité est un nombre, comme 12 ou 1,5.
error-no-category = Ce réseau n’a rien de ce nom dans sa liste. Choisissez dans la liste.
error-not-shown-to = Choisissez qui peut le voir.
error-neither-yes-nor-no = Le formulaire ne dit ni oui ni non. Revenez en arrière et choisissez.

## How much

error-not-an-amount = Une quantité est un nombre jusqu’à 1000000, avec au plus trois chiffres après la virgule, comme 12 ou 1,5.
error-nothing-of-it = La quantité est zéro. Laissez vide s’il n’y a rien à compter.
error-more-than-zero = Écrivez plus que zéro.
error-parts-of = Cela se donne par parts de { $part }. Écrivez une part ou plus.
error-no-unit = Dites ce qui est compté, par exemple des boîtes.
error-no-amount = Dites combien, ou laissez vide ce qui est compté.
error-how-much = Dites combien.
error-nothing-counted = Rien n’est compté ici. Laissez la quantité vide.
error-more-than-asked = C’est plus que ce qui a été demandé. Écrivez autant ou moins.
error-only-left = Il ne reste que { $left }. Dites autant ou moins.
error-promised-amount = Une partie est déjà promise ; la quantité ne peut donc pas être enlevée.
error-more-is-promised = { $taken } sont déjà promis ; la quantité ne peut donc pas être plus petite.

## Needs, offers and answers

error-not-open = On ne peut plus y répondre. Au tableau, vous trouvez ce qui est ouvert.
error-not-open-now = Ce n’est pas ouvert en ce moment ; rien ne peut être promis. Rouvrez-le d’abord.
error-not-there = Ce n’est plus là. Au tableau, vous trouvez ce qui est ouvert.
error-own-listing = C’est vous qui l’avez publié ; vous ne pouvez donc pas y répondre.
error-promised-already = C’est déjà promis à quelqu’un.
error-decided = Cette réponse est déjà décidée. La page montre où elle en est.
error-no-such-step = Cela n’est plus possible. La page montre où il en est.
error-listing-over = C’est terminé. Publiez-en un nouveau.
error-changed-meanwhile = Ceci a changé entre-temps, peut-être dans une autre fenêtre ou une application. Vous voyez d’abord ce qui est écrit maintenant, puis ce que vous avez écrit. Réunissez ce qui doit y figurer et enregistrez encore une fois.
error-answered-kind = Quelqu’un du voisinage a déjà répondu ; cela reste donc ce que c’est. Publiez-en un nouveau à côté.
error-held = Ceci est retenu par sécurité, selon l’accord « { $agreement } ». Vous pouvez le retirer, ou parler avec les personnes qui modèrent.
error-part-promised = Une partie est promise. Reprenez d’abord les promesses, ou remettez-les.
error-no-writing = Vous ne pouvez plus vous écrire ici tous les deux.
error-words-alone = Vers un autre réseau ne vont que des mots. Enlevez les images et les choix.
error-said-across = Ce qui est parti vers un autre réseau reste comme il a été dit. Écrivez de nouveau ce qu’il faut savoir.
error-nobody-named = Une personne nommée ici est introuvable ; cela n’a donc pas été envoyé. Regardez encore une fois les noms.
error-many-named = Beaucoup trop de personnes sont nommées ici : il y a de la place pour { $most }. Enlevez-en quelques-unes.
error-moved = Vous êtes passé à un autre compte. Pour continuer ici, annulez d’abord cela.
error-has-left = Ce compte est parti.
error-not-followed = Ce compte ne peut pas être suivi d’ici.
error-not-told-on = Ceci n’a pas été écrit pour tout le monde ; on ne peut donc pas le transmettre.
error-listing-not-told-on = Un besoin ou une offre va aussi loin que son auteur l’a choisi ; on ne peut donc pas le transmettre.
error-listing-elsewhere = Ceci vient d’un autre réseau. Signalez-le à ce réseau, ou tenez son serveur à distance.
error-that-is-you = C’est vous. Choisissez quelqu’un d’autre.

## Handing over

error-handoff-over = C’est déjà terminé. La page montre comment.
error-handoff-further = On en est déjà là, ou plus loin. La page montre où on en est.
error-handoff-elsewhere = Le réseau d’où cela vient note où on en est, et nous le dit.
error-handed-over = C’est déjà remis.
error-link-ended = Ce lien est terminé. Demandez-en un nouveau au réseau.

## Helping a neighbor

error-ask-again = Parlez encore avec cette personne avant de parler pour elle : le jour de redemander est passé. Notez ensuite ce qu’elle a dit.
error-speaks-for-many = Une personne parle pour { $most } autres au plus. Partagez cela avec quelqu’un.
error-on-the-board = C’est déjà au tableau.
error-much-written = On a tant écrit ici qu’il n’y a plus de place. Appelez-vous, ou recommencez.
error-nobody-can-ask = On ne peut pas demander ici sans compte en ce moment. Écrivez-nous ou appelez-nous.

## Keeping people safe

error-own-server = C’est ce serveur lui-même. Choisissez-en un autre.
error-servers-many = Vous tenez { $most } serveurs à distance. Enlevez-en d’abord un.
error-not-held = Ceci n’est plus retenu.
error-task-not-held = Cette personne n’a pas ce rôle en ce moment.

## Accounts

error-not-a-handle = Un nom court a de 1 à 30 signes : lettres minuscules de a à z, chiffres et tirets bas.
error-handle-of-server = Le serveur lui-même a ce nom court. Choisissez-en un autre.
error-handle-taken = Le nom court { $handle } est déjà pris. Choisissez-en un autre.
error-not-own-handle = Pour partir pour de bon, écrivez ici votre propre nom court.
error-app-asks-more = L’application demande plus que ce pour quoi elle s’est enregistrée. Recommencez dans l’application.

## Days, food and pictures

error-day-passed = Ce jour ou cette heure est déjà passé. Choisissez plus tard.
error-not-a-day = Ce n’est pas un jour. Il s’écrit par exemple 2030-05-31.
error-open-too-long = Cela peut rester au tableau { $most } jours au plus. Vous pourrez le publier de nouveau ensuite.
error-window-too-long = Du début à la fin, il peut y avoir un an au plus. Regardez les deux.
error-not-in-parts = La quantité n’est pas un nombre entier de ces parts. Changez l’une des deux.
error-which-language = Choisissez la langue de ces mots.
error-none-and-some = Il est dit que rien de cela n’est dedans, et qu’il y en a. Regardez encore une fois.
error-no-picture = Choisissez d’abord une image.
error-unknown-file = Ce n’est pas une image ni un son que l’on prend ici. Envoyez du PNG, JPEG, GIF ou WebP, ou un son en WAV, MP3, Ogg ou M4A.
error-broken-picture = Cette image n’a pas pu être lue jusqu’au bout. Envoyez-la encore une fois, ou une autre.
error-large-picture = Ce fichier est trop grand. Rendez-le plus petit, ou envoyez-en un autre.
error-many-pictures = Il y a de la place pour { $most } images. Enlevez-en une d’abord.
error-picture-gone = Une des images n’est plus là. Choisissez-la encore une fois.
error-no-recordings = Ici, il y a de la place pour des images seulement, pas pour des sons.
error-many-files-wait = Beaucoup de vos fichiers attendent déjà une publication. Publiez-en ou effacez-en d’abord.
error-many-beginnings = Vous en gardez déjà { $most } pour plus tard. Publiez-en ou jetez-en d’abord. Ce que vous avez écrit est toujours là.
error-long-beginning = C’est plus que ce qui peut être gardé pour plus tard. Raccourcissez-le.
error-beginning-gone = Ceci n’est plus gardé pour plus tard. Vous l’avez peut-être publié dans une autre fenêtre. Pour le publier quand même, appuyez encore une fois sur le bouton.
error-took-too-long = Cela a pris trop de temps. Envoyez-le encore une fois.
