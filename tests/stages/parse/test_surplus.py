"""Of a document that would keep the parser for minutes, the entries are read and the surplus is not."""

import pytest
from feed_samples import CUTTABLE, UNSAFE
from hypothesis import given
from hypothesis import strategies as st

from workers.stages.parse.entries import parse
from workers.stages.parse.surplus import DEEPEST, FEW_MARKS, MOST_MARKS, without_surplus

URL = "https://guet.example/fil.xml"
PADDING = "<item><title>un parmi d'autres</title></item>" * 3000
"""Makes a document so long that it is looked at."""


def rss(*items):
    return f"<rss version='2.0'><channel><title>F</title>{''.join(items)}</channel></rss>".encode()


def item(title, inner=""):
    return f"<item><title>{title}</title><link>https://guet.example/{title}</link>{inner}</item>"


def deep(levels, inner="fond"):
    return f"<description>{'<x>' * levels}{inner}{'</x>' * levels}</description>"


def titles(body):
    return [entry.title for entry in parse(body, url=URL).entries if len(entry.title) == 1]


def test_entries_around_one_of_a_hundred_thousand_tags_in_each_other_are_read_as_ever():
    body = rss(item("a"), item("b", deep(100_000)), item("c"))
    parsed = parse(body, url=URL)
    assert [entry.title for entry in parsed.entries] == ["a", "b", "c"]
    assert parsed.warnings == ("more than 100 tags in each other: what is further in is left out",)


def test_tags_that_never_end_take_no_other_entry_with_them():
    assert titles(rss(item("a"), item("b", "<x>" * 60_000), item("c"))) == ["a", "b", "c"]


def test_what_is_not_too_deep_is_left_as_it_is():
    flat = "<b>mot</b><br/>" * FEW_MARKS
    body = rss(item("a", deep(DEEPEST - 3, flat)), item("b", deep(DEEPEST - 2)), PADDING)
    assert without_surplus(body).body == body


@pytest.mark.parametrize(("begin", "end"), [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<![CDATA[", "")])
@pytest.mark.parametrize("text", ["<p>" * 900, "<br>]-" * 900])
def test_tags_in_a_text_are_in_nothing(begin, end, text):
    body = rss(PADDING, item("a", "<b></b>" * FEW_MARKS + f"<y>{begin}{text}{end}</y>" * 9))
    assert without_surplus(body).body == body


def test_what_comes_after_the_most_tags_is_left_out_and_told():
    kept = without_surplus(rss(item("a"), "<b></b>" * MOST_MARKS))
    assert MOST_MARKS * 0.8 < kept.body.count(b"<") <= MOST_MARKS
    assert kept.warnings == (f"more than {MOST_MARKS} tags: the rest is left out",)


@pytest.mark.parametrize("body", [*CUTTABLE.values(), *UNSAFE.values()])
def test_an_ordinary_feed_has_no_surplus(body):
    assert (without_surplus(body).body, without_surplus(body).warnings) == (body, ())


TAGS = st.sampled_from(["<x>", "</x>", "<x/>", "<!--", "-->", "<![CDATA[", "]]>", "<item>", "</item>", "mot"])


@given(st.lists(TAGS, max_size=30).map("".join), st.integers(1, 400))
def test_whatever_stands_there_nothing_is_added_or_moved(part, times):
    body = (part * times + PADDING).encode()
    kept = without_surplus(body).body
    letters = iter(body)
    assert all(letter in letters for letter in kept)
