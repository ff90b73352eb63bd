"""Copies a server's append-only file while the server writes to it."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from workers.news.errors import NewsError

FOLDER = "appendonlydir"
GROWTH = "auto-aof-rewrite-percentage"
REWRITTEN_WITHIN = 120.0  # seconds; a million keys take about five
LOOK_EVERY = 0.05  # seconds


def copy_running(store: redis.Redis, server: Path, target: Path) -> None:
    """Copies the log of a server that runs on the folder `server`.

    No rewrite runs meanwhile, so files are only added to: the copy is all that was written up to a moment,
    but for a command cut at its end, which a server that starts on it leaves out. Raises NewsError where
    the folder is not that server's or a rewrite does not end.
    """
    if not (server / FOLDER).is_dir():
        raise NewsError(f"{server} holds no {FOLDER}: is this the folder of that server?")
    with _no_rewrite(store):
        shutil.copytree(server / FOLDER, target / FOLDER)


def copy_stopped(server: Path, target: Path) -> None:
    """Copies the log of a server that does not run; nothing where there never was one."""
    if (server / FOLDER).is_dir():
        shutil.copytree(server / FOLDER, target / FOLDER)


@contextmanager
def _no_rewrite(store: redis.Redis) -> Iterator[None]:
    growth = str(store.config_get(GROWTH)[GROWTH])
    store.config_set(GROWTH, 0)
    try:
        _await_rewrite(store)
        yield
    finally:
        store.config_set(GROWTH, growth)


def _await_rewrite(store: redis.Redis) -> None:
    deadline = time.monotonic() + REWRITTEN_WITHIN
    pause = threading.Event()
    while _rewriting(store):
        if time.monotonic() > deadline:
            raise NewsError(f"the server still rewrites its log after {REWRITTEN_WITHIN:.0f} s; try later")
        pause.wait(LOOK_EVERY)


def _rewriting(store: redis.Redis) -> bool:
    told = store.info("persistence")
    return bool(told["aof_rewrite_in_progress"] or told["aof_rewrite_scheduled"])
