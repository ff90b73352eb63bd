"""Every text of the page is told in both languages; numbers and times as each writes them."""

import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from facts import NOON
from workers.page import article, atlas, search, state
from workers.page.fields import FIELDS, FRENCH, example, holds
from workers.page.language import ago, clock, country, day, english, lasting, number, size, speaker
from workers.page.rendering import VIEWS, asset, kept, static

TEMPLATES = sorted(Path(str(files("workers.page"))).joinpath("templates").glob("*.html"))
SPOKEN = (
    *(name for _, name, _ in VIEWS),
    *search.FACET_NAMES.values(),
    *state.STAGES.values(),
    *(name for _, name, _ in state.STEPS),
    *atlas.SPANS.values(),
    *(name for name, _ in atlas.RISING.values()),
    *article.STATES.values(),
    *article.COPY_KINDS.values(),
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_text_of_a_template_has_its_english(template):
    said = re.findall(r"""\b_\(\s*(?:"([^"]+)"|'([^']+)')""", template.read_text("utf-8"))
    assert [one or other for one, other in said if (one or other) not in english()] == []


def test_every_text_of_the_code_has_its_english():
    assert [text for text in SPOKEN if text not in english()] == []


def test_the_values_of_a_text_are_those_of_its_english():
    for french, told in english().items():
        assert sorted(re.findall(r"\{\w+\}", french)) == sorted(re.findall(r"\{\w+\}", told)), french


def test_the_fields_are_told_in_both_languages():
    assert [one.names[0] for one in FIELDS] == list(FRENCH)
    assert all(holds(one, lang) and example(one, lang) for one in FIELDS for lang in ("fr", "en"))


def test_numbers_and_times_are_written_as_each_language_does():
    assert (number(12345, "fr"), number(12345, "en"), number(1.5, "fr")) == ("12\u202f345", "12,345", "1,5")
    assert (size(1_234_567, "fr"), size(999, "en")) == ("1,2 Mo", "999 B")
    assert day(NOON, "Europe/Paris", "fr") == "lundi 2 mars 2026"
    assert day(NOON.replace(day=1), "Europe/Paris", "fr") == "dimanche 1er mars 2026"
    assert day(NOON, "Europe/Paris", "en") == "Monday 2 March 2026"
    assert clock(NOON, "Europe/Paris") == "13:00"
    assert ago(NOON - timedelta(minutes=3), NOON, "fr") == "il y a 3 min"
    assert ago(NOON - timedelta(hours=3), NOON, "en") == "3 h ago"
    spans = (0.25, 59, 7200, 400_000)
    assert [lasting(timedelta(seconds=s), "fr") for s in spans] == ["0,2 s", "59 s", "2 h", "4 j"]


def test_countries_have_names_in_both_languages():
    assert (country("ML", "fr"), country("DE", "fr"), country("DE", "en")) == ("Mali", "Allemagne", "Germany")
    assert country("ZZ", "fr") == "ZZ"
    assert speaker("en")("Fil") == "Stream"


def test_static_files_are_joined_and_named_by_their_content():
    assert b"data-live" in static()["page.js"]
    assert re.fullmatch(r"/static/page\.css\?v=[0-9a-f]{12}", asset("page.css"))


def test_a_stretch_keeps_its_blanks_and_loses_what_cannot_be_seen():
    assert kept(" a\u202eb ") == " a b "
    assert kept("\u200b") == ""
