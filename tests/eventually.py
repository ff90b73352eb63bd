"""Waiting for what another process does: looks again until it is so, and says what was seen last."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(look: Callable[[], T], so: Callable[[T], bool], *, within: float) -> T:
    """Gives what was looked at once it is so; fails with the last sight after `within` seconds."""
    deadline = time.monotonic() + within
    pause = threading.Event()
    while not so(seen := look()):
        assert time.monotonic() < deadline, f"not so within {within} s; last seen: {seen!r}"
        pause.wait(0.2)
    return seen
