# Machine-translated, not yet read by a person.

## Roughly where one lives

living-title = Más o menos dónde vives
living-help = Así, tu página de inicio muestra lo que hay cerca. Se redondea enseguida a un kilómetro, más o menos; no se guarda nada más exacto.
living-seen = Quienes son parte de esta red pueden verlo, no más exacto que eso. No sale a ninguna otra red.
living-near = Un lugar cerca de ti
living-keep = Guardar este lugar
living-take-away = Quitar mi lugar
living-gone = Está quitado. Aquí ya no se guarda dónde vives.
living-none = Nombra un lugar, por favor, o elige uno en el mapa.
living-unknown = No conocemos un lugar que se llame { $place }. Mira la lista de lugares, o elige uno en el mapa.
living-ask = Di más o menos dónde vives, para ver lo que hay cerca

## What a neighbor shows to members

neighbor-shown = Lo que ven quienes son parte de esta red
neighbor-resting = En descanso por ahora
neighbor-languages = Idiomas: { $languages }
neighbor-lives-beside = Vive a unos { $km } km de { $place }
neighbor-lives = Vive más o menos a { $latitude } grados norte, { $longitude } grados este
neighbor-oneself = Así te ven tus vecinas y vecinos.
neighbor-change = Cambiar lo que dices sobre ti

## From the page of a post that is for everyone, for members

posts-open-here = Responder, decir que te gusta o contarlo a otras personas

## Whom one follows

following-title = A quién sigo
following-none = Todavía no sigues a nadie. Puedes empezar en la página de alguien del vecindario.
following-unfollow = Dejar de seguir a { $who }
