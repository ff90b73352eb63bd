"""Whatever a file of watches holds, the mistake has a line and a column, and the other watches stand."""

import json

import pytest

from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist

GOOD = "  - {id: good, any: Mali}\n"


def refused(path, text):
    path.write_text(text, "utf-8")
    with pytest.raises(BadWatchlist) as caught:
        load(path, {})
    return caught.value


BAD = {
    "empty": "any: ''",
    "blank": "any: '  '",
    "one letter": "any: x",
    "long": f"any: '{'mot ' * 75}'",
    "contradictory": "any: [drone], none: [drone]",
    "regex": "any: '(drone|missile)s?'",
    "escaped": "any: 'dro\\w+'",
    "unbalanced": "query: '(Mali OU Niger'",
    "no term": "query: 'Mali ET'",
    "quote": "query: 'Mali \"armée'",
    "deep": f"query: '{'(' * 500}Mali{')' * 500}'",
    "minus": "query: '- -'",
    "lists": "any: $l$m",
    "nothing": "any: [[]]",
    "number": "any: [1]",
}


@pytest.mark.parametrize(
    "bad", [bad for name, bad in BAD.items() if name != "lists"], ids=lambda bad: bad[:24]
)
def test_a_bad_watch_is_told_at_its_line_and_the_others_stand(tmp_path, bad):
    error = refused(tmp_path / "feeds.yaml", f"watches:\n{GOOD}  - {{id: bad, {bad}}}\n")
    assert {one.line for one in error.mistakes} == {3}
    assert all(one.column > 3 and one.message for one in error.mistakes)
    assert "good" in [watch.id for watch in error.rest.watches]


def test_a_hundred_thousand_watches_are_refused_in_words(tmp_path):
    rows = "".join(f"  - {{id: w{number}, any: Mali}}\n" for number in range(100_000))
    error = refused(tmp_path / "feeds.yaml", f"watches:\n{rows}")
    (one,) = error.mistakes
    assert one.code == "too-large"
    assert one.line > 1000


def test_a_hundred_thousand_watches_in_many_files_are_refused_before_all_are_read(tmp_path):
    for file in range(10):
        rows = "".join(f"- {{id: w{file}-{n}, any: mot{n}x}}\n" for n in range(10_000))
        (tmp_path / f"part{file}.yaml").write_text(f"watches:\n{rows}", "utf-8")
    (one,) = refused(tmp_path / "feeds.yaml", "include: part*.yaml\n").mistakes
    assert (one.code, one.line, one.column) == ("too-large", 1, 10)
    assert "part9.yaml" not in one.message


def test_an_alias_bomb_does_not_go_off(tmp_path):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert [one.code for one in refused(tmp_path / "feeds.yaml", bomb).mistakes] == ["too-large"]


def test_a_file_of_json_is_read_as_well(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(
        json.dumps({"watches": [{"id": "a", "any": ["Mali"], "query": '"Mali" OU Gao'}]}), "utf-8"
    )
    assert len(load(path, {}).watches) == 1
