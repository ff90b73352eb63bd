"""Entries seen before are cut out, and the others are read as if they had not been."""

import pytest
from feed_samples import ATOM, CUTTABLE, RSS, UNSAFE
from hypothesis import given
from hypothesis import strategies as st

from workers.news.errors import NotAFeed
from workers.stages.parse.blocks import cut_known
from workers.stages.parse.entries import parse

URL = "https://guet.example/fil.xml"


def read(body, known=frozenset(), content_type=""):
    return parse(body, url=URL, content_type=content_type, known=known)


@pytest.mark.parametrize("name", CUTTABLE)
@given(data=st.data())
def test_what_is_kept_is_read_as_in_the_whole_document(name, data):
    whole = read(CUTTABLE[name])
    assert len(whole.blocks) == len(whole.entries)
    known = data.draw(st.frozensets(st.sampled_from(whole.blocks)))
    part = read(CUTTABLE[name], known)
    kept = [one for one, block in zip(whole.entries, whole.blocks, strict=True) if block not in known]
    assert list(part.entries) == kept
    assert (part.title, part.hints, part.blocks) == (whole.title, whole.hints, whole.blocks)
    assert part.left_out == len(known)


@pytest.mark.parametrize("name", UNSAFE)
def test_where_entries_cannot_be_told_apart_nothing_is_cut(name):
    cut = cut_known(UNSAFE[name], frozenset())
    assert (cut.body, cut.blocks, cut.left_out) == (UNSAFE[name], (), 0)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def item(number, text, *, cdata):
    inner = (
        f"<![CDATA[{text.replace(']]>', '')}]]>" if cdata else text.replace("&", "&amp;").replace("<", "&lt;")
    )
    return f"<item><title>n{number} {inner}</title><link>https://guet.example/{number}</link></item>"


@given(st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=6), st.data())
def test_no_text_of_an_entry_makes_another_one_disappear(texts, data):
    items = "".join(item(number, text, cdata=cdata) for number, (text, cdata) in enumerate(texts))
    body = f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()
    whole = read(body)
    known = data.draw(st.frozensets(st.sampled_from(whole.blocks))) if whole.blocks else frozenset()
    kept = [one for one, block in zip(whole.entries, whole.blocks, strict=False) if block not in known]
    assert list(read(body, known).entries) == (kept if whole.blocks else list(whole.entries))


SPOILT = {
    "in an attribute": lambda block: RSS.replace("<link>/gao</link>", f'<link x="{block}">/gao</link>'),
    "after the end": lambda block: RSS + block,
    "with a prefix that is declared no more": lambda _: RSS.replace("xmlns:media=", "xmlns:autre="),
    "beside an entity of nobody": lambda _: RSS.replace("Le convoi", "&le; convoi"),
    "beside bytes of another encoding": lambda _: RSS.replace("Un convoi", "\udce9t\udce9 : un convoi"),
    "beside accents encoded twice": lambda _: RSS.replace("Un convoi", "DÃ©part du convoi"),
    "behind a script's warning": lambda _: "<br/>Attention !\n" + RSS,
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_known_entries_in_a_document_that_is_spoilt_elsewhere_change_nothing(spoilt):
    known = read(RSS.encode()).blocks
    block = RSS[RSS.index("<item><title>Étr") : RSS.index("<item>\n<title>Sans")].strip()
    body = spoilt(block).encode("utf-8", "surrogateescape")
    whole, part = read(body), read(body, frozenset(known))
    assert [one for one in whole.entries if one in part.entries] == list(part.entries)
    assert len(part.entries) + part.left_out == len(whole.entries)
    assert (part.title, part.hints, part.warnings) == (whole.title, whole.hints, whole.warnings)


def test_an_entry_about_xml_is_no_declaration_of_its_feed():
    body = CUTTABLE["latin"].replace(
        b"</title><link>", b" &lt;?xml <![CDATA[<?xml version='1.0'?>]]></title><link>"
    )
    body = body.partition(b"?>")[2]
    assert (read(body).title, len(read(body).entries)) == ("Été", 3)


def test_a_changed_entry_is_another_block():
    before = cut_known(RSS.encode(), frozenset()).blocks
    after = cut_known(RSS.replace("parti.", "revenu.").encode(), frozenset()).blocks
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, True, True, True]


def test_the_same_entry_under_another_root_is_another_block():
    before = cut_known(ATOM.encode(), frozenset()).blocks
    moved = cut_known(ATOM.replace("veille.example", "autre.example").encode(), frozenset()).blocks
    assert set(before).isdisjoint(moved)


def test_a_feed_all_of_whose_entries_are_known_is_still_a_feed():
    whole = read(CUTTABLE["rss"])
    again = read(CUTTABLE["rss"], frozenset(whole.blocks))
    assert (again.entries, again.left_out, again.title) == ((), 4, "Le Guet")


def test_an_html_page_names_its_feeds_as_data():
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/fil.xml"></head></html>'
    with pytest.raises(NotAFeed) as caught:
        read(page)
    assert caught.value.candidates == ("https://guet.example/fil.xml",)
