# Machine-translated, not yet read by a person.

## Changing it

edit-title = Changer ceci
edit-lead = Les personnes qui peuvent voir ceci lisent vos nouveaux mots dès que vous les enregistrez. Vous pouvez voir d’abord à quoi cela ressemblera.
edit-button = Enregistrer le changement
edit-look-lead = Rien n’est encore changé. Vous pouvez continuer à écrire plus bas.
edit-now = Ce qui est écrit maintenant
edit-yours = Ce que vous avez écrit
again-need = Le demander encore une fois
again-offer = Le proposer encore une fois
again-pictures = Ses images ne suivent pas. Si vous en voulez, choisissez-les encore une fois.
edit-kind-stays = Quelqu’un du voisinage a déjà répondu ; cela reste donc ce que c’est.
edit-easy = La même chose en mots faciles
edit-for-neighbor = Vous avez publié ceci pour une personne du voisinage. Aucun nom n’y figure.
edit-stays = Ceci reste comme c’est :
edit-stays-time = L’heure { $when }
edit-stays-languages = Les mots en { $languages }. Ils se changent sur sa page.
edit-stays-place = Le lieu approximatif sur la carte, sauf si vous en choisissez un autre
edit-told-answered = Les personnes qui ont déjà répondu lisent aussi les nouveaux mots. Ce qui est convenu reste convenu.
edit-told-elsewhere = Les autres réseaux qui l’ont apprennent le changement. Nous ne pouvons pas promettre que chacun montre les nouveaux mots, ni que personne là-bas n’ait gardé les anciens.
edit-told-renamed = Cela reçoit une nouvelle adresse, et nous demandons aux réseaux qui l’ont d’effacer ce qu’ils ont. Nous ne pouvons pas promettre que chacun le fasse. Les liens que vous avez envoyés à quelqu’un ne mèneront alors nulle part.
answer-said-changed = Voici ce qui est écrit maintenant.
answer-said-changed-anew = Voici ce qui est écrit maintenant, à une nouvelle adresse. Les liens que vous avez envoyés à quelqu’un ne mènent plus nulle part.

## Taking it off the board, and deleting it

listing-then-pause = Personne ne peut répondre tant que vous ne l’avez pas rouvert. Ce qui est convenu reste convenu.
listing-then-resume = Le voisinage peut répondre, comme avant.
listing-then-withdraw = Cela quitte le tableau aussitôt et ne peut pas être rouvert. Toute personne qui attend une réponse reçoit un mot aimable. Ce qui est convenu reste convenu. Vous le trouvez encore quelque temps sous « Ce qui est à moi ».
listing-delete = Supprimer ceci pour toujours
listing-delete-then = Ce qui est écrit est effacé ici aussitôt, avec les images et les mots des personnes qui ont répondu. Personne ne peut le faire revenir.
listing-delete-others = Toute personne qui attend une réponse reçoit un mot aimable. Tant qu’une partie est promise, cela ne peut pas être supprimé : reprenez d’abord votre parole, ou remettez ce qui est promis.
listing-delete-elsewhere = Nous demandons aussi aux réseaux qui l’ont de l’effacer. Nous ne pouvons pas promettre que chacun le fasse.
listing-delete-button = Supprimer maintenant
mine-said-deleted = C’est supprimé. Plus personne ne le trouve ici.
