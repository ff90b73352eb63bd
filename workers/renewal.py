"""Watches renewed while workers run: their file is looked at every few seconds; a bad one changes nothing."""

import gc
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog

from workers.enriching import Enricher
from workers.french.lexicon import lexicon
from workers.news.alert import Alert
from workers.ports import Clock, Tagger
from workers.reading import Watching
from workers.stages.match import Watcher
from workers.watchlist.fresh import Fresh
from workers.watchlist.listing import Watchlist
from workers.watchlist.mistakes import BadWatchlist

log = structlog.get_logger()

EVERY = 1.0
"""Seconds between two looks; a change is believed at the second one, so in force within two and a load."""
WATCH = "watchlist-health"
LONGEST_REASON = 2_000  # signs of an alert: ten mistakes


class Renewal:
    """Gives the watches in force; a changed file is read beside the work, which goes on with the old ones."""

    def __init__(
        self,
        fresh: Fresh,
        *,
        tagger: Tagger,
        now: Clock,
        tell: Callable[[Alert], None],
        desk: tuple[str, ...],
        every: float = EVERY,
    ) -> None:
        self._fresh = fresh
        self._tagger = tagger
        self._now = now
        self._tell = tell
        self._desk = desk
        self._every = every
        self._found: Watching | None = None
        self._end = threading.Event()
        self._begun = False

    def __call__(self) -> Watching | None:
        """Gives the newest watches that are right, None while they are those of the start."""
        if not self._begun:  # here and not before: threads do not outlive a fork
            self._begun = True
            self.look()
            self.look()  # a process forked late begins with what stands in the file now
            threading.Thread(target=self._keep_looking, name="watches", daemon=True).start()
        return self._found

    def look(self) -> None:
        """Reads the file where it changed; tells the desk of one that is wrong."""
        try:
            with _no_collection():
                found = self._renewed()
        except BadWatchlist as error:
            first = str(error).splitlines()[0]
            log.error("watches.refused", mistakes=len(error.mistakes), first=first)  # noqa: TRY400 - no traceback
            self._tell(refusal(error, self._now(), self._desk))
            return
        if found is None:
            return
        self._found = found
        log.info("watches.renewed", watches=len(found.watches))

    def _renewed(self) -> Watching | None:
        listed = self._fresh.changed()
        return watching(listed, self._tagger) if listed else None

    def end(self) -> None:
        """Stops looking."""
        self._end.set()

    def _keep_looking(self) -> None:
        while not self._end.wait(self._every):
            self.look()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leaves cycles of objects alone meanwhile: half of a load would go into the search for them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def watching(listed: Watchlist, tagger: Tagger) -> Watching:
    """Gives a list's watches, compiled with the lexicon and the list's own; doubtful terms are logged."""
    for doubt in listed.warnings:
        log.warning("watch.doubtful", file=doubt.file, line=doubt.line, reason=doubt.message)
    watcher = Watcher(listed.watches)
    return Watching(
        enricher=Enricher(tagger, watcher.forms(), lexicon().under(listed.lexicon)),
        watcher=watcher,
        watches={watch.id: watch for watch in listed.watches},
    )


def refusal(error: BadWatchlist, now: datetime, desk: tuple[str, ...]) -> Alert:
    """Gives the alert of a file that was not taken; the same mistakes give the same one in every process."""
    told = str(error)
    id = hashlib.blake2b(
        f"{WATCH}\n{now:%Y-%m-%d}\n{told}".encode("utf-8", "replace"), digest_size=16
    ).hexdigest()
    file = error.mistakes[0].file
    return Alert(
        id=id,
        watch_id=WATCH,
        watch_title="Fichier des veilles",
        severity="high",
        article_id=id,
        title=f"{file} n'est pas pris en compte : les veilles d'avant restent en vigueur",
        url="",
        source="Beffroi",
        feed_id="",
        reason=f"{len(error.mistakes)} erreur(s)",
        passage=told[:LONGEST_REASON],
        published=None,
        created=now,
        channels=desk,
    )
