# Machine-translated, not yet read by a person.

export-title = Tout ce que { $network } garde sur vous
export-made = Fait pour { $handle } le { $day }.
export-yours = Ces fichiers sont à vous. Ils contiennent ce que vous avez dit ici et ce que vos voisins vous ont dit, et rien d’autre sur personne. Ils contiennent aussi des adresses et des messages que vous seul pouvez lire : gardez-les là où personne d’autre ne regarde.
export-json = Les fichiers qui finissent par .json sont du texte simple. Tout programme qui affiche du texte les ouvre, et d’autres programmes peuvent les lire aussi.
export-file-profile = Ce que vous dites de vous, aussi ce que personne d’autre ne voit.
export-file-listings = Ce que vous avez demandé et ce que vous avez offert, avec le lieu exact si vous en avez donné un. Ce qui est fini est effacé 30 jours plus tard.
export-file-translations = Ce que vous avez dit dans d’autres langues de besoins et d’offres de vos voisins.
export-file-responses-given = Vos réponses à ce que d’autres ont demandé ou offert.
export-file-responses-received = Les réponses des autres à ce que vous avez demandé ou offert, comme vous pouvez les lire sur ce serveur.
export-file-handoffs = Ce que vous êtes convenu de remettre ou de venir chercher. Les adresses sont effacées 48 heures après la fin, tout le reste après 90 jours.
export-file-statuses = Ce que vous avez publié et ce que vous avez relayé, y compris ce que peu de personnes pouvaient lire.
export-file-media = Vos images, avec ce qu’elles montrent en mots. Les fichiers eux-mêmes sont dans le dossier media.
export-file-favourites = Les publications que vous aimez.
export-file-bookmarks = Les publications que vous avez mises de côté pour les relire.
export-file-votes = Ce que vous avez voté dans des sondages. Personne d’autre ne le lit.
export-file-scheduled = Les publications que vous avez prévues pour plus tard. Personne d’autre ne les lit avant.
export-file-beginnings = Ce que vous avez commencé à écrire et gardez pour plus tard. Personne d’autre ne le lit.
export-file-notes = Ce que vous avez noté sur des comptes, les mots-clés que vous suivez, et jusqu’où vous avez lu dans les applications. Personne d’autre ne le lit.
export-file-notices = Où vous recevez du courriel, de quoi on vous prévient, de quelle façon, et quand non.
export-file-blocks = Qui vous tenez à distance. Personne n’est informé de ce fichier.
export-file-follows = Qui vous suivez et qui vous suit.
export-file-roles = Les tâches que vous avez ou aviez dans le réseau, et jusqu’à quand.
export-file-sign-ins = Les applications que vous avez laissées entrer, les navigateurs où vous êtes connecté et vos clés d’accès. On y lit depuis quand, ce que chaque application peut faire, et de quel genre est chaque navigateur. Les secrets avec lesquels ils entrent ne sont gardés nulle part.
export-file-actor = Comment les autres serveurs vous connaissent, au format ActivityStreams.
export-file-outbox = Ce que vous avez dit à tout le monde sous votre propre nom, tel qu’envoyé aux autres serveurs, au format ActivityStreams. Ce que vous avez publié en cachant votre nom n’y est pas, pour que vous puissiez transmettre ce fichier.
export-left-out = Pas ici : les clés et les secrets, et ce que votre réseau garde et qui ne parle de personne. Rien ici ne fait la somme de ce que vous avez donné ou reçu, car personne ne la tient.
