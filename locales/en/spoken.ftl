# The source. Every other language follows this file.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = A code from a sheet of paper
spoken-lead = Somebody gave you a code, on paper or by word of mouth. It leads to the same as the link beside it.
spoken-label = The code
spoken-help = Twelve letters and digits. Large or small letters, with or without lines between them: all of it is right.
spoken-button = Go on
spoken-not-whole = That is not a whole code yet. It has twelve letters and digits, such as { $example }.
spoken-wrong = This code does not work, or not any more. Please look whether each sign is right, or ask whoever gave it to you for a new one.
spoken-way = I have a code on paper
sheet-code = Or go to this short address and type the code below it:
