"""Mistakes of a tried watch in French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.page.mistakes_in_french import help_for, message
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.trial import WatchFile

FILE = "feeds:\n  - {id: rfi, url: https://rfi.example/rss}\nterms:\n  sahel: [Mali]\nwatches: []\n"
WATCHES = (
    "anny: [x]",
    "id: é\nany: [x]",
    "any: [x]\nseverity: grave",
    "any: 3",
    "any: [[x]]",
    "any: {x: y}",
    "any: [x]\nmin_sources: beaucoup",
    "any: [x]\nlang: [français]",
    "title: [x]\nany: [Mali]",
    "id: vide",
    "any: [$sahl]",
    "any: [Mali]\nchannels: [inconnu]",
    "any: [Mali]\nwhere: {sources: {any: [rfii]}}",
    "any: [Mali]\nwhere: {countries: [MLI]}",
    "any: [Mali]\nnone: [Mali]",
    "any: ['?']",
    "any: [a]",
    "any: ['m*li']",
    "any: [m*]",
    "any: ['(mali|niger)']",
    "any: [Mali]\nthrottle: souvent",
    "- 3",
    "",
    "# rien",
    "any: [Mali]\nburst: {over: beaucoup}",
    "any: [Mali]\nescalate: {after: 1h}",
    "any: [{term: Mali, guard: true}]",
    "any: [Mali]\nexamples: {match: ['']}",
    "any: [Mali]\nthrottle: 5/1s500",
    "- {id: a, any: [Mali]}\n- {id: a, any: [Niger]}",
    "any: [Mali]\nany: [Niger]",
    "query: ''",
    "any: [Mali]\nescalate: {after: 40d, to: log}",
    "any: [Mali]\nwhere: {sources: {any: [rfi], none: [rfi]}}",
    "any: [" + "m" * 300 + "]",
    "any: [Mali]\nmin_sources: 0",
)
QUERIES = (
    "",
    "mali ET",
    "ET mali",
    "(mali",
    "mali)",
    "()",
    '"mali',
    "mali ET ET niger",
    "- mali",
    "$",
    ":",
    "pays:",
    "payz:ML",
    "pays:Atlantide",
    "titre:(corps:mali)",
    "mali NEAR niger",
    "mali et niger",
    "$inconnue",
    "~3",
    "(pays:ML) NEAR/3 mali",
    "mali @ niger",
    "?",
    "mali NEAR/5",
    "m*li",
    "a",
    "(" * 60 + "mali" + ")" * 60,
    "m " * 6000,
)


def mistakes(folder, text: str, *, query: bool = False):
    (folder / "feeds.yaml").write_text(FILE)
    file = WatchFile(folder / "feeds.yaml", {})
    try:
        file.query(text) if query else file.tried(text)
    except BadWatchlist as error:
        return error.mistakes
    return ()


@pytest.mark.parametrize("text", WATCHES)
def test_what_is_wrong_with_a_watch_is_told_in_french(tmp_path, text):
    for one in mistakes(tmp_path, text):
        assert message(one.message), one.message
        assert not one.help or help_for(one.help), one.help


@pytest.mark.parametrize("text", QUERIES)
def test_what_is_wrong_with_a_query_is_told_in_french(tmp_path, text):
    for one in mistakes(tmp_path, text, query=True):
        assert message(one.message), one.message
        assert not one.help or help_for(one.help), one.help


def test_names_stand_in_the_sentence_as_they_were_written():
    assert message("there is no feed '{place}'") == "il n’y a pas de source « {place} »"
    assert message("watches.0.any.1: 'a' is one letter, which stands in every text") == (
        "watches.0.any.1 : « a » est une seule lettre, qui est partout"
    )
    assert message("another sentence") is None


@given(st.text(max_size=80))
def test_any_text_has_a_sentence_or_none(text):
    assert message(text) is None or isinstance(message(text), str)
    assert message(f"there is no list '{text}'") is not None
