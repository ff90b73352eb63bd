"""A feed's `store` bounds what is kept, not what is seen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, article, entry, feed
from readers import reader
from workers.french.sentences import opening, passage
from workers.news.document import Document, Entity, Findings
from workers.news.watch import Match, Watch
from workers.stages.rights import LONGEST_EXTRACT, kept, quoting

BODY = "Le ministre est arrivé à Rabat. " * 20 + "Il a parlé du Mali."


def whole(store: str, body: str = BODY) -> Document:
    one = article(body=body, store=store)
    spans = [(at, at + 5) for at in range(0, len(one.text) - 5, 40)]
    found = Findings(
        language="fr", entities=(Entity(text="x", type="place", canonical="X", mentions=tuple(spans)),)
    )
    matches = tuple(Match(watch_id=f"w{at}", term="x", form="x", start=at, end=end) for at, end in spans)
    return Document(article=one, findings=found, matches=matches)


@pytest.mark.parametrize(("store", "longest"), [("extract", LONGEST_EXTRACT), ("headline", 0)])
def test_a_part_is_kept_and_every_place_in_it_is_true(store, longest):
    before, after = whole(store), kept(whole(store))
    assert len(after.article.body) <= longest
    assert before.article.body.startswith(after.article.body)
    assert all(end <= len(after.article.text) for _, end in after.findings.entities[0].mentions)
    assert all(match.end <= len(after.article.text) for match in after.matches)
    assert set(after.watches) == {match.watch_id for match in before.matches}


def test_a_full_text_is_kept_whole():
    assert kept(whole("full")) == whole("full")


def test_an_extract_ends_with_a_sentence():
    assert kept(whole("extract")).article.body.endswith("Rabat.")
    assert opening("Un mot. " + "Long " * 100, 300) == "Un mot."
    assert opening("long " * 100, 300).endswith("long")


@given(st.text(max_size=400), st.integers(1, 200))
def test_an_opening_is_the_texts_own_beginning(text, longest):
    assert text.startswith(opening(text, longest))
    assert len(opening(text, longest)) <= longest


def test_a_passage_quotes_nothing_beyond():
    one = article(body=BODY, store="extract")
    at = one.text.index("Mali")
    assert quoting(one, passage)(one.text, at, at + 4) == ""
    assert quoting(one, passage)(one.text, 12, 14) == "Le ministre est arrivé à Rabat."
    assert quoting(replace(one, store="headline"), passage)(one.text, 12, 14) == ""
    assert quoting(replace(one, store="full"), passage)(one.text, at, at + 4) == "Il a parlé du Mali."


@pytest.mark.parametrize("store", ["extract", "headline"])
def test_a_watch_fires_on_what_is_not_kept(store):
    watches = (Watch(id="mali", title="Mali", any=("Mali",), channels=("desk",)),)
    articles = reader(watches).articles(
        [(entry(title="Une visite", content=BODY), None)], {"sahel-info": feed(store=store)}
    )
    (found,) = reader(watches).read(articles, NOON)
    document = found.document
    assert [(one.watch_id, one.passage) for one in found.alerts] == [("mali", "")]
    assert document.watches == ("mali",)
    assert [country.code for country in document.findings.countries] == ["MA", "ML"]
    assert [country.why for country in document.findings.countries] == [(), ()]
    assert "Mali" not in document.article.text
