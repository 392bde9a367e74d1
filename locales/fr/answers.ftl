# Machine-translated, not yet read by a person.

## Answers

answers-heading = Réponses
answers-yours = Votre réponse
answers-none = Personne n’a encore répondu. Vous trouverez les réponses ici.
answer-by-you = Vous
answer-by-network = Un voisin, par { $network }
answer-state-offered = attend un mot
answer-state-with-connectors = chez les personnes de liaison
answer-state-accepted = convenu
answer-state-declined = pas cette fois
answer-state-withdrawn = reprise
answer-state-lapsed = terminée
answer-yes = Oui, volontiers
answer-no = Pas cette fois
answer-take-back = La reprendre
answer-how-much = Combien
answer-lead-need = Pouvez-vous aider ? Vos mots vont au voisin qui demande, et à personne d’autre.
answer-lead-offer = En auriez-vous l’usage ? Vos mots vont au voisin qui offre, et à personne d’autre.
answer-left-need = Il manque encore : { $amount }
answer-left-offer = Il reste : { $amount }
answer-message = Quelques mots
answer-message-help = Par exemple, quand cela vous convient. Vous pouvez laisser vide.
answer-button-need = Je peux aider
answer-button-offer = Cela me servirait
answer-said-answered = Votre voisin a votre réponse. Vous trouverez son mot ici.
answer-said-with-connectors = Votre réponse est chez les personnes de liaison, qui la portent. Vous trouverez le mot ici.
answer-said-agreed = C’est convenu. Dites-vous maintenant quand et où : le lien ci-dessous y mène.
answer-said-declined = Cette personne reçoit un aimable « pas cette fois », sans raison.
answer-said-taken-back = C’est repris. Personne ne demande pourquoi.
answer-said-posted = C’est maintenant au tableau. Les réponses arrivent ici.

## Asking and offering

new-title = Demander ou offrir
new-lead = Deux choses suffisent. Personne ne vous demande pourquoi.
new-kind = Vous faut-il quelque chose, ou avez-vous quelque chose à donner ?
new-kind-need = Il me faut quelque chose
new-kind-offer = J’ai quelque chose à donner
new-what = Qu’est-ce que c’est, en quelques mots ?
new-what-help = Par exemple : un trajet à la clinique vendredi
new-more = En dire plus, si vous voulez
new-words = Plus de mots
new-amount = Combien
new-unit = De quoi
new-unit-help = Par exemple : bocaux ou bols
new-place = À peu près où
new-place-help = Par exemple : près de la bibliothèque. N’écrivez pas votre adresse exacte.
new-audience = Qui peut le voir ?
new-audience-usual = Comme d’habitude : un besoin, les membres de ce réseau seulement ; une offre, aussi ceux des réseaux voisins
new-hidden = Ne pas montrer mon nom
new-promise = Vous pouvez le reprendre à tout moment. Le lieu exact n’est dit qu’au voisin qui vient.
new-button = Mettre au tableau
