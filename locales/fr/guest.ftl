# Machine-translated, not yet read by a person.

## The form for asking

ask-title = Demander sans compte
ask-no-account = Pas de compte ? Vous pouvez demander sans compte.
ask-lead = Dites ce qu’il vous faut, avec vos mots. Il ne faut ni compte, ni nom, ni papiers. Quelqu’un du voisinage qui aide ici le lit et vous répond.
ask-words = De quoi avez-vous besoin ?
ask-words-help = Par exemple : un manteau chaud, taille M, ou un trajet chez le médecin mardi. N’écrivez ni votre nom ni votre rue.
ask-place = Où, à peu près ? Vous pouvez laisser vide.
ask-place-help = Par exemple : près de la bibliothèque. N’écrivez pas votre adresse exacte.
ask-reach = Comment vous répondre ? Vous pouvez laisser vide.
ask-reach-help = Un numéro de téléphone ou une adresse e-mail, pour la personne qui vous aide et pour nulle autre. Si vous laissez vide, vous trouvez la réponse sur une page à vous ; la page suivante en montre le lien.
ask-shown = Qui peut le voir ?
ask-shown-help = Vous pouvez le changer plus tard.
ask-shown-helpers = Seulement les personnes qui aident ici
ask-shown-network = Tous les membres de ce réseau
ask-shown-public = Tout le monde
ask-trap = Laissez ceci vide
ask-button = Demander
ask-kept = Ce que vous écrivez est gardé scellé. Tout est effacé quand c’est fait, quand vous le dites, ou { $days } jours après votre dernière visite ou votre dernier mot.
ask-again = Appuyez encore une fois sur le bouton. Rien de ce que vous avez écrit n’est perdu.
ask-too-often = Beaucoup de personnes viennent de demander depuis l’endroit où vous êtes. Attendez quelques minutes et appuyez de nouveau sur le bouton. Rien de ce que vous avez écrit n’est perdu.
ask-words-wrong = Écrivez ici quelques mots, et au plus { $most } lettres.
ask-place-wrong = Dites le lieu en moins de mots.
ask-reach-wrong = Ce n’est encore ni un numéro de téléphone ni une adresse e-mail. Regardez encore une fois, ou laissez vide.
ask-closed-title = Demandez d’une autre façon
ask-full = Beaucoup de personnes attendent une réponse ici en ce moment. Vous attendriez trop longtemps.
ask-nobody = En ce moment, personne n’est là pour lire ces mots.
ask-elsewhere = Écrivez-nous ou appelez-nous, ou laissez une personne membre demander pour vous. Un réseau proche pourra peut-être aussi aider.
ask-elsewhere-neighbor = Laissez une personne membre demander pour vous. Un réseau proche pourra peut-être aussi aider. Ce que d’autres donnent est sur le tableau.
ask-you-wrote = Voici ce que vous avez écrit : { $words }

## The private page of who asks

