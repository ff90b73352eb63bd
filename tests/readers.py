"""Readers for tests of the flow: the real lexicon and watches, without the model, made once."""

from functools import cache

from workers.enriching import Enricher
from workers.news.watch import Watch
from workers.ports import Tagger
from workers.reading import Reader, Watching
from workers.stages.match import Watcher


def no_names(texts):
    return [()] * len(texts)


@cache
def reader(watches: tuple[Watch, ...] = (), tagger: Tagger = no_names) -> Reader:
    watcher = Watcher(watches)
    enricher = Enricher(tagger, watcher.forms())
    by_id = {watch.id: watch for watch in watches}
    force = Watching(enricher=enricher, watcher=watcher, watches=by_id)
    return Reader(at_start=lambda: force)
