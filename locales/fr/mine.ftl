# Machine-translated, not yet read by a person.

## Home

mine-home = Accueil
mine-title = Ce qui est à moi
mine-hello = Contents de vous voir, { $name }
mine-resting = Vous vous reposez. Votre réseau ne vous demande rien. Vous pouvez demander de l’aide à tout moment.
mine-waiting = En attente de votre réponse
mine-waiting-none = Rien ne vous attend pour le moment.
mine-further-waiting = Plus de ce qui attend votre réponse
mine-waits-need = { $who } peut aider.
mine-waits-offer = Cela serait utile à { $who }.
mine-under-way = Convenu, et pas encore fait
mine-no-time = pas encore d’heure convenue
mine-further-under-way = Plus de ce qui est convenu
mine-when = Quand : { $when }
mine-news = Votre réseau vous dit
mine-news-none = Rien de nouveau.
mine-near = Près de chez vous
mine-newest = Nouveau sur le tableau
mine-near-none = Rien n’est ouvert près de vous pour le moment. Il y a du nouveau chaque jour.

## Mine

mine-lead = Vous seul voyez cette page. Ici, personne ne compte qui donne et qui reçoit.
mine-posted = Ce que j’ai demandé et proposé
mine-posted-none = Rien encore. Demander ou proposer prend une minute.
mine-answered = Ce à quoi j’ai répondu
mine-answered-none = Rien encore. Sur le tableau, vous trouvez ce qui est ouvert.
mine-older-answers = Voir les réponses plus anciennes
mine-over = Ce qui est terminé
mine-over-goes = De ce que vous avez publié et de ce à quoi vous avez répondu. C’est effacé { $days } jours après la fin, et rien n’est reproché à personne.
mine-words-gone = Ses mots sont effacés

## Listing

listing-step-pause = Ne plus recevoir de réponses pour l’instant
listing-step-resume = Recevoir de nouveau des réponses
listing-step-withdraw = Retirer ceci du tableau
answer-said-paused = Personne ne peut répondre pour l’instant. Vous pouvez le rouvrir à tout moment.
answer-said-resumed = Les réponses sont de nouveau possibles.
answer-said-withdrawn = C’est retiré du tableau. Toutes les personnes qui ont répondu reçoivent un mot aimable.
answer-open = S’écrire et convenir de l’heure et du lieu

## Between

between-title = Vous et { $who }
between-asked-need = Peut apporter : { $amount }
between-asked-offer = Demandé : { $amount }
between-agreed = Convenu : { $amount }
between-talk = Ce que vous vous êtes écrit
between-write = Écrivez quelques mots
between-write-help = Vous seuls tous les deux le lisez. C’est effacé avec la réponse.
between-write-help-across = Vous seuls tous les deux le lisez. Cela va de réseau à réseau, sans votre nom.
between-mute-network = Vous êtes de deux réseaux différents, et l’autre ne reçoit pas encore de mots. Vous ne pouvez donc pas vous écrire ici.
between-mute-later = Vous êtes de deux réseaux différents. Vous pourrez vous écrire ici quand la personne aura dit oui, ou vous aura écrit.
between-mute-closed = Pour le moment, aucun mot ne va entre vos deux réseaux. Vous ne pouvez donc pas vous écrire ici.
between-mute-name = L’une des deux personnes ne montre pas son nom. Vous ne pouvez donc pas vous écrire ici.
between-mute-connectors = Les personnes de liaison portent cette réponse. Vous ne pouvez donc pas encore écrire à la personne ici.
between-mute-connectors-say = Dites à une personne de liaison ce que l’autre personne doit savoir.
between-mute-say = Une fois d’accord, dites sous « Quand, comment et où » ce que l’autre personne doit savoir.
between-mute-read = Une fois d’accord, l’autre personne dit quand, comment et où. Vous le trouverez ici.
between-mute-there = Une fois d’accord, vous trouverez quand, comment et où derrière un bouton sur cette page.
between-send = Envoyer
between-next = La suite
between-next-decide = Dites oui ou « pas cette fois ». Personne ne vous demande de raison.
between-next-wait = La personne lit votre réponse et dit oui ou « pas cette fois ». Vous trouverez sa réponse ici.
between-next-connectors = Les personnes de liaison portent votre réponse. Vous trouverez le mot ici.
between-next-plan = C’est convenu. Dites quand et où, pour que l’autre personne puisse venir.
between-next-come = C’est convenu. L’autre personne dit quand et où ; vous le trouverez ici.
between-part = Tout ou une partie. Vous pouvez dire moins.
between-handoff-planned = convenu, pas encore fait
between-handoff-ready = c’est prêt
between-handoff-on-the-way = c’est en route
between-handoff-handed-over = c’est fait
between-handoff-did-not-happen = n’a pas eu lieu
between-contact = Pour joindre la personne ({ $kind }) : { $value }
between-where = Voir où et comment
between-elsewhere = Ceci vient d’un autre réseau. Où et comment se trouvent là-bas, derrière ce bouton, pour vous seul. Ce réseau note quand c’est fait.
between-erased = Ce que vous avez écrit ici sur le lieu est effacé deux jours après la fin.
between-plan = Quand, comment et où
between-day = Jour
between-from = De
between-until = Jusqu’à
between-address = Où exactement
between-address-help = Seule la personne qui vient le lit. C’est effacé deux jours après la remise.
between-notes = Bon à savoir
between-notes-help = Par exemple : troisième étage, sans ascenseur, sonnez deux fois
between-plan-keep = Le dire à la personne
between-when-wrong = Indiquez un jour, et de quelle heure à quelle heure, par exemple 17:00.
between-until-wrong = La fin vient après le début. Regardez les deux heures.
between-how-far = Où en est-on ?
between-act-handed-over = C’est remis
between-act-ready = C’est prêt
between-act-on-the-way = C’est en route
between-act-again = Cela n’a pas eu lieu ; réessayons
between-act-let-go = Cela n’a pas eu lieu ; le rouvrir pour d’autres
between-act-reopen = Finalement, ce n’est pas remis
between-endings = Cela n’a pas eu lieu
between-reopen = Ce n’est pas remis ?
between-reopen-until = Chacun de vous peut le dire jusqu’au { $time }. L’accord tient alors de nouveau, et le lieu est gardé.
between-no-fault = Quoi qu’il soit arrivé, personne ne demande pourquoi, et rien n’est reproché à personne.
between-cannot = Finalement, je ne peux pas venir
between-promise-back = Revenir sur ma parole
between-said-written = Vos mots sont chez la personne.
between-said-sent = Vos mots sont en route vers l’autre réseau.
between-said-agreed = C’est convenu. Dites maintenant quand et où.
between-said-declined = La personne entend un aimable « pas cette fois », sans raison.
between-said-taken-back = C’est retiré. Personne ne demande de raison.
between-said-planned = La personne peut maintenant le lire ici.
between-said-noted = C’est noté ici pour vous deux.
between-said-handed-over = C’est fait. Merci à vous deux.
between-said-again = L’accord tient toujours. Dites une nouvelle heure et un nouveau lieu.
between-said-let-go = C’est de nouveau ouvert pour d’autres.
between-said-reopened = L’accord tient de nouveau. Si l’heure est passée, dites-en une autre.
between-told-reopened = Finalement, ce n’est pas remis : l’accord tient de nouveau. Il est ici : { $link }
