"""Fifteen subjects of a defence desk, invented: how an article says it, and what an analyst asks.

Of each subject four articles are about it (3), four treat it among other things (2), four mention it (1).
`asked` has pairs: the query, and its bare words for an index that knows no fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Topic:
    key: str
    country: tuple[str, str]
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    category: str = "operation"
    titles: tuple[str, str, str, str]
    leads: tuple[str, str, str, str]
    aside: str
    """What an article on something wider says of it."""
    mention: str
    """What an article on something else lets fall."""
    asked: tuple[tuple[str, str], ...]
    gold: Mapping[str, int] = field(default_factory=dict)
    """Texts of the gold half that are about it as well, by their numbers."""


TOPICS = (
    Topic(
        key="blindes",
        country=("ML", "Mali"),
        places=("Bamako",),
        organisations=("Fama",),
        category="land",
        titles=(
            "Le Mali reçoit cinquante véhicules blindés",
            "Bamako : des blindés neufs défilent sur le boulevard",
            "Livraison de véhicules blindés à l'armée malienne",
            "Au Mali, un convoi de blindés arrive par le rail",
        ),
        leads=(
            "Cinquante véhicules blindés ont été remis à l'armée du Mali sur la base de Kati.",
            "Les véhicules blindés livrés au Mali sortent d'une usine d'Asie.",
            "Le Mali a payé comptant ces véhicules blindés, assure l'état-major.",
            "Chaque véhicule blindé emporte huit soldats, et le Mali en attend vingt de plus.",
        ),
        aside="Au Mali, où des véhicules blindés arrivent depuis l'été, la dépense militaire a doublé.",
        mention="Un véhicule blindé du Mali figurait parmi les maquettes exposées.",
        asked=(
            ('"véhicule blindé" pays:ML', "véhicule blindé Mali"),
            ("livraison vehicules blindes Mali", "livraison vehicules blindes Mali"),
        ),
    ),
    Topic(
        key="africom",
        country=("MA", "Maroc"),
        places=("Rabat",),
        organisations=("Africom",),
        persons=("Harold Whitmore",),
        category="cooperation",
        titles=(
            "Le chef de l'Africom en visite à Rabat",
            "Rabat : l'Africom prépare l'exercice du printemps",
            "Maroc : le général Whitmore, patron de l'Africom, reçu au palais",
            "Africom et forces marocaines signent un plan de trois ans",
        ),
        leads=(
            "Le commandant de l'Africom, Harold Whitmore, a passé deux jours à Rabat.",
            "À Rabat, les officiers de l'Africom ont parlé du Sahel et du détroit.",
            "Harold Whitmore veut que l'Africom tienne au Maroc un exercice par saison.",
            "L'Africom promet à Rabat des instructeurs et des simulateurs.",
        ),
        aside="L'Africom, dont le chef Harold Whitmore était à Rabat, demande d'autres crédits.",
        mention="Un ancien de l'Africom passé par Rabat animait la table ronde.",
        asked=(
            ("org:Africom personne:Whitmore", "Africom Whitmore"),
            ("visite de l'Africom à Rabat", "visite de l'Africom à Rabat"),
        ),
    ),
    Topic(
        key="coup",
        country=("GW", "Guinée-Bissau"),
        places=("Bissau",),
        persons=("Nelo Tavares",),
        category="coup",
        titles=(
            "Coup d'État à Bissau : l'armée tient la radio",
            "Guinée-Bissau : les auteurs du coup d'État nomment un président",
            "À Bissau, le lendemain du coup d'État",
            "Guinée-Bissau : le colonel Tavares revendique le coup d'État",
        ),
        leads=(
            "Le coup d'État de Bissau n'a fait aucun mort, disent les officiers.",
            "Le colonel Nelo Tavares, à la tête du coup d'État, promet un scrutin.",
            "Les voisins de la Guinée-Bissau condamnent le coup d'État et ferment les ponts.",
            "Des coups de feu ont précédé de peu l'annonce du coup d'État à Bissau.",
        ),
        aside="Depuis le coup d'État de Bissau, trois capitales de la région ont rappelé leurs envoyés.",
        mention="L'État a reçu un coup d'avertissement du marché, plus qu'après le coup d'État de Bissau.",
        asked=(
            ('"coup d\'État" pays:"Guinée-Bissau"', "coup d'État Guinée-Bissau"),
            ("coup d'etat Bissau", "coup d'etat Bissau"),
        ),
    ),
    Topic(
        gold={"047": 3},
        key="drones",
        country=("UA", "Ukraine"),
        places=("Odessa",),
        category="drone",
        titles=(
            "Odessa : nuit de drones sur le port",
            "Ukraine : cent vingt drones abattus au-dessus d'Odessa",
            "Le port d'Odessa en feu après une attaque de drones",
            "Ukraine : les drones reviennent sur les silos d'Odessa",
        ),
        leads=(
            "Une attaque de drones a touché trois silos d'Odessa avant l'aube.",
            "La défense ukrainienne dit avoir abattu la plupart des drones lancés contre Odessa.",
            "À Odessa, les pompiers ont lutté toute la nuit après la chute d'un drone.",
            "Les drones venus de la mer frappent Odessa pour la cinquième fois du mois.",
        ),
        aside="Les attaques de drones sur Odessa pèsent sur le prix du blé plus que sur le front.",
        mention="Un amateur de drones d'Odessa a prêté son appareil au photographe.",
        asked=(
            ("attaque drone Odessa", "attaque drone Odessa"),
            ("lieu:Odessa mot:drone attaques", "attaques drone Odessa"),
        ),
    ),
    Topic(
        gold={"003": 3, "086": 1},
        key="golfe",
        country=("YE", "Yémen"),
        places=("mer Rouge",),
        organisations=("Houthis",),
        category="naval",
        titles=(
            "Mer Rouge : une frégate abat deux missiles des Houthis",
            "Les Houthis visent un pétrolier en mer Rouge",
            "Mer Rouge : l'équipage évacué après un tir des Houthis",
            "Frégates et convois : la mer Rouge sous la menace des Houthis",
        ),
        leads=(
            "La frégate escortait un cargo en mer Rouge quand les Houthis ont tiré.",
            "Deux missiles des Houthis sont tombés près du pétrolier, en pleine mer Rouge.",
            "Les Houthis promettent de viser toute frégate qui entre en mer Rouge.",
            "En mer Rouge, les assureurs doublent la prime après les tirs des Houthis.",
        ),
        aside="La frégate revenue de mer Rouge, où les Houthis tirent toujours, entre en bassin.",
        mention="Le peintre a vu la mer Rouge avant les Houthis, depuis le pont d'une frégate.",
        asked=(
            ('frégate "mer Rouge" org:Houthis', "frégate mer Rouge Houthis"),
            ("missiles houthis mer Rouge", "missiles houthis mer Rouge"),
        ),
    ),
    Topic(
        key="sahel",
        country=("BF", "Burkina Faso"),
        places=("Djibo",),
        category="losses",
        titles=(
            "Burkina Faso : embuscade meurtrière sur la route de Djibo",
            "Djibo : trente soldats pris dans une embuscade",
            "Embuscade près de Djibo, l'armée burkinabè riposte",
            "Burkina : après l'embuscade, Djibo enterre ses morts",
        ),
        leads=(
            "L'embuscade a frappé un convoi de vivres à vingt kilomètres de Djibo.",
            "Le détachement de Djibo est tombé dans une embuscade au petit matin.",
            "L'embuscade de Djibo a été revendiquée dans la soirée.",
            "Des renforts envoyés après l'embuscade ont atteint Djibo de nuit.",
        ),
        aside="Les embuscades se multiplient autour de Djibo, et les convois y sont rares.",
        mention="Le chanteur, né à Djibo, parle d'une embuscade de la mémoire.",
        asked=(
            ("embuscades Djibo", "embuscades Djibo"),
            ("embuscade pays:Burkina depuis:1an", "embuscade Burkina"),
        ),
    ),
    Topic(
        gold={"044": 2},
        key="otages",
        country=("NG", "Nigeria"),
        places=("Zaria",),
        category="hostage",
        titles=(
            "Nigeria : les otages de Zaria libérés",
            "Zaria : une rançon contre quarante otages",
            "Nigeria : une otage de Zaria raconte sa captivité",
            "Les ravisseurs de Zaria relâchent leurs derniers otages",
        ),
        leads=(
            "Les otages ont marché deux jours avant d'atteindre Zaria.",
            "La rançon payée pour les otages de Zaria n'est pas confirmée.",
            "L'armée dit avoir libéré les otages de Zaria sans verser de rançon.",
            "Les familles des otages attendaient depuis des mois devant la mairie de Zaria.",
        ),
        aside="Après les otages de Zaria, le Parlement discute d'interdire toute rançon.",
        mention="Otage de ses fournisseurs, dit-il, ce boulanger de Zaria a payé sa rançon en farine.",
        asked=(
            ("otages Zaria rançon", "otages Zaria rançon"),
            ("lieu:Zaria otages (libérés OU rançon)", "otages libérés Nigeria"),
        ),
    ),
    Topic(
        key="rafale",
        country=("ID", "Indonésie"),
        organisations=("Dassault",),
        places=("Jakarta",),
        category="armament",
        titles=(
            "Jakarta commande douze Rafale de plus",
            "Indonésie : les premiers Rafale se posent à Jakarta",
            "Rafale : l'Indonésie lève son option",
            "Dassault livre ses Rafale à l'Indonésie",
        ),
        leads=(
            "L'Indonésie porte à cinquante-quatre le nombre de Rafale commandés.",
            "Les Rafale livrés à l'Indonésie partiront d'abord à l'entraînement.",
            "Le contrat des Rafale d'Indonésie s'étend sur huit ans.",
            "Dassault forme en Gironde les pilotes de Rafale venus d'Indonésie.",
        ),
        aside="Les Rafale d'Indonésie tirent à eux seuls les exportations d'armes de l'année.",
        mention="Le vent soufflait en rafales ce jour-là, comme un Rafale au décollage en Indonésie.",
        asked=(
            ("Rafale pays:Indonésie", "Rafale Indonésie"),
            ("commande de Rafale par l'Indonésie", "commande de Rafale par l'Indonésie"),
        ),
    ),
    Topic(
        key="cyber",
        country=("EE", "Estonie"),
        places=("Tallinn",),
        category="cyber",
        titles=(
            "Tallinn : cyberattaque contre le registre d'état civil",
            "Estonie : la cyberattaque venait de trois pays",
            "Une cyberattaque paralyse les trains d'Estonie",
            "Estonie : après la cyberattaque, des volontaires derrière l'écran",
        ),
        leads=(
            "La cyberattaque a rendu muets les services publics d'Estonie pendant neuf heures.",
            "Tallinn attribue la cyberattaque à un service étranger.",
            "La cyberattaque d'Estonie a commencé par un courriel.",
            "L'Estonie a coupé ses serveurs pour arrêter la cyberattaque.",
        ),
        aside="Les cyberattaques contre l'Estonie ont pesé dans la création du centre de Tallinn.",
        mention="La fiction s'inspire d'une cyberattaque en Estonie, en plus drôle.",
        asked=(
            ("cyberattaques Estonie", "cyberattaques Estonie"),
            ("cyberattaque country:Estonia", "cyberattaque Estonie"),
        ),
    ),
    Topic(
        key="traite",
        country=("AM", "Arménie"),
        places=("Erevan",),
        persons=("Aram Vardanian",),
        category="peace",
        titles=(
            "Arménie : le traité de paix paraphé à Erevan",
            "Erevan : Vardanian défend le traité de paix",
            "Traité de paix : l'Arménie vote dimanche",
            "Arménie : ce que dit le traité de paix, article par article",
        ),
        leads=(
            "Le traité de paix compte dix-sept articles, dont trois sur les routes d'Arménie.",
            "Aram Vardanian jure que le traité de paix ne cède aucun village d'Arménie.",
            "L'Arménie attend du traité de paix l'ouverture de deux frontières.",
            "Les opposants au traité de paix ont défilé à Erevan.",
        ),
        aside="Le traité de paix d'Arménie ne règle ni les routes ni les prisonniers, juge l'étude.",
        mention="Le traité d'échecs d'un maître d'Arménie s'offre en paix et en coffret.",
        asked=(
            ('"traité de paix" Arménie', "traité de paix Arménie"),
            ('"traité de paix" lieu:Erevan', "traité de paix Erevan"),
        ),
    ),
    Topic(
        key="base",
        country=("TD", "Tchad"),
        places=("Faya",),
        category="command",
        titles=(
            "Tchad : la base de Faya rendue à l'armée",
            "Faya : les derniers soldats français quittent la base",
            "Au Tchad, la base de Faya change de drapeau",
            "Tchad : que deviendra la base de Faya ?",
        ),
        leads=(
            "La base de Faya a été remise lundi à l'armée du Tchad.",
            "Trente ans après, les militaires français laissent la base de Faya.",
            "À Faya, la piste de la base servira aux vols civils.",
            "Le Tchad garde le radar de la base de Faya.",
        ),
        aside="Avec Faya, rendue cet hiver, le Tchad ne compte plus de base étrangère.",
        mention="La base du ragoût de Faya, au Tchad, est le mil.",
        asked=(
            ("base Faya Tchad", "base Faya Tchad"),
            ("lieu:Faya base soldats", "base Faya soldats"),
        ),
    ),
    Topic(
        gold={"117": 3},
        key="sousmarin",
        country=("AU", "Australie"),
        places=("Perth",),
        category="naval",
        titles=(
            "Perth attend son premier sous-marin nucléaire",
            "Australie : le chantier des sous-marins a deux ans de retard",
            "Sous-marins : l'Australie verse un deuxième acompte",
            "Australie : les équipages de sous-marin manquent",
        ),
        leads=(
            "Le sous-marin sera basé à Perth, sur la côte ouest de l'Australie.",
            "L'Australie achète trois sous-marins d'occasion avant de construire les siens.",
            "Les marins d'Australie apprennent le métier de sous-marinier à l'étranger.",
            "Un sous-marin en escale à Perth sert d'école à l'Australie.",
        ),
        aside="Le prix des sous-marins d'Australie inquiète aussi les partenaires de l'accord.",
        mention="Le restaurant sous-marin d'Australie ouvre près d'une épave.",
        asked=(
            ("sous-marins Australie", "sous-marins Australie"),
            ("sous-marin pays:AU", "sous-marin Australie"),
        ),
    ),
    Topic(
        gold={"043": 1},
        key="wagner",
        country=("CF", "Centrafrique"),
        organisations=("Wagner",),
        places=("Bangui",),
        category="terrorism",
        titles=(
            "Bangui : Wagner cède la place à l'Africa Corps",
            "Centrafrique : les hommes de Wagner refusent de partir",
            "Wagner en Centrafrique, la fin d'un contrat",
            "Centrafrique : une mine d'or reprise à Wagner",
        ),
        leads=(
            "Les hommes de Wagner gardaient le palais de Bangui depuis huit ans.",
            "À Bangui, des cadres de Wagner négocient leur départ.",
            "Wagner laisse en Centrafrique des mines, une brasserie et des dettes.",
            "La Centrafrique paiera un autre que Wagner pour sa garde.",
        ),
        aside="Le modèle de Wagner, éprouvé à Bangui, sert encore dans trois pays.",
        mention="L'opéra de Wagner sera donné à Bangui, en plein air.",
        asked=(
            ("org:Wagner Bangui", "Wagner Bangui"),
            ("départ Wagner Centrafrique", "départ Wagner Centrafrique"),
        ),
    ),
    Topic(
        key="frontiere",
        country=("PL", "Pologne"),
        places=("Białystok",),
        category="border",
        titles=(
            "Pologne : la frontière orientale hérissée de barbelés",
            "Białystok : la Pologne ferme deux postes-frontières",
            "La Pologne envoie cinq mille soldats à la frontière",
            "Frontière de Pologne : un garde blessé",
        ),
        leads=(
            "La Pologne ferme sa frontière de l'est pour trois mois.",
            "À la frontière, les soldats de Pologne patrouillent de nuit.",
            "La Pologne accuse son voisin de pousser des migrants à la frontière.",
            "Des soldats de Białystok gardent la frontière par moins vingt.",
        ),
        aside="La frontière fermée par la Pologne coupe la route du fret vers l'Asie.",
        mention="Sans frontière, ce festival de Pologne invite des soldats de plomb.",
        asked=(
            ("soldats frontière Pologne", "soldats frontière Pologne"),
            ("pays:Poland frontières (barbelés OU soldats)", "frontières barbelés soldats Pologne"),
        ),
    ),
    Topic(
        key="satellite",
        country=("IN", "Inde"),
        places=("Bangalore",),
        category="space",
        titles=(
            "L'Inde lance un satellite d'écoute",
            "Bangalore : le satellite militaire est en orbite",
            "Inde : un satellite espion pour l'océan",
            "L'Inde perd le contact avec son satellite militaire",
        ),
        leads=(
            "Le satellite militaire de l'Inde pèse quatre tonnes.",
            "L'Inde veut un satellite au-dessus de chaque détroit.",
            "À Bangalore, les ingénieurs cherchent toujours le satellite militaire.",
            "Ce satellite militaire écoutera les navires pour la marine de l'Inde.",
        ),
        aside="Le satellite militaire de l'Inde relance la course en orbite basse.",
        mention="Ville satellite de Bangalore, en Inde, elle loge d'anciens militaires.",
        asked=(
            ("satellite militaire Inde", "satellite militaire Inde"),
            ("satellites militaires Bangalore", "satellites militaires Bangalore"),
        ),
    ),
)

GOLD = (
    ("chars carnaval Nice", "chars carnaval Nice", {"010": 3}),
    ("pirates chimiquier", "pirates chimiquier", {"049": 3}),
    ("Kidal attaque camp", "Kidal attaque camp", {"001": 3}),
    ('"Fordo" inspecteurs', "Fordo inspecteurs", {"023": 3}),
    ("Djibo blocus levé", "Djibo blocus levé", {"007": 3}),
    ("embuscade Tillabéri", "embuscade Tillabéri", {"006": 3}),
    ("Himars Rabat", "Himars Rabat", {"027": 3}),
    ('"armée blanche" Nasir', "armée blanche Nasir", {"054": 3}),
    ("espionnage diplomates Prague", "espionnage diplomates Prague", {"075": 3}),
    ("tirs au but Sénégal", "tirs au but Sénégal", {"009": 3}),
)
"""Queries on the gold texts: the query, its bare words, the grades by the texts' numbers."""
