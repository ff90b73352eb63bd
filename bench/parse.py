"""What reading a feed costs beside feedparser alone, on the same bytes; writes bench/parse.md."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from html import escape
from pathlib import Path

import feedparser

from workers.stages.parse.entries import parse

ENTRIES = 20
FEEDS = 30
ROUNDS = 3
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


def main() -> None:
    """Measures in turns and takes the best of each."""
    bodies = [feed(number, 1) for number in range(FEEDS)]
    before = [feed(number, 0) for number in range(FEEDS)]
    known = {body: frozenset(parse(old, url=URL).blocks) for body, old in zip(bodies, before, strict=True)}
    hashes = {blake2b(body, digest_size=16).hexdigest() for body in bodies}
    works: dict[str, Callable[[bytes], object]] = {
        "feedparser alone": feedparser.parse,
        "every entry new": lambda body: parse(body, url=URL),
        "one new entry in 20": lambda body: parse(body, url=URL, known=known[body]),
        "unchanged body": lambda body: blake2b(body, digest_size=16).hexdigest() in hashes,
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], seconds(work, bodies))
    text = report(best, len(bodies[0]))
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
        "CPU time, best of three turns.\n\n"
        "| | ms a feed | beside feedparser alone | target |\n|---|---|---|---|\n"
        f"{rows}\n"
        f"New entries a second where all are new: {FEEDS * ENTRIES / best['every entry new']:,.0f}; "
        f"feedparser alone: {FEEDS * ENTRIES / floor:,.0f}.\n"
    )


def _verdict(name: str, ratio: float) -> str:
    target = TARGETS.get(name)
    return "" if target is None else f"≤ {target}: {'met' if ratio <= target else 'missed'}"


if __name__ == "__main__":
    main()
