"""Which country a word means: shared words, second lives, prefixes, and where they stand."""

import pytest

from workers.french.lexicon import automaton, signs
from workers.french.places import settled
from workers.french.signs import COUNTRY, REGION
from workers.french.text import reading


def keys(text, kind):
    whole = reading(text)
    return [hit.key for hit in settled(signs(whole, automaton().find(whole)), whole) if hit.key.kind == kind]


def codes(text):
    """Gives the countries of a text in order of their words."""
    return [key.detail for key in keys(text, COUNTRY)]


def regions(text):
    return [key.name for key in keys(text, REGION)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Niger a expulsé un diplomate.", ["NE"]),
        ("Le fleuve Niger est en crue.", []),
        ("Les rives du Niger sont inondées.", []),
        ("Le Niger déborde.", []),
        ("L'État du Niger, dans le centre du Nigeria.", ["NG", "NG"]),
        ("Un soldat nigérien, un soldat nigérian.", ["NE", "NG"]),
        ("La Guinée et la Guinée-Bissau.", ["GN", "GW"]),
        ("Un policier équato-guinéen.", ["GQ"]),
        ("La Nouvelle-Guinée.", []),
        ("Le Soudan du Sud et le Soudan.", ["SS", "SD"]),
        ("Un soldat sud-soudanais.", ["SS"]),
        ("Un diplomate sud-coréen et un général nord-coréen.", ["KR", "KP"]),
        ("La République dominicaine et la Dominique.", ["DO", "DM"]),
        ("Dominique et Maurice sont venus.", []),
        ("L'île Maurice.", ["MU"]),
        ("Port-Louis proteste ; Maurice saisit la Cour.", ["MU", "MU"]),
        ("Le Salvador enferme ses gangs.", ["SV"]),
        ("Salvador Allende et Salvador Dalí.", []),
        ("En Hollande.", ["NL"]),
        ("M. Hollande et le quinquennat de Hollande.", []),
        ("Virginie est rentrée.", []),
        ("En Virginie, un tireur a été arrêté.", ["US"]),
        ("Le Dakar part de Nice.", ["FR"]),
        ("Un tir à Dakar.", ["SN"]),
    ],
)
def test_names_that_are_like_others_are_told_apart(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En Géorgie, Tbilissi proteste.", ["GE", "GE"]),
        ("Le gouverneur de Géorgie a signé.", ["US"]),
        ("En Géorgie, un juge d'Atlanta a tranché.", ["US", "US"]),
        ("La Géorgie du Sud est balayée par les vents.", ["GS"]),
        ("La Macédoine orientale, en Grèce.", ["GR", "GR"]),
        ("La Macédoine a voté.", ["MK"]),
        ("Tripoli, dans le nord du Liban.", ["LB", "LB"]),
        ("Le Liban pleure ; à Tripoli, on enterre les morts.", ["LB", "LB"]),
        ("À Tripoli, en Libye.", ["LY", "LY"]),
        ("À Tripoli.", ["LY"]),
        ("L'Espagne pleure Valence.", ["ES", "ES"]),
        ("À Valence, dans la Drôme.", ["FR", "FR"]),
        ("Le préfet de la Vienne.", ["FR"]),
        ("À Vienne, l'AIEA se réunit.", ["AT"]),
        ("Saint-Denis, à La Réunion.", ["RE", "RE"]),
        ("À Saint-Denis.", ["FR"]),
        ("Saint-Pierre, en Martinique.", ["MQ", "MQ"]),
        ("La basilique Saint-Pierre.", []),
        ("L'armée congolaise a fui Goma.", ["CD", "CD"]),
        ("À Brazzaville, l'armée congolaise défile.", ["CG", "CG"]),
        ("Le M23 avance, l'armée congolaise recule.", ["CD"]),
        ("Un chanteur congolais.", ["CD", "CG"]),
        ("La RDC et le Congo voisin.", ["CD", "CG"]),
        ("Les deux Corées se parlent de la Corée.", ["KR"]),
        ("La Corée et Pyongyang.", ["KP", "KP"]),
        ("Jérusalem est sous la neige.", []),
        ("Israël a fermé l'accès à Jérusalem.", ["IL", "IL"]),
        ("Bruxelles propose un règlement.", []),
        ("À Bruxelles, des heurts ont éclaté.", ["BE"]),
        ("À Grenade.", ["ES"]),
        ("À la Grenade.", ["GD"]),
        ("Une grenade. Grenade offensive.", []),
    ],
)
def test_a_shared_word_goes_to_the_one_that_is_meant(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington hésite.", ["US"]),
        ("Selon Washington, rien n'a changé.", ["US"]),
        ("Hier Washington a hésité.", ["US"]),
        ("Denzel Washington et Kerry Washington.", []),
        ("M. Washington est absent.", []),
        ("WASHINGTON HÉSITE", ["US"]),
        ("Florence Parly est à Florence.", ["IT"]),
        ("À Tours, on vote ; les tours tombent.", ["FR"]),
        ("Tours de scrutin et cannes de bambou.", []),
        ("À Cannes.", ["FR"]),
        ("CANNES ET TOURS", []),
        ("Le Cap est en fête, le cap est tenu. Le cap est bon.", ["ZA"]),
        ("La réunion est finie. À La Réunion, à la Réunion.", ["RE", "RE"]),
        ("LA RÉUNION EST FINIE", []),
        ("À Saint-Denis, une réunion publique.", ["FR"]),
        ("Le Costa Rica : à San José, on vote.", ["CR", "CR"]),
        ("À San José, on vote.", []),
        ("Un drone MALE.", []),
        ("Jordan, un roman, une machine, un malin, une dinde, l'Indiana Jones.", ["US"]),
        ("Un jersey et un panama.", []),
        ("Au New Jersey.", ["US"]),
        ("Le Panama et le chapeau panama.", ["PA"]),
        ("L'Ordre de Malte.", []),
        ("Air France, France Travail, Agence France-Presse, France 24.", []),
        ("Le jardin du Luxembourg.", []),
        ("Au Luxembourg.", ["LU"]),
        ("L'accord de Paris, le traité de Lisbonne.", []),
    ],
)
def test_a_second_life_is_left_alone(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'amitié franco-malienne", ["FR", "ML"]),
        ("le sommet russo-africain", []),
        ("la frontière américano-mexicaine", ["US", "MX"]),
        ("la guerre israélo-palestinienne", ["IL", "PS"]),
        ("le traité sino-russe", ["CN", "RU"]),
        ("la brigade germano-néerlandaise", ["DE", "NL"]),
        ("un pacte turco-libyen", ["TR", "LY"]),
        ("l'accord saoudo-pakistanais", ["SA", "PK"]),
        ("un non-malien", ["ML"]),
    ],
)
def test_a_hyphen_joins_two_countries(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("variants", "code"),
    [
        ("Kharkiv Kharkov", "UA"),
        ("Kiev Kyiv", "UA"),
        ("Hodeïda Hodeida", "YE"),
        ("El-Fasher El-Facher", "SD"),
        ("Ménaka Menaka MÉNAKA", "ML"),
        ("Tillabéri Tillaberi", "NE"),
        ("Khan-Younès Khan-Younis", "PS"),
        ("N'Djamena N'Djaména Ndjamena", "TD"),
        ("Sebha Koufra Misrata Derna", "LY"),
        ("Türkiye Turquie", "TR"),
        ("Birmanie Myanmar", "MM"),
    ],
)
def test_variants_of_a_name_are_one(variants, code):
    for variant in variants.split():
        assert codes(f"Près de {variant}, rien.") == [code], variant


def test_the_sovereign_state_wins_a_shared_demonym():
    assert codes("L'armée française et un diplomate américain.") == ["FR", "US"]


def test_a_gulf_or_a_lake_is_a_region_and_no_country():
    text = "Du golfe de Guinée au lac Tchad, de la mer d'Oman à la mer de Chine méridionale."

    assert codes(text) == []
    assert regions(text) == ["golfe de Guinée", "lac Tchad", "mer d'Oman", "mer de Chine méridionale"]


def test_a_part_of_a_country_may_be_a_region_too():
    assert codes("Au Darfour.") == ["SD"]
    assert regions("Au Darfour.") == ["Darfour"]


def test_a_word_of_one_sentence_does_not_decide_in_the_next():
    assert codes("La Grèce vote. La Macédoine aussi.") == ["GR", "MK"]


def test_each_of_thousands_of_ambiguous_words_is_settled_in_its_sentence():
    assert (
        codes("En Géorgie, Tbilissi vote. En Géorgie, Atlanta vote. " * 2000)
        == ["GE", "GE", "US", "US"] * 2000
    )
