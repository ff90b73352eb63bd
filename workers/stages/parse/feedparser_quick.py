"""feedparser, without two things that cost it a third of its time and change nothing.

It looks for a driver that nobody has at each feed anew, a tenth of a short feed's time. And it
sends each text through a table of 27 signs; where a sign is not in the table, Python raises and
catches an exception for each letter. Here most letters are in the table, as themselves.
"""

import io
from typing import Any

import feedparser
import feedparser.mixin

from workers.news.errors import NotAFeed

# Latin letters and the signs of typography: « é », « œ », « ’ », « – », « € ».
_USUAL = (range(0x250), range(0x2000, 0x20D0))
# What damaged bytes make it raise, such as a declaration whose encoding has no name in letters.
_SURPRISES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)

SIGNS = feedparser.mixin._cp1252  # noqa: SLF001 - it has no setting for it
QUICK_SIGNS = {sign: sign for usual in _USUAL for sign in usual} | SIGNS

feedparser.api.PREFERRED_XML_PARSERS.clear()
feedparser.mixin._cp1252 = QUICK_SIGNS  # noqa: SLF001


def fed(body: bytes) -> Any:  # noqa: ANN401 - feedparser's own kind of dictionary
    """Gives what feedparser reads, markup and addresses as they stand; raises NotAFeed where it gives up."""
    try:
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except _SURPRISES as error:
        raise NotAFeed(f"the parser gave up: {type(error).__name__}: {error}") from error
