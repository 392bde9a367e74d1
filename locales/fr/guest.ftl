# Machine-translated, not yet read by a person.

## The form for asking

ask-title = Demander sans compte
ask-no-account = Pas de compte ? Vous pouvez demander sans compte.
ask-lead = Dites ce qu’il vous faut, avec vos mots. Il ne faut ni compte, ni nom, ni papiers. Quelqu’un du voisinage qui aide ici le lit et vous répond.
ask-urgent = Si cela ne peut pas attendre
ask-urgent-food = Voir quelle nourriture est proposée au tableau maintenant
ask-words = De quoi avez-vous besoin ?
ask-words-help = Par exemple : un manteau chaud, taille M, ou un trajet chez le médecin mardi. N’écrivez ni votre nom ni votre rue.
ask-place = Où, à peu près ? Vous pouvez laisser vide.
ask-place-help = Par exemple : près de la bibliothèque. N’écrivez pas votre adresse exacte.
ask-reach = Comment vous répondre ? Vous pouvez laisser vide.
ask-reach-help = Un numéro de téléphone ou une adresse e-mail, pour la personne qui vous aide et pour nulle autre. Si vous laissez vide, vous trouvez la réponse sur une page à vous ; la page suivante en montre le lien.
ask-by-mail = Envoyez-moi un courriel quand il y a une réponse. Il dit « Vous avez une réponse » et où regarder, rien d’autre.
ask-shown = Qui peut le voir ?
ask-read-by-helpers = Dans tous les cas, les personnes qui font le lien dans ce réseau et celles qui parlent pour un voisin le lisent, jusqu’à ce que l’une d’elles vous aide.
ask-read-by-stewards = Dans tous les cas, les personnes qui prennent soin du réseau et du serveur le lisent, car personne d’autre n’aide encore ici, jusqu’à ce que l’une d’elles vous aide.
ask-shown-help = Vous pouvez le changer plus tard.
ask-shown-helpers = Seulement les personnes qui aident ici
ask-shown-network = Tous les membres de ce réseau
ask-shown-public = Tout le monde
ask-trap = Laissez ceci vide
ask-button = Demander
ask-before = Vous avez déjà demandé ? Tapez le code que vous avez gardé
ask-kept = Ce que vous écrivez est gardé scellé. Tout est effacé quand vous le dites, ou { $days } jours après votre dernière visite ou votre dernier mot. Quand la personne qui aide dit que c’est fait, on vous demande d’abord.
ask-again = Appuyez encore une fois sur le bouton. Rien de ce que vous avez écrit n’est perdu.
ask-too-often = Beaucoup de personnes viennent de demander depuis l’endroit où vous êtes. Attendez quelques minutes et appuyez de nouveau sur le bouton. Rien de ce que vous avez écrit n’est perdu.
ask-words-wrong = Écrivez ici quelques mots, et au plus { $most } lettres.
ask-place-wrong = Dites le lieu en moins de mots.
ask-reach-wrong = Ce n’est encore ni un numéro de téléphone ni une adresse e-mail. Regardez encore une fois, ou laissez vide.
ask-closed-title = Demandez d’une autre façon
ask-full = Beaucoup de personnes attendent une réponse ici en ce moment. Vous attendriez trop longtemps.
ask-nobody = En ce moment, personne n’est là pour lire ces mots.
ask-elsewhere = Écrivez-nous ou appelez-nous, ou laissez une personne membre demander pour vous. Un réseau proche pourra peut-être aussi aider.
ask-you-wrote = Voici ce que vous avez écrit : { $words }

## The private page of who asks

asked-title = Ce que vous avez demandé
asked-said-asked = Les personnes qui aident peuvent maintenant le lire. Gardez le code ou le lien ci-dessous : il n’y a pas d’autre moyen de revenir.
asked-said-written = Vos mots sont ici pour la personne qui vous aide.
asked-said-shown = C’est changé, dès maintenant.
asked-said-changed = C’est changé. La personne qui vous aide l’apprend.
asked-said-still = C’est de nouveau en attente, et les personnes qui aident ici l’apprennent à nouveau.
asked-link = Comment revenir à cette page
asked-link-help = Imprimez-le, prenez-le en photo ou notez le code. Qui l’a peut lire cette page : ne le montrez à personne d’autre.
asked-code = Depuis n’importe quel téléphone ou ordinateur, allez à cette adresse courte et tapez le code qui suit :
asked-waits = En attente de quelqu’un qui aide
asked-helped = { $name } vous aide
asked-next-page = Quelqu’un du voisinage le lit et vous écrit sur cette page. Revenez dans un jour ou deux.
asked-next-mail = Quelqu’un du voisinage le lit et vous écrit sur cette page. Un courriel vous dit quand il y a une réponse.
asked-next-reach = Quelqu’un du voisinage le lit, puis vous appelle ou vous écrit. Vous trouverez peut-être aussi des mots sur cette page.
asked-on-board = C’est au tableau :
asked-time = Demandé : { $time }
asked-changed = Changé : { $time }
asked-place = Où : { $place }
asked-reach = Pour vous joindre : { $reach }
asked-by-guest = La personne qui demande
asked-by-helper = La personne qui aide
asked-write-help = Seule la personne qui aide le lit. C’est effacé avec le reste.
asked-reword = Changer ce que j’ai demandé
asked-change-help = Dites-le autrement, ou ajoutez ce qui manque. N’écrivez ni votre nom ni votre rue. La personne qui vous aide apprend que vous l’avez changé.
asked-spot-away = Retirer le lieu de la carte
asked-board-too = Le dire ainsi au tableau aussi, mot pour mot. Sans cela, le tableau garde ses mots.
asked-reword-button = Garder ces mots
asked-reach-change = Changer la façon de vous joindre
asked-reach-help = Un numéro de téléphone ou une adresse e-mail, pour la personne qui vous aide et pour nulle autre. Laissez vide pour n’avoir de réponse que sur cette page.
asked-reach-button = Garder cette façon
asked-shown-help = Si moins de personnes peuvent le voir, c’est retiré du tableau aussitôt.
asked-shown-button = Changer qui peut le voir
asked-done-says = La personne qui a aidé dit que c’est fait
asked-done-question = Est-ce fait ?
asked-done-help = Plus personne d’autre que vous ne lit ceci. S’il vous le faut encore, c’est de nouveau en attente, et les personnes qui aident ici l’apprennent à nouveau.
asked-done-no = Non, il me le faut encore
asked-done-yes = Oui, c’est fait : effacer
asked-done-until = Vous avez { $days } jours pour le dire, jusqu’au { $day }. Si vous ne dites rien, tout est alors effacé.
asked-done-first = Entre-temps, la personne qui a aidé dit que c’est fait. Dites d’abord s’il vous le faut encore.
asked-end = Je n’en ai plus besoin
asked-end-help = Tout est effacé aussitôt. Personne ne demande pourquoi.
asked-end-button = Tout effacer maintenant
asked-ended-title = C’est effacé
asked-ended = Tout ce qui était écrit ici a disparu. La personne qui voulait aider apprend que ce n’est plus nécessaire.
asked-done-gone = Tout ce qui était écrit ici a disparu. Plus personne d’autre n’en avait rien.
asked-ended-again = Vous pouvez redemander à tout moment.
asked-lost-title = Ce lien ne mène nulle part
asked-lost = Il manque peut-être une lettre à l’adresse. Ou bien c’est fini et effacé : parce que vous l’avez dit, { $done } jours après que la personne qui a aidé l’a dit, ou après { $days } jours sans visite.
asked-lost-what-to-do = Regardez encore l’adresse, lettre par lettre, ou tapez le code que vous avez gardé. S’il vous faut toujours quelque chose, demandez de nouveau.
asked-lost-code = Le code que vous avez gardé
asked-lost-ask = Demander de nouveau

