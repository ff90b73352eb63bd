"""A country's words with the words around them, read one by one in the folding."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workers.french.automaton import Hit
from workers.french.geography import DEMONYM
from workers.french.signs import Sign
from workers.french.text import Reading

_BACK, _AHEAD = 72, 90  # places: some ten words before, and a dozen after, for an aside between commas
_ARTICLES = frozenset({"l'", "la", "le", "les"})
# « La France et le Mali » do one thing together; « au Mali et au Niger » are read each by its preposition.
_LINKS = frozenset(
    f"{link}{article}"
    for link in (", ", " et ", " ou ", " ni ", " comme ")
    for article in ("", "la ", "le ", "les ", "l'", "de ", "de la ", "de l'", "du ", "des ", "d'")
)


class Clause(NamedTuple):
    """Country words in a row that share one part in their sentence; `start` and `end` are in the folding."""

    hits: Sequence[Hit[Sign]]
    start: int
    end: int
    back: list[str]
    ahead: list[str]
    article: bool
    """Whether an article stood before, which is not in `back`."""


def clauses(hits: Sequence[Hit[Sign]], text: Reading) -> Iterator[Clause]:
    """Gives the clauses of country words, which are in order of their places."""
    row: list[tuple[Hit[Sign], int, int]] = []
    for hit in hits:
        start, end = text.place(hit.start), text.place(hit.end)
        if row and not _linked(row[-1], hit, text.folded[row[-1][2] : start], text.text):
            yield _clause(row, text.folded)
            row = []
        row.append((hit, start, end))
    if row:
        yield _clause(row, text.folded)


def _linked(last: tuple[Hit[Sign], int, int], hit: Hit[Sign], gap: str, text: str) -> bool:
    """Whether two words stand side by side: names or demonyms; « Pakistan-Inde » too."""
    alike = (last[0].key.part == DEMONYM) == (hit.key.part == DEMONYM)
    hyphened = gap == " " and text[last[0].end] == "-"
    beside = gap == " " and last[0].end + 1 == hit.start and not hit.key.place
    return alike and (gap in _LINKS or beside or hyphened)


def _clause(row: Sequence[tuple[Hit[Sign], int, int]], folded: str) -> Clause:
    start, end = row[0][1], row[-1][2]
    back = _words(folded[max(0, start - _BACK) : start])
    article = bool(back) and back[-1] in _ARTICLES
    if article:
        back.pop()
    return Clause(
        hits=[hit for hit, _, _ in row],
        start=start,
        end=end,
        back=back,
        ahead=_words(folded[end : end + _AHEAD]),
        article=article,
    )


def _words(stretch: str) -> list[str]:
    """Quotation marks hold nothing together: « des « instructeurs » russes »."""
    return stretch.replace("'", "' ").replace("«", " ").replace("»", " ").split()
