"""Answers handed on: the prompt ones within the call, the late ones after it, none twice and none lost."""

import threading

import pytest
from structlog.testing import capture_logs

from eventually import eventually
from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.handing import Awaited
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Request


@pytest.fixture
def web():
    return AiohttpWeb(Bounds(seconds=5, allow_private_hosts=EVERY_HOST))


@pytest.fixture
def site():
    with Site() as served:
        served.serve("/vif", b"")
        served.serve("/lent", b"")
        yield served


def requests(site, *names):
    return [Request(id=name, url=site.url(f"/{name.strip('0123456789')}")) for name in names]


class Taken:
    """What was handed on, by which thread."""

    def __init__(self, *, trouble: str | None = None) -> None:
        self.batches: list[list[str]] = []
        self.threads: set[str] = set()
        self.trouble = trouble

    def __call__(self, answers) -> None:
        names = [answer.id for answer in answers]
        if self.trouble in names:
            raise RuntimeError(self.trouble)
        self.batches.append(names)
        self.threads.add(threading.current_thread().name)

    @property
    def names(self) -> list[str]:
        return sorted(name for batch in self.batches for name in batch)


def over(web, *, within):
    return web._awaited.none_left(within)  # noqa: SLF001


def test_prompt_answers_are_handed_on_by_the_thread_that_asked(web, site):
    taken = Taken()
    web.hand_on(requests(site, "vif1", "vif2"), taken)
    assert taken.names == ["vif1", "vif2"]
    assert taken.threads == {threading.current_thread().name}
    assert over(web, within=0)


def test_answers_that_come_together_are_handed_on_together(web, site):
    taken = Taken()
    web.hand_on(requests(site, "vif1", "vif2"), taken, linger=5)
    assert len(taken.batches) == 1


def test_a_slow_server_does_not_hold_the_call_up_and_its_answer_is_handed_on_later(web, site):
    taken = Taken()
    with site.held("/lent"):
        web.hand_on(requests(site, "vif1", "lent1", "vif2"), taken)
        assert taken.names == ["vif1", "vif2"]
        assert not over(web, within=0)
    assert over(web, within=5)
    assert taken.names == ["lent1", "vif1", "vif2"]
    assert len(taken.threads) == 2


def test_what_is_asked_for_later_holds_nobody_up_and_is_handed_on_one_by_one(web, site):
    taken = Taken()
    with site.held("/lent"):
        web.hand_on_later(requests(site, "lent1", "vif1"), taken)
        assert not over(web, within=0)
    assert over(web, within=5)
    assert sorted(taken.batches) == [["lent1"], ["vif1"]]
    assert threading.current_thread().name not in taken.threads


def test_trouble_with_a_prompt_answer_is_the_callers_and_hangs_up_on_the_rest(web, site):
    with site.held("/lent"), pytest.raises(RuntimeError, match="vif1"):
        web.hand_on(requests(site, "vif1", "lent1"), Taken(trouble="vif1"))
    assert over(web, within=5)


def test_trouble_with_a_late_answer_leaves_a_trace_and_harms_no_other(web, site):
    taken = Taken(trouble="lent1")
    with capture_logs() as logs:
        with site.held("/lent"):
            web.hand_on(requests(site, "lent1", "lent2", "vif1"), taken)
        assert over(web, within=5)
        eventually(lambda: logs, bool, within=5)
    assert taken.names == ["lent2", "vif1"]
    assert [(line["event"], line["error"]) for line in logs] == [("answer.lost", "RuntimeError('lent1')")]


def test_a_client_that_is_to_finish_hangs_up_and_hands_nothing_on_any_more(web, site):
    taken = Taken()
    with site.held("/lent"):
        web.hand_on(requests(site, "lent1", "vif1"), taken)
        web.finish(0)
        assert over(web, within=5)
    assert taken.names == ["vif1"]


def test_a_client_that_finishes_hears_out_what_comes_in_time(web, site):
    taken = Taken()
    with site.held("/lent"):
        web.hand_on(requests(site, "lent1", "vif1"), taken)
    web.finish(5)
    assert taken.names == ["lent1", "vif1"]


def test_nothing_asked_is_nothing_handed_on(web):
    web.hand_on([], Taken(trouble="x"))
    assert over(web, within=0)


def test_a_call_waits_while_too_much_is_awaited():
    awaited = Awaited(10)
    awaited.add(8)
    second = threading.Thread(target=awaited.add, args=(3,))
    second.start()
    assert not awaited.none_left(0)
    awaited.remove(8)
    second.join(5)
    assert not second.is_alive()
    assert not awaited.none_left(0)
    awaited.remove(3)
    assert awaited.none_left(0)


def test_what_an_answer_makes_us_ask_waits_for_no_other():
    awaited = Awaited(2)
    awaited.add(2)
    awaited.add_at_once(1)
    awaited.remove(3)
    assert awaited.none_left(0)


def test_a_call_larger_than_what_may_be_awaited_is_let_in_alone():
    awaited = Awaited(2)
    awaited.add(50)
    awaited.remove(50)
    assert awaited.none_left(0)
