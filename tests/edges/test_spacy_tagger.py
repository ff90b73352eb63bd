"""The entity model tags names where they are, in any text."""

import subprocess
import sys

import pytest

from workers.edges.spacy.tagger import LONGEST, SpacyTagger


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
    code = "import sys, workers.edges.spacy.tagger; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_word_read_before_is_read_the_same_again(tagger):
    text = "M. Belkacem et Mme Vasseur, de Michelin, sont arrivés à Marseille le 3 mai, à N'Djamena le 4."

    first, again = tagger([text])[0], tagger([text, "Autre chose, à Brest. " * 3, text])

    assert again[0] == again[2] == first


def test_what_a_word_is_by_itself_is_what_the_model_would_say():
    from workers.edges.spacy.words import WordRows

    model = SpacyTagger.plain_model()
    first = model.get_pipe("ner").model.get_ref("tok2vec").layers[0].layers[0]
    rows = WordRows(first, known=5)
    texts = ["M. Vasseur est à Brest.", "", "Est-ce l'armée qu'on attend à Brest ?", "aujourd'hui Brest"]
    docs = [model.make_doc(text) for text in texts]

    for _ in range(2):
        for mine, own in zip(rows(docs), first.predict(docs), strict=True):
            assert mine.shape == own.shape
            assert abs(mine - own).max(initial=0) < 1e-4
