# Machine-translated, not yet read by a person.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = Un código de una hoja de papel
spoken-lead = Alguien te dio un código, en papel o de palabra. Lleva a lo mismo que el enlace que está a su lado.
spoken-label = El código
spoken-help = Doce letras y cifras. Mayúsculas o minúsculas, con o sin rayas: todo vale.
spoken-button = Seguir
spoken-not-whole = Eso todavía no es un código entero. Tiene doce letras y cifras, como { $example }.
spoken-wrong = Este código no funciona, o ya no. Mira si cada signo está bien, o pide uno nuevo a quien te lo dio.
spoken-way = Tengo un código en papel
sheet-code = O ve a esta dirección corta y escribe el código que está debajo:
