# Machine-translated, not yet read by a person.

## Every page

page-board = Besoins et offres
page-ask = Demander
page-address = Cette page :

## Soon

day-today = aujourd’hui, { $time }
day-tomorrow = demain, { $time }

## The first page

home-board-button = Voir ce qui est ouvert
home-how-button = Comment demander ?
home-newest-heading = Les dernières nouvelles
home-how-heading = Comment demander et comment offrir
home-step-1 = Dites en quelques mots ce qu’il vous faut ou ce que vous avez. Personne ne vous demande pourquoi.
home-step-2 = Les voisins le lisent. Qui peut aider n’écrit qu’à vous.
home-step-3 = Vous choisissez à qui vous dites oui. Ensuite, vous convenez à deux d’une heure et d’un lieu.
home-how-here = Demander ici, sans compte
home-how-members = Les membres se connectent et touchent « { $button } »
home-how-apps = J’ai une application Mastodon
home-how-app = Les membres demandent depuis leur téléphone, avec une application Mastodon. Connectez-vous-y à { $host }, écrivez ce qu’il vous faut ou ce que vous avez, et finissez par #need ou #offer.
home-join-heading = Comment nous rejoindre
home-join = Vous recevez un lien qui vous fait entrer. Vous choisissez un nom court. Il n’a pas à être celui de vos papiers, et personne ne demande autre chose.
home-join-ask = Demandez à un voisin qui est déjà là.
home-join-write = Demandez à un voisin qui est déjà là, ou à nous :
home-kept-heading = Ce que nous gardons de vous

## Following and answering from another server

follow-title = Suivre depuis votre serveur
follow-who = Suivre { $name }
follow-lead = Avez-vous un compte sur Mastodon ou sur un serveur de ce genre ? Écrivez son adresse ici, et nous vous montrons le chemin.
follow-lead-answer = Avez-vous un compte sur Mastodon ou sur un serveur de ce genre ? Écrivez son adresse ici, et répondez de là-bas.
follow-label = L’adresse de votre compte
follow-help = Un nom et un serveur, comme { $example }
follow-button = Suivre
follow-button-answer = Répondre de là-bas
follow-copy = Ou copiez notre adresse et cherchez-la dans votre application
follow-copy-answer = Ou copiez cette adresse et cherchez-la dans votre application
follow-not-address = Ce n’est pas encore une adresse entière. Elle a un nom, le signe @ et un serveur, comme { $example }.
follow-not-found = Nous n’avons pas pu joindre { $address }. Regardez si chaque lettre est juste, ou copiez l’adresse ci-dessous.
follow-no-way = Votre serveur ne dit pas comment continuer d’ici. Copiez l’adresse ci-dessous et cherchez-la là-bas.
follow-go-title = Encore un pas
follow-go = Votre serveur { $server } s’ouvre ensuite et vous demande de dire oui.
follow-go-button = Aller sur { $server }

## The board

board-title = Besoins et offres
board-filter-heading = Que cherchez-vous ?
board-kind = Besoins ou offres
board-kind-all = Les deux
board-kind-need = Besoins
board-kind-offer = Offres
board-category = Quoi
board-category-all = Tout
board-near = Près de
board-near-help = Le nom d’un lieu d’ici, comme { $example }
board-near-none = Aucun lieu n’est encore noté ici.
board-near-unknown = Nous ne connaissons pas de lieu nommé { $place }. Regardez la liste des lieux, ou laissez ce champ vide. Vous voyez tout ci-dessous.
board-within = Jusqu’où
board-within-km = jusqu’à { $km } km
board-within-of = jusqu’à { $km } km de { $place }
board-within-map = jusqu’à { $km } km de l’endroit sur la carte
board-within-alone = Choisissez aussi un lieu pour cela. Sans lieu, ce qui est loin est montré aussi.
board-more = Plus de choix
board-when = Quand
board-when-any = N’importe quel jour
board-when-today = Aujourd’hui
board-when-days = Dans les { $days } prochains jours
board-food = Nourriture
board-food-help = Un mot ou plusieurs, comme halal, végane
board-way = Comment
board-way-any = De toute façon
board-language = Langue
board-language-any = Toute langue
board-button = Montrer ce qui convient
board-clear = Tout montrer
board-none = Rien ne convient en ce moment. Cherchez plus loin, ou retirez quelque chose. Il y a du nouveau chaque jour.
board-none-yet = Rien qui convienne parmi les plus récents. Regardez les plus anciens.
board-further = Voir les plus anciens
board-newest = Revenir aux plus récents
board-feed = Recevoir les nouveautés par un flux web (Atom)
board-for-everyone = Voici ce que tout le monde peut voir. Les membres en voient plus quand ils sont connectés.
board-for-members = Vous êtes connecté : vous voyez aussi ce qui est réservé aux membres, et ce que partagent les réseaux voisins.
feed-title = { $network } : besoins et offres

## A need or an offer in a list

card-amount-need = Il manque encore : { $open } sur { $amount }
card-amount-offer = Il reste : { $open } sur { $amount }
card-place-away = { $place }, à environ { $km } km
card-away = À environ { $km } km
card-until = Jusqu’à : { $until }
card-from = De { $network }
card-audience-network = réservé aux membres
card-audience-peers = pour les membres et les réseaux voisins

## The page of a need or an offer

listing-in-language = Écrit dans une autre langue : { $language }.
listing-closed = On ne peut plus y répondre. Merci d’avoir regardé.
listing-respond-app = Répondez depuis votre application : cherchez-y l’adresse de cette page et répondez.
listing-seen-by-network = Seuls les membres de ce réseau peuvent voir ceci.
listing-seen-by-peers = Les membres de ce réseau peuvent voir ceci, et ceux des réseaux voisins avec qui nous travaillons.
listing-seen-by-public = Tout le monde peut voir ceci.
listing-there = L’ouvrir sur le réseau d’où il vient
listing-back = Tous les besoins et offres

## Measures that everybody knows, beside a number

unit-kilogram = { $number } kg
unit-litre = { $number } l
