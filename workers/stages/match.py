"""From a text to the watches that it sets off, each with the spans that prove it."""

from collections.abc import Iterable, Sequence

from workers.french.automaton import Automaton, Hit
from workers.french.text import Reading
from workers.french.text import reading as read
from workers.news.watch import Match, Watch


class Watcher:
    """All watches, looked for together in one pass over a text.

    Terms are found as whole words, whatever their case, elision, hyphens and lost accents.
    """

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = tuple(watches)
        terms = {term for watch in self._watches for term in (*watch.any, *watch.all, *watch.none)}
        self._automaton = Automaton((term, term) for term in sorted(terms))

    def matches(self, text: str, reading: Reading | None = None) -> tuple[Match, ...]:
        """Gives the matches of the watches that fire, by watch and place."""
        seen: dict[str, list[Hit[str]]] = {}
        for hit in self._automaton.find(reading or read(text)):
            seen.setdefault(hit.key, []).append(hit)
        found = (match for watch in self._watches if _fires(watch, seen) for match in _matches(watch, seen))
        return tuple(sorted(found, key=lambda match: (match.watch_id, match.start, match.end)))


def _fires(watch: Watch, seen: dict[str, list[Hit[str]]]) -> bool:
    if not watch.any and not watch.all:
        return False
    wanted = not watch.any or any(term in seen for term in watch.any)
    return wanted and all(term in seen for term in watch.all) and not any(term in seen for term in watch.none)


def _matches(watch: Watch, seen: dict[str, list[Hit[str]]]) -> Sequence[Match]:
    return [
        Match(watch_id=watch.id, term=term, form=hit.form, start=hit.start, end=hit.end)
        for term in dict.fromkeys((*watch.any, *watch.all))
        for hit in seen.get(term, ())
    ]
