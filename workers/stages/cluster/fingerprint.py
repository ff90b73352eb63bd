"""A text's fingerprint: which runs of five words it has, and what stands at its telling places.

One gram in eight is taken, one in two in the first 80 words: papers cut a text from its end, and shared
background stands there too, so that what tells two texts apart is mostly the lead.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice, takewhile

from workers.french.days import SOME_DAY
from workers.french.parts import DAY, FIGURE, NAME, STOP, WORD, Part, parts, tokens
from workers.french.spellings import skeleton
from workers.french.text import Reading, reading
from workers.news.article import Article
from workers.news.story import Fingerprint

WORDS = 5
LEAD = 80  # words: the title's paragraph and the next of an agency text
SPARSE, DENSE = 4, 2  # one gram in so many
LONGEST = 4_000  # words; longer texts are reports, which no paper copies whole
OPENING = 30  # words: the sentence that says what happened
DATED = 40  # words in which the day of the event stands
MOST_FACTS = 80  # two slots each; a text of 300 words has 30
AROUND = 2  # parts on one side by which a slot is known, articles aside: « de la Moldavie », « de l'Arménie »
_ARTICLES = frozenset(("l", "le", "la", "les", "d", "de", "du", "des", "un", "une", "a", "au", "aux", "en"))
_REACH = 8  # parts in which they are looked for
TELLING = 4  # letters of a word that makes a slot a place of its own

OPENS, VALUE = 1 << 13, (1 << 13) - 1
"""In a slot: whether it stands in the first 30 words, and what stands in it."""
KINDS = (FIGURE, DAY, NAME, WORD)
"""As their numbers stand in a slot: figure 0, day 1, name 2, word of the title 3."""


def fingerprint(article: Article, normal: Reading | None = None) -> Fingerprint:
    """Gives the fingerprint of an article's text; `normal` is its reading, if made."""
    whole = normal or reading(article.text)
    at = article.published or article.seen
    body = _body(whole, article)
    row = tokens(whole, body)[:LONGEST]
    said = [token.text for token in row if token.text[0].isalnum()]
    if len(said) < WORDS:  # nothing but a title
        row = tokens(whole)
        said = [token.text for token in row if token.text[0].isalnum()]
    grams, opening, lead = _grams(said)
    found = parts(tokens(whole, 0, body), at.date()), parts(row, at.date())
    return Fingerprint(
        article_id=article.id,
        source=article.source,
        at=at,
        words=len(said),
        grams=grams,
        lead=lead,
        opening=opening,
        days=_days(found[1]),
        slots=(*_slots(found[0], frozenset()), *_slots(found[1], _title(whole, body))),
    )


def is_sparse(gram: int) -> bool:
    """Whether a gram is taken wherever it stands; the others are in a lead only."""
    return bool(gram & 1)


def _body(whole: Reading, article: Article) -> int:
    """Where the body begins in the folding."""
    start = len(article.title) + 2
    if whole.offsets is None:
        return start
    return next((place for place, at in enumerate(whole.offsets) if at >= start), len(whole.folded))


def _grams(said: Sequence[str]) -> tuple[tuple[int, ...], int, int]:
    """The sampled grams, each once, and how many of them are the opening's and the lead's."""
    found: dict[int, None] = {}
    opening = lead = 0
    for at in range(len(said) - WORDS + 1):
        run = " ".join(said[at : at + WORDS]).encode("utf-8", "surrogatepass")
        sample = zlib.crc32(run)
        if sample % (DENSE if at < LEAD else SPARSE) == 0:
            found.setdefault(_named(run, sparse=sample % SPARSE == 0))
        if at < LEAD:
            lead = len(found)
        if at < OPENING:
            opening = len(found)
    return tuple(found), opening, lead


def _days(found: Sequence[Part]) -> tuple[str, ...]:
    near = (
        part.value for part in found if part.kind == DAY and part.tokens < DATED and part.value != SOME_DAY
    )
    return tuple(dict.fromkeys(near))


def _named(run: bytes, *, sparse: bool) -> int:
    """40 bits, the last of which says whether the gram is taken everywhere."""
    return int.from_bytes(blake2b(run, digest_size=5).digest()) & ~1 | sparse


def _title(whole: Reading, end: int) -> frozenset[str]:
    """The words by which the title names its subject."""
    return frozenset(token.text for token in tokens(whole, 0, end) if len(token.text) >= TELLING)


def _slots(found: Sequence[Part], title: frozenset[str]) -> tuple[int, ...]:
    slots: dict[int, None] = {}
    facts = 0
    for at, part in enumerate(found):
        if part.value in {STOP, SOME_DAY} or (part.kind == WORD and part.value not in title):
            continue
        for slot in _slots_of(found, at):
            slots.setdefault(slot)
        facts += 1
        if facts == MOST_FACTS:
            break
    return tuple(slots)


def _slots_of(found: Sequence[Part], at: int) -> Iterator[int]:
    """One slot by what comes before a fact, one by what follows: a copy may have changed one of them."""
    part = found[at]
    kind = KINDS.index(part.kind)
    said = skeleton(part.value) if part.kind == NAME else part.value
    value = zlib.crc32(said.encode("utf-8", "surrogatepass")) & VALUE
    opens = part.tokens < OPENING and OPENS
    before, after = reversed(found[max(0, at - _REACH) : at]), found[at + 1 : at + 1 + _REACH]
    for side, near in (("<", _near(before)), (">", _near(after))):
        if any(len(one.value) >= TELLING or one.kind != WORD for one in near):
            place = " ".join((part.kind, side, *(one.key for one in near)))
            yield zlib.crc32(place.encode("utf-8", "surrogatepass")) << 16 | kind << 14 | opens | value


def _near(row: Iterable[Part]) -> list[Part]:
    """The next parts that are no articles, as far as the sentence goes."""
    sentence = takewhile(lambda one: one.kind != STOP, row)
    return list(islice((one for one in sentence if one.key not in _ARTICLES), AROUND))
