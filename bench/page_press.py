"""What the page is measured over: articles of four weeks, feeds with their visits, watches and alerts."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import redis

from facts import alert, visit
from relevance.collection import collection
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.document import Country, Document
from workers.news.rhythm import Rhythm
from workers.news.story import Placed
from workers.news.watch import Match

SPAN = timedelta(days=28)
FEEDS, WATCHES, ALERTS = 300, 40, 5000
COPIED = 0.4  # of the articles are copies of one of the last hundred
PUT = 1000  # articles at once
ELSEWHERE = ("ML", "NE", "BF", "TD", "UA", "RU", "FR", "DE", "PL", "SD", "CD", "RW", "IL", "LB", "SY", "TW")


def articles(number: int, now: datetime) -> Iterator[Document]:
    """Gives so many articles over four weeks: the collection's texts, each as another article."""
    chance = random.Random(1)  # noqa: S311 - the same articles each time
    originals, _ = collection()
    stories: list[str] = []
    for at in range(number):
        story = chance.choice(stories) if stories and chance.random() < COPIED else f"a{at}"
        stories = [*stories[-100:], story]
        yield _article(chance.choice(originals), at, number, story, now, chance)


def _article(
    original: Document, at: int, number: int, story: str, now: datetime, chance: random.Random
) -> Document:
    feed = min(int(chance.expovariate(0.02)), FEEDS - 1)  # few feeds bring most
    published = now - SPAN * (1 - (at + 1) / number) - timedelta(minutes=chance.randrange(60))
    article = replace(
        original.article,
        id=f"a{at}",
        feed_id=f"feed-{feed}",
        source=f"Journal {feed}",
        url=f"https://journal-{feed}.example/{at}",
        title=f"{original.article.title} ({at})",
        published=published,
        seen=published + timedelta(minutes=2),
    )
    codes = chance.sample(ELSEWHERE, chance.randrange(3))
    countries = [Country(code=code, name=code, mentions=(), roles=("place",)) for code in codes]
    findings = replace(original.findings, countries=(*original.findings.countries, *countries))
    fired = chance.random() < ALERTS / max(number, 4 * ALERTS)
    watch = f"veille-{chance.randrange(WATCHES)}"
    form = article.body[:12]
    start = len(article.title) + 2
    match = Match(watch_id=watch, term=form, form=form, start=start, end=start + len(form))
    place = Placed(story_id=story, is_first=story == article.id, first_seen=published)
    return replace(
        original, article=article, findings=findings, matches=(match,) if fired else (), story=place
    )


def fill_index(folder: Path, number: int, now: datetime) -> None:
    """Puts the articles into an index, unless it has them."""
    archive = TantivyArchive(folder, lambda: now)
    if archive.size() == number:
        return
    batch: list[Document] = []
    for one in articles(number, now):
        batch.append(one)
        if len(batch) == PUT:
            archive.put(batch)
            batch = []
    archive.put(batch)


def fill_store(client: redis.Redis, now: datetime) -> None:
    """Keeps a visit of each feed and the newest alerts."""
    chance = random.Random(2)  # noqa: S311 - the same each time
    notebook, outbox = RedisNotebook(client), RedisOutbox(client)
    days = tuple(chance.randrange(20) for _ in range(28))
    rhythm = Rhythm(since=now - SPAN, at=now, day=now.toordinal(), days=days, delays=(120,) * 20)
    for at in range(FEEDS):
        outcome = "failed" if at % 20 == 0 else "new"
        notebook.note(visit(f"feed-{at}", at=now, outcome=outcome, fault="http-500", rhythm=rhythm))
    for at in range(ALERTS):
        watch = chance.randrange(WATCHES)
        outbox.put(
            alert(
                f"alert-{at}",
                watch_id=f"veille-{watch}",
                watch_title=f"Veille {watch}",
                article_id=f"a{at}",
                created=now - SPAN * (1 - at / ALERTS),
                channels=("log",),
            )
        )


def feeds_yaml() -> str:
    """Gives the file that the page reads: the feeds and the watches."""
    feeds = (
        f"  - id: feed-{at}\n    title: Journal {at}\n    url: https://journal-{at}.example/rss\n"
        for at in range(FEEDS)
    )
    watches = (f"  - id: veille-{at}\n    any: [terme{at}, Mali]\n" for at in range(WATCHES))
    return f"feeds:\n{''.join(feeds)}watches:\n{''.join(watches)}"
