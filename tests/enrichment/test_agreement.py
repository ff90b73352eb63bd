"""One article's names agree with each other, and the lexicon overrules the model."""

import pytest


def test_a_family_name_is_the_person_named_in_full(names):
    found = names(
        "Le ministre Zaki Benyahia est arrivé à Rabat.\n\nM. Benyahia doit rencontrer le général Louarak. "
        "« Rien n'est signé », a dit Abdelfattah Louarak."
    )

    assert ("Benyahia", "person", "Zaki Benyahia") in found
    assert ("Louarak", "person", "Abdelfattah Louarak") in found


def test_the_lexicon_overrules_the_model(names):
    found = names("Le chef du Pentagone a salué l'Africom pendant l'exercice African Lion.")

    assert ("Pentagone", "organisation", "Pentagone") in found
    assert ("Africom", "organisation", "Africom") in found
    assert ("African Lion", "event", "African Lion") in found


def test_a_name_seen_once_is_a_name_everywhere(names):
    text = (
        "La société Vantorel livrera vingt drones à Niamey.\n\n"
        "Vantorel emploie deux cents personnes. Livrés par Vantorel, les appareils voleront en mai."
    )

    assert sum(form == "Vantorel" for form, *_ in [(text[m[0] : m[1]],) for m in _mentions(names, text)]) == 3


def _mentions(names, text):
    return [
        (start, start + len("Vantorel"))
        for start in range(len(text))
        if text.startswith("Vantorel", start) and any(form == "Vantorel" for form, *_ in names(text))
    ]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize("name", ["N{}Djamena", "Côte d{}Ivoire"])
def test_a_name_with_an_apostrophe_stays_whole(names, name, apostrophe):
    written = name.format(apostrophe)

    assert written in {form for form, *_ in names(f"Les troupes ont quitté {written} mardi matin.")}


@pytest.mark.parametrize(
    "name",
    ["Mohammed ben Salmane", "Ursula von der Leyen", "Linda Thomas-Greenfield", "Omar al-Bachir"],
)
def test_a_name_of_several_parts_stays_whole(names, name):
    assert (name, "person") in {(form, of) for form, of, _ in names(f"La délégation a été reçue par {name}.")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Il a traversé l’Algérie en deux jours.", "Algérie"),
        ("Le général Abdelkrim Ouali commande le secteur.", "Abdelkrim Ouali"),
        ("Le ministre délégué à la Défense Abdellatif Loudiyi a signé.", "Abdellatif Loudiyi"),
    ],
)
def test_articles_titles_and_ministries_are_no_part_of_a_name(names, text, name):
    assert name in {form for form, *_ in names(text)}


def test_a_title_in_capitals_is_read_as_if_it_were_not(names):
    found = names(
        "MALI : ASSIMI GOÏTA RECONNAÎT LA PERTE DE TESSALIT\n\n"
        "Le président malien, Assimi Goïta, a reconnu mardi la perte de Tessalit."
    )

    assert ("ASSIMI GOÏTA", "person", "Assimi Goïta") in found
    assert "TESSALIT" in {form for form, *_ in found}


@pytest.mark.parametrize("written", ["Assimi Goïta", "Assimi Goita"])
def test_spellings_of_one_name_have_one_canonical_form(names, written):
    assert ("Assimi Goïta") in {canonical for *_, canonical in names(f"Le président {written} est à Sotchi.")}
