"""A watch tried as if it stood in the file, its mistakes at their signs, and written where it belongs."""

import pytest

from workers.news.watch import Watch
from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.trial import WatchFile, yaml_of

FILE = """\
feeds:
  - https://www.example.org/rss  # a comment
terms:
  sahel: [Gao, Kidal]
watches:
  # of old
  - id: mali
    any: [Mali]
    channels: [desk]

  - id: otan
    any:
      - OTAN

# the channels
channels:
  desk: ntfy://ntfy.example.org/desk
defaults:
  severity: high
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(FILE)
    return WatchFile(path, {})


@pytest.mark.parametrize(
    "text",
    [
        "id: essai\nany: [$sahel]\n",
        "- id: essai\n  any: [$sahel]\n",
        "# what for\nid: essai\nany: [$sahel]",
        "    - id: essai\n      any:\n        - $sahel\n",
        "watches:\n  - id: essai\n    any: [$sahel]\n",
        "id: mali\r\nany: [$sahel]\r\n",
    ],
)
def test_a_watch_is_read_with_the_lists_and_defaults_of_the_file(file, text):
    (watch,) = file.tried(text)
    assert (watch.any, watch.severity) == (("Gao", "Kidal"), "high")


def test_several_watches_are_tried_together(file):
    assert [watch.id for watch in file.tried("- id: a\n  any: [Gao]\n- id: b\n  any: [Kidal]\n")] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("id: essai\nany: [Mali]\nanny: [Gao]\n", 3, 1, "unknown-key"),
        ("- id: essai\n  any: [Mali]\n  anny: [Gao]\n", 3, 3, "unknown-key"),
        ("watches:\n    - id: essai\n      any: [Mali]\n      anny: [Gao]\n", 4, 7, "unknown-key"),
        ("id: essai\nany: [$sahl]\n", 2, 7, "unknown-list"),
        ("id: essai\nquery: Mali ET (\n", 2, 17, "bad-query"),
        ("id: essai\nany: [Mali\n", 2, 11, None),
        ("id: essai\nany: [Mali]\nchannels: [dsk]\n", 3, 12, "unknown-channel"),
        ("", 1, 1, "empty"),
        ("# nothing\n", 1, 1, "empty"),
    ],
)
def test_a_mistake_stands_at_its_sign(file, text, line, column, code):
    with pytest.raises(BadWatchlist) as caught:
        file.tried(text)
    first = caught.value.mistakes[0]
    assert (first.line, first.column) == (line, column)
    assert code in {None, first.code}


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("id: essai\nany: [Mali]\nany: [Niger]", 3, "it stands on line 2 already"),
        ("watches:\n  - id: essai\n    any: [Mali]\n    any: [Niger]", 4, "it stands on line 3 already"),
        ("# mine\n- {id: a, any: [Mali]}\n- {id: a, any: [Niger]}", 3, "line 2 has it already"),
    ],
)
def test_a_help_names_a_line_of_what_was_written(file, text, line, help):
    with pytest.raises(BadWatchlist) as caught:
        file.tried(text)
    assert [(one.line, one.help) for one in caught.value.mistakes] == [(line, help)]


def test_a_query_is_a_watch_too_and_its_mistake_stands_at_its_sign(file):
    assert isinstance(file.query("(junte OU putsch) $sahel SAUF football"), Watch)
    with pytest.raises(BadWatchlist) as caught:
        file.query("junte ET (putsch")
    assert (caught.value.mistakes[0].line, caught.value.mistakes[0].column) == (1, 17)
    assert caught.value.mistakes[0].source == "junte ET (putsch"


def test_a_file_that_is_wrong_elsewhere_tries_all_the_same(file):
    file.path.write_text(FILE.replace("severity: high", "severity: hihg"))
    assert [watch.any for watch in file.tried("id: essai\nany: [Gao]\n")] == [("Gao",)]
    file.path.write_text("feeds: [\n")
    with pytest.raises(BadWatchlist):
        file.tried("id: essai\nany: [Gao]\n")


def test_a_watch_is_written_after_the_others_or_over_its_own(file):
    file.write("id: niger\nany: [Niger]\n")
    assert file.path.read_text() == FILE.replace(
        "      - OTAN\n", "      - OTAN\n  - id: niger\n    any: [Niger]\n"
    )
    file.write("id: mali\nany:\n  - Bamako\n")
    text = file.path.read_text()
    assert "  # of old\n  - id: mali\n    any:\n      - Bamako\n\n  - id: otan\n" in text
    assert [watch.id for watch in load(file.path, {}).watches] == ["mali", "otan", "niger"]
    assert file.written("mali") == "- id: mali\n  any:\n    - Bamako\n"
    assert file.written("unknown") == ""


def test_what_is_wrong_is_not_written(file):
    for text in ("id: niger\nanny: [Niger]\n", "- id: a\n  any: [Gao]\n- id: b\n  any: [Kidal]\n", "nothing"):
        with pytest.raises(BadWatchlist):
            file.write(text)
    assert file.path.read_text() == FILE


def test_a_query_is_written_as_a_watch_to_paste(file):
    text = yaml_of('l\'OTAN  SAUF "foot"', "otan")
    assert text == "- id: otan\n  query: 'l''OTAN SAUF \"foot\"'\n"
    assert file.tried(text)[0].query == file.query('l\'OTAN SAUF "foot"').query


def test_a_file_without_watches_takes_its_first(file):
    file.path.write_text("feeds:\n  - https://www.example.org/rss\n")
    file.write("id: mali\nany: [Mali]\n")
    assert [watch.id for watch in load(file.path, {}).watches] == ["mali"]
