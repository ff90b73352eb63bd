"""An article of our own that stands in for the seed where that is absent: same facts, other words."""

# ruff: noqa: E501 - a paragraph is one line, as in a text that a person pastes

SAMPLE_ARTICLE: str = """\
À Rabat, Mark Esper resserre les liens militaires avec le Maroc
Le secrétaire américain à la Défense Mark Esper a achevé vendredi à Rabat une tournée de trois jours en Afrique du Nord. Avec les autorités marocaines, il a paraphé un plan de coopération de dix ans qui couvre la formation, les achats d'équipements et les exercices militaires.
Le ministre a d'abord rencontré le général Abdelfattah Louarak, inspecteur général des Forces armées royales, puis Abdellatif Loudiyi, chargé de l'administration de la Défense. Un entretien avec Nasser Bourita, ministre des Affaires étrangères, a clos la journée. Selon un communiqué du Pentagone, les États-Unis tiennent le Maroc pour l'un de leurs plus vieux amis sur le continent.
African Lion, que l'Africom organise chaque année avec Rabat, doit reprendre au printemps. La dernière édition avait été annulée en raison de l'épidémie. Le Maroc a commandé des véhicules blindés et des hélicoptères américains, dont les livraisons s'étaleront sur plusieurs années.
Mark Esper s'était auparavant arrêté en Tunisie, où il a signé un accord du même ordre, et en Algérie, étape rare pour un chef de la défense américaine. Dans les trois capitales du Maghreb, il a mis en garde contre l'influence de la Russie et de la Chine. La Libye, où des mercenaires russes combattent aux côtés des troupes de l'Est, a occupé une large part des discussions. Les Nations unies y cherchent à transformer la trêve en cessez-le-feu.
L'autre inquiétude porte sur le Sahel, où le jihadisme gagne du terrain malgré la présence de forces étrangères. Au Mali, les militaires qui ont pris le pouvoir en août ont installé à la présidence de transition Bah N'Daw, un colonel à la retraite, avec pour vice-président le colonel Assimi Goïta. Washington a suspendu son aide à l'armée malienne en attendant le retour des civils.
La visite précède de quelques semaines l'élection présidentielle américaine. Le secrétaire d'État Mike Pompeo presse plusieurs pays arabes d'établir des relations avec Israël, comme l'ont fait les Émirats arabes unis. À Rabat, les deux délégations ont affirmé que ce sujet n'avait pas été évoqué.
"""
