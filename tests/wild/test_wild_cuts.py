"""Every feed of these tests again, cut: what is new is read as if what was known before still stood there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_wild_feeds import CASES, IDENTITIES

from wild_desk import rss
from workers.stages.parse.entries import parse

BODIES = {name: case.body for name, case in CASES.items()} | {
    f"{name}, {when}": rss(*entries)
    for name, (first, then, _) in IDENTITIES.items()
    for when, entries in (("first", first), ("then", then))
}


def read(body, known=frozenset()):
    return parse(body, url="https://un.test/flux/rss", known=known)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@given(data=st.data())
@settings(max_examples=30)
def test_what_is_new_is_read_as_in_the_whole_feed(body, data):
    whole = read(body)
    known = data.draw(st.frozensets(st.sampled_from(whole.blocks))) if whole.blocks else frozenset()
    part = read(body, known)
    told_apart = len(whole.blocks) == len(whole.entries)
    kept = (
        [e for e, b in zip(whole.entries, whole.blocks, strict=True) if b not in known]
        if told_apart
        else None
    )
    assert kept is None or list(part.entries) == kept
    assert (part.title, part.hints, part.blocks) == (whole.title, whole.hints, whole.blocks)
