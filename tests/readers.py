"""Readers for tests of the flow: the real lexicon and watches, without the model, made once."""

from functools import cache

from workers.enriching import Enricher
from workers.news.watch import Watch
from workers.reading import Reader
from workers.stages.match import Watcher


@cache
def reader(watches: tuple[Watch, ...] = ()) -> Reader:
    watcher = Watcher(watches)
    enricher = Enricher(lambda texts: [()] * len(texts), watcher.terms)
    return Reader(enricher=enricher, watcher=watcher, watches={watch.id: watch for watch in watches})
