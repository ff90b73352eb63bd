"""Lists of feeds are read however they are written, and written so that all can read them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.news.errors import BadConfiguration
from workers.watchlist.opml import read_opml, untitled, write_opml
from workers.watchlist.writing import NewFeed, literal

LIST = """<?xml version="1.0" encoding="utf-8"?>
<opml version="1.1"><head><title>Mes flux</title></head><body>
<outline text="Afrique"><outline title="Sahel">
  <outline text="Le fil" type="rss" xmlUrl="https://sahel.example/rss?a=1&b=2" htmlUrl="https://sahel.example/"/>
</outline></outline>
<outline text="Éteint" xmlurl="https://eteint.example/rss" category="/monde/onu, paix" isComment="true"/>
<outline text="Rien"/>
</body></opml>"""
BOMB = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {y} '{f'&{x};' * 10}'>" for x, y in zip("abcdef", "bcdefg", strict=True)
)


def test_outlines_become_feeds_with_their_folders_and_categories_as_tags():
    first, second = read_opml(LIST.encode())
    assert (first.line, first.feed.url) == (4, "https://sahel.example/rss?a=1&b=2")
    assert (first.feed.title, first.feed.tags, first.feed.enabled) == ("Le fil", ("Afrique", "Sahel"), True)
    assert (second.feed.tags, second.feed.enabled) == (("monde", "onu", "paix"), False)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no OPML"),
        (b"Bonjour", "no OPML"),
        (b"<rss/>", "not <opml>"),
        (f"<!DOCTYPE opml [{BOMB}]><opml><body><outline xmlUrl='&g;'/></body></opml>".encode(), "entities"),
        (
            b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body>&x;</body></opml>",
            "entities",
        ),
        ("<!DOCTYPE opml [<!ENTITY x 'y'>]><opml/>".encode("utf-16"), "entities"),
        (b" " * 5_000_001, "5 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(raw, said):
    with pytest.raises(BadConfiguration, match=said):
        read_opml(raw)


text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(lambda one: " ".join(one.split()))
printable = text.filter(lambda one: one and one.isprintable())
tags = printable.filter(lambda one: "," not in one and not one.startswith("/"))


@given(
    st.builds(
        NewFeed,
        id=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
        url=st.text(st.characters(min_codepoint=33, max_codepoint=126)).map(
            lambda q: literal(f"https://a.example/{q}")
        ),
        title=st.none() | printable,
        tags=st.lists(tags, unique=True, max_size=3).map(tuple),
        enabled=st.booleans(),
        type=st.sampled_from([None, "sitemap"]),
        interval=st.sampled_from([None, "15m", "1h30m"]),
    )
)
def test_what_was_written_is_read_back(feed):
    (outline,) = read_opml(write_opml([feed]))
    assert untitled(outline) == untitled(type(outline)(0, feed, variables=False))


def test_variables_of_an_address_are_written_by_name_and_marked():
    feed = NewFeed(id="cle", url="https://a.example/?cle=${CLE}&prix=$$5")
    raw = write_opml([feed])
    assert b"${CLE}" in raw
    (outline,) = read_opml(raw)
    assert (outline.variables, outline.feed.url) == (True, feed.url)


def test_an_address_of_a_foreign_list_never_names_a_variable_of_ours():
    (outline,) = read_opml(b"<opml><body><outline xmlUrl='https://mal.example/?x=${HOME}'/></body></opml>")
    assert (outline.variables, outline.feed.url) == (False, "https://mal.example/?x=$${HOME}")


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda raw: b"<opml><body>" + raw))
def test_whatever_the_bytes_there_is_a_list_or_a_reason(raw):
    with contextlib.suppress(BadConfiguration):
        assert isinstance(read_opml(raw), list)
