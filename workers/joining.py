"""An article joins its story, and its alerts become the story's: one a watch, and one more a new fact.

What is near is asked for, the place decided, and kept only if nothing near changed meanwhile; otherwise
asked again. Of several workers that hold copies at once, one is first each time and the others see it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from workers.news.alert import Alert
from workers.news.article import Article
from workers.news.document import Document, Findings
from workers.news.errors import Transient
from workers.news.story import Event, Fingerprint, Notice, Placing, Story, Told
from workers.news.watch import Watch
from workers.ports import Clock
from workers.reading import ReadArticle
from workers.stages.alert import carried, of_story
from workers.stages.cluster import placed, related, scene, sought
from workers.stages.escalate import Facts, noticed
from workers.stages.extract.agencies import agencies
from workers.story_port import Stories

log = structlog.get_logger()

MOST_TRIES = 200  # each try that fails is another worker's that held; the most read processes are 32


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What joining needs: the stories, and the watches whose readers are told."""

    stories: Stories
    watches: Callable[[], Mapping[str, Watch]]
    """Those in force: they may be renewed while the worker runs."""
    now: Clock

    def joined(self, found: ReadArticle) -> tuple[Document, tuple[Alert, ...]]:
        """Gives the document with its place, and the notices that the article is; later copies are none."""
        placing = self.placed(found.document.article, found.document.findings, found.text)
        story = placing.story
        notices = tuple(self._notices(found, story))
        if len(found.alerts) > len(notices):
            log.info("alert.attached", story=story.id, outlets=len(story.outlets))
        return replace(found.document, story=placing.placed), notices

    def placed(self, article: Article, findings: Findings, text: Fingerprint) -> Placing:
        """Puts the article into its story; raises Transient where others are always faster."""
        article = _credited(article)
        for _ in range(MOST_TRIES):
            near = self.stories.near(text, self.now(), sought(findings))
            placing = placed(article, findings, text, near)
            if not placing.is_new:
                return placing
            begins = placing.placed.is_first and near.own is None
            if begins:
                placing = _beside(placing, article, near.around)
            if self.stories.join(near, placing, scene(findings) if begins else (), self.now()):
                return placing
        raise Transient(f"story of {article.id}: changed by others {MOST_TRIES} times in a row")

    def _notices(self, found: ReadArticle, story: Story) -> Iterator[Alert]:
        matched = {alert.watch_id: alert for alert in found.alerts}
        for watch_id in sorted({*matched, *self._counting(story)}):
            watch = self.watches().get(watch_id)
            if watch is None:
                continue
            told, notice = self._told(found, story, watch, matched.get(watch_id))
            if notice:
                alert = matched.get(watch_id) or self._carried(found.document.article, watch, told, notice)
                yield of_story(alert, story, notice)

    def _counting(self, story: Story) -> list[str]:
        """Watches that know of the story and ask how many carry it, whatever a copy says."""
        if len(story.outlets) == 1:
            return []
        asking = {name for name, one in self.watches().items() if one.counts_outlets}
        return [one for one in self.stories.told(story.id) if one in asking] if asking else []

    def _carried(self, article: Article, watch: Watch, told: Told, notice: Notice) -> Alert:
        """The alert of a copy that only completes the outlets; the passage of the first proves it."""
        held, own = told.held, carried(article, watch, now=self.now())
        if held is None:  # of a watch that asked for no outlets when it was told
            return own
        if notice.number == 0:
            return replace(held, created=self.now(), seen=article.seen)
        return replace(
            own,
            reason=held.reason,
            passage=held.passage,
            marks=held.marks,
            fired=held.fired,
            conditions=held.conditions,
        )

    def _told(
        self, found: ReadArticle, story: Story, watch: Watch, alert: Alert | None
    ) -> tuple[Told, Notice | None]:
        by = f"{found.document.article.id}:{found.document.article.revision}"
        facts = found.facts() if alert else Facts()
        for _ in range(MOST_TRIES):
            before = self.stories.told(story.id).get(watch.id)
            after, notice = noticed(before, facts, by, story, watch)
            if watch.counts_outlets and after.held is None:
                after = replace(after, held=alert)
            if after == before:
                return after, notice
            version = (before.version if before else 0) + 1
            if self.stories.tell(story.id, watch.id, replace(after, version=version), self.now()):
                return after, notice
        raise Transient(f"story {story.id}, watch {watch.id}: told by others {MOST_TRIES} times in a row")


def _beside(placing: Placing, article: Article, around: Sequence[Event]) -> Placing:
    """The same with the stories that tell the event in other words."""
    names = related(placing.story, around, article.published or article.seen)
    story, place = replace(placing.story, related=names), replace(placing.placed, related=names)
    return replace(placing, story=story, placed=place)


def _credited(article: Article) -> Article:
    """What an agency publishes itself is its own, though it does not sign it."""
    return article if article.agencies else replace(article, agencies=agencies((article.source,), ()))
