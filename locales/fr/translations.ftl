# Machine-translated, not yet read by a person.

translate-title = Dire ceci dans une autre langue
translate-link = Traduire ceci pour vos voisins
translate-lead = Les personnes qui lisent mieux cette langue trouvent vos mots sous les premiers. Il y est dit qu’une personne du voisinage les a traduits, et les membres voient votre nom. L’auteur de l’annonce peut les retirer.
translate-original = Comme cela a été écrit
translate-language = Dans quelle langue écrivez-vous ?
translate-name = Le titre dans cette langue
translate-words = Le texte dans cette langue
translate-words-help = Aussi près que possible des premiers mots. Les jours, les lieux et ce que contient la nourriture comptent le plus.
translate-button = Ajouter ces mots
translate-none = Ceci est déjà dit dans toutes les langues de ce réseau. Merci d’avoir regardé.
translate-too-often = Vous avez traduit cela très souvent à l’instant. Attendez quelques minutes et appuyez de nouveau sur le bouton. Rien de ce que vous avez écrit n’est perdu.
translate-by = Traduit par { $name }
translate-older = Les premiers mots ont changé après cette traduction. Elle ne dit peut-être plus la même chose.
translate-change = Le dire mieux dans cette langue : { $language }
translate-take-away = Retirer cette traduction : { $language }
translate-told = Une personne du voisinage a traduit ce que vous avez publié, « { $title } », dans une langue de plus : { $language }. Vous le voyez sur sa page, et vous pouvez l’y retirer : { $link }
answer-said-translated = Vos mots sont maintenant sur la page. Merci.
answer-said-untranslated = La traduction est retirée.
