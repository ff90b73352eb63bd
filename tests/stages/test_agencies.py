"""Agencies are credited where they sign, and not where they are spoken of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency_examples import examples, f1
from workers.stages.extract import agencies


@pytest.mark.parametrize("half", ["tuning.txt", "held-out.txt"])
def test_credits_are_found_on_thirty_examples(half):
    found = examples(half)
    assert len(found) == 30
    assert f1(found) >= 0.95


@pytest.mark.parametrize(
    "line",
    [
        "Il a déclaré à l'AFP que le convoi était parti.",
        "La ministre (Reuters l'avait annoncé) se rendra à Tunis.",
        "Crédit : FETHI BELAID / AFP)",
        "© Fethi Belaid / AFP",
        "Photo AFP",
        "Une carte (map) du dispositif figure dans le rapport.",
        "Il a signé un accord avec AFP",
    ],
)
def test_a_mention_or_a_picture_is_no_credit(line):
    assert agencies((), ["Un premier paragraphe assez long pour en être un.", line, "Puis un autre."]) == ()


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=120), max_size=8))
def test_any_text_has_credits_or_none(authors, paragraphs):
    assert len(set(agencies(authors, paragraphs))) == len(agencies(authors, paragraphs))
