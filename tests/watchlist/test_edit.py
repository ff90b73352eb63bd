"""feeds.yaml is changed where it must be, and nowhere else."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.news.errors import BadConfiguration, Permanent
from workers.watchlist.edit import with_addresses, with_feeds
from workers.watchlist.keep import change
from workers.watchlist.load import loaded
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.source import Source
from workers.watchlist.writing import NewFeed, literal

NEW = NewFeed(id="neuf", url="https://neuf.example/rss", title="Le Neuf : Défense", tags=("défense", "a, b"))
ALONE = """
watches: [{id: otan, any: [Otan]}]
"""
LAYOUTS = {
    "indented list": "# tout en haut\nfeeds:\n    - id: un # le premier\n      url: 'https://un.example/rss'\n\n"
    "    # et après ?\n    - https://deux.example/rss   # le second\n\n# les sujets\nwatches: []\n",
    "list at the margin": "feeds:\n- url: https://un.example/rss\n  tags:\n  - x\n  - y\n\nwatches: []\n",
    "last value empty": "feeds:\n  - url: https://un.example/rss\n    title:\n# fin\nwatches: []\n",
    "list over several lines": "feeds:\n  - url: https://un.example/rss\n    tags: [a,\n      b\n    ]\n"
    "watches: []\n",
    "no end of line": "feeds:\n  - https://un.example/rss",
    "windows line ends": "feeds:\r\n  - https://un.example/rss\r\n# fin\r\nwatches: []\r\n",
    "flow": "feeds: [https://un.example/rss, {url: https://deux.example/rss}]\nwatches: []\n",
    "flow with a comma at the end": "feeds: [\n  https://un.example/rss, # un\n]\n",
    "JSON": '{"feeds": [{"url": "https://un.example/rss"}], "watches": []}',
    "JSON without feeds": '{"watches": [{"id": "otan", "any": ["Otan"]}]}',
    "no feeds": "# sujets\nwatches: [{id: otan, any: [Otan]}]\n",
    "no feeds and no end of line": "watches: [{id: otan, any: [Otan]}]",
    "nothing after feeds": "feeds:\n# rien encore\nwatches: [{id: otan, any: [Otan]}]\n",
    "null": "feeds: ~ # rien\nwatches: [{id: otan, any: [Otan]}]\n",
    "empty list": "feeds: []\nwatches: [{id: otan, any: [Otan]}]\n",
    "variables": "feeds:\n  - https://un.example/rss?cle=${CLE}\n",
}
SET = {"CLE": "secret"}


def said(text: str):
    return loaded(Source.of("feeds.yaml", text), SET)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_feed_is_added_after_the_others_and_the_rest_stays(layout):
    before, text = said(layout), with_feeds(Source.of("feeds.yaml", layout), [NEW])
    after = said(text)
    assert after.feeds[:-1] == before.feeds
    assert after.watches == before.watches
    new = after.feeds[-1]
    assert (new.id, new.url, new.title, new.tags) == (NEW.id, NEW.url, NEW.title, NEW.tags)
    remains = iter(text)
    missing = [sign for sign in layout if sign not in remains]
    assert not missing or layout.startswith(("feeds: ~", "feeds: []"))
    assert ("\r\n" in layout) == ("\r\n" in text)
    assert text.count("\r") in {0, text.count("\n")}


@given(
    title=st.text(min_size=1, max_size=60).filter(str.isprintable),
    tags=st.lists(st.text(min_size=1, max_size=20).filter(str.isprintable), max_size=3),
    query=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40),
)
def test_whatever_a_feed_is_called_the_file_says_so(title, tags, query):
    url = f"https://neuf.example/{query}"
    new = NewFeed(id="n", url=literal(url), title=title, tags=tuple(tags), interval="1h30m", enabled=False)
    (read,) = said(with_feeds(Source.of("f", "feeds:\n- https://un.example/\n"), [new])).disabled
    assert (read.url, read.title, read.tags, read.interval.seconds) == (url, title, tuple(tags), 5400)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- https://un.example/rss # ici", "- https://un.example/flux # ici"),
        ("- {id: un-example-rss, url: 'https://un.example/rss'}", None),
        ('- url: "https://un.example/rss"\n    id: un-example-rss', None),
    ],
)
def test_an_address_is_changed_in_its_place(before, after):
    text = f"# haut\nfeeds:\n  - https://autre.example/\n  {before}\n# bas\n"
    new = with_addresses(Source.of("f", text), {"un-example-rss": "https://un.example/flux"})
    assert [feed.url for feed in said(new).feeds] == ["https://autre.example/", "https://un.example/flux"]
    quotes = "\"'" if after is None else ""
    expected = after or before.replace("/rss", "/flux")
    assert new.translate(dict.fromkeys(map(ord, quotes))) == text.replace(before, expected).translate(
        dict.fromkeys(map(ord, quotes))
    )


def test_what_stands_under_an_anchor_is_left_to_a_person():
    text = "feeds:\n  - &un https://un.example/rss\n"
    with pytest.raises(BadConfiguration, match="by hand"):
        with_addresses(Source.of("f", text), {"un-example-rss": "https://un.example/flux"})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_bytes(b"\xef\xbb\xbffeeds:\r\n  - https://un.example/rss?cle=${CLE}\r\n")
    path.chmod(0o640)
    return path


def test_the_file_keeps_its_rights_its_mark_and_its_secrets_names(path):
    listed = change(path, SET, lambda source: with_feeds(source, [NEW]))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes().startswith(
        b"\xef\xbb\xbffeeds:\r\n  - https://un.example/rss?cle=${CLE}\r\n  - "
    )
    assert [feed.url for feed in listed.feeds] == ["https://un.example/rss?cle=secret", NEW.url]
    assert [one.name for one in path.parent.iterdir()] == ["feeds.yaml"]


def test_a_link_to_the_file_stays_a_link(path):
    link = path.parent / "lien.yaml"
    link.symlink_to(path)
    change(link, SET, lambda source: with_feeds(source, [NEW]))
    assert link.is_symlink()
    assert "neuf.example" in path.read_text("utf-8")


def test_what_would_not_load_is_not_written(path):
    before = path.read_bytes()
    with pytest.raises(BadWatchlist, match="the same url stands in two feeds"):
        change(
            path,
            SET,
            lambda source: with_feeds(source, [NewFeed(id="x", url="https://un.example/rss?cle=${CLE}")]),
        )
    assert path.read_bytes() == before


def test_nothing_is_written_when_only_tried(path):
    before = path.read_bytes()
    assert len(change(path, SET, lambda source: with_feeds(source, [NEW]), write=False).feeds) == 2
    assert path.read_bytes() == before


def test_a_change_by_someone_else_meanwhile_is_not_overwritten(path):
    def edit(source):
        path.write_text("feeds: [https://autre.example/]\n", "utf-8")
        return with_feeds(source, [NEW])

    with pytest.raises(BadConfiguration, match="changed by someone else"):
        change(path, SET, edit)
    assert path.read_text("utf-8") == "feeds: [https://autre.example/]\n"


def test_a_name_too_long_for_the_folder_is_told(tmp_path):
    path = tmp_path / ("f" * 250 + ".yaml")
    path.write_text("feeds: [https://un.example/]\n", "utf-8")
    with pytest.raises(Permanent, match="cannot be written: file name too long; it is as it was"):
        change(path, {}, lambda source: with_feeds(source, [NEW]))
