"""From a text to the watches that it sets off, each with the spans that prove it."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from workers.french.automaton import Automaton, Hit
from workers.french.text import reading as read
from workers.news.watch import Match, Watch


class Watcher:
    """All watches, looked for together in one pass over a text.

    Terms are found as whole words, whatever their case, elision, hyphens and lost accents. Watches of
    which no term is in the text cost nothing.
    """

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = tuple(watches)
        self._wanting: dict[str, list[int]] = {}
        for place, watch in enumerate(self._watches):
            for term in (*watch.any, *watch.all):
                self._wanting.setdefault(term, []).append(place)
        unwanted = {term for watch in self._watches for term in watch.none}
        self.terms = tuple(sorted(unwanted.union(self._wanting)))
        """What is looked for, to be found in one pass with whatever else is."""

    def matches(self, text: str) -> tuple[Match, ...]:
        """Gives the matches of the watches that fire, by watch and place."""
        return self.matches_of(self._automaton.find(read(text)))

    @cached_property
    def _automaton(self) -> Automaton[str]:
        return Automaton((term, term) for term in self.terms)

    def matches_of(self, hits: Iterable[Hit[str]]) -> tuple[Match, ...]:
        """Gives the same from the terms that were found in a text."""
        seen: dict[str, list[Hit[str]]] = {}
        for hit in hits:
            seen.setdefault(hit.key, []).append(hit)
        touched = {place for term in seen for place in self._wanting.get(term, ())}
        watches = (self._watches[place] for place in sorted(touched))
        found = [match for watch in watches if _fires(watch, seen) for match in _matches(watch, seen)]
        return tuple(sorted(found, key=lambda match: (match.watch_id, match.start, match.end)))


def _fires(watch: Watch, seen: dict[str, list[Hit[str]]]) -> bool:
    wanted = not watch.any or any(term in seen for term in watch.any)
    return wanted and all(term in seen for term in watch.all) and not any(term in seen for term in watch.none)


def _matches(watch: Watch, seen: dict[str, list[Hit[str]]]) -> Iterator[Match]:
    for term in dict.fromkeys((*watch.any, *watch.all)):
        for hit in seen.get(term, ()):
            yield Match(watch_id=watch.id, term=term, form=hit.form, start=hit.start, end=hit.end)
