"""A text's fingerprint: which runs of five words it has, and what stands at its telling places.

One gram in eight is taken, one in two in the first 80 words: papers cut a text from its end, and shared
background stands there too, so that what tells two texts apart is mostly the lead.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from workers.french.days import SOME_DAY
from workers.french.parts import DAY, FIGURE, NAME, STOP, WORD, Part, Row, parts, tokens
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

EVERYWHERE = 1
"""In a gram: that it is taken wherever it stands; the others are in a lead only."""
OPENS, VALUE = 1 << 13, (1 << 13) - 1
"""In a slot: whether it stands in the first 30 words, and what stands in it."""
KINDS = (FIGURE, DAY, NAME, WORD)
"""As their numbers stand in a slot: figure 0, day 1, name 2, word of the title 3."""
_NUMBERS = {kind: number << 14 for number, kind in enumerate(KINDS)}
_NO_FACT = frozenset((STOP, SOME_DAY))


def fingerprint(article: Article, normal: Reading | None = None) -> Fingerprint:
    """Gives the fingerprint of an article's text; `normal` is its reading, if made."""
    whole = normal or reading(article.text)
    at = article.published or article.seen
    all_of_it = tokens(whole)
    title, row = _parted(all_of_it, _body(whole, article))
    said = row.words()
    if len(said) < WORDS:  # nothing but a title
        row = all_of_it
        said = row.words()
    grams, opening, lead = _grams(said)
    found = parts(title, at.date()), parts(row, at.date())
    return Fingerprint(
        article_id=article.id,
        source=article.source,
        at=at,
        words=len(said),
        grams=grams,
        lead=lead,
        opening=opening,
        days=_days(found[1]),
        slots=(*_slots(found[0], frozenset()), *_slots(found[1], _subject(title))),
    )


def _body(whole: Reading, article: Article) -> int:
    """Where the body begins in the folding."""
    start = len(article.title) + 2
    if whole.offsets is None:
        return start
    return next((place for place, at in enumerate(whole.offsets) if at >= start), len(whole.folded))


def _parted(row: Row, body: int) -> tuple[Row, Row]:
    """The title's tokens, and as many of the body's as count."""
    first = bisect_left(row.starts, body)
    return row[:first], row[first : first + LONGEST]


def _grams(said: Sequence[str]) -> tuple[tuple[int, ...], int, int]:
    """The sampled grams, each once, and how many of them are the opening's and the lead's."""
    words = [word.encode("utf-8", "surrogatepass") for word in said]
    runs = list(map(b" ".join, zip(*(words[shift:] for shift in range(WORDS)), strict=False)))
    samples = list(map(zlib.crc32, runs))
    found: dict[int, None] = {}
    ends = []
    for stretch, one_in in (
        (slice(OPENING), DENSE),
        (slice(OPENING, LEAD), DENSE),
        (slice(LEAD, None), SPARSE),
    ):
        for run, sample in zip(runs[stretch], samples[stretch], strict=True):
            if sample % one_in == 0:
                found.setdefault(_named(run, sparse=sample % SPARSE == 0))
        ends.append(len(found))
    return tuple(found), ends[0], ends[1]


def _days(found: Sequence[Part]) -> tuple[str, ...]:
    near = (
        part.value for part in found if part.kind == DAY and part.tokens < DATED and part.value != SOME_DAY
    )
    return tuple(dict.fromkeys(near))


def _named(run: bytes, *, sparse: bool) -> int:
    """40 bits, the last of which says whether the gram is taken everywhere."""
    return int.from_bytes(blake2b(run, digest_size=5).digest()) & ~EVERYWHERE | sparse


def _subject(title: Row) -> frozenset[str]:
    """The words by which the title names its subject."""
    return frozenset(text for text in title.texts if len(text) >= TELLING)


def _slots(found: Sequence[Part], title: frozenset[str]) -> tuple[int, ...]:
    facts = (
        at
        for at, part in enumerate(found)
        if part.value not in _NO_FACT and (part.kind != WORD or part.value in title)
    )
    return tuple(dict.fromkeys(slot for at in islice(facts, MOST_FACTS) for slot in _slots_of(found, at)))


def _slots_of(found: Sequence[Part], at: int) -> Iterator[int]:
    """One slot by what comes before a fact, one by what follows: a copy may have changed one of them."""
    part = found[at]
    said = skeleton(part.value) if part.kind == NAME else part.value
    content = _NUMBERS[part.kind] | (part.tokens < OPENING and OPENS) | _hash(said) & VALUE
    for side, near in (
        ("<", reversed(found[max(0, at - _REACH) : at])),
        (">", found[at + 1 : at + 1 + _REACH]),
    ):
        if place := _place(near):
            yield _hash(f"{part.kind} {side} {place}") << 16 | content


def _hash(said: str) -> int:
    return zlib.crc32(said.encode("utf-8", "surrogatepass"))


def _place(row: Iterable[Part]) -> str:
    """The next parts that are no articles, as far as the sentence goes; nothing where they tell no place."""
    keys, tells = [], False
    for kind, key, value, *_ in row:
        if kind == STOP:
            break
        if key not in _ARTICLES:
            keys.append(key)
            tells = tells or kind != WORD or len(value) >= TELLING
            if len(keys) == AROUND:
                break
    return " ".join(keys) if tells else ""
