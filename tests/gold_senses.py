"""The gold sentences of sense guards, and how a guarded term does on them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from workers.news.watch import Watch
from workers.stages.match import Watcher
from workers.watchlist.lists import guarded_term

GOLD = Path(__file__).parent / "gold" / "senses.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    term: str
    match: tuple[str, ...]
    ignore: tuple[str, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class Counts:
    found: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.found + other.found, self.missed + other.missed, self.false + other.false)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)


@cache
def senses() -> tuple[Sense, ...]:
    rows = YAML(typ="safe", pure=True).load(GOLD.read_text("utf-8"))
    return tuple(
        Sense(
            term=row["term"],
            match=tuple(row[f"{held}match"]),
            ignore=tuple(row[f"{held}ignore"]),
            held=bool(held),
        )
        for row in rows
        for held in ("", "held_")
    )


def tried(sense: Sense, *, guarded: bool = True) -> tuple[Counts, list[str]]:
    """Gives a term's counts and the sentences that it gets wrong."""
    term = guarded_term(sense.term) if guarded else sense.term
    watcher = Watcher([Watch(id="w", title="w", any=(term or sense.term,))])
    missed = [text for text in sense.match if not watcher.matches(text)]
    false = [text for text in sense.ignore if watcher.matches(text)]
    return Counts(len(sense.match) - len(missed), len(missed), len(false)), [*missed, *false]


def total(*, held: bool, guarded: bool = True) -> Counts:
    """Gives the counts of one half."""
    return sum((tried(one, guarded=guarded)[0] for one in senses() if one.held is held), Counts())
