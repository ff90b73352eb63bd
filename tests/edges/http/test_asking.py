"""Turns asked of all workers in one call: many at once, none lost, none held by who gave up."""

import asyncio
import threading
from datetime import timedelta

import pytest

from facts import NOON
from workers.edges.http.asking import Asking
from workers.edges.memory.hosts import MemoryHosts
from workers.news.errors import Transient
from workers.news.web import Turn

LEASE = timedelta(minutes=1)
NONE = timedelta(0)


class Counting(MemoryHosts):
    """Hosts that count the calls, and may hold the first back."""

    def __init__(self):
        super().__init__(now=lambda: NOON)
        self.calls: list[int] = []
        self.gate = threading.Event()
        self.gate.set()

    def turns(self, wanted, left, *, lease):
        self.gate.wait(10)
        self.calls.append(len(wanted) + len(left))
        return super().turns(wanted, left, lease=lease)


@pytest.fixture
def hosts():
    return Counting()


def turn(number):
    return Turn(host=f"{number}.example", token=str(number))


def test_what_is_wished_for_during_a_call_goes_into_the_next(hosts):
    async def asked():
        asking = Asking(hosts, LEASE)
        return await asyncio.gather(*(asking.wait(turn(number)) for number in range(50)))

    assert asyncio.run(asked()) == [NONE] * 50
    assert hosts.calls == [1, 49]


def test_places_are_given_back_before_the_end(hosts):
    async def left():
        asking = Asking(hosts, LEASE)
        for number in range(3):
            await asking.wait(turn(number))
            asking.leave(turn(number))
        await asking.finish(10)

    asyncio.run(left())
    assert not any(hosts.places.values())


@pytest.mark.parametrize("waiting", [0, 1])
def test_who_gives_up_holds_no_place_wherever_the_wish_was(hosts, waiting):
    async def given_up():
        asking = Asking(hosts, LEASE)
        hosts.gate.clear()
        wishes = [asyncio.create_task(asking.wait(turn(number))) for number in range(2)]
        await asyncio.sleep(0)
        wishes[waiting].cancel()
        asking.leave(turn(waiting))
        hosts.gate.set()
        await asyncio.wait(wishes)
        await asking.finish(10)

    asyncio.run(given_up())
    assert [name for name, held in hosts.places.items() if held] == [f"{1 - waiting}.example"]


class OutOfReach(MemoryHosts):
    def turns(self, *_, **__):
        raise Transient("the Redis server does not answer")


def test_trouble_is_everybodys_whose_wish_it_took_along():
    async def asked():
        asking = Asking(OutOfReach(now=lambda: NOON), LEASE)
        wishes = (asking.wait(turn(number)) for number in range(3))
        return await asyncio.gather(*wishes, return_exceptions=True)

    assert [type(one) for one in asyncio.run(asked())] == [Transient] * 3
