# Machine-translated, not yet read by a person.

## Every page

page-account = Votre compte

## Signing in

sign-in-title = Se connecter
sign-in-lead = Pour les membres de ce réseau.
sign-in-handle-label = Votre identifiant
sign-in-handle-help = Le nom court de votre adresse, comme dans { $example }.
sign-in-password-label = Votre mot de passe
sign-in-button = Se connecter
sign-in-wrong = Cet identifiant et ce mot de passe ne vont pas ensemble. Veuillez réessayer.
sign-in-forgotten = Pas encore de mot de passe, ou oublié ? Demandez à qui s’occupe de ce serveur un lien qui vous connecte une fois.
sign-in-forgotten-reach = Pas encore de mot de passe, ou oublié ? Demandez-nous un lien qui vous connecte une fois. Voici comment nous joindre :
sign-out-button = Se déconnecter

## A form that cannot be used any more

form-stale-title = Veuillez réessayer
form-stale = Ce formulaire est resté ouvert trop longtemps, ou venait d’ailleurs. Rien n’a changé.
form-stale-cookies = Revenez en arrière, rechargez la page et envoyez-la encore une fois. Votre navigateur doit garder les cookies de ce site.

## A one-time link

enter-title = Se connecter avec ce lien
enter-lead = Ce lien vous connecte en tant que { $handle }, une seule fois.
enter-password = À la page suivante, vous choisissez un mot de passe.
enter-button = Se connecter
enter-ended-title = Ce lien a déjà servi, ou son temps est passé
enter-ended = Il fonctionne une fois et pendant un jour, pour que personne d’autre ne puisse s’en servir.
enter-ended-what-to-do = Demandez-en un nouveau à qui s’occupe de ce serveur.

## One's own account

settings-title = Votre compte
settings-signed-in-as = Vous êtes connecté·e en tant que { $handle }.
password-title = Mot de passe
password-lead = Votre mot de passe vous connecte sur ce site. Les applications ne le reçoivent jamais.
password-current-label = Votre mot de passe jusqu’ici
password-new-label = Votre nouveau mot de passe
password-new-help = { $least } caractères ou plus. Quatre mots que vous aimez sont faciles à retenir et difficiles à deviner.
password-button = Garder ce mot de passe
password-done = Votre nouveau mot de passe est gardé. Tous vos autres navigateurs sont déconnectés.
password-wrong = Ce n’est pas votre mot de passe jusqu’ici. Veuillez réessayer.
password-not-taken = Ce mot de passe a moins de { $least } caractères, ou fait partie des premiers que l’on essaierait. Choisissez-en un autre.

## Apps

apps-title = Applications que vous avez laissées entrer
apps-lead = Elles peuvent agir en votre nom. Fermez la porte à celles dont vous ne vous servez plus et à celles que vous ne connaissez pas.
apps-none = Il n’y en a aucune.
apps-tokens = Clés faites sur le serveur
apps-since = Depuis : { $date }
apps-shut-out-button = Fermer la porte à : { $app }
apps-done = La porte est fermée : elle ne peut plus rien faire en votre nom.

## Letting an app in

consent-title = Laisser entrer { $app } ?
consent-lead = { $app } demande à agir en votre nom.
consent-signed-in-as = Vous êtes { $handle }.
consent-unchecked = L’application s’est donné ce nom ; personne n’a vérifié s’il est vrai. Ne laissez entrer que ce que vous avez ouvert vous-même.
consent-goes-to = Si vous dites oui, vous continuez vers { $place }.
consent-shows-code = Si vous dites oui, vous voyez un code à copier dans l’application.
consent-may-heading = Elle pourra
consent-take-back = Vous pouvez revenir là-dessus à tout moment, sur la page de votre compte.
consent-allow = Oui, laisser entrer
consent-deny = Non
consent-other = Se connecter avec un autre compte
consent-refused-title = Cela ne fonctionne pas
consent-unknown = L’application n’est pas connue ici, ou veut sa réponse à un autre endroit que celui qu’elle a inscrit. Vous n’avez rien fait de mal.
consent-amiss = { $app } a demandé quelque chose d’une manière qui n’est pas acceptée ici :
consent-begin-again = Veuillez recommencer dans l’application. Si cela se répète, dites-le à qui la fait.
consent-back = Retour vers { $app }

## A code to copy by hand

code-title = Votre code
code-lead = Copiez ce code dans { $app }.
code-label = Le code
code-after = Il fonctionne une fois, pendant { $minutes } minutes. Ne le donnez à personne d’autre.

## What an app may

scope-read = lire tout ce que vous pouvez lire : messages publics et privés, ce qui est pour les membres
scope-write = écrire en votre nom : messages, besoins et offres, votre profil
scope-follow = changer qui vous suivez, bloquez et masquez
scope-push = vous prévenir quand il se passe quelque chose
scope-profile = voir qui vous êtes
scope-read-parts = lire une partie : { $parts }
scope-write-parts = changer une partie : { $parts }
scope-part-accounts = comptes
scope-part-blocks = qui vous bloquez
scope-part-bookmarks = marque-pages
scope-part-conversations = conversations
scope-part-favourites = ce que vous aimez
scope-part-filters = filtres
scope-part-follows = qui vous suivez
scope-part-lists = listes
scope-part-media = images et sons
scope-part-mutes = qui vous masquez
scope-part-notifications = notifications
scope-part-reports = signalements à la modération
scope-part-search = recherche
scope-part-statuses = messages

## What is kept about people, in short

privacy-names = Pour lire ce qui est public, inutile de dire qui vous êtes, et un pseudonyme suffit pour tout le reste.
privacy-sealed = Ce que vous dites à une voisine ou à un voisin, et ce que vous gardez pour vous, est scellé dans la base de données. Qui s’occupe du serveur pourrait y accéder : demandez qui c’est.
privacy-place = L’endroit où vous habitez est arrondi dès que vous le dites ; le point exact n’est gardé nulle part.
privacy-no-watching = Votre adresse sur internet et le moment de votre dernière visite ne sont pas gardés. De votre appareil, nous gardons seulement, et pour vous seul, avec quel genre de navigateur vous vous êtes connecté. Personne n’est compté ni comparé.
privacy-leaving = Vous pouvez emporter tout ce qui est à vous. Quand vous partez, tout est effacé, et l’on demande à qui l’a reçu de l’oublier.
