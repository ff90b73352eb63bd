"""What reading a feed costs beside feedparser alone, on the same bytes; writes bench/parse.md.

And what the guard in front of it costs on the worst that may come.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import feedparser

from workers.news.errors import NotAFeed
from workers.stages.parse.entries import parse
from workers.stages.parse.feedparser_quick import QUICK_SIGNS, SIGNS
from workers.stages.parse.guard import guarded
from workers.stages.poll import body_hash
from worst_feeds import NESTED, worst_feeds

ENTRIES = 20
FEEDS = 30
ROUNDS = 5
URL = "https://guet.example/fil.xml"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WORDS = (
    "ministre", "armée", "accord", "exercice", "militaire", "Sahel", "Mali", "Niger", "frontière", "soldats",
    "opération", "véhicule", "blindé", "coopération", "défense", "président", "sommet", "attaque", "bilan",
)  # fmt: skip
TARGETS = {"one new entry in 20": 0.08, "unchanged body": 0.005}
REPORT = Path(__file__).with_suffix(".md")


def feed(number: int, first: int) -> bytes:
    """A feed as WordPress writes it: a summary, 2,500 signs of markup, an author, categories."""
    items = "".join(_item(number, first + offset) for offset in range(ENTRIES, 0, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Le Guet</title>'
        f"<link>https://guet.example/</link><lastBuildDate>{format_datetime(NOON)}</lastBuildDate>"
        f"{items}</channel></rss>"
    ).encode()


def _item(feed: int, number: int) -> str:
    chance = random.Random(1000 * feed + number)  # noqa: S311
    text = "".join(f"<p>{' '.join(chance.choices(WORDS, k=60))}.</p>" for _ in range(6))
    title = " ".join(chance.choices(WORDS, k=9))
    date = format_datetime(NOON - timedelta(minutes=7 * (1000 - number)))
    return (
        f"<item><title>{title}</title><link>https://guet.example/{number}</link>"
        f'<guid isPermaLink="false">https://guet.example/?p={number}</guid><pubDate>{date}</pubDate>'
        f"<dc:creator><![CDATA[A. Sy]]></dc:creator><category><![CDATA[Défense]]></category>"
        f"<description>{escape(text[:300])}</description><content:encoded><![CDATA[{text}]]></content:encoded>"
        f'<media:content url="https://guet.example/{number}.jpg" medium="image"/></item>'
    )


def seconds(work: Callable[[bytes], object], bodies: list[bytes]) -> float:
    """Gives the CPU seconds for all bodies."""
    start = time.process_time()
    for body in bodies:
        work(body)
    return time.process_time() - start


@contextmanager
def plain() -> Iterator[None]:
    """Lets feedparser be as it comes, without what we spare it."""
    feedparser.mixin._cp1252 = SIGNS  # noqa: SLF001
    feedparser.api.PREFERRED_XML_PARSERS[:] = ["drv_libxml2"]
    try:
        yield
    finally:
        feedparser.mixin._cp1252 = QUICK_SIGNS  # noqa: SLF001
        feedparser.api.PREFERRED_XML_PARSERS.clear()


def alone(body: bytes) -> object:
    """Does what a program does that calls feedparser and no more."""
    with plain():
        return feedparser.parse(body)


def main() -> None:
    """Measures in turns and takes the best of each."""
    bodies = [feed(number, 1) for number in range(FEEDS)]
    before = [feed(number, 0) for number in range(FEEDS)]
    known = {body: frozenset(parse(old, url=URL).blocks) for body, old in zip(bodies, before, strict=True)}
    hashes = {body_hash(body) for body in bodies}
    works: dict[str, Callable[[bytes], object]] = {
        "feedparser alone": alone,
        "every entry new": lambda body: parse(body, url=URL),
        "one new entry in 20": lambda body: parse(body, url=URL, known=known[body]),
        "unchanged body": lambda body: body_hash(body) in hashes,
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], seconds(work, bodies))
    text = report(best, len(bodies[0])) + guard_report()
    REPORT.write_text(text, "utf-8")
    print(text)


def report(best: dict[str, float], size: int) -> str:
    """Gives the figures as a page."""
    floor = best["feedparser alone"]
    rows = "".join(
        f"| {name} | {took / FEEDS * 1000:.2f} | {took / floor:.4f} | {_verdict(name, took / floor)} |\n"
        for name, took in best.items()
    )
    return (
        "# Reading feeds\n"
        f"By `make bench` (bench/parse.py): {FEEDS} feeds of {ENTRIES} entries, {size / 1024:.0f} KiB each, "
        f"CPU time, best of {ROUNDS} turns.\n\n"
        "| | ms a feed | beside feedparser alone | target |\n|---|---|---|---|\n"
        f"{rows}\n"
        f"New entries a second where all are new: {FEEDS * ENTRIES / best['every entry new']:,.0f}; "
        f"feedparser alone: {FEEDS * ENTRIES / floor:,.0f}.\n"
    )


def guard_report() -> str:
    """Gives what the guard takes for the worst bodies, and what is left of the worst for the parser."""
    took = {
        name: min(seconds(_guarded, [body]) for _ in range(ROUNDS)) for name, body in worst_feeds().items()
    }
    name, worst = max(took.items(), key=lambda one: one[1])
    nested = min(seconds(lambda body: parse(body, url=URL), [NESTED]) for _ in range(ROUNDS))
    return (
        f"\n{len(took)} bodies that are bad in as many ways, of 10 MiB where they can be:\n\n"
        "| | ms | target |\n|---|---|---|\n"
        f"| the guard, at the worst: {name} | {worst * 1000:.0f} | {_at_most(worst * 1000, 60)} |\n"
        f"| 100,000 tags in each other, guard and parser | {nested * 1000:.0f} | "
        f"{_at_most(nested * 1000, 2000)} |\n"
    )


def _guarded(body: bytes) -> None:
    with suppress(NotAFeed):
        guarded(body, URL)


def _verdict(name: str, ratio: float) -> str:
    target = TARGETS.get(name)
    return "" if target is None else _at_most(ratio, target)


def _at_most(found: float, target: float) -> str:
    return f"≤ {target}: {'met' if found <= target else 'missed'}"


if __name__ == "__main__":
    main()
