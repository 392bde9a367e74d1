# Machine-translated, not yet read by a person.

role-needed-title = Cette page est liée à un rôle
role-needed = Quelques personnes du voisinage s’en occupent pour un temps. Vous n’avez pas ce rôle en ce moment.
role-needed-what-to-do = Si vous voulez aider, dites-le dans votre réseau : les rôles se donnent pour un temps et tournent.
role-steward = soin du réseau
role-connector = mise en lien
role-facilitator = animation
role-welcome = accueil
role-caretaker = soin d’un lieu
role-bookkeeper = comptes
role-mediator = médiation
role-moderator = modération
role-operator = soin du serveur

## The log

log-title = Ce qui a été fait
log-lead = Ce que des personnes ont fait avec un rôle, à lire par chaque membre. N’y figurent ni qui a été signalé, ni qui a signalé.
log-none = Rien pour l’instant.
log-older = Voir les lignes plus anciennes
log-by = Par { $handle }, rôle : { $role }
log-by-server = Par qui s’occupe du serveur, en ligne de commande
log-a-member = un membre
log-agreement = Selon l’accord : { $agreement }
log-reason = Pourquoi : { $reason }
log-task = { $handle } : { $task }
deed-network-changed = A changé ce que le réseau dit de lui, ou comment il marche
deed-joining-changed = A changé comment on rejoint le réseau
deed-neighbor-welcomed = A accueilli quelqu’un qui demandait à venir
deed-welcome-declined = A dit « pas maintenant » à quelqu’un qui demandait à venir
deed-follow-asked = A demandé à suivre un autre réseau
deed-follow-ended = A cessé de suivre un autre réseau
deed-follower-accepted = A accepté qui nous suit
deed-follower-declined = N’a pas accepté qui voulait nous suivre
deed-sharing-changed = A changé ce qui est partagé avec un réseau
deed-role-given = A donné un rôle
deed-role-ended = A mis fin à un rôle avant son terme
deed-passed-along = A fait passer quelque chose d’un autre réseau
deed-passing-stopped = A cessé de faire passer quelque chose
deed-passing-rules-set = A changé les règles pour faire passer
deed-member-removed = A effacé un membre, à son souhait
deed-token-made = A fait une clé qui agit pour un membre
deed-password-given = A donné un mot de passe à un membre
deed-link-made = A fait un lien qui connecte un membre une fois
deed-member-exported = A écrit pour un membre un fichier avec tout ce qui est gardé de lui
deed-federation-changed = A changé avec quels serveurs celui-ci parle
deed-coalition-founded = A fondé une coalition
deed-coalition-joined = A rejoint une coalition
deed-coalition-left = A quitté une coalition
deed-announced = A dit quelque chose pour le réseau
deed-announcement-retracted = A retiré ce qui avait été dit
deed-entries-imported = A lu des lieux ou des ressources dans un fichier
deed-entry-removed = A enlevé un lieu ou une ressource
deed-blocked = A bloqué un serveur ou un compte
deed-muted = A mis en sourdine un serveur ou un compte
deed-limited = A limité un serveur ou un compte
deed-block-lifted = A levé un blocage, une sourdine ou une limite
deed-listing-held = A retenu un besoin ou une offre
deed-listing-released = A laissé continuer un besoin ou une offre
deed-post-held = A retenu un message
deed-post-released = A laissé continuer un message retenu
deed-answer-words-taken = A retiré les premiers mots d’une réponse
deed-translation-taken = A enlevé ce que quelqu’un du voisinage avait traduit
deed-report-closed = A clos un signalement

## Telling the organizers

report-title = Prévenir les personnes qui organisent
report-lead = Quelque chose n’est pas sûr ? Prévenez la modération de votre réseau. Elle seule le lit, et personne n’apprend qui a prévenu. Si quelqu’un est en danger maintenant, cherchez d’abord de l’aide.
report-about-listing = À propos de : « { $title } »
report-about-neighbor = À propos de : { $name }
report-about-post = À propos de : ce que { $name } a écrit
report-about-answer = À propos de : les premiers mots d’une réponse
report-what = De quoi s’agit-il ?
report-what-danger = Cela rend malade ou c’est dangereux
report-what-threat = Une menace, ou quelqu’un n’est pas laissé en paix
report-what-fraud = Un mensonge pour obtenir quelque chose
report-what-spam = De la publicité, ou toujours la même chose
report-what-other = Autre chose
report-words = Que s’est-il passé ?
report-words-help = Quelques mots suffisent.
report-words-private = La modération ne peut pas lire ce message par elle-même. Elle n’en voit que ce qui est ici. Changez-le comme vous voulez.
report-quoted = Cette personne a écrit : « { $words } »
report-forward = Prévenir aussi les personnes qui s’occupent de { $server }. Elles n’apprennent pas que c’était vous.
report-button = Prévenir
report-wrong = Choisissez de quoi il s’agit, ou écrivez quelques mots, { $most } lettres au plus.
report-done-title = Merci d’avoir prévenu
report-done = La modération de votre réseau le lit.
report-done-next = Elle peut retenir une annonce ou tenir un serveur à distance. Ce qu’elle fait se trouve dans le journal.
report-done-own = Vous pouvez aussi tenir quelqu’un à distance pour vous seul, sur sa page. La personne n’en sait rien.

