"""`beffroi up` on a terminal: the live screen, Ctrl-C, and going on where it stopped."""

import json
import os
import pty
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk import Desk, family
from eventually import eventually
from loopback import Site

SIZE = {"COLUMNS": "140", "LINES": "50", "TERM": "xterm-256color"}
# A program gets Ctrl-C only from the terminal that controls its session: takes this one, then becomes `up`.
LAUNCHER = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
CTRL_C = b"\x03"
PROMISED = 10.0  # seconds from Ctrl-C to the end of every process


class Terminal:
    """A pseudo-terminal with `beffroi up` on it; what is drawn there is read as it comes."""

    def __init__(self, desk: Desk, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "workers", "up", *words],
            env=desk.env | SIZE,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._seen = bytearray()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while part := os.read(self._ours, 65536):
                self._seen += part
        except OSError:  # how Linux tells that the last program on a terminal has ended
            os.close(self._ours)

    @property
    def seen(self) -> str:
        return self._seen.decode(errors="replace")

    def press_ctrl_c(self) -> None:
        os.write(self._ours, CTRL_C)


@contextmanager
def up(desk: Desk, *words: str) -> Iterator[Terminal]:
    """Runs until the block ends, then presses Ctrl-C: all must end in time and with exit code 0."""
    terminal = Terminal(desk, *words)
    try:
        yield terminal
        everyone = family(terminal.process.pid)
        assert len(everyone) > len(("up", "fetch", "read", "index", "alert", "beat"))
        start = time.monotonic()
        terminal.press_ctrl_c()
        assert terminal.process.wait(timeout=PROMISED) == 0, terminal.seen[-2000:]
        left = [pid for pid in everyone if Path(f"/proc/{pid}").exists()]
        assert left == [], f"{left} still run {time.monotonic() - start:.1f} s after Ctrl-C"
    finally:
        terminal.process.kill()


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path, {})


def test_the_demo_shows_articles_failing_feeds_and_alerts_and_ends_on_ctrl_c(desk):
    with up(desk, "--demo") as terminal:
        eventually(
            lambda: terminal.seen,
            lambda seen: "Flux en échec (2)" in seen and "Groupes jihadistes" in seen and "BJ BF NE" in seen,
            within=60,
        )
    assert "Traceback" not in terminal.seen
    logs = desk.folder / "state-demo" / "logs"
    assert "Traceback" not in "".join(log.read_text("utf-8") for log in logs.iterdir())


def test_a_second_run_goes_on_without_polling_what_is_not_due(desk, tmp_path):
    with Site() as site:
        empty = b"<rss version='2.0'><channel><title>Essai</title></channel></rss>"
        feeds = [
            {"id": "rare", "url": site.serve("/rare", empty), "interval": "1h"},
            {"id": "souvent", "url": site.serve("/souvent", empty), "interval": "1s"},
        ]
        (tmp_path / "feeds.yaml").write_text(json.dumps({"feeds": feeds}), "utf-8")
        for _ in range(2):
            before = site.count("/souvent")
            with up(desk):
                eventually(lambda: site.count("/souvent") - before, lambda more: more >= 3, within=60)  # noqa: B023
        assert site.count("/rare") == 1
