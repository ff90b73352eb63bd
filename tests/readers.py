"""Readers for tests of the flow: the real lexicon and watches, without the model, made once."""

from functools import cache

from workers.enriching import Enricher
from workers.news.watch import Watch
from workers.reading import Reader, Watching
from workers.stages.match import Watcher


@cache
def reader(watches: tuple[Watch, ...] = ()) -> Reader:
    watcher = Watcher(watches)
    enricher = Enricher(lambda texts: [()] * len(texts), watcher.forms())
    by_id = {watch.id: watch for watch in watches}
    force = Watching(enricher=enricher, watcher=watcher, watches=by_id)
    return Reader(at_start=lambda: force)
