"""Mistakes of a tried watch in French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.page.mistakes_in_french import help_for, message
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.trial import WatchFile

FILE = "feeds:\n  - {id: rfi, url: https://rfi.example/rss}\nterms:\n  sahel: [Mali]\nwatches: []\n"
WATCHES = (
    ("any: [Mali]", "required key 'id' is missing"),
    ("id: e\nanny: [Mali]", "unknown key 'anny'"),
    ("id: é\nany: [Mali]", "'é' is no id"),
    ("id: e\nany: [x]", "'x' is one letter"),
    ("id: e\nany: [m*]", "'m*' is one letter"),
    ("id: e\nany: [Mali]\nseverity: grave", "must be one of low, normal, high, critical, not 'grave'"),
    ("id: e\nany: [Mali]\nseverity: [grave]", "must be one of low, normal, high, critical, not a list"),
    ("id: e\nany: 3", "must be text or a list, not a number"),
    ("id: e\nany: [[Mali]]", "must be text or a mapping, not a list"),
    ("id: e\nany: {x: y}", "required key 'term' is missing"),
    ("id: e\nany: [Mali]\nmin_sources: beaucoup", "must be a number, not text"),
    ("id: e\nany: [Mali]\nmin_sources: 0", "the number must be greater than or equal to 1"),
    ("id: e\nany: [Mali]\nwhere: {lang: [français]}", "'français' is no language"),
    ("id: e\ntitle: [x]\nany: [Mali]", "must be text, not a list"),
    ("id: vide", "this watch has no terms"),
    ("id: e\nquery: ''", "the query is empty"),
    ("id: e\nany: [$sahl]", "there is no list '$sahl'"),
    ("id: e\nany: [Mali]\nchannels: [inconnu]", "there is no channel 'inconnu'"),
    ("id: e\nany: [Mali]\nwhere: {sources: {only: [rfii]}}", "there is no feed 'rfii'"),
    ("id: e\nany: [Mali]\nwhere: {sources: {only: [rfi], except: [rfi]}}", "is both wanted and excluded"),
    ("id: e\nany: [Mali]\nwhere: {countries: [MLI]}", "'MLI' is no country's code"),
    ("id: e\nany: [Mali]\nnone: [Mali]", "'Mali' is wanted, and 'Mali' in it is excluded"),
    ("id: e\nquery: langue:fr", "nothing in it is a place in the text"),
    ("id: e\nany: ['?']", "a term needs a letter"),
    ("id: e\nany: ['m*li']", "a star stands at the end"),
    ("id: e\nany: ['(mali|niger)']", "not a regular expression"),
    ("id: e\nany: [" + "m" * 300 + "]", "a term has 200 signs at most"),
    ("id: e\nany: [Mali]\nthrottle: souvent", "this is no throttle"),
    ("id: e\nany: [Mali]\nthrottle: 5/1s500", "'1s500' is no duration"),
    ("- 3", "must be a mapping, not a number"),
    ("", "there is no watch here"),
    ("# rien", "there is no watch here"),
    ("id: e\nany: [Mali]\nburst: {over: beaucoup}", "a burst is so many times"),
    ("id: e\nany: [Mali]\nescalate: {after: 1h}", "after and to need each other"),
    ("id: e\nany: [Mali]\nescalate: {after: 40d, to: log}", "'40d' is not between 1s and 1d"),
    ("id: e\nany: [{term: Mali, guard: true}]", "no guard is known for 'Mali'"),
    ("id: e\nany: [Mali]\nexamples: {match: ['']}", "an example is empty"),
    ("- {id: a, any: [Mali]}\n- {id: a, any: [Niger]}", "two watches have the id 'a'"),
    ("id: e\nany: [Mali]\nany: [Niger]", "key 'any' stands twice"),
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


def told_in_french(found):
    """Whether each mistake and its help has a sentence."""
    for one in found:
        assert message(one.message), one.message
        assert not one.help or help_for(one.help), one.help


@pytest.mark.parametrize(("text", "english"), WATCHES)
def test_what_is_wrong_with_a_watch_is_told_in_french(tmp_path, text, english):
    found = mistakes(tmp_path, text)
    assert [one.message for one in found if english in one.message]
    told_in_french(found)


@pytest.mark.parametrize("text", QUERIES)
def test_what_is_wrong_with_a_query_is_told_in_french(tmp_path, text):
    found = mistakes(tmp_path, text, query=True)
    assert found
    told_in_french(found)


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("id: e\nany: [Mali]\nmin_sources: 0", "watches.0.min_sources : le nombre doit être d’au moins 1"),
        (
            "id: e\nany: [Mali]\nseverity: text",
            "watches.0.severity doit être l’un de low, normal, high, critical, pas « text »",
        ),
        (
            "id: e\nany: [Mali]\nseverity: [x]",
            "watches.0.severity doit être l’un de low, normal, high, critical, pas une liste",
        ),
        (
            "id: e\nany: [text]\nnone: [text]",
            "« e » ne peut rien signaler : « text » est voulu, et « text », qu’il contient, exclu",
        ),
    ],
)
def test_kinds_are_translated_and_words_of_the_user_are_not(tmp_path, text, french):
    assert [message(one.message) for one in mistakes(tmp_path, text)] == [french]


def test_what_to_add_is_french_throughout(tmp_path):
    (one,) = mistakes(tmp_path, "id: vide")
    assert help_for(one.help) == "ajoutez une ligne « any: … », « all: … » ou « query: … »"
    (one,) = mistakes(tmp_path, "any: [Mali]")
    assert help_for(one.help) == "ajoutez une ligne « id: … »"


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
