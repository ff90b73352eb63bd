"""Children that are kept running, over real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eventually import eventually
from workers.supervisor import LONGEST_LOG, Child, Supervisor

PATH = {"PATH": os.defpath}
READY = 10.0  # seconds for a process to start on a busy machine


class Watch:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


Start = Callable[..., Supervisor]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running = []

    def start(script: str, *, monotonic: Callable[[], float] = time.monotonic) -> Supervisor:
        command = ("sh", "-c", script)
        child = Child(name="lecture", command=command, env=PATH, log=tmp_path / "lecture.log")
        supervisor = Supervisor([child], monotonic=monotonic)
        running.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in running:
        supervisor.stop(0)


def says(folder: Path, text: str) -> str:
    """Waits until the child has said this in its log."""
    log = folder / "lecture.log"
    return eventually(lambda: log.read_text("utf-8"), lambda said: text in said, within=READY)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def is_down(supervisor: Supervisor) -> None:
    eventually(supervisor.states, lambda states: not states[0].up, within=READY)


def test_a_child_runs_and_its_words_are_in_its_log(start: Start, tmp_path: Path):
    supervisor = start("echo bonjour; echo ennui >&2; exec sleep 60")
    assert says(tmp_path, "ennui") == "bonjour\nennui\n"
    (state,) = supervisor.states()
    assert (state.name, state.up, state.restarts) == ("lecture", True, 0)
    assert is_running(state.pid)


def test_a_child_that_ended_is_started_again_after_a_second(start: Start):
    watch = Watch()
    supervisor = start("exit 1", monotonic=watch)
    is_down(supervisor)
    supervisor.poll()
    watch.seconds = 0.9
    supervisor.poll()
    assert supervisor.states()[0].restarts == 0
    watch.seconds = 1.0
    supervisor.poll()
    assert supervisor.states()[0].restarts == 1


def test_the_wait_doubles_up_to_half_a_minute_and_is_short_again_after_a_steady_run(start: Start):
    watch = Watch()
    supervisor = start("exit 1", monotonic=watch)

    def wait() -> int:
        is_down(supervisor)
        supervisor.poll()
        before, restarts = watch.seconds, supervisor.states()[0].restarts
        while supervisor.states()[0].restarts == restarts:
            watch.seconds += 1
            supervisor.poll()
        return int(watch.seconds - before)

    assert [wait() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    watch.seconds += 60
    assert wait() == 1


def test_stopping_asks_first(start: Start, tmp_path: Path):
    supervisor = start("trap 'echo adieu; exit 0' TERM; echo la; while :; do sleep 0.05; done")
    says(tmp_path, "la")
    supervisor.stop(READY)
    assert says(tmp_path, "adieu")
    assert supervisor.states()[0].pid is None


def test_stopping_asks_for_the_work_back_before_it_kills(start: Start, tmp_path: Path):
    supervisor = start(
        "trap '' TERM; trap 'echo rendu; exit 0' QUIT; sleep 60 & echo la; while :; do wait; done"
    )
    says(tmp_path, "la")
    supervisor.stop(4)  # `wait` hears a signal at once, and has 1.2 s for it on a busy machine
    assert says(tmp_path, "rendu")


def test_a_child_hears_the_signals_that_we_were_started_deaf_to(start: Start, tmp_path: Path):
    before = signal.signal(signal.SIGQUIT, signal.SIG_IGN)  # as a shell does with what it starts by &
    try:
        start("trap 'echo entendu' QUIT; kill -QUIT $$; while :; do sleep 1; done")
    finally:
        signal.signal(signal.SIGQUIT, before)
    assert says(tmp_path, "entendu")


def test_a_child_that_will_not_stop_is_killed_in_time_and_its_children_with_it(start: Start, tmp_path: Path):
    supervisor = start("trap '' TERM QUIT; sleep 60 & echo $!; while :; do sleep 0.05; done")
    grandchild = int(says(tmp_path, "\n"))
    before = time.monotonic()
    supervisor.stop(0.5)
    assert time.monotonic() - before < 0.5 + 1
    eventually(lambda: is_running(grandchild), lambda running: not running, within=READY)


def test_children_that_a_killed_child_left_end_before_it_starts_again(start: Start, tmp_path: Path):
    supervisor = start("sleep 60 & echo $!; wait")
    grandchild = int(says(tmp_path, "\n"))
    os.kill(supervisor.states()[0].pid, signal.SIGKILL)
    is_down(supervisor)
    supervisor.poll()
    eventually(lambda: is_running(grandchild), lambda running: not running, within=READY)


def test_stopping_twice_is_harmless(start: Start):
    supervisor = start("exec sleep 60")
    supervisor.stop(1)
    supervisor.stop(1)
    assert not supervisor.states()[0].up


def test_a_child_is_out_of_reach_of_the_terminals_ctrl_c(start: Start):
    supervisor = start("exec sleep 60")
    pid = supervisor.states()[0].pid
    assert os.getsid(pid) == pid != os.getsid(0)


def test_a_child_ends_when_we_are_killed(tmp_path: Path):
    log = tmp_path / "lecture.log"
    command = ("sh", "-c", "echo $$; exec sleep 60")
    code = (
        "import signal; from pathlib import Path; from workers.supervisor import Child, Supervisor;"
        f"child = Child(name='a', command={command!r}, env={PATH!r}, log=Path({str(log)!r}));"
        "Supervisor([child]).start(); signal.pause()"
    )
    us = subprocess.Popen([sys.executable, "-c", code])
    eventually(log.exists, bool, within=READY)
    child = int(says(tmp_path, "\n"))
    us.kill()
    us.wait()
    eventually(lambda: is_running(child), lambda running: not running, within=READY)


def test_a_log_that_has_grown_large_makes_room_at_the_start(start: Start, tmp_path: Path):
    (tmp_path / "lecture.log").write_bytes(b"x" * (LONGEST_LOG + 1))
    start("echo neuf; exec sleep 60")
    assert says(tmp_path, "neuf") == "neuf\n"
    assert (tmp_path / "lecture.log.1").stat().st_size == LONGEST_LOG + 1


def test_a_log_goes_on_where_it_ended(start: Start, tmp_path: Path):
    (tmp_path / "lecture.log").write_text("hier\n", "utf-8")
    start("echo neuf; exec sleep 60")
    assert says(tmp_path, "neuf") == "hier\nneuf\n"
