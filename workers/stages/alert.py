"""From the matches in an article to the alerts they raise."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from workers.news.alert import Alert
from workers.news.alert import Story as Told
from workers.news.article import Article
from workers.news.story import Notice, Story
from workers.news.watch import Match, Watch

Passage = Callable[[str, int, int], str]
"""A text and a span to the sentence around it."""


def alert_id(watch_id: str, story_id: str, escalation: int) -> str:
    """Gives 32 hexadecimal digits, the same for one notice of a watch on a story whenever it is raised."""
    name = f"{watch_id}\n{story_id}" + (f"\n{escalation}" if escalation else "")
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def of_story(alert: Alert, story: Story, notice: Notice) -> Alert:
    """Gives an article's alert as a notice of its story."""
    return replace(
        alert,
        id=alert_id(alert.watch_id, story.id, notice.number),
        story=Told(
            id=story.id,
            outlets=len(story.outlets),
            first_outlet=story.first.source,
            first_seen=story.first.at,
            escalation=notice.number,
            news=notice.news,
        ),
    )


def carried(article: Article, watch: Watch, *, now: datetime) -> Alert:
    """Gives the alert of a copy that no longer has the watch's terms, for those who count the copies."""
    alert = _alert(article, watch, (), now, lambda *_: "")
    return replace(alert, seen=article.seen, agencies=article.agencies, breaking=watch.urgency.breaking)


def alerts(
    article: Article,
    matches: Iterable[Match],
    watches: Mapping[str, Watch],
    *,
    now: datetime,
    passage: Passage,
) -> tuple[Alert, ...]:
    """Gives one alert for each watch that matched, in the order of their ids, as of a story of its own."""
    ordered = sorted(matches, key=lambda match: (match.watch_id, match.start))
    return tuple(
        _alert(article, watches[watch_id], tuple(found), now, passage)
        for watch_id, found in groupby(ordered, key=lambda match: match.watch_id)
    )


def _alert(
    article: Article, watch: Watch, found: tuple[Match, ...], now: datetime, passage: Passage
) -> Alert:
    first = _telling(article, found) if found else None
    return Alert(
        id=alert_id(watch.id, article.id, 0),
        watch_id=watch.id,
        watch_title=watch.title,
        severity=watch.severity,
        article_id=article.id,
        title=article.title,
        url=article.url,
        source=article.source,
        feed_id=article.feed_id,
        reason=reason(found),
        passage=passage(article.text, first.start, first.end) if first else "",
        published=article.published,
        created=now,
        channels=watch.channels,
        trace_id=article.trace_id,
    )


def _telling(article: Article, found: tuple[Match, ...]) -> Match:
    """Prefers a match in the body: the title stands above every alert anyway."""
    in_body = (match for match in found if match.start > len(article.title))
    return next(in_body, found[0])


def reason(found: Iterable[Match]) -> str:
    """Gives each term with the written forms that were seen, such as « Sahel (Sahel, SAHEL) »."""
    forms: dict[str, dict[str, None]] = {}
    for match in found:
        forms.setdefault(match.term, {})[" ".join(match.form.split())] = None
    return "; ".join(f"{term} ({', '.join(seen)})" for term, seen in forms.items())