## A neighbor's page

profile-apart = Je ne veux pas voir cette personne
people-apart = Je ne veux pas voir ce compte
profile-apart-help = Cela vous regarde, et personne ne demande pourquoi. La personne n’en sait rien.
profile-mute = Masquer : je ne la vois pas
profile-block = Bloquer : aucun ne voit l’autre
profile-lift = Ne plus la tenir à distance
blocks-kept-away = C’est fait : la personne est tenue à distance. Vous seul le voyez.
blocks-many = Vous tenez { $most } comptes à distance. Enlevez-en d’abord un.

## Keeping people safe

moderation-title = Veiller à la sécurité
moderation-lead = Il ne s’agit que de sécurité ; personne ne juge ici qui a besoin de quoi. Ce que vous faites se trouve dans le journal que lisent les membres. Presque tout se règle en parlant.
moderation-reports = Ce qui a été signalé
moderation-reports-none = Rien n’attend.
moderation-reports-further = Voir les autres signalements
moderation-reports-full = Il est venu plus de signalements d’autres serveurs qu’il n’y a de place. Tant que vous n’en fermez pas, ce que ces serveurs signalent n’est pas reçu.
moderation-from-member = D’un membre
moderation-from-server = Du serveur { $server }
moderation-unreadable = Ce signalement ne peut pas être lu.
moderation-unreadable-help = Quelque chose ne va pas dans la façon dont ce serveur le garde. Dites-le à la personne qui s’occupe du serveur : une sauvegarde contient peut-être encore la bonne clé. Demandez autour de vous si quelqu’un a besoin d’aide. Ensuite, vous pouvez le clore.
moderation-close = Fait : clore ce qui est arrivé { $time }
moderation-hold = Retenir
moderation-hold-help = C’est aussitôt hors du tableau, ici et ailleurs, et la personne qui l’a écrit lit pourquoi. Ce qui était promis le reste.
moderation-hold-post-help = Aussitôt, seule la personne qui l’a écrit le voit ici. Les autres serveurs sont priés de l’oublier. Elle lit pourquoi.
moderation-take-words = Retirer ses mots
moderation-take-words-help = Ils disparaissent aussitôt et pour de bon, et plus personne ne les lit. La réponse elle-même reste. La personne qui les a écrits lit pourquoi.
moderation-agreement = Selon quel accord de votre réseau ?
moderation-reason = Pourquoi, à lire par son auteur et tous les membres, si vous voulez
moderation-their-account = Son compte :
moderation-their-server = Son serveur :
moderation-held = Retenu
moderation-held-none = Rien n’est retenu.
moderation-held-post = Ce que { $name } a écrit, { $time }
moderation-release = Laisser continuer : { $title }
moderation-away = Tenus à distance
moderation-away-help = Des serveurs et des comptes d’ailleurs. Un membre de ce réseau n’est pas mis dehors par une seule personne : parlez-vous, et décidez ensemble.
moderation-keep-away = Tenir à distance
moderation-who = Un serveur ou un compte
moderation-who-help = Par exemple spam.example, ou l’adresse d’un compte : https://spam.example/users/eve
moderation-how-far = À quel point ?
moderation-is-limit = Limité : ce qu’ils publient ne va pas sur le tableau. Les membres peuvent toujours leur parler.
moderation-is-mute = En sourdine : rien de ce qu’ils disent n’entre, et ils ne l’apprennent pas. Ce qui est à nous leur parvient toujours.
moderation-is-block = Bloqué : rien n’entre et rien ne sort.
moderation-public-reason = Pourquoi, à lire par tous les membres, si vous voulez
moderation-lift = Ne plus tenir { $who } à distance
moderation-wrong-agreement = Nommez en quelques mots l’accord sur lequel cela repose.
moderation-wrong-reason = Utilisez { $most } lettres au plus.
moderation-wrong-server = Ce n’est ni un serveur ni un compte d’ailleurs. Regardez encore une fois.
moderation-said-closed = C’est clos. Ce sera effacé dans 30 jours.
moderation-said-held = C’est retenu.
moderation-said-words-taken = Les mots sont retirés.
moderation-said-released = Cela continue.
moderation-said-kept-away = C’est tenu à distance.
moderation-said-lifted = C’est levé. Il faut redemander à se suivre.
moderation-said-too-late = Quelqu’un l’a fait avant, ou ce n’est plus là.