## For those who help

asks-title = Les personnes qui demandent sans compte
asks-lead = Seules les personnes qui aident ici voient cette page. Dès que vous en prenez une, vous seul la lisez.
asks-waiting = En attente de quelqu’un
asks-waiting-none = Personne n’attend en ce moment.
asks-mine = Où vous aidez
asks-said-let-go = C’est maintenant en attente d’une autre personne. Personne ne demande pourquoi.
asks-said-done = Merci. Il ne vous en reste rien. La personne qui a demandé peut dire pendant { $days } jours qu’il le lui faut encore.
asks-said-too-late = Une autre personne aide déjà.
help-title = Quelqu’un demande de l’aide
help-language = Langue de sa page : { $language }
help-contact-later = La façon de joindre cette personne est montrée à qui l’aide.
help-no-contact = Cette personne revient sur sa propre page ici. Écrivez-lui là.
help-take = Je vais aider
help-take-help = À partir de là, vous seul lisez ceci. La personne qui demande voit votre nom, et vous pouvez vous écrire.
help-write-help = La personne le lit quand elle revient sur sa page. Vous seuls tous les deux le voyez.
help-mail-goes = Un courriel lui dit qu’il y a une réponse, et non ce qu’elle dit.
help-write-there = Cette personne a laissé { $way } : écrivez ou appelez là aussi. Rien d’autre ne lui dit que vos mots sont ici.
help-said-taken = Merci. Vous seul lisez ceci maintenant.
help-said-written = Vos mots sont sur sa page.
help-said-on-board = C’est au tableau. Les réponses vous arrivent.
help-changed = La personne qui demande a changé ceci. Relisez-le, ainsi que la façon de la joindre.
help-changed-board = Le tableau dit la même chose qu’avant, sauf si la personne a voulu le changer là aussi.
help-board = Mettre au tableau
help-board-help = Relisez les mots : enlevez les noms, les rues et les numéros. Le tableau dit « publié avec l’aide d’une personne du voisinage », et rien de plus.
help-board-for-helpers = La personne qui demande veut que seules les personnes qui aident voient ceci. Si le tableau peut servir, demandez-lui de le dire sur sa page.
help-board-for-network = La personne qui demande dit que tous les membres de ce réseau peuvent le voir.
help-board-for-public = La personne qui demande dit que tout le monde peut le voir.
help-done = C’est fait
help-done-help = Vous n’en lisez alors plus rien, et c’est retiré du tableau. On demande à la personne si c’est bien fait : pendant { $days } jours, elle peut dire non.
help-done-button = Oui, c’est fait
help-let-go = Finalement, je ne peux pas aider
help-let-go-help = Si vous ne pouvez pas, quelqu’un d’autre pourra aider. Ce qui est au tableau est retiré, et ce que vous avez écrit est effacé.
help-promised = Une partie est promise au tableau. Reprenez la promesse ou notez que c’est remis, puis revenez ici.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = Quelqu’un demande sans compte. Qui a le temps peut regarder : { $link }
guest-told-wrote = La personne sans compte que vous aidez vous a écrit : { $link }
guest-told-changed = La personne sans compte que vous aidez a changé ce qu’elle demande, ou la façon de la joindre : { $link }
guest-told-ended = Une personne sans compte que vous aidiez n’en a plus besoin. Tout est effacé. Merci.
guest-label = A demandé sur ce site
guest-consent = A demandé en personne sur ce site et a dit qui peut le voir
guest-may-share-network = ce qu’il lui faut, avec les membres de ce réseau
guest-may-share-public = ce qu’il lui faut, avec tout le monde
