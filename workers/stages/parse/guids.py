"""One guid, one article: an entry that comes again under another address, such as a corrected slug.

A guid alone is not believed: some feeds give all entries one, or one that they use again. The
entry must bear the same time too, or the same number in its address; and in a feed whose guids
were seen to stand for several articles, addresses alone decide.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from workers.news.feed import Entry

_CLOCK = re.compile(r"\d\s*[:hH]\s*\d|\d{10}")  # a day alone is that of many entries
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{5,}(?!\d)")  # but no date: 20261123


def reused(entries: Sequence[Entry]) -> bool:
    """Whether one guid stands for several of the articles."""
    return len({entry.guid for entry in entries}) < len(entries)


def marks(entry: Entry) -> tuple[str, ...]:
    """Gives names of an entry beside its address: that of its guid, then those of guid and proof.

    None where the guid says no more than the address, or nothing proves it.
    """
    proofs = tuple(_proofs(entry))
    if not proofs or not entry.url or entry.guid == entry.url:
        return ()
    return tuple(_mark(entry, proof) for proof in ("", *proofs))


def renamed(entry: Entry, owners: Sequence[str]) -> bool:
    """Whether the article that had the guid first is this one; `owners` had the marks first, in order."""
    return bool(owners) and owners[0] != entry.id and owners[0] in owners[1:]


def contradicted(entry: Entry, owners: Sequence[str]) -> bool:
    """Whether the guid was another article's, which nothing else of this entry recalls."""
    return bool(owners) and owners[0] != entry.id and owners[0] not in owners[1:]


def _proofs(entry: Entry) -> Iterator[str]:
    if entry.published and _CLOCK.search(entry.written):
        yield entry.published.isoformat()
    parts = urlsplit(entry.url or "")
    if numbers := _NUMBER.findall(f"{parts.path}?{parts.query}"):
        yield numbers[-1]


def _mark(entry: Entry, proof: str) -> str:
    name = f"guid\n{entry.feed_id}\n{entry.guid}\n{proof}"
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
