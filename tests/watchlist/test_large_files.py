"""A large file is read by libyaml: the same values at the same places."""

from pathlib import Path

import pytest

from workers.watchlist import tree
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.source import Source
from workers.watchlist.tree import LARGE, compose

ODD = """
watches:
  - id: a  # 🎺 é
    any: ["l'\\u00e9tat", 'c''est', &x Mali, *x, 🎺, NO, 18:30, 2026, ~, "\\ud83d\\ude00"]
    title: |
      deux
      lignes
    all: >-
      une
      seule
  - {id: b, any: [http://a.example/?x=1, "a: b"], none: }
""".lstrip()
PADDED = ODD + "# rien\n" * (LARGE // 7 + 1)


def read(text, monkeypatch, *, quickly):
    monkeypatch.setattr(tree, "LARGE", 0 if quickly else 10**9)
    return compose(Source.of("feeds.yaml", text))


@pytest.mark.parametrize("text", [ODD, Path(__file__).parents[2].joinpath("feeds.yaml").read_text("utf-8")])
def test_both_scanners_give_the_same_values_and_places(text, monkeypatch):
    assert read(text, monkeypatch, quickly=True) == read(text, monkeypatch, quickly=False)


def test_a_large_file_is_read(monkeypatch):
    root, twice = compose(Source.of("feeds.yaml", PADDED))
    assert (root, twice) == read(ODD, monkeypatch, quickly=False)


def test_the_mistakes_of_a_large_file_are_told_as_those_of_a_small_one():
    with pytest.raises(BadWatchlist) as caught:
        compose(Source.of("feeds.yaml", f"{PADDED}\nfeeds: [\n"))
    with pytest.raises(BadWatchlist) as small:
        compose(Source.of("feeds.yaml", f"{ODD}\nfeeds: [\n"))
    (one,), (other,) = caught.value.mistakes, small.value.mistakes
    assert (one.code, one.message) == (other.code, other.message)
