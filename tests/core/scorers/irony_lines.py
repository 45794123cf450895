"""Lines written for the irony tests: sincere ones that must stay calm, and twins that differ by what happened.

A twin is "frame|ironic end|sincere end" with {} in the frame: the same words, thanks for a loss and thanks for a find.
"""

from __future__ import annotations

SINCERE_FR = """
Merci à tous nos clients pour cette année passée ensemble.
Merci d’avoir patienté pendant la mise à jour du site, tout fonctionne de nouveau.
Toutes nos excuses pour le retard de livraison, votre colis part ce soir.
Nous sommes désolés de cette erreur, le montant vous sera remboursé sous cinq jours.
Bravo à toute l’équipe pour ce premier prix !
Félicitations à nos apprentis, tous diplômés cette année.
Joyeux anniversaire à Camille, dix ans de maison aujourd’hui.
Le magasin sera fermé le 1er mai. Bon repos à tous.
Ouvert dimanche de 10 h à 18 h, entrée par la rue du Port.
Nous recrutons trois serveurs pour la saison, logés et nourris.
Merci aux bénévoles qui ont monté les tentes sous la pluie.
Nous vous remercions de votre compréhension pendant les travaux.
Suite à une panne, nos lignes sont coupées. Écrivez-nous ici, nous répondons.
Le concert est annulé. Tous les billets seront remboursés automatiquement.
Merci pour ce message qui nous touche beaucoup.
Bravo Lina, ta recette gagne le concours de l’été !
La piscine rouvre lundi, l’eau est à 28 degrés.
Nos pensées vont aux familles touchées par les inondations.
Quel plaisir de vous retrouver hier soir, merci d’être venus.
On adore vos photos de vacances, continuez à nous les envoyer !
Un grand merci à la mairie pour le prêt de la salle.
Désolée pour l’attente au téléphone, deux personnes rejoignent le standard demain.
Encore merci pour vos dons, l’objectif est atteint.
Il reste encore quelques places pour l’atelier de samedi.
Hâte de vous accueillir vendredi pour l’inauguration.
Excellente nouvelle : le prix du pass n’augmente pas cette année.
Bienvenue aux nouveaux adhérents, le premier cours est offert.
Merci Paul d’avoir retrouvé le doudou de la petite Zoé.
Super ambiance hier au stade, merci pour vos chants !
Notre boulanger est malade, la boutique ferme à midi aujourd’hui.
Votre commande est prête, vous pouvez passer la prendre jusqu’à 19 h.
Nous avons entendu vos critiques sur la nouvelle carte, elle change dès mardi.
C’était trop long, nous le savons : une caisse de plus ouvre samedi.
Bravo aux équipes qui ont rétabli le courant en deux heures cette nuit.
Magnifique journée au jardin avec les enfants de l’école Prévert.
Félicitations aux mariés et merci de nous avoir confié vos fleurs.
Merci de signaler toute panne au 32 15.
Pensez à réserver, la salle est petite et le spectacle court.
Prompt rétablissement à notre gardien, blessé samedi.
La collecte de jouets a dépassé nos espoirs : 640 cadeaux !
Merci à vous, les 3 000 coureurs, et à l’an prochain.
Pas de retard ce matin sur nos lignes, bonne journée à tous.
Notre fromage de chèvre est de retour au marché dès jeudi.
On vous doit des excuses : le mail d’hier ne vous était pas destiné.
Parfait pour les petites faims, notre goûter est servi dès 16 h.
Merci pour votre retour, nous le transmettons à la cuisine.
Un immense bravo aux soignants de garde cette nuit.
Le train de 8 h 12 circule de nouveau, merci de votre patience.
Un an de travaux et un résultat dont nous sommes fiers : venez voir !
Merci de ne pas nourrir les canards, le pain les rend malades.
Notre fondatrice prend sa retraite après trente ans. Merci pour tout, Anne.
Vous êtes formidables : 12 000 signatures en une semaine.
Le guichet ferme à 17 h le vendredi, pensez-y.
Nous travaillons à réparer l’ascenseur, un accès est prévu côté cour.
Merci à la personne qui a rapporté le portefeuille trouvé quai 3.
Bonne rentrée à toutes et tous, et courage aux parents.
Très belle victoire des filles hier, 31 à 24.
Bravo, vous avez trouvé : la photo était prise à Collioure.
Nos cœurs sont avec vous. La boutique reste fermée demain.
Une question sur votre facture ? Nos conseillers vous répondent de 8 h à 20 h.
Heureux d’annoncer que la crèche ouvrira en septembre.
Le nouveau catalogue est arrivé, il sent encore l’encre.
Merci pour ces trois jours de festival, rangement terminé, sourire intact.
Nous avons perdu un ami. Repose en paix, Gilles.
"""
SINCERE_EN = """
Thank you to all our customers for a year together.
Thanks for bearing with us during the update, everything is working again.
We’re very sorry about the late delivery, your parcel leaves tonight.
We apologise for this mistake, you’ll be refunded within five days.
Well done to the whole team for this first prize!
Congratulations to our apprentices, who all graduated this year.
Happy birthday to Camille, ten years with us today.
The shop is closed on 1 May. Have a good rest, everyone.
Open on Sunday from 10 to 6, entrance on Harbour Street.
We’re hiring three waiters for the season, room and meals included.
Thank you to the volunteers who put up the tents in the rain.
Thank you for your understanding during the roadworks.
Our phone lines are down after an outage. Write to us here, we’re answering.
The concert is cancelled. All tickets will be refunded automatically.
Thank you for this message, it means a lot to us.
Bravo Lina, your recipe wins our summer contest!
The pool reopens on Monday, and the water is 28 degrees.
Our thoughts are with the families hit by the floods.
What a pleasure to see you last night, thanks for coming.
We love your holiday photos, keep sending them!
A big thank you to the council for lending us the hall.
Sorry about the wait on the phone, two people join the desk tomorrow.
Thanks again for your donations, we’ve reached the target.
There are still a few seats for Saturday’s workshop.
We can’t wait to welcome you on Friday for the opening.
Great news: the price of the pass stays the same this year.
Welcome to our new members, the first class is on us.
Thank you Paul for finding little Zoe’s teddy.
Fantastic atmosphere at the stadium yesterday, thank you for singing!
Our baker is ill, the shop closes at noon today.
Your order is ready, you can pick it up until 7 pm.
We heard your criticism of the new menu, it changes on Tuesday.
It took too long and we know it: one more till opens on Saturday.
Well done to the crews who restored power in two hours last night.
Beautiful day in the garden with the children of Hill Road School.
Congratulations to the happy couple, and thank you for trusting us with your flowers.
Please report any fault on 0800 32 15.
Do book, the room is small and the run is short.
Get well soon to our goalkeeper, injured on Saturday.
The toy drive went beyond our hopes: 640 presents!
Thank you to all 3,000 runners, see you next year.
No delays on our lines this morning, have a good day.
Our goat’s cheese is back at the market from Thursday.
We owe you an apology: yesterday’s email was not meant for you.
Perfect for small appetites, our afternoon tea starts at 4.
Thank you for your feedback, we’re passing it on to the kitchen.
A huge bravo to the nurses on duty tonight.
The 8:12 is running again, thank you for your patience.
A year of work and a result we are proud of: come and see!
Please don’t feed the ducks, bread makes them ill.
Our founder retires after thirty years. Thank you for everything, Anne.
You’re amazing: 12,000 signatures in a week.
The desk closes at 5 on Fridays, please plan ahead.
We’re working to repair the lift, there’s step-free access by the yard.
Thank you to whoever handed in the wallet on platform 3.
Best of luck to everyone going back to school.
A lovely win for the girls yesterday, 31–24.
Well done, you got it: the picture was taken in Whitby.
Our hearts are with you. The shop stays closed tomorrow.
A question about your bill? Our advisers answer from 8 to 8.
Happy to announce that the nursery opens in September.
The new catalogue has arrived and still smells of ink.
Thanks for three days of festival: all packed up, smiles intact.
We lost a friend. Rest in peace, Giles.
"""
TWINS_FR = """
Merci d’avoir {} ma valise.|perdu|retrouvé
Merci d’avoir {} mon vélo !|cassé|réparé
Merci d’avoir {} à ma demande.|refusé de répondre|répondu si vite
Merci au livreur qui a {} le colis de ma fille.|jeté par-dessus la grille|monté au sixième étage
Merci pour {}, les enfants ont apprécié.|les deux heures de retard|la visite du cockpit
Bravo pour {}.|la panne du dimanche|la réparation du dimanche
Bravo à la boutique, qui a {} ma commande.|encore égaré|retrouvé
Quel service : {}.|trois semaines sans réponse|une réponse en dix minutes
Quel accueil ! {} à la réception.|Personne|Un thé et un sourire
Super, {} ce matin.|le chauffage est en panne|le chauffage est réparé
Génial, {}.|mon train est annulé|mon train est à l’heure
J’adore {} un samedi matin.|faire la queue une heure|retrouver le marché
On adore {}.|les hausses de prix surprise|les réductions surprise
Parfait : {}.|le site plante au moment de payer|le site est réparé
Félicitations, vous avez {} mon compte.|bloqué|débloqué en deux minutes
Merci de m’avoir {} à six heures.|réveillé pour rien|prévenu de la grève
Merci à l’opérateur de m’avoir {}.|raccroché au nez|rappelé le jour même
Excellente idée, {}.|fermer un guichet sur deux|ouvrir un second guichet
Chapeau à l’équipe, {}.|deux heures pour un café froid|tout était prêt en avance
Trop contente, {}.|robe déchirée au premier lavage|robe arrivée en deux jours
Merci pour {} sur ma facture.|les frais cachés|la remise
Merveilleux, {}.|encore une fuite au plafond|le plafond est réparé
Quelle chance : {}.|une place debout pendant cinq heures|surclassés en première
Bravo l’organisation : {}.|une seule caisse pour deux mille personnes|entrée en cinq minutes
Ravie de ce séjour : {}.|douche glacée et draps sales|accueil chaleureux et draps propres
Merci la mairie : {}.|six mois de travaux devant la porte|un nouveau jardin pour les enfants
Top, {}.|livré avec trois semaines de retard|livré avec deux jours d’avance
Merci au voisin qui a {} toute la nuit.|percé|gardé le chat
Formidable, {}.|l’application plante encore|l’application est réparée
Bien joué, {}.|vous avez supprimé ma réservation|vous avez sauvé ma réservation
Merci pour le repas, {}.|servi froid après une heure d’attente|servi chaud et avec le sourire
Belle surprise à l’arrivée : {}.|chambre fermée et personne pour ouvrir|un bouquet dans la chambre
Quelle efficacité : {}.|quatre appels, aucune réponse|un appel, et c’était résolu
Merci docteur pour {}.|les trois heures d’attente|vos conseils
Bravo aux services techniques, {}.|trottoirs verglacés et écoles fermées|rues dégagées dès cinq heures
Merci d’avoir {} mon abonnement.|résilié sans prévenir|prolongé gratuitement
Un grand merci pour {}.|ce colis vide|ce colis rempli de cadeaux
Félicitations pour {} !|cette troisième coupure d’eau|cette troisième victoire
Hâte de {} demain.|retrouver les bouchons|retrouver les copains
Vivement {}.|la prochaine réunion de quatre heures|les vacances
Merci d’avoir {} mes messages.|ignoré|écouté
Quel bonheur, {}.|une nuit blanche à cause des travaux|une nuit calme face à la mer
Merci aux agents, {}.|toujours aussi désagréables|toujours aussi aidants
J’aime tellement {}.|qu’on me facture deux fois|qu’on m’offre le café
Bravo au coiffeur, {}.|un trou derrière l’oreille et trente euros|une coupe réussie et un sourire
Merci pour ce gâteau {}.|rassis|offert
Impeccable, {}.|une valise cassée à l’arrivée|une valise livrée à l’hôtel
Super nouvelle, {}.|ma ligne est supprimée|ma ligne est rétablie
Merci la banque d’avoir {}.|doublé mes frais|remboursé mes frais
Quelle belle journée : {}.|pluie, retard et portefeuille volé|soleil, musique et amis
Merci pour la chambre {}.|au-dessus du chantier bruyant|offerte
Bravo, {} en direct !|encore une erreur|une victoire
Merci d’avoir {} la fin du film.|gâché|offert
Quelle réussite, ce buffet {}.|vide à 19 h|généreux
Génial, ce pull {}.|troué après un jour|offert
Merci à la crèche d’avoir {} mon fils.|oublié|soigné
Quel confort, {}.|sans clim par quarante degrés|un siège chaud et un repas offert
Merci pour votre aide : {}.|aucune réponse en un mois|le problème est résolu
Bravo à la ligne 12, {}.|bloquée trois fois cette semaine|à l’heure toute la semaine
Merci pour l’expédition, {}.|carton écrasé et vase brisé|tout est arrivé en avance
"""
TWINS_EN = """
Thanks for {} my bag.|losing|finding
Thank you for {} my bike!|breaking|fixing
Thanks for {} my email.|ignoring|answering
Thanks to the courier who {} my daughter’s parcel.|threw it over the fence and broke|saved
Thanks for {}, the kids enjoyed it.|the two-hour delay|the tour of the cockpit
Congratulations on {}.|another outage|another win
Well done, you {} my order.|lost|found
What a service: {}.|three weeks and no reply|a reply in ten minutes
What a welcome! {} at the desk.|Nobody, and a locked door|Tea and a smile
Great, {} this morning.|the heating is broken|the heating is fixed
Fantastic, {}.|my train is cancelled|my train is on time
I love {} on a Saturday morning.|queueing for an hour|coffee with friends
We love {}.|surprise price hikes|surprise discounts
Perfect: {}.|the site crashes at checkout|the site is fixed
Congrats, you {} my account.|locked|restored
Thanks for {} me at six.|waking|warning
Thank you for {} me.|hanging up on|helping
Excellent idea, {}.|closing half of the tills|opening a new till
Hats off, {}.|two hours for a cold coffee|everything was ready early
So happy, {}.|dress ripped after one wash|dress delivered early
Thanks for {} on my bill.|the hidden fees|the discount
Wonderful, {}.|another leak in the ceiling|the ceiling is fixed
Lucky me: {}.|stuck standing for five hours|upgraded for free
Brilliant organisation: {}.|one till for two thousand people, endless queue|open early and quickly in
Delighted with our stay: {}.|freezing shower and dirty sheets|warm welcome and clean sheets
Thanks, council: {}.|six months of drilling at my door|a new garden for the children
Awesome, {}.|three weeks late|two days early
Thanks to next door for {} all night.|screaming|looking after the cat
Amazing, {}.|the app crashed again|the app is fixed
Nice job, {}.|you cancelled my booking|you saved my booking
Thanks for dinner, {}.|cold after an hour of waiting|warm and shared with friends
Lovely surprise on arrival: {}.|room locked, nobody answers|flowers and a free upgrade
Such a pleasure: {}.|four calls, no answer|one call and it was solved
Thanks, doctor, for {}.|the three-hour wait|listening
Bravo to the road crews, {}.|schools closed and streets frozen|streets cleaned by five
Thanks for {} my subscription.|cancelling|renewing and fixing
A big thank you for {}.|this empty parcel|this lovely gift
Congratulations on {}!|your third power cut this week|your third medal this week
Can’t wait to {} tomorrow.|sit in traffic|join my friends
Looking forward to {}.|another four-hour meeting|the festival
Thanks for {} my messages.|deleting|answering
What a joy, {}.|a sleepless night and a jackhammer|a sunny weekend by the sea
Thanks to the staff, {}.|rude as usual|helping as usual
I really love {}.|being charged twice|being offered free coffee
Great haircut, {}.|a bald spot and an overcharged bill|and a free coffee
Thanks for the {} cake.|stale|birthday
Excellent, {}.|suitcase smashed on arrival|suitcase delivered on time
Great news, {}.|my route is scrapped|my route is restored
Thank you, bank, for {}.|doubling my charges and the surcharge|refunding my charges
What a lovely day: {}.|rain, delays and a stolen wallet|sun, music and friends
Thanks for the room {}.|above the noisy building site|and the free breakfast
Bravo, {} live on air!|another mistake|another victory
Thanks for {} the ending.|ruining|sharing
What a success, a buffet that was {}.|empty by seven|open until late, fresh and generous
Great jumper, {}.|torn after a day|a gift from mum
Thanks for {} my son at nursery.|forgetting|looking after
First class comfort, {}.|no air con in a heatwave|a warm seat and free lunch
Thanks for your help: {}.|no reply in a month|problem solved
Well done to line 12, {}.|stuck three times this week|on time all week
Thanks for the packing, {}.|box crushed and vase smashed|everything arrived early
"""


def sincere(language: str) -> list[str]:
    """Return the sincere lines of "fr" or "en"."""
    return (SINCERE_FR if language == "fr" else SINCERE_EN).strip().splitlines()


def twins(language: str) -> list[tuple[str, str]]:
    """Return the (ironic, sincere) twins of "fr" or "en"."""
    rows = (TWINS_FR if language == "fr" else TWINS_EN).strip().splitlines()
    parts = (row.split("|") for row in rows)
    return [(frame.format(ironic), frame.format(plain)) for frame, ironic, plain in parts]
