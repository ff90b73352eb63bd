"""An entry under another address is the article that its guid was, where something proves it."""

from dataclasses import replace

import pytest

from facts import NOON, entry
from workers.stages.parse.guids import contradicted, marks, renamed, reused

WRITTEN = "Mon, 02 Mar 2026 10:00:00 +0100"
ONE = replace(
    entry("a"), guid="g1", url="https://un.example/monde/essai_412345", written=WRITTEN, published=NOON
)
NO_PROOF = {"url": "https://un.example/essai", "written": "2026-03-02"}


def owners(*known):
    """What a notebook says of the last entry after it was asked of all, in their order."""
    first: dict[str, str] = {}
    found = ()
    for one in known:
        found = tuple(first.setdefault(mark, one.id) for mark in marks(one))
    return found


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://un.example/afrique/autre_412345", "written": "hier", "published": None},
        {"url": "https://un.example/essai-corrige"},
        {"url": "https://un.example/essai-corrige", "title": "Tout autre"},
    ],
)
def test_the_same_guid_with_the_same_number_or_time_is_the_same_article(change):
    other = replace(ONE, id="b", **change)
    assert renamed(other, owners(ONE, other))
    assert not renamed(ONE, owners(ONE, other, ONE))


@pytest.mark.parametrize(
    "change",
    [
        {"guid": "g2"},
        {"feed_id": "autre"},
        {"url": "https://un.example/x_512345", "published": NOON.replace(hour=3)},
    ],
)
def test_without_the_guid_or_without_proof_it_is_another(change):
    other = replace(ONE, id="b", url="https://un.example/b", published=NOON.replace(hour=1))
    other = replace(other, **change)
    assert not renamed(other, owners(ONE, other))
    assert contradicted(other, owners(ONE, other)) == ("url" in change)


@pytest.mark.parametrize(
    "unsure",
    [
        NO_PROOF,
        {**NO_PROOF, "url": "https://un.example/20260302/essai-1234"},
        {"guid": ONE.url},
        {"url": None},
    ],
)
def test_what_proves_nothing_has_no_marks(unsure):
    assert marks(replace(ONE, **unsure)) == ()


def test_a_guid_of_two_articles_in_one_body_is_reused():
    assert reused([ONE, replace(ONE, id="b")])
    assert not reused([ONE, replace(ONE, id="b", guid="g2")])
