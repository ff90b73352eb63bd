"""Passages of a text that hold what was looked for, its forms marked with « and »."""

from collections.abc import Iterator, Sequence

from workers.news.document import Span

MOST_PASSAGES = 3
_BEFORE, _AFTER = 60, 100  # code points around the first form; a terminal's line or two


def spans(stems: Sequence[str], places: Sequence[Span], wanted: Sequence[Sequence[str]]) -> list[Span]:
    """Gives where the wanted stems stand one after the other, in the order of the text, without overlap."""
    hits = [
        (places[at][0], places[at + len(phrase) - 1][1])
        for phrase in wanted
        for at in range(len(stems) - len(phrase) + 1)
        if phrase and stems[at] == phrase[0] and list(stems[at : at + len(phrase)]) == list(phrase)
    ]
    hits.sort(key=lambda hit: (hit[0], -hit[1]))  # of two that begin together, the longer
    clear: list[Span] = []
    for hit in hits:
        if not clear or hit[0] >= clear[-1][1]:
            clear.append(hit)
    return clear


def passages(text: str, hits: Sequence[Span]) -> tuple[str, ...]:
    """Gives up to three passages around the hits, on one line each: « blindés » among its neighbours."""
    return tuple(_marked(text, window, hits) for window in _windows(text, hits))


def _windows(text: str, hits: Sequence[Span]) -> Iterator[Span]:
    end = count = 0
    for start, stop in hits:
        if start < end or count == MOST_PASSAGES:
            continue
        first = _at_space(text, max(end, start - _BEFORE), start)
        end = _to_space(text, max(stop, start + _AFTER))
        count += 1
        yield first, end


def _at_space(text: str, earliest: int, start: int) -> int:
    """The first word that begins in the range, so that no word is cut."""
    if earliest == 0 or text[earliest - 1].isspace():
        return earliest
    return next((at + 1 for at in range(earliest, start) if text[at].isspace()), start)


def _to_space(text: str, earliest: int) -> int:
    latest = min(len(text), earliest + _AFTER)
    return next((at for at in range(earliest, latest) if text[at].isspace()), latest)


def _marked(text: str, window: Span, hits: Sequence[Span]) -> str:
    parts, at = [], window[0]
    for start, end in hits:
        if window[0] <= start and end <= window[1]:
            parts += [text[at:start], "« ", text[start:end], " »"]
            at = end
    return " ".join("".join([*parts, text[at : window[1]]]).split())
