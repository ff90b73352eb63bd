"""Keeps child processes running, and ends them all, their own children too.

Each child leads a session of its own: Ctrl-C on the terminal reaches us only, and what a
killed child leaves behind can be found by its group. On Linux the kernel tells a child
when we die ourselves, even by SIGKILL. A launcher of a few lines asks for that and then
becomes the child: `preexec_fn` would run Python between fork and exec, where a lock that
another thread holds is held for ever.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_LOG = 20 * 1024 * 1024  # bytes; a larger log makes room for a new one at the next start
FIRST_WAIT = 1.0  # seconds before the first restart; doubles from there
LONGEST_WAIT = 30.0
STEADY = 60.0  # seconds: a child that ran this long starts afresh with the short wait
PATIENT = 0.7  # of the time to stop, until work is no longer waited for but given back
# 1 is PR_SET_PDEATHSIG. Our parent may have died before the call: then there is nothing to wait for.
# What a shell starts in the background ignores SIGINT and SIGQUIT, and so would what we start.
LAUNCHER = """\
import ctypes, os, signal, sys
for number in (signal.SIGINT, signal.SIGQUIT): signal.signal(number, signal.SIG_DFL)
ctypes.CDLL(None).prctl(1, int(signal.SIGTERM))
if os.getppid() == int(sys.argv[1]): os.execvp(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A process to keep running; what it prints is appended to `log`."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    log: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a child is doing; `pid` is None while it is down."""

    name: str
    pid: int | None
    restarts: int
    up: bool


class Supervisor:
    """Starts children, restarts those that end, stops them all.

    Use it from one thread that lives as long as the children shall: the kernel counts the
    end of the thread that started a child as the death of its parent.
    """

    def __init__(self, children: Iterable[Child], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._charges = [_Charge(child, monotonic) for child in children]

    def start(self) -> None:
        """Starts every child."""
        for charge in self._charges:
            charge.start()

    def poll(self) -> None:
        """Restarts those that ended: after 1 s, 2 s, 4 s and so on up to 30 s."""
        for charge in self._charges:
            charge.poll()

    def states(self) -> list[State]:
        """Gives each child's state, in the order given."""
        return [charge.state() for charge in self._charges]

    def stop(self, seconds: float) -> None:
        """Ends all within `seconds`: asks first, then has work given back, then kills.

        Only the leaders are asked: a Celery parent stops its own children, and loses their
        work when they are signalled themselves.
        """
        asked = time.monotonic()
        for quit_by, end in ((PATIENT, signal.SIGTERM), (1.0, signal.SIGQUIT)):
            for charge in self._charges:
                charge.ask(end)
            for charge in self._charges:
                charge.wait_until(asked + quit_by * seconds)
        for charge in self._charges:
            charge.kill()


class _Charge:
    """A child with its process of the moment."""

    def __init__(self, child: Child, monotonic: Callable[[], float]) -> None:
        self._child = child
        self._monotonic = monotonic
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = FIRST_WAIT
        self._again: float | None = None
        self._restarts = 0

    def start(self) -> None:
        _make_room(self._child.log)
        launcher = (sys.executable, "-I", "-S", "-c", LAUNCHER, str(os.getpid()))
        with self._child.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - commands are ours
                (*(launcher if sys.platform == "linux" else ()), *self._child.command),
                env=dict(self._child.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started = self._monotonic()

    def poll(self) -> None:
        if self._running():
            return
        now = self._monotonic()
        if self._again is None:
            self.kill()  # the children of a killed parent would work on beside the new one's
            steady = now - self._started >= STEADY
            self._wait = FIRST_WAIT if steady or not self._restarts else min(2 * self._wait, LONGEST_WAIT)
            self._again = now + self._wait
        elif now >= self._again:
            self._again = None
            self._restarts += 1
            self.start()

    def state(self) -> State:
        running = self._running()
        return State(name=self._child.name, pid=running, restarts=self._restarts, up=running is not None)

    def ask(self, end: signal.Signals) -> None:
        if self._process and self._running():
            self._process.send_signal(end)

    def wait_until(self, deadline: float) -> None:
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(max(0.0, deadline - time.monotonic()))

    def kill(self) -> None:
        """Kills what is left of the group."""
        if self._process:
            # PermissionError: macOS says so of a group of zombies.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _running(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None


def _make_room(log: Path) -> None:
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_name(f"{log.name}.1"))
