"""feedparser made quicker reads as feedparser does."""

from hypothesis import given
from hypothesis import strategies as st

from workers.stages.parse.feedparser_quick import QUICK_SIGNS, SIGNS


@given(st.text())
def test_a_text_is_the_same_through_either_table(text):
    assert text.translate(QUICK_SIGNS) == text.translate(SIGNS)


def test_every_sign_that_feedparser_mends_is_mended():
    signs = "".join(map(chr, range(0x2200)))
    assert signs.translate(QUICK_SIGNS) == signs.translate(SIGNS) != signs
