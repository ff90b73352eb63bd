"""Texts that are not what they should be: findings with right offsets, in bounded time, or none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workers.french.text import reading

ODD = {
    "empty": "",
    "blank": " \n\n\t ",
    "one megabyte": "Le colonel Goïta a quitté Bamako pour Moscou. " * 22_000,
    "one long word": "a" * 100_000,
    "emoji": "🙂🚀" * 500,
    "arabic and french": "وصل الوفد إلى الرباط Le chef de l'Africom est à Rabat (Maroc) مع وزير الدفاع",
    "english": "The Pentagon said on Tuesday that its forces had left Niamey and Agadez, in Niger, for good.",
    "arabic": "اجتمع وزراء الدفاع في باريس لبحث الوضع في منطقة الساحل بعد انسحاب القوات",
    "nul and control characters": "Le \x00colonel\x01 Goïta\x7f a quitté\x1f Bamako.",
    "decomposed accents": "Le président Goïta a quitté l'état-major à Sévaré.",
    "spaces that do not break": "Le\u00a0général\u202fTraoré va de\u2009Bamako en Côte\u00a0d’Ivoire.",
    "soft hyphens": "Les blin\u00addés de l'Afri\u00adcom ont quitté Ba\u00admako.",
    "half of a surrogate pair": "Le colonel \ud83d Goïta a quitté Bamako.",
}


def spans(findings):
    for found in (*findings.entities, *findings.countries, *findings.regions, *findings.keywords):
        yield from found.mentions


def holds(text, findings):
    for start, end in spans(findings):
        assert 0 <= start < end <= len(text)
        assert reading(text[start:end]).folded.strip()
    for entity in findings.entities:
        start, end = entity.mentions[0]
        assert text[start:end] == entity.text


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_text_has_findings_with_right_offsets(enriched, kind):
    holds(ODD[kind], enriched(ODD[kind]).findings)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("arabic and french", {"MA"}),
        ("english", {"NE"}),
        ("decomposed accents", {"ML"}),
        ("soft hyphens", {"ML"}),
        ("spaces that do not break", {"ML", "CI"}),
        ("nul and control characters", {"ML"}),
    ],
)
def test_countries_are_found_in_odd_texts(enriched, kind, codes):
    assert codes <= {country.code for country in enriched(ODD[kind]).findings.countries}


def test_the_model_does_not_read_english(enriched):
    assert enriched(ODD["english"]).tags == ()
    assert enriched(ODD["english"]).findings.language == "en"


words = st.sampled_from(
    [
        *(
            "Le chef de l'",
            "Africom",
            " à ",
            "N’Djamena",
            "N'Daw",
            "\u00ad",
            "🙂",
            "é",
            " l’",
            "Mali",
            "\n\n",
        ),
        *("-", "œ", " maliens", "frappe", " aérienne", "\u0301", "\x00", "ﬁ", "GOÏTA", ". ", "Pentagone"),
        *("İ", "\ud800"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, max_size=40).map("".join))
def test_any_text_has_findings_with_right_offsets(enriched, text):
    holds(text, enriched(text).findings)
