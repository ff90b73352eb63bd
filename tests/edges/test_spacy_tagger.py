"""The entity model tags names where they are, in any text."""

import subprocess
import sys

import pytest

from workers.edges.spacy_tagger import LONGEST, SpacyTagger


@pytest.fixture(scope="module")
def tagger():
    return SpacyTagger()


def seen(tagger, text):
    return {(text[tag.start : tag.end], tag.type) for tag in tagger([text])[0]}


def test_persons_and_places_are_told_apart(tagger):
    names = seen(tagger, "La ministre Jeanne Vasseur a rencontré Omar Belkacem à Marseille.")

    assert ("Jeanne Vasseur", "person") in names
    assert ("Marseille", "place") in names


def test_an_organisation_is_one(tagger):
    names = seen(tagger, "L'usine de Michelin emploie mille personnes, a dit la Banque mondiale.")

    assert ("Michelin", "organisation") in names


def test_offsets_are_code_points_beyond_the_first_plane(tagger):
    text = "🚁🚁 Jeanne Vasseur est arrivée à Marseille."

    for tag in tagger([text])[0]:
        assert 0 <= tag.start < tag.end <= len(text)
    assert ("Marseille", "place") in seen(tagger, text)


def test_each_text_has_its_own_answer_in_its_place(tagger):
    answers = tagger(["Il pleut.", "", "Omar Belkacem vit à Marseille."] * 12)

    assert len(answers) == 36
    assert all(answers[at] == () for at in range(1, 36, 3))
    assert all(answers[at] == answers[2] for at in range(2, 36, 3))


def test_only_the_start_of_a_very_long_text_is_tagged(tagger):
    words = "il pleut encore. "
    text = words * (LONGEST // len(words)) + " " * LONGEST + "Omar Belkacem vit à Marseille."

    assert all(tag.end <= LONGEST for tag in tagger([text])[0])


def test_the_import_alone_loads_no_model():
    code = "import sys, workers.edges.spacy_tagger; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
