# Machine-translated, not yet read by a person.

## It has arrived

response-received-offer = Mèsi. Vwazen ki ofri sa a resevwa demann ou an pou { $amount }. N ap ba w nouvèl isit la.
response-received-need = Mèsi. Nou di vwazen ki te mande a ou ka pote { $amount }. N ap ba w nouvèl isit la.
response-received-offer-uncounted = Mèsi. Vwazen ki ofri sa a resevwa demann ou an. N ap ba w nouvèl isit la.
response-received-need-uncounted = Mèsi. Nou di vwazen ki te mande a ou ka ede. N ap ba w nouvèl isit la.

## Yes

response-accepted-whole-offer = Wi, ak plezi: { $amount } pou ou.
response-accepted-whole-need = Wi tanpri, epi mèsi: { $amount } ap yon gwo èd.
response-accepted-part-offer = Wi: { $amount } pou ou. Rès la ({ $rest }) te deja pwomèt bay lòt moun. Mèsi dèske w te mande, epi tanpri mande ankò.
response-accepted-part-need = Wi tanpri, epi mèsi: { $amount } ap yon gwo èd. Lòt vwazen te gentan pote rès la ({ $rest }). Mèsi dèske w te ofri anpil konsa.
response-accepted-offer-uncounted = Wi, ak plezi: li pou ou.
response-accepted-need-uncounted = Wi tanpri, epi mèsi: sa ap yon gwo èd.
response-where-and-how = Ki kote ak kijan: { $link } (lyen sa a ap mache jiska { $until }).

## Not this time

response-declined-offer = Pa fwa sa a. Ou te byen fè mande, e pèsonn p ap janm kenbe sa kont ou. Tanpri mande ankò.
response-declined-need = Pa fwa sa a. Mèsi dèske w te ofri; sa te fè yon moun kontan li sa. Tanpri ofri ankò.
response-all-promised-offer = Tout bagay te deja pwomèt lè w te mande a. Mèsi dèske w te mande, epi tanpri mande ankò.
response-all-promised-need = Lòt vwazen te deja pwomèt tout sa ki te nesesè. Mèsi dèske w te ofri, epi tanpri ofri ankò.

## Closing words

response-closed-met-offer = Kounye a tout sa jwenn plas yo kay vwazen yo. Mèsi dèske w te mande, epi tanpri mande ankò.
response-closed-met-need = Moun nan jwenn sa l te bezwen an. Mèsi dèske w te ofri; li bon pou nou konnen ou la.
response-closed-withdrawn = Vwazen ki te pibliye sa a retire l, kidonk repons ou an fèmen tou. Mèsi dèske w te reponn.
response-closed-expired = Tan piblikasyon sa a pase, kidonk repons ou an fèmen tou. Mèsi dèske w te reponn; ka gen yon lòt bagay talè.
response-not-open = Piblikasyon sa a pa pran repons ankò. Mèsi dèske w te reponn.

## A promise is taken back

response-taken-back-offer = Nou regrèt sa: { $amount } nou te pwomèt ou a, nou pa ka bay li ankò. Se pa fòt ou. Tanpri mande ankò; n ap chèche yon lòt jan.
response-taken-back-need = Plan an chanje: sa w t ap pote a ({ $amount }) pa nesesè ankò. Mèsi, ak tout kè nou.
response-taken-back-offer-uncounted = Nou regrèt sa: sa nou te pwomèt ou a, nou pa ka bay li ankò. Se pa fòt ou. Tanpri mande ankò; n ap chèche yon lòt jan.
response-taken-back-need-uncounted = Plan an chanje: sa w t ap pote a pa nesesè ankò. Mèsi, ak tout kè nou.

## It is done

handover-confirmed = Remiz konfime: { $amount }
handover-confirmed-uncounted = Remiz konfime

## To someone who replied in public

response-how = Mèsi dèske w ekri. Pou se moun ki konsène yo sèlman ki li l, tanpri reponn ak yon mesaj prive, epi di konbyen ak kilè ki bon pou ou. Plis enfòmasyon isit la: { $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = Mèsi dèske w ekri. N ap pran yon repo nan moman sa a, nou pa ka pran anyen ki soti deyò. Petèt yon rezo toupre ka ede.
response-slow = Nou pi dousman pase dabitid nan moman sa a; tanpri ban nou tan.
# To a member who posts meanwhile.
posted-while-slow = Li pibliye. Nou pi dousman pase dabitid nan moman sa a, kidonk repons yo ka pran plis tan.
posted-while-paused = Li pibliye, epi vwazen w yo wè l. Rezo a ap pran yon repo nan moman sa a, kidonk sa ka pran yon ti tan anvan yon moun reponn.
