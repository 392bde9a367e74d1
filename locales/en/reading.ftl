# The source. Every other language follows this file.
# Words around a need or an offer: for who is not signed in, and for who reads another language than it was written in.

## For who is not signed in

listing-sign-in = Do you live here? Sign in and answer
listing-no-account = No account here yet? You can ask for something without one, or join.
listing-elsewhere = I have an account elsewhere
not-found-neighbors = Some needs and offers are shown to neighbors only.
not-found-sign-in = Do you live here? Sign in

## Which language a title in a list is in

card-in-en = In English
card-in-es = In Spanish
card-in-fr = In French
card-in-ar = In Arabic
card-in-zh-Hans = In Chinese
card-in-ht = In Haitian Creole
card-in-other = In another language: { $language }
