# Machine-translated, not yet read by a person.

## The form for an account

join-title = Rejoindre { $network }
join-lead-open = Toute personne du coin peut rejoindre { $network }.
join-lead-invite = Quelqu’un du voisinage vous invite dans { $network }.
join-lead-welcomed = Bienvenue dans { $network }. Faites maintenant votre compte.
join-nothing-else = Vous choisissez un nom court, comment vous vous connectez et vos langues. Personne ne demande rien d’autre : ni papiers, ni adresse électronique, ni raison.
join-handle = Un nom court pour vous
join-handle-wrong = Cela ne convient pas encore. Un nom court a de 1 à 30 lettres de a à z, chiffres et tirets bas.
join-handle-reserved = Le serveur lui-même se sert de ce nom. Choisissez-en un autre.
join-handle-taken = Quelqu’un ici porte déjà le nom { $handle }. Choisissez-en un autre.
join-way = Comment voulez-vous vous connecter ?
join-way-password = Avec un mot de passe
join-way-mail = Sans mot de passe : un lien arrive par courriel chaque fois qu’il m’en faut un
join-way-link = Sans mot de passe : quelqu’un qui organise me donne un lien chaque fois qu’il m’en faut un
join-password = Un mot de passe, si c’est votre choix
join-button = Rejoindre
join-again = Appuyez encore une fois sur le bouton. Si vous avez choisi un mot de passe, écrivez-le de nouveau.
join-too-often = Beaucoup de personnes viennent de s’inscrire depuis l’endroit où vous êtes. Attendez quelques minutes et appuyez de nouveau. Si vous avez choisi un mot de passe, écrivez-le encore une fois.
join-have-account = Vous avez déjà un compte ici ? Connectez-vous.
join-said-joined = Vous y êtes. C’est bien que vous soyez là. Vous pouvez demander et proposer tout de suite.
join-before-title = Vous êtes déjà membre
join-before = Vous êtes connecté ici, vous n’avez donc pas besoin d’invitation. Vous pouvez la passer à quelqu’un du voisinage.
join-before-other = Si une autre personne veut s’inscrire dans ce navigateur, déconnectez-vous d’abord.
join-ended-title = Cette invitation ne marche plus
join-ended = Il manque peut-être une lettre de l’adresse. Ou bien toutes les personnes prévues sont arrivées, son temps est passé, ou qui l’a faite l’a arrêtée. Vous n’avez rien fait de mal.
join-ended-what-to-do = Demandez-en une nouvelle à la personne qui vous l’a donnée.

## Without an invite

join-by-invite = Pour nous rejoindre, il faut une invitation. Demandez-la à un membre du voisinage : c’est fait en une minute.
join-welcome-later = On ne peut pas demander l’accueil en ce moment. Réessayez dans quelques jours, ou demandez une invitation à un membre.
join-meanwhile = Vous pouvez regarder le tableau et demander quelque chose sans compte.
join-ask-lead = Demandez à être accueilli. Un membre le lit et dit oui ou « pas maintenant ». Vous trouvez sa réponse sur une page à vous ; gardez-en le lien.
join-ask-words = Quelques mots, si vous voulez
join-ask-words-help = Par exemple qui vous connaissez ici, ou ce qui vous amène. Vous pouvez laisser vide.
join-ask-button = Demander l’accueil
join-ask-kept = Seules les personnes qui accueillent ici le lisent. Tout est effacé quand vous vous inscrivez, quand vous le dites, ou après { $days } jours.
join-words-wrong = C’est trop long. Dites-le en moins de mots.
join-told-asked = Quelqu’un demande à être accueilli comme membre. Qui a le temps peut regarder : { $link }
home-join-welcome = Demander l’accueil
home-join-open = Rejoindre
home-join-by-welcome = Demandez ici à être accueilli. Un membre le lit et dit oui ou « pas maintenant ». Vous choisissez un nom court. Il n’a pas à être celui de vos papiers, et personne ne demande autre chose.
home-join-or-invite = Ou demandez une invitation à un voisin qui est déjà là.
home-join-by-oneself = Toute personne du coin peut nous rejoindre d’elle-même. Vous choisissez un nom court. Il n’a pas à être celui de vos papiers, et personne ne demande autre chose.
home-join-contact = Vous préférez nous parler d’abord ? Voici comment nous joindre :

## The page by which somebody comes back

waiting-title = Vous avez demandé à nous rejoindre
waiting-said-asked = Les personnes qui accueillent l’ont maintenant. Gardez le lien de cette page : c’est le seul moyen de revenir.
waiting-waits = Attend une réponse
waiting-next = Un membre le lit. Revenez dans un jour ou deux : quand vous êtes accueilli, cette page dit comment continuer.
waiting-declined = Pas maintenant
waiting-declined-next = On ne peut pas vous accueillir ici en ce moment. Cela ne dit rien de vous, et aucune raison n’est gardée. Vous pouvez demander des choses sans compte, ou demander une invitation à un membre.
waiting-words = Ce que vous avez écrit
waiting-take-back = Retirer et effacer
waiting-erase = Effacer ceci
waiting-erased = Votre demande est effacée.

## For those who welcome

welcome-title = Qui demande à nous rejoindre
welcome-lead = Seules les personnes qui accueillent voient cette page. Personne n’a rien à prouver pour être bienvenu ici. Un non se dit avec douceur, sans raison, et les membres lisent dans le journal qu’il a été dit.
welcome-none = Personne n’attend en ce moment.
welcome-somebody = Quelqu’un demande à nous rejoindre
welcome-no-words = La personne n’a rien écrit, et c’est très bien.
welcome-yes = Accueillir
welcome-no = Pas maintenant
welcome-said-welcomed = La personne trouve l’entrée sur sa page. Merci.
welcome-said-declined = La personne trouve un mot gentil sur sa page.
welcome-said-too-late = Quelqu’un a répondu avant, ou la demande a été retirée.

## Invites

invites-title = Invitations
invites-lead = Faites un lien, et un carré pour l’appareil photo d’un téléphone, pour les personnes que vous voulez ici. Vous seul voyez vos invitations, et personne ne garde qui est venu par laquelle.
invites-people = Pour combien de personnes ?
invites-people-wrong = Écrivez un nombre entier de 1 à { $most }.
invites-how-long = Combien de temps marche-t-elle ?
invites-days =
    { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
invites-days-wrong = Choisissez de 1 à { $most } jours.
invites-many = Vous avez { $most } invitations qui marchent. Arrêtez-en d’abord une.
invites-make = Faire une invitation
invites-mine = Vos invitations qui marchent
invites-mine-help = Le lien est montré une seule fois, quand vous le faites. Si vous en avez perdu un, arrêtez-le et faites-en un autre.
invites-none = Aucune en ce moment.
invites-line =
    { $people ->
        [one] Pour encore { $people } personne, jusqu’à { $until }
       *[other] Pour encore { $people } personnes, jusqu’à { $until }
    }
invites-end = Arrêter l’invitation qui marche jusqu’à { $until }
invites-ended = Elle ne marche plus.
invite-made = Ceci est montré une seule fois. Imprimez-le, envoyez-le, ou laissez la personne le prendre en photo.
invite-sheet-title = Vous êtes invité dans { $network }
invite-sheet-how = Tenez l’appareil photo d’un téléphone au-dessus du carré, ou tapez l’adresse ci-dessous.
invite-sheet-until = Cela marche jusqu’à { $until }.
sheet-square = Le lien, sous forme de carré pour un appareil photo
sheet-link = Le lien, à taper :

## A link that an organizer prints for somebody

links-title = Un lien pour que quelqu’un se connecte
links-lead = Pour un membre sans mot de passe, ou qui l’a oublié. Le lien le connecte une fois, pendant un jour. Donnez-le à cette personne et à nulle autre.
links-log = Les membres lisent dans le journal que vous avez fait un lien, et non pour qui.
links-handle = Son nom court
links-nobody = Aucun membre ne porte le nom { $handle }.
links-make = Faire le lien
link-made = Ceci est montré une seule fois. Imprimez-le ou notez-le, et donnez-le à la personne.
link-sheet-title = Votre lien vers { $network }
link-sheet-how = Tenez l’appareil photo de votre téléphone au-dessus du carré, ou tapez l’adresse ci-dessous. Appuyez ensuite sur le bouton.
link-sheet-own = Ne le montrez à personne : qui l’a entre comme si c’était vous.

## What the network says of itself

network-title = Votre réseau
network-lead = Ce que vous changez ici, le voisinage et d’autres réseaux le voient. Les membres lisent dans le journal que cela a changé.
network-name = Le nom de votre réseau
network-about = À propos de votre réseau, dans sa première langue
network-about-help = Qui vous êtes, où vous vous retrouvez, comment vous vous aidez. Une ligne vide commence un nouveau paragraphe.
network-contact = Comment les voisins vous joignent
network-contact-help = Un numéro, une adresse, ou l’endroit où est votre porte. Tout le monde peut le lire : qui veut vous rejoindre, et qui a besoin d’une aide que vos pages ne peuvent pas donner.
network-main = Sa première langue
network-main-help = Les mots ci-dessus sont dans cette langue. Ce que le serveur écrit à une personne est dans sa langue. Là où il ne la connaît pas, il écrit dans celle-ci à partir de son prochain démarrage.
network-languages = Langues que l’on y parle
network-joining = Comment rejoint-on le réseau ?
joining-invite = Par une invitation
joining-welcome = Par une invitation, ou un membre accueille
joining-open = Chacun de soi-même
network-members-invite = Chaque membre peut inviter
network-mode = Comment les besoins et les offres se trouvent-ils ?
network-intake = De combien pouvez-vous vous charger en ce moment ?
network-intake-open = Comme d’habitude
network-intake-slow = Cela prend plus de temps
network-intake-paused = Rien de nouveau pour l’instant
network-area = Où vous êtes, à peu près
network-area-help = Pour que les réseaux proches vous trouvent. Un lieu approximatif suffit. Laissé vide, cela reste comme c’est.
network-place = Le nom du lieu
network-latitude = Degrés nord, comme 40.7
network-longitude = Degrés est, comme -73.9
network-radius = Combien de kilomètres autour
network-degrees = Ou écrivez-le en degrés
network-kept = C’est enregistré, et vaut dès maintenant.
network-wrong-name = Donnez à votre réseau un nom de { $most } lettres au plus.
network-wrong-about = Utilisez { $most } lettres au plus.
network-wrong-languages = Choisissez une première langue.
network-wrong-place = Nommez le lieu en { $most } lettres au plus.
network-wrong-latitude = Choisissez l’endroit sur la carte, ou écrivez un nombre de -90 à 90.
network-wrong-longitude = Choisissez l’endroit sur la carte, ou écrivez un nombre de -180 à 180.
network-wrong-radius = Écrivez un nombre de 0.1 à { $most }.
founding-you = Vous
founding-name-wrong = Utilisez { $most } lettres au plus.
founding-network = Votre réseau
founding-network-help = Vous pouvez changer tout cela plus tard, sur la page de votre compte.
founding-invite = Votre première invitation
founding-invite-help = Vous obtenez un lien et un carré pour un appareil photo, valables une semaine. Laissez vide si vous voulez commencer sans personne.
