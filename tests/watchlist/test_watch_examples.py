"""A watch is tried on its own examples."""

from pathlib import Path

import pytest

from workers.watchlist.examples import failing
from workers.watchlist.mistakes import BadWatchlist

TEXT = """
watches:
  - id: africom
    any: Africom
    none: football
    examples:
      match:
        - Le chef de l'Africom a été reçu à Rabat.
        - Le commandement américain recule.
      ignore:
        - Le club de football d'Africom a perdu.
        - Une base de l'Africom ouvre.
  - id: mali
    any: Mali
"""


def test_a_missed_and_a_wrongly_fired_example_are_told_at_their_places(listed):
    found = failing(listed(TEXT), Path("feeds.yaml"))
    assert [(one.line, one.column, one.code) for one in found] == [(9, 11, "example"), (12, 11, "example")]
    assert [one.message for one in found] == [
        "watch 'africom' does not fire on this example",
        "watch 'africom' fires on this example",
    ]
    assert "'Africom' stands here as 'Africom'" in found[1].help
    assert found[0].source == "        - Le commandement américain recule."
    assert found[0].file.endswith("feeds.yaml")


def test_watches_that_keep_their_word_give_no_mistake(listed):
    text = "watches: [{id: a, any: Mali, examples: {match: Le Mali signe., ignore: Le Niger signe.}}]"
    assert failing(listed(text), Path("feeds.yaml")) == ()


def test_help_says_why_a_watch_misses_its_example(listed):
    text = """
    watches:
      - id: a
        any: [Mali, Niger]
        all: exercice
        none: football
        examples:
          match: [Un exercice de football au Mali., Le Mali signe., Un exercice au Tchad.]
    """
    assert [one.help for one in failing(listed(text), Path("feeds.yaml"))] == [
        "term 'football' of none stands here as 'football'",
        "term 'exercice' of all does not stand here",
        "no term of any stands here; add the form in which this is written",
    ]


def test_a_mistake_elsewhere_hides_no_example(listed):
    text = f"{TEXT}\nfeeds: [ftp://exemple.fr/fil.xml]"
    with pytest.raises(BadWatchlist) as caught:
        listed(text)
    assert len(caught.value.mistakes) == 1
    assert [one.line for one in failing(caught.value.rest, Path("feeds.yaml"))] == [9, 12]


def test_a_watch_that_is_wrong_is_not_tried(listed):
    text = "watches: [{id: a, any: Mali, chanels: log, examples: {match: Le Niger signe.}}]"
    with pytest.raises(BadWatchlist) as caught:
        listed(text)
    assert failing(caught.value.rest, Path("feeds.yaml")) == ()