asked-title = Ce que vous avez demandé
asked-said-asked = Les personnes qui aident peuvent maintenant le lire. Gardez le lien de cette page : c’est le seul moyen de revenir.
asked-said-written = Vos mots sont ici pour la personne qui vous aide.
asked-said-shown = C’est changé, dès maintenant.
asked-link = Le lien de cette page
asked-link-help = Notez-le, prenez-le en photo ou gardez-le dans votre navigateur. Qui a ce lien peut lire cette page.
asked-waits = En attente de quelqu’un qui aide
asked-helped = { $name } vous aide
asked-next-page = Quelqu’un du voisinage le lit et vous écrit sur cette page. Revenez dans un jour ou deux.
asked-next-reach = Quelqu’un du voisinage le lit, puis vous appelle ou vous écrit. Vous trouverez peut-être aussi des mots sur cette page.
asked-on-board = C’est au tableau :
asked-time = Demandé : { $time }
asked-place = Où : { $place }
asked-reach = Pour vous joindre : { $reach }
asked-by-guest = La personne qui demande
asked-by-helper = La personne qui aide
asked-write-help = Seule la personne qui aide le lit. C’est effacé avec le reste.
asked-shown-help = Si moins de personnes peuvent le voir, c’est retiré du tableau aussitôt.
asked-shown-button = Changer qui peut le voir
asked-end = Je n’en ai plus besoin
asked-end-help = Tout est effacé aussitôt. Personne ne demande pourquoi.
asked-end-button = Tout effacer maintenant
asked-ended-title = C’est effacé
asked-ended = Tout ce qui était écrit ici a disparu. La personne qui voulait aider apprend que ce n’est plus nécessaire.
asked-ended-again = Vous pouvez redemander à tout moment.
asked-lost-title = Ce lien ne mène nulle part
asked-lost = Il manque peut-être une lettre à l’adresse. Ou bien c’est fini : ce qui est fait est effacé aussitôt, et ce que personne n’a regardé pendant { $days } jours aussi.
asked-lost-what-to-do = Regardez encore l’adresse, lettre par lettre. S’il vous faut toujours quelque chose, demandez de nouveau sur la première page.

## For those who help

asks-title = Les personnes qui demandent sans compte
asks-lead = Seules les personnes qui aident ici voient cette page. Dès que vous en prenez une, vous seul la lisez.
asks-waiting = En attente de quelqu’un
asks-waiting-none = Personne n’attend en ce moment.
asks-mine = Où vous aidez
asks-said-let-go = C’est maintenant en attente d’une autre personne. Personne ne demande pourquoi.
asks-said-done = C’est fait, et tout est effacé. Merci.
asks-said-too-late = Une autre personne aide déjà.
help-title = Quelqu’un demande de l’aide
help-language = Langue de sa page : { $language }
help-contact-later = La façon de joindre cette personne est montrée à qui l’aide.
help-no-contact = Cette personne revient sur sa propre page ici. Écrivez-lui là.
help-take = Je vais aider
help-take-help = À partir de là, vous seul lisez ceci. La personne qui demande voit votre nom, et vous pouvez vous écrire.
help-write-help = La personne le lit quand elle revient sur sa page. Vous seuls tous les deux le voyez.
help-said-taken = Merci. Vous seul lisez ceci maintenant.
help-said-written = Vos mots sont sur sa page.
help-said-on-board = C’est au tableau. Les réponses vous arrivent.
help-board = Mettre au tableau
help-board-help = Relisez les mots : enlevez les noms, les rues et les numéros. Le tableau dit « publié avec l’aide d’une personne du voisinage », et rien de plus.
help-board-for-helpers = La personne qui demande veut que seules les personnes qui aident voient ceci. Si le tableau peut servir, demandez-lui de le dire sur sa page.
help-board-for-network = La personne qui demande dit que tous les membres de ce réseau peuvent le voir.
help-board-for-public = La personne qui demande dit que tout le monde peut le voir.
help-done = C’est fait
help-done-help = Quand c’est fait, tout est effacé aussitôt, aussi sur la page de la personne qui demande.
help-let-go = Finalement, je ne peux pas aider
help-let-go-help = Si vous ne pouvez pas, quelqu’un d’autre pourra aider. Ce qui est au tableau est retiré, et ce que vous avez écrit est effacé.
help-promised = Une partie est promise au tableau. Reprenez la promesse ou notez que c’est remis, puis revenez ici.

## What the network tells those who help, and what is written down of who asked

guest-told-asked = Quelqu’un demande sans compte. Qui a le temps peut regarder : { $link }
guest-told-wrote = La personne sans compte que vous aidez vous a écrit : { $link }
guest-told-ended = Une personne sans compte que vous aidiez n’en a plus besoin. Tout est effacé. Merci.
guest-label = A demandé sur ce site
guest-consent = A demandé en personne sur ce site et a dit qui peut le voir
guest-may-share-network = ce qu’il lui faut, avec les membres de ce réseau
guest-may-share-public = ce qu’il lui faut, avec tout le monde
