"""All watches, looked for together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workers.french.automaton import Automaton, Hit
from workers.french.text import Reading
from workers.french.text import reading as read
from workers.news.alert import Condition
from workers.news.watch import Match, Watch
from workers.stages.match.conditions import Grounds, grounds
from workers.stages.match.expressions import asks_findings, expression
from workers.stages.match.judge import Judge, Proof, judge
from workers.stages.match.lexis import Lexis
from workers.stages.match.scene import Known, Scene
from workers.stages.match.triggers import asked_for, triggers
from workers.stages.match.version import version

UNKNOWN = Known()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A watch with what judges it."""

    watch: Watch
    version: str
    judge: Judge


class Watcher:
    """All watches, looked for together in one pass over a text.

    Terms are found in all their forms, as whole words. Watches of which no rare enough term is in the text
    cost nothing. `forms` may be given to an automaton that finds other things too; its hits then come in by
    `hits`, and this one's own automaton is never built.
    """

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._lexis = Lexis()
        listed = tuple(watches)
        asked = [expression(watch) for watch in listed]
        self._ready = [
            _Ready(watch, version(watch), judge(part, self._lexis))
            for watch, part in zip(listed, asked, strict=True)
        ]
        shared = Counter(number for part in asked for number in set(asked_for(part, self._lexis)))
        self._wanting: dict[int, list[int]] = {}
        self._always: list[int] = []
        for place, part in enumerate(asked):
            trigger = triggers(part, self._lexis, shared)
            if trigger is None:
                self._always.append(place)
            for number in trigger or ():
                self._wanting.setdefault(number, []).append(place)
        self._watches = {watch.id: watch for watch in listed}
        self._grounds: dict[str, Grounds] = {}
        self.asks_findings = any(map(asks_findings, asked))
        """Whether any watch asks for what is recognised: countries, names, vocabulary, a score."""
        self._automaton: Automaton[int] | None = None

    def forms(self) -> list[tuple[str, int]]:
        """Gives every form that is looked for, with the key under which `matches` takes its hits."""
        return self._lexis.forms()

    def matches(
        self,
        text: str,
        reading: Reading | None = None,
        *,
        known: Known = UNKNOWN,
        hits: Iterable[Hit[int]] | None = None,
    ) -> tuple[Match, ...]:
        """Gives the matches of the watches that fire, by watch and place."""
        scene = self._scene(text, reading, known, hits)
        found = [match for place in self._touched(scene) for match in _matches(self._ready[place], scene)]
        return tuple(sorted(found, key=lambda match: (match.watch_id, match.start, match.end)))

    def may_fire(self, text: str, reading: Reading) -> bool:
        """Whether any watch must be judged by this text: by its terms alone, which is soon seen."""
        return bool(self._touched(self._scene(text, reading, UNKNOWN, None)))

    def _touched(self, scene: Scene) -> set[int]:
        """The watches of which a rare enough term is there, and those that want none."""
        return {place for number in scene.seen for place in self._wanting.get(number, ())}.union(self._always)

    def conditions(
        self,
        watch_ids: Iterable[str],
        text: str,
        reading: Reading | None = None,
        *,
        known: Known = UNKNOWN,
        hits: Iterable[Hit[int]] | None = None,
    ) -> dict[str, tuple[Condition, ...]]:
        """Gives what each of these watches, which the text set off, asked for and what met it."""
        scene = self._scene(text, reading, known, hits)
        return {watch_id: self._grounds_of(watch_id).met(scene) for watch_id in watch_ids}

    def _grounds_of(self, watch_id: str) -> Grounds:
        if watch_id not in self._grounds:  # made when first told: most watches of a long list never fire
            self._grounds[watch_id] = grounds(self._watches[watch_id], self._lexis)
        return self._grounds[watch_id]

    def _scene(
        self, text: str, reading: Reading | None, known: Known, hits: Iterable[Hit[int]] | None
    ) -> Scene:
        seen: dict[int, list[Hit[int]]] = {}
        for hit in self._hits(reading or read(text)) if hits is None else hits:
            seen.setdefault(hit.key, []).append(hit)
        return Scene(text, seen, known)

    def _hits(self, reading: Reading) -> list[Hit[int]]:
        if self._automaton is None:
            self._automaton = Automaton(self.forms())
        return self._automaton.find(reading)


def _matches(ready: _Ready, scene: Scene) -> Iterator[Match]:
    proofs = ready.judge(scene)
    if not proofs:
        return
    if ready.watch.min_count == 1 or len({one[1:] for one in proofs}) >= ready.watch.min_count:
        yield from (_match(ready, scene, proof) for proof in dict.fromkeys(proofs))


def _match(ready: _Ready, scene: Scene, proof: Proof) -> Match:
    term, start, end = proof
    return Match(
        watch_id=ready.watch.id,
        term=term,
        form=scene.text[start:end],
        start=start,
        end=end,
        field=scene.field(start),
        sentence=scene.passage(start, end),
        version=ready.version,
    )
