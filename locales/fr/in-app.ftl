# Machine-translated, not yet read by a person.

in-app-understood-need = Ceci est maintenant au tableau comme un besoin : { $title }
in-app-understood-offer = Ceci est maintenant au tableau comme une offre : { $title }
in-app-category = Catégorie : { $category }
in-app-amount = Quantité : { $amount }
in-app-until = Jusqu’à : { $until }
in-app-for-network-need = Seuls les membres de ce réseau le voient. Cela ne va plus loin que si vous le dites sur sa page.
in-app-for-network = Seuls les membres de ce réseau le voient.
in-app-for-everyone = Tout le monde peut le voir.
in-app-picture = Une image n’a pas encore de mots. Dites dans votre application ce qu’elle montre, pour les personnes qui ne peuvent pas la voir.
in-app-complete = Complétez ou changez-le ici : { $link } – et si ce n’était pas voulu, supprimez la publication.

## Somebody answers

in-app-a-neighbor = Quelqu’un du voisinage
in-app-answer-need = { $who } peut aider pour ce dont vous avez besoin : { $title }
in-app-answer-offer = { $who } demande ce que vous offrez : { $title }
in-app-words = Son message : { $words }
in-app-words-across = De quelqu’un du voisinage, par { $network }, sur « { $title } » : { $words }
in-app-say-yes = Répondez « oui » ou « non », ou décidez ici : { $link }
in-app-say-how-much = Répondez « oui » avec la quantité (« oui 2 »), ou « non », ou décidez ici : { $link }
in-app-agreed = C’est entendu. Dites où et quand ici : { $link }
in-app-declined = Un aimable « pas cette fois » est transmis, sans raison.
in-app-yes-or-no = Répondez « oui » ou « non », s’il vous plaît, ou décidez ici : { $link }
in-app-not-possible = Ce n’est plus possible : c’est peut-être déjà promis ou terminé, ou il en reste moins. Regardez ici, s’il vous plaît : { $link }
