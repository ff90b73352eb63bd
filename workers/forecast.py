"""A watch tried on the past: the same reading and matching as live, over what the index has."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from typing import TypeAlias

from workers.french.automaton import Automaton
from workers.french.lexicon import Lexicon, automaton, lexicon, written
from workers.french.signs import Sign
from workers.french.text import reading
from workers.news.document import Tag
from workers.news.forecast import Forecast, Stored, Told
from workers.news.watch import Match, Watch
from workers.stages.calm import Tally
from workers.stages.enrich import enrich
from workers.stages.match import Known, Watcher

Lexical: TypeAlias = Callable[[], Automaton[Sign]]
Hit: TypeAlias = tuple[Stored, tuple[Match, ...]]
"""An article, and the first match of each watch that it sets off."""


def forecast(
    watches: Iterable[Watch], articles: Iterable[Stored], *, days: float, own: Lexicon | None = None
) -> Forecast:
    """Gives one alert for each watch and story, as live does; `articles` come in order of time.

    A watch that wants several outlets is told of a story at the article that completes them, with the
    first that had its terms where that one has none, and told again where as many carry it as it asks
    for (`escalate`); new facts are not looked for. `own` is the desk's lexicon.
    """
    listed = telling(watches)
    watcher, lexical = Watcher(listed), known(own)
    count = 0

    def hits() -> Iterator[Hit]:
        nonlocal count
        for article in articles:
            count += 1
            yield article, first_matches(watcher, article, lexical)

    told = alerted(listed, hits())
    return Forecast(articles=count, days=days, told=told)


def telling(watches: Iterable[Watch]) -> tuple[Watch, ...]:
    """Gives the watches that tell of articles, not of bursts alone."""
    return tuple(watch for watch in watches if not (watch.burst and watch.burst.only))


def alerted(watches: Iterable[Watch], hits: Iterable[Hit]) -> tuple[Told, ...]:
    """Gives what is told of articles that come in order of time, the earliest first.

    `hits` hold the articles without a match too: they count among a story's outlets.
    """
    listed = {watch.id: watch for watch in watches}
    stories: dict[str, _Carried] = {}
    for article, firsts in hits:
        story = stories.setdefault(article.story_id, _Carried())
        story.outlets.add(article.source)
        matched = {first.watch_id: _told(first, article) for first in firsts}
        for watch_id, told in matched.items():
            story.copies[watch_id] += 1
            story.held.setdefault(watch_id, told)
        for watch_id, held in story.held.items():
            if watch_id not in story.told and len(story.outlets) >= listed[watch_id].min_sources:
                story.told[watch_id] = [matched.get(watch_id) or replace(held, at=article.published)]
                story.outlets_told[watch_id] = len(story.outlets)
            elif story.escalates(watch_id, listed[watch_id]):
                again = matched.get(watch_id) or _carried(held, article)
                story.told[watch_id].append(replace(again, anew=len(story.outlets)))
                story.outlets_told[watch_id] = len(story.outlets)
    all_told = (
        replace(one, copies=story.copies[watch_id])
        for story in stories.values()
        for watch_id, told in story.told.items()
        for one in told
    )
    in_time = sorted(all_told, key=lambda one: one.at)
    return tuple(_throttled(in_time, listed))


def _throttled(told: Iterable[Told], watches: Mapping[str, Watch]) -> Iterator[Told]:
    """Marks what comes later, by the rule of the couriers: what waits is told together, as one message."""
    tally, digests = Tally(), dict[str, datetime]()
    for one in told:
        throttle, waits = watches[one.watch_id].urgency.throttle, digests.get(one.watch_id)
        if waits and waits <= one.at:
            tally.add([one.watch_id], digests.pop(one.watch_id))
        free = tally.free_at(one.watch_id, throttle, one.at)
        if free > one.at:
            digests.setdefault(one.watch_id, free)
        else:
            tally.add([one.watch_id], one.at)
        yield replace(one, later=free > one.at)


def _carried(held: Told, article: Stored) -> Told:
    """Told of a copy that only completes the outlets; the passage of the first match proves it."""
    return replace(
        held, article_id=article.id, title=article.title, feed_id=article.feed_id, at=article.published
    )


@dataclass
class _Carried:
    """A story so far: who carries it; by watch, its first match, what was told, how many copies match."""

    outlets: set[str] = field(default_factory=set)
    held: dict[str, Told] = field(default_factory=dict)
    told: dict[str, list[Told]] = field(default_factory=dict)
    outlets_told: dict[str, int] = field(default_factory=dict)
    """How many carried it when the watch was told of it last."""
    copies: Counter[str] = field(default_factory=Counter)

    def escalates(self, watch_id: str, watch: Watch) -> bool:
        """Whether as many outlets carry it as the watch asks to be told of, for the first time."""
        wanted = watch.escalate_outlets
        return bool(wanted and self.outlets_told.get(watch_id, wanted) < wanted <= len(self.outlets))


def known(own: Lexicon | None) -> Lexical:
    """Gives what finds the forms of the lexicon, a desk's own laid over it; made when first asked for."""
    return cache(partial(_known, own))


def _known(own: Lexicon | None) -> Automaton[Sign]:
    return Automaton(written(lexicon().under(own))) if own and (own.names or own.terms) else automaton()


def first_matches(watcher: Watcher, article: Stored, lexical: Lexical) -> tuple[Match, ...]:
    """Gives the first match of each watch, in the body where there is one, as an alert shows it."""
    normal = reading(article.text)
    if not watcher.may_fire(article.text, normal):  # most articles: nothing else is looked for in them
        return ()
    findings = None  # where nothing is asked of them: what recognises is large, and slow to begin
    if watcher.asks_findings:
        findings = enrich(article.text, _tags(article), article.language, normal, lexical().find(normal))
    whole = Known(
        title=len(article.title),
        feed_id=article.feed_id,
        source=article.source,
        language=article.language,
        findings=findings,
    )
    firsts: dict[str, Match] = {}
    for match in watcher.matches(article.text, normal, known=whole):
        before = firsts.get(match.watch_id)
        if before is None or (before.field == "title" and match.field != "title"):
            firsts[match.watch_id] = match
    return tuple(firsts.values())


def _tags(article: Stored) -> list[Tag]:
    """The names that the model saw, found again in the text: the model itself is not needed twice."""
    return [
        Tag(start=found.start(), end=found.end(), type=type)
        for name, type in article.names
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)
    ]


def _told(match: Match, article: Stored) -> Told:
    return Told(
        watch_id=match.watch_id,
        article_id=article.id,
        story_id=article.story_id,
        feed_id=article.feed_id,
        title=article.title,
        at=article.published,
        term=match.term,
        form=match.form,
        sentence=match.sentence,
        also=tuple(name for name in article.watches if name != match.watch_id),
    )
