# Machine-translated, not yet read by a person.

## It has arrived

response-received-offer = Merci. Votre demande ({ $amount }) est arrivée chez la personne qui propose cela. Vous aurez des nouvelles ici.
response-received-need = Merci. La personne qui a demandé sait ce que vous pouvez apporter : { $amount }. Vous aurez des nouvelles ici.
response-received-offer-uncounted = Merci. Votre demande est arrivée chez la personne qui propose cela. Vous aurez des nouvelles ici.
response-received-need-uncounted = Merci. La personne qui a demandé sait que vous pouvez aider. Vous aurez des nouvelles ici.

## Yes

response-accepted-whole-offer = Oui, avec plaisir : { $amount } pour vous.
response-accepted-whole-need = Oui, volontiers, et merci : { $amount }, ce serait d’une grande aide.
response-accepted-part-offer = Oui : { $amount } pour vous. Le reste ({ $rest }) était déjà promis à d’autres. Merci d’avoir demandé, et n’hésitez pas à redemander.
response-accepted-part-need = Oui, volontiers, et merci : { $amount }, ce serait d’une grande aide. Le reste ({ $rest }) était déjà venu d’autres personnes du voisinage. Merci d’avoir proposé autant.
response-accepted-offer-uncounted = Oui, avec plaisir : c’est pour vous.
response-accepted-need-uncounted = Oui, volontiers, et merci : ce serait d’une grande aide.
response-where-and-how = Où et comment : { $link } (ce lien marche jusqu’au { $until }).

## Not this time

response-declined-offer = Pas cette fois-ci. Vous avez bien fait de demander, et personne ne vous en tiendra rigueur. N’hésitez pas à redemander.
response-declined-need = Pas cette fois-ci. Merci d’avoir proposé ; cela a fait du bien à quelqu’un de le lire. N’hésitez pas à proposer de nouveau.
response-all-promised-offer = Tout était déjà promis quand vous avez demandé. Merci d’avoir demandé, et n’hésitez pas à redemander.
response-all-promised-need = D’autres personnes du voisinage avaient déjà promis tout ce qu’il fallait. Merci d’avoir proposé, et n’hésitez pas à proposer de nouveau.

## Closing words

response-closed-met-offer = Tout a maintenant trouvé sa place dans le voisinage. Merci d’avoir demandé, et n’hésitez pas à redemander.
response-closed-met-need = Tout ce qu’il fallait est trouvé. Merci d’avoir proposé ; cela fait du bien de savoir que vous êtes là.
response-closed-withdrawn = La personne qui a publié ceci l’a retiré, votre réponse est donc close aussi. Merci d’avoir répondu.
response-closed-expired = Le temps de cette publication est passé, votre réponse est donc close aussi. Merci d’avoir répondu ; il y aura peut-être bientôt autre chose.
response-not-open = On ne peut plus répondre à cette publication. Merci d’avoir répondu.

## A promise is taken back

response-taken-back-offer = Nous sommes désolés : ce qui vous était promis ({ $amount }) ne peut finalement pas être donné. Vous n’y êtes pour rien. N’hésitez pas à redemander ; nous chercherons une autre solution.
response-taken-back-need = Changement de programme : ce que vous alliez apporter ({ $amount }) n’est finalement pas nécessaire. Merci, vraiment.
response-taken-back-offer-uncounted = Nous sommes désolés : ce qui vous était promis ne peut finalement pas être donné. Vous n’y êtes pour rien. N’hésitez pas à redemander ; nous chercherons une autre solution.
response-taken-back-need-uncounted = Changement de programme : ce que vous alliez apporter n’est finalement pas nécessaire. Merci, vraiment.

## It is done

handover-confirmed = Remise confirmée : { $amount }
handover-confirmed-uncounted = Remise confirmée

## To someone who replied in public

response-how = Merci d’avoir écrit. Pour que seules les personnes concernées le lisent, répondez par un message privé en disant combien et quand cela vous convient. Plus d’informations ici : { $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = Merci d’avoir écrit. En ce moment, nous nous reposons et ne pouvons rien prendre de l’extérieur. Un réseau proche pourra peut-être aider.
response-slow = En ce moment, nous allons moins vite que d’habitude ; laissez-nous un peu de temps.
# To a member who posts meanwhile.
posted-while-slow = C’est publié. En ce moment, nous allons moins vite que d’habitude ; les réponses peuvent prendre plus de temps.
posted-while-paused = C’est publié, et vos voisins le voient. Le réseau se repose en ce moment ; il peut se passer un moment avant que quelqu’un réponde.
