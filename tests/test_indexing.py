"""The step into the index: what is taken is done with, what is not waits, and the desk is told once."""

from datetime import timedelta

import pytest

from facts import NOON, document, entry
from workers.edges.memory.archive import MemoryArchive
from workers.edges.memory.notebook import MemoryNotebook
from workers.indexing import Indexing
from workers.news.document import Refused
from workers.news.not_taken import NotTaken

MINUTE = timedelta(minutes=1)


class Still(MemoryArchive):
    """An index that takes, refuses and leaves waiting what it is told to."""

    waiting: frozenset[str] = frozenset()

    def put(self, documents):
        taken = [one for one in documents if one.article.id not in self.waiting]
        refused = tuple(super().put(taken))
        if len(taken) < len(documents):
            raise NotTaken(
                "un disque plein", waiting=self.waiting, refused=refused, standstill="disk-full", after=MINUTE
            )
        return list(refused)


@pytest.fixture
def room():
    archive, notebook, alerts, aside = Still(), MemoryNotebook(), [], []
    step = Indexing(
        archive=archive,
        notebook=notebook,
        now=lambda: NOON,
        alert=alerts.extend,
        put_aside=lambda *what: aside.append(what),
        desk=("desk",),
    )
    for name in ("a1", "a2", "a3"):
        notebook.keep_entry(entry(name))
        notebook.keep_document(document(name), NOON)
    return step, archive, notebook, alerts, aside


def test_what_was_taken_is_done_with_though_the_rest_must_wait(room):
    step, archive, notebook, _, aside = room
    archive.waiting, archive.refuses = frozenset({"a2"}), {"a3"}
    with pytest.raises(NotTaken):
        step.index(["a1", "a2", "a3"])
    assert [bool(notebook.document(name)) for name in ("a1", "a2", "a3")] == [False, True, True]
    assert aside == [("index", "a3", Refused(id="a3", reason="refused by the test").reason)]


def test_the_desk_is_told_once_of_a_standstill_and_once_of_its_end(room):
    step, archive, _, alerts, _ = room
    archive.waiting = frozenset({"a2"})
    for _ in range(3):
        with pytest.raises(NotTaken):
            step.index(["a2"])
    archive.waiting = frozenset()
    step.index(["a2"])
    step.index(["a1"])
    assert [one.reason for one in alerts] == ["disk-full", "disk-full over"]
    assert archive.size() == 2
