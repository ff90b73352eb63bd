"""Work that takes too long is stopped where it is, and work that ends in time is left alone."""

import itertools

import pytest

from workers.deadline import HARMLESS, deadline
from workers.news.errors import NotAFeed


def endless():
    for _ in itertools.count():
        try:
            pass
        except Exception:  # noqa: BLE001, S112 - as parsers do
            continue


def test_endless_work_is_stopped():
    with pytest.raises(NotAFeed, match=r"stopped after 0\.05 s"), deadline(0.05, HARMLESS):
        endless()


def test_work_that_ends_in_time_is_left_alone():
    for _ in range(200):
        with deadline(30, HARMLESS):
            total = sum(range(1000))
    assert total == 499500


def test_another_error_stays_what_it_is():
    with pytest.raises(ValueError, match="autre"), deadline(30, HARMLESS):
        raise ValueError("autre")
