"""What part each country has: place, actor or mention, and the words that say so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.french.lexicon import automaton, signs
from workers.french.places import settled
from workers.french.signs import COUNTRY
from workers.french.text import reading
from workers.stages.enrich import enrich
from workers.stages.enrich.countries import countries
from workers.stages.enrich.roles import roles, standings

SEED = Path(__file__).parents[3] / "shared" / "seed" / "le-chef-du-pentagone-a-rabat.txt"


def found(text):
    """Gives the countries of a text by code."""
    return {country.code: country for country in enrich(text, [], "fr").countries}


def parts(text):
    return {code: " ".join(sorted(country.roles)) for code, country in found(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deux soldats sont morts au Mali.", {"ML": "place"}),
        ("Une mine a sauté près de Gao.", {"ML": "place"}),
        ("L'avion s'est posé à N'Djamena dans la nuit.", {"TD": "place"}),
        ("Le convoi a été attaqué dans le nord du Burkina Faso.", {"BF": "place"}),
        ("Des tirs ont retenti en plein Khartoum, la capitale soudanaise.", {"SD": "place"}),
        ("Les rebelles ont repris Djibo au lever du jour.", {"BF": "place"}),
        ("La chute de Goma a surpris les diplomates.", {"CD": "place"}),
        ("La route entre Ménaka et Ansongo est coupée.", {"ML": "place"}),
        ("À la Barbade, la tempête a fait trois morts.", {"BB": "place"}),
        ("Au Caire, les discussions reprennent.", {"EG": "place"}),
    ],
)
def test_where_it_happens_is_a_place(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'armée malienne a repris le camp.", {"ML": "actor"}),
        ("Les forces de défense et de sécurité nigériennes ratissent la zone.", {"NE": "actor"}),
        ("Le ministre tchadien de la Défense a démissionné.", {"TD": "actor"}),
        ("Un destroyer américain et une frégate française ont appareillé.", {"US": "actor", "FR": "actor"}),
        ("Les médiateurs égyptiens et qataris poursuivent leurs efforts.", {"EG": "actor", "QA": "actor"}),
        ("Moscou accuse les saboteurs.", {"RU": "actor"}),
        ("La France, elle, livre des canons.", {"FR": "actor"}),
        ("Israël, enfin, multiplie les raids.", {"IL": "actor"}),
        ("Londres, qui préside la coalition, annonce des sanctions.", {"GB": "actor"}),
        ("Le cessez-le-feu ne tient plus, selon Kigali.", {"RW": "actor"}),
        ("La frontière restera fermée, a annoncé Niamey.", {"NE": "actor"}),
        ("Les autorités de Bamako ont libéré les otages.", {"ML": "actor"}),
        ("Le soutien de la Russie ne faiblit pas.", {"RU": "actor"}),
        (
            "Des exercices navals avec le Japon et l'Australie débuteront lundi.",
            {"JP": "actor", "AU": "actor"},
        ),
        ("Les Russes ont bombardé le barrage ; les Russes avancent.", {"RU": "actor"}),
        ("Pékin a de nouveau dénoncé la visite.", {"CN": "actor"}),
        ("Paris, Londres et Berlin proposent une trêve.", {"FR": "actor", "GB": "actor", "DE": "actor"}),
    ],
)
def test_who_acts_is_an_actor(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le navire, immatriculé aux îles Cook, a coulé.", {"CK": "mention"}),
        ("Un vraquier battant pavillon libérien a coulé.", {"LR": "mention"}),
        ("Un drone de fabrication chinoise a été abattu.", {"CN": "mention"}),
        ("Ces missiles avaient été vendus au Maroc.", {"MA": "mention"}),
        ("Face à la Chine, l'état-major change de plan.", {"CN": "mention"}),
        ("Plus aucun soldat français ne s'y trouve.", {"FR": "mention"}),
        ("L'Ukraine a besoin d'obus.", {"UA": "mention"}),
        ("Ce que l'Ukraine a également", {"UA": "mention"}),
        ("La frégate l'escortera jusqu'à Djibouti.", {"DJ": "mention"}),
        ("Un otage allemand figure sur la liste.", {"DE": "mention"}),
        ("Il apprend le russe contre l'Allemagne.", {"RU": "mention", "DE": "mention"}),
    ],
)
def test_what_neither_acts_nor_is_acted_in_is_a_mention(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "RABAT (AFP) – Une rencontre est prévue vendredi.",
        "RABAT, 2 oct. – Une rencontre est prévue vendredi.",
        "Maroc : une rencontre est prévue vendredi",
    ],
)
def test_a_dateline_and_a_heading_are_places(text):
    assert parts(text) == {"MA": "place"}


def test_a_country_may_be_place_and_actor():
    assert parts("Au Mali, l'armée malienne a tué vingt hommes.") == {"ML": "actor place"}


def test_the_army_without_more_is_that_of_the_place():
    text = "Tchad : des mutins se rendent\n\nL'armée a encerclé la caserne d'Abéché, a dit le ministère."

    assert found(text)["TD"].roles == ("place", "actor")


def test_the_army_of_another_is_not_that_of_the_place():
    text = "Attentat à Mogadiscio\n\nLe gouvernement du Kenya a condamné l'attentat."

    assert parts(text) == {"SO": "place", "KE": "actor"}


def test_the_armee_in_a_name_is_nobodys():
    text = "Une fête à Antholz, dans le Sud-Tyrol\n\nElle est soutenue par l'Armée des champions."

    assert parts(text) == {"IT": "place"}


def test_what_is_said_somewhere_does_not_happen_there():
    text = (
        "Soudan : la famine\n\nLa famine gagne le Darfour, a dénoncé vendredi à Genève le haut-commissaire. "
        "Les convois n'arrivent plus, et les hôpitaux ferment les uns après les autres, faute de carburant."
    )

    assert parts(text) == {"SD": "place", "CH": "mention"}


def test_a_place_far_below_the_lead_is_a_mention():
    lead = (
        "Une embuscade à Tillabéri\n\n" + "Des hommes armés ont attaqué une colonne de ravitaillement. " * 4
    )

    assert parts(f"{lead}\n\nUne attaque semblable avait eu lieu en Libye.")["LY"] == "mention"


def test_cities_of_which_nothing_is_said_count_half_below_the_lead():
    lead = "Une embuscade au Mali\n\n" + "Des hommes armés ont attaqué une colonne au Mali. " * 4
    passing = "On en parle dans les cuisines de Benghazi. On en rit dans les cuisines de Tobrouk."

    assert parts(f"{passing}\n\n{lead}")["LY"] == "place"
    assert parts(f"{lead}\n\n{passing}")["LY"] == "mention"


def test_where_nothing_else_is_a_place_the_one_below_the_lead_is():
    lead = "Une embuscade\n\n" + "Des hommes armés ont attaqué une colonne de ravitaillement. " * 4

    assert parts(f"{lead}\n\nLe corps a été transporté à Gao.")["ML"] == "place"


def test_the_words_that_decided_are_told():
    country = found("Au Mali, l'armée malienne accuse Alger.")["ML"]

    assert country.why == ("Au Mali", "armée malienne")


def test_the_sense_that_a_rule_chose_is_told():
    assert "l'État américain" in found("Un juge du comté de Fulton, en Géorgie, a tranché.")["US"].why


def test_a_mention_has_no_words_that_decided():
    assert found("Un client majeur de la Russie.")["RU"].why == ()


def test_somebody_who_acts_for_a_country_makes_it_an_actor():
    text = "Le vraquier a été touché à Hodeïda, a dit la Royal Navy."
    whole = reading(text)
    start = text.index("Royal Navy")
    evidence = [("GB", start, start + 10), ("YE", 0, 2)]

    given = {
        one.code: one
        for one in countries(settled(signs(whole, automaton().find(whole)), whole), whole, evidence)
    }

    assert given["GB"].roles == ("actor",)
    assert given["GB"].name == "Royaume-Uni"
    assert given["GB"].mentions == ((start, start + 10),)
    assert given["GB"].why == ("Royal Navy",)
    assert given["YE"].roles == ("place", "actor")


def test_in_sport_only_places_and_names_count():
    text = (
        "La finale du tournoi à Tanger\n\nL'entraîneur sénégalais a salué ses attaquants. "
        "Le match a été gagné aux tirs au but, et la Sénégalaise Awa Diop a remis la coupe. "
        "L'Égypte bat le record."
    )

    assert parts(text) == {"MA": "place", "EG": "mention"}


def test_a_text_without_countries_has_no_roles():
    assert roles(standings([], reading("Rien."))) == {}


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not on this machine")
def test_the_seed_article_has_the_roles_that_a_reader_gives():
    given = parts(SEED.read_text("utf-8"))

    assert given["MA"] == "actor place"
    assert given["US"] == "actor"
    assert given["RU"] == given["IL"] == "mention"


PIECES = (
    "Mali;malienne;l'armée;L’armée;Niger;du;au;à;Kidal;(AFP);–;- :;, .;\n\n;a annoncé;Moscou;accuse;"
    "franco-malien;Congo;Tripoli;«;\u00a0;\u00ad;Bruxelles;avec;accord;entre;E\u0301;sud de;d';Grenade;"
    "et la Géorgie;finale;"
    "Denzel Washington;République"
)
WORDS = st.sampled_from(PIECES.split(";"))


@given(st.lists(WORDS | st.text(max_size=6), max_size=30).map(" ".join))
def test_any_text_has_countries_whose_words_stand_where_they_say(text):
    whole = reading(text)
    hits = settled(signs(whole, automaton().find(whole)), whole)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.form
        assert whole.span(whole.place(hit.start), whole.place(hit.end))[0] == hit.start
    for country in countries(hits, whole):
        assert country.roles == ("mention",) or set(country.roles) <= {"place", "actor"}
        assert country.mentions == tuple(sorted(country.mentions))
    assert {hit.key.detail for hit in hits if hit.key.kind == COUNTRY} >= {
        country.code for country in countries(hits, whole)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L'Ouganda, dont les parachutistes épaulent Salva Kiir depuis mars, a fermé le pont.",
            {"UG": "actor"},
        ),
        ("Kigali s'en est ému.", {"RW": "actor"}),
        ("La Suède a de son côté dépêché deux navires.", {"SE": "actor"}),
        (
            "Au comité de suivi, où siègent Paris et Washington, rien ne bouge.",
            {"FR": "actor", "US": "actor"},
        ),
        ("Des « instructeurs » russes sont arrivés.", {"RU": "actor"}),
        ("Les Canadiens, eux, ont payé.", {"CA": "actor"}),
        ("La trêve tient sous les auspices de la Malaisie.", {"MY": "actor"}),
        ("Le chef de la junte, que soutient Moscou, a parlé.", {"RU": "actor"}),
    ],
)
def test_deeds_are_told_behind_asides_and_before_their_doers(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Russie n'a pas réagi.", {"RU": "mention"}),
        (
            "La junte de Birmanie, que la Chine ménage, a bombardé Lashio.",
            {"MM": "place actor", "CN": "mention"},
        ),
        ("L'axe est fermé depuis que Niamey a rompu.", {"NE": "mention"}),
    ],
)
def test_what_is_denied_or_told_beside_is_no_deed(text, expected):
    assert {code: set(of.split()) for code, of in parts(text).items()} == {
        code: set(of.split()) for code, of in expected.items()
    }


def test_the_subject_of_the_title_acts_at_home():
    assert parts("Prague expulse cinq diplomates\n\nUn fonctionnaire a été arrêté.") == {"CZ": "actor place"}


def test_a_city_of_which_nothing_is_said_is_where_it_happens():
    assert parts("Dans les cuisines de Lyon, on chante.") == {"FR": "place"}


def test_in_a_territory_the_minister_is_not_its_own():
    assert parts("En Guyane, le fleuve monte. À Cayenne, la ministre a parlé.") == {"GF": "place"}


@pytest.mark.parametrize("text", ["Pakistan-Inde : nouveaux tirs", "Pakistan et Inde : nouveaux tirs"])
def test_two_countries_head_a_text_together(text):
    assert parts(text) == {"PK": "place", "IN": "place"}