## Announcements

announcements-title = Annonces
announcements-write = Dire quelque chose
announcements-words = Que voulez-vous dire ?
announcements-who = Qui le lit ?
announcements-for-members = Les membres de ce réseau seulement
announcements-for-everyone = Tout le monde, et qui nous suit ailleurs
announcements-button = Le dire
announcements-told = Ce qui a été dit
announcements-take-back = Retirer ce qui a été dit { $time }
announcements-wrong = Écrivez quelques mots, { $most } lettres au plus.
announcements-said-told = C’est dit.
announcements-said-taken-back = C’est retiré. Qui l’a reçu ailleurs est prié de l’oublier.
announcements-time = Quand cela se passe, si c’est à un moment précis
announcements-time-help = L’heure est celle de { $zone }. C’est dit tout de suite, et les membres ne le voient plus quand ce temps est passé. Qui le lit ailleurs ne lit que vos mots : dites-y l’heure aussi.
announcements-over = Ce temps est passé : les membres ne le voient plus.

## A post that is held, as its author hears of it

held-post-told = La modération retient ce que vous avez écrit, selon l’accord « { $agreement } ». Vous seul le voyez maintenant. Vous pouvez l’effacer, ou lui parler : { $link }
answer-words-told = La modération a retiré les premiers mots de votre réponse, selon l’accord « { $agreement } ». La réponse elle-même reste. Vous pouvez lui parler : { $link }
held-post-goes-on = Ce que vous avez écrit continue : { $link }

## Tasks

tasks-title = Rôles
tasks-lead = Des personnes du voisinage s’occupent de certaines choses pour un temps. Chaque rôle prend fin de lui-même, et tourne. On peut toujours déposer le sien.
tasks-none = Personne n’a de rôle en ce moment.
tasks-for-steward = Parle pour votre réseau, et avec d’autres.
tasks-for-connector = Rapproche besoins et offres.
tasks-for-facilitator = Anime les réunions.
tasks-for-welcome = Répond à qui demande à entrer.
tasks-for-caretaker = Prend soin d’un lieu.
tasks-for-bookkeeper = Tient les comptes ouverts.
tasks-for-mediator = Aide dans un conflit.
tasks-for-moderator = Agit quand quelqu’un est en danger ou souffre.
tasks-for-operator = Prend soin du serveur.
tasks-until = Jusqu’au { $day }
tasks-by-founding = Donné à la fondation de ce réseau
tasks-by-server = Donné par qui s’occupe du serveur, en ligne de commande
tasks-by-decision = Décidé : { $decision }
tasks-lay-down = Déposer : { $task }
tasks-lay-down-then = Personne ne demande pourquoi. Pour le reprendre, il faut qu’on vous le donne de nouveau.
tasks-lay-down-last = Personne d’autre ne prend soin du serveur. Ensuite, plus personne ne donne de rôles sur cette page, sauf qui accède au serveur lui-même. Donnez d’abord ce rôle à quelqu’un.
tasks-again = Redonner, ou mettre fin : { $who }, { $task }
tasks-give = Donner un rôle
tasks-give-help = Décidez-le d’abord ensemble. La personne l’apprend, et chaque membre le lit dans le journal. Pour le redonner, faites de même encore une fois.
tasks-which = Quel rôle ?
tasks-how-long = Pour combien de temps ?
tasks-months =
    { $months ->
        [one] { $months } mois
       *[other] { $months } mois
    }
tasks-decision = Comment l’avez-vous décidé ?
tasks-decision-help = Par exemple : à notre réunion du 3 mai. Chaque membre le lit.
tasks-give-button = Le donner
tasks-end-button = Y mettre fin maintenant
tasks-said-given = C’est donné.
tasks-said-ended = C’est terminé.
tasks-said-laid-down = Vous l’avez déposé. Merci pour tout ce que vous avez fait.
tasks-wrong-decision = Dites en quelques mots comment vous l’avez décidé, { $most } lettres au plus.
tasks-end-soon = Votre rôle « { $task } » prend fin le { $day }. Décidez ensemble qui continue.
tasks-told-given = Vous avez maintenant un rôle : { $task }, jusqu’au { $day }. S’il ne vous convient pas, déposez-le ; personne ne demande pourquoi : { $link }
tasks-told-ended = Votre rôle est terminé : { $task }. Qui a quel rôle, et pourquoi, se lit ici : { $link }
