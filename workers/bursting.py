"""Bursts: articles that set off a watch that asks for them are counted, and the first too many is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from workers.news.alert import Alert
from workers.news.burst import Sighting
from workers.news.document import Document
from workers.news.watch import Burst, Watch
from workers.ports import Clock, Tallies
from workers.stages.burst import MEMORY, burst_alert, is_burst, is_over, level

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Bursting:
    """What is counted, and who is told."""

    tallies: Tallies
    watches: Callable[[], Mapping[str, Watch]]
    """The watches in force."""
    now: Clock
    tell: Callable[[Alert], None]

    def seen(self, document: Document) -> None:
        """Counts an article for each watch that it set off and that asks for bursts; harmless to repeat."""
        fired = dict.fromkeys([*(match.watch_id for match in document.matches), *document.watches])
        for watch_id in fired:
            watch = self.watches().get(watch_id)
            if watch and watch.burst:
                self._count(watch, watch.burst, document)

    def _count(self, watch: Watch, burst: Burst, document: Document) -> None:
        now, article = self.now(), document.article
        at = min(article.published or article.seen, now)
        story = document.story.story_id if document.story else article.id
        sighting = Sighting(article_id=article.id, story=story, title=article.title, at=at)
        self.tallies.note(watch.id, sighting, forget=now - MEMORY)
        seen = self.tallies.sightings(watch.id)
        found = level([one.at for one in seen], now, burst.window)
        if found is None:
            return
        if is_burst(found, burst) and not self.tallies.has_burst(watch.id):
            recent = [one for one in seen if one.at > now - burst.window]
            self.tell(burst_alert(watch, found, recent, now))
            self.tallies.begin(
                watch.id
            )  # after: a worker killed in between tells it again, under the same id
            log.info("watch.burst", watch=watch.id, now=found.now, usual=found.usual)
        elif is_over(found, burst):
            self.tallies.end(watch.id)
