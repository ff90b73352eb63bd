"""YAML to values that know their place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.scalars import resolved
from workers.watchlist.source import Place, Source
from workers.watchlist.tree import compose

TEXTS = st.text(st.characters(min_codepoint=0x20, exclude_categories=["C"]), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | TEXTS
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def composed(text):
    root, twice = compose(Source.of("f", text))
    assert not twice
    return root


@given(value=JSON, indent=st.sampled_from([None, 2]), plain=st.booleans())
def test_json_is_read_as_json_reads_it(value, indent, plain):
    assert composed(json.dumps(value, ensure_ascii=plain, indent=indent)).plain == value


@given(value=JSON, indent=st.sampled_from([None, 2]))
def test_every_value_stands_where_it_says(value, indent):
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    nodes = [composed(text)]
    while nodes:
        node = nodes.pop()
        nodes += node.inner.values()
        rest = lines[node.place.line - 1][node.place.column - 1 :]
        opening = {list: "[", dict: "{"}.get(type(node.plain)) or json.dumps(node.plain, ensure_ascii=False)
        assert rest.startswith(opening)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[
            (word, word)
            for word in ("NO", "no", "yes", "on", "off", "y", "18:30", "2026-03-02", "1_000", "-")
        ],
        *[("true", True), ("FALSE", False), ("null", None), ("~", None), ("", None)],
        *[("12", 12), ("010", 10), ("-3", -3), ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5)],
        *[("0x1F", 0.0), (".inf", 0.0), ("1.2.3", "1.2.3"), ("9" * 5000, float("inf"))],
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text, value):
    found = resolved(text)
    assert found == value
    assert type(found) is type(value)


def test_quotes_and_tags_make_text():
    assert composed("['12', \"true\", !!str 12, ! 12]").plain == ["12", "true", "12", "12"]
    assert composed("- |\n  null\n- >-\n  12\n").plain == ["null\n", "12"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_an_editor(end):
    text = f"# \u2028\x85{end}- a{end}{end}-   [b, 'c\u2029d', e]{end}"
    root = composed(text)
    assert [root.at(loc).place for loc in ((0,), (1, 0), (1, 2))] == [Place(2, 3), Place(4, 6), Place(4, 16)]


def test_a_key_may_be_an_alias():
    assert composed("[&nom id, {*nom : 12}]").plain == ["id", {"id": 12}]


def test_json_escapes_of_two_halves_are_one_character():
    assert composed(r'{"\ud83d\ude00": "\u00e9\ud83d\ude00"}').plain == {"😀": "é😀"}


PIECES = (
    "feeds:",
    "watches:",
    "channels:",
    "\n",
    "  ",
    "- ",
    "id: ",
    "url: ",
    "any: ",
    "[",
    "]",
    "{",
    "}",
    ",",
)
PIECES += (
    "'",
    '"',
    "&a ",
    "*a",
    "!x ",
    "?",
    "|",
    ">",
    "#",
    "%YAML 1.1\n",
    "---\n",
    "...",
    "\t",
    "é",
    "http://a.fr",
)


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_is_read_or_its_mistakes_are_in_the_file(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "essai.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in mistakes_of(path):
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(one.source) + 1 or one.code == "not-yaml"


def mistakes_of(path):
    try:
        load(path, {})
    except BadWatchlist as error:
        return error.mistakes
    return ()
