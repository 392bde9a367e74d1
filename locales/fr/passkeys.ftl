# Machine-translated, not yet read by a person.
# Words of passkeys.

## Signing in

passkey-sign-in = Se connecter avec une clé d’accès
passkey-failed = Cela n’a pas marché, ou vous l’avez arrêté. Rien n’a changé. Vous pouvez réessayer, ou vous connecter autrement.
passkey-late = Cette page est restée ouverte trop longtemps, ou a déjà servi. Veuillez réessayer.
passkey-unknown = Cette clé d’accès n’est pas connue ici. Peut-être a-t-elle été retirée, ou est-elle à un autre compte. Veuillez vous connecter autrement.

## One's own passkeys

passkeys-title = Clés d’accès
passkeys-lead = Avec une clé d’accès, vous vous connectez comme vous ouvrez votre téléphone ou votre ordinateur : avec le doigt, le visage ou son code. Il n’y a rien à retenir ni à écrire, et une fausse page ne peut pas vous la prendre. Votre doigt et votre visage restent sur votre appareil ; ce site ne les voit jamais.
passkeys-none = Vous n’en avez pas encore.
passkeys-unnamed = Une clé d’accès sans nom
passkeys-name = Comment l’appelez-vous ?
passkeys-name-help = Par exemple, l’appareil où elle se trouve. Personne d’autre que vous ne le voit. Vous pouvez laisser ceci vide.
passkeys-rename = Garder ce nom
passkeys-remove = Retirer : { $name }
passkeys-make-heading = Créer une clé d’accès
passkeys-make = Créer une clé d’accès
passkeys-cannot = Ce navigateur ne peut pas créer de clé d’accès, ou ne lance pas le programme de cette page. Tout le reste marche sans lui.
passkeys-password-help = Pour que personne ne s’en crée une en trouvant ce navigateur ouvert.
passkeys-go-on = Continuer
passkeys-again = Vous vous connectez sans mot de passe. Pour que personne ne prenne votre compte en trouvant ce navigateur ouvert, connectez-vous encore une fois avec votre clé d’accès. Ensuite, vous pouvez continuer ici.
passkeys-said-added = Votre clé d’accès est gardée. La prochaine fois, choisissez « Se connecter avec une clé d’accès ».
passkeys-said-renamed = Le nom est gardé.
passkeys-said-removed = Elle ne connecte plus personne. Si quelqu’un d’autre a l’appareil, déconnectez-vous aussi partout ailleurs.
passkeys-said-joined = Vous y êtes. C’est bien que vous soyez là. Créez maintenant votre clé d’accès, pour revenir la prochaine fois.
passkeys-go-on-as-before = Vos clés d’accès restent comme avant. Voyez-les ici.
passkeys-many = Vous avez { $most } clés d’accès. Veuillez en retirer une avant d’en créer une autre.
passkey-there = Cette clé d’accès est déjà ici.
passkey-not-made = L’appareil n’a pas créé de clé d’accès que l’on puisse garder ici. Rien n’a changé. Veuillez réessayer.
passkey-last-way = C’est votre seul moyen d’entrer. Veuillez d’abord choisir un mot de passe ou créer une autre clé d’accès.

## Joining

join-way-passkey = Avec une clé d’accès : ce téléphone ou cet ordinateur me reconnaît, et je n’écris rien
