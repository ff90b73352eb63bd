"""Killed before or after any call to the world, the flow loses nothing; only a courier may be asked twice."""

from dataclasses import dataclass
from itertools import count

import pytest

from newsroom import ITEMS, Killed, Newsroom

TOLD = [("blindes", "desk"), ("mali", "chef"), ("mali", "chef"), ("mali", "desk"), ("mali", "desk")]

MESSAGES = 4  # one of them tells of two watches


@dataclass
class Fate:
    """Counts the calls to the world, and kills at one of them."""

    at: int
    before: bool

    def __post_init__(self) -> None:
        self.calls: list[str] = []

    def meet(self, name: str, call):
        number = len(self.calls)
        self.calls.append(name)
        if number == self.at and self.before:
            raise Killed
        answer = call()
        if number == self.at:
            raise Killed
        return answer


class Mortal:
    """An edge whose every call may be the worker's last."""

    def __init__(self, name: str, edge: object, fate: Fate) -> None:
        self._name, self._edge, self._fate = name, edge, fate

    def __getattr__(self, method: str):
        def call(*words, **options):
            return self._fate.meet(
                f"{self._name}.{method}", lambda: getattr(self._edge, method)(*words, **options)
            )

        return call


def lived(fate: Fate) -> Newsroom:
    room = Newsroom(wrap=lambda name, edge: Mortal(name, edge, fate))
    room.day()
    return room


CALLS = lived(Fate(at=-1, before=True)).pipeline.web._fate.calls  # noqa: SLF001
FIRST_ROUND = range(len(CALLS))


def test_the_undisturbed_flow_indexes_every_article_and_tells_everything_once():
    room = lived(Fate(at=-1, before=True))
    assert {one.article.title for one in room.archive.documents.values()} == set(ITEMS.values())
    assert room.told() == TOLD
    assert len(room.courier.notices) == MESSAGES
    assert len(CALLS) > 60


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(
    "at", FIRST_ROUND, ids=[f"{n}-{name}" for n, name in zip(count(), CALLS, strict=False)]
)
def test_a_worker_killed_at_any_call_loses_nothing(at, before):
    room = lived(Fate(at, before))
    assert {one.article.title for one in room.archive.documents.values()} == set(ITEMS.values())
    assert set(room.told()) == set(TOLD)
    assert room.notebook.underway == {}
    assert room.dead.letters() == []
    at_the_gap = CALLS[at] in {"courier.deliver", "outbox.settle"}
    assert len(room.courier.notices) - MESSAGES <= at_the_gap
    assert sum(not notice.doubtful for notice in room.courier.notices) <= MESSAGES
