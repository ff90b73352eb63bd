"""Copies the folders of the embedded index between two commits, while others read and wait to write."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from workers.news.errors import NewsError

WRITER_MEMORY = 15_000_000  # bytes; the least that Tantivy takes
FREE_WITHIN = 60.0  # seconds; a commit takes some 50 ms, a merge of a large index some seconds
LOOK_EVERY = 0.02  # seconds


def copy_index(index: Path, target: Path) -> list[str]:
    """Copies every index under a folder; gives their names.

    Whoever writes meanwhile is told to come again, as at any time when another process writes. Raises
    NewsError where somebody writes without end.
    """
    names = []
    for folder in sorted(one for one in index.glob("*") if (one / "meta.json").exists()):
        with _nobody_writing(folder):
            shutil.copytree(folder, target / folder.name, ignore=shutil.ignore_patterns("*.lock"))
        names.append(folder.name)
    return names


@contextmanager
def _nobody_writing(folder: Path) -> Iterator[None]:
    writer = _writer(folder)
    try:
        yield
    finally:
        writer.wait_merging_threads()  # gives the lock back


def _writer(folder: Path) -> tantivy.IndexWriter:
    deadline = time.monotonic() + FREE_WITHIN
    pause = threading.Event()
    while True:
        try:
            return tantivy.Index.open(str(folder)).writer(WRITER_MEMORY, 1)
        except ValueError as error:
            if "LockBusy" not in str(error) or time.monotonic() > deadline:
                raise NewsError(f"the index in {folder} cannot be copied: {error}") from error
        pause.wait(LOOK_EVERY)
