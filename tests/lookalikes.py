"""Pairs of texts that look alike and tell two events: from templates, and written by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from facts import article
from workers.news.article import Article

FOLDER = Path(__file__).parent / "golden" / "stories"
TUNING, HELD_OUT, NEW = "reglage", "reserve", "neuves"

Pair = tuple[Article, Article]


def pairs(half: str) -> dict[str, Pair]:
    """Fifty pairs by name, five where they are new; the two texts of every third are of one outlet."""
    found = [*_filled(half), *_written(half)]
    return {name: _of_outlets(pair, number) for number, (name, pair) in enumerate(found)}


def _of_outlets(pair: Pair, number: int) -> Pair:
    return pair[0], replace(pair[1], source=pair[0].source if number % 3 == 0 else "Le Rempart")


def _sections(name: str) -> list[tuple[str, str]]:
    text = (FOLDER / name).read_text("utf-8")
    sections = (one.split("\n", 1) for one in text.split("== ")[1:])
    return [(head.strip(), rest.strip()) for head, rest in sections]


def _filled(half: str) -> list[tuple[str, Pair]]:
    found = []
    for name, rest in _sections(f"modeles-{half}.txt") if half != NEW else []:
        template, *fillings = rest.split("\n-- ")
        texts = [_text(f"{name}-{number}", *_fill(template, one)) for number, one in enumerate(fillings)]
        found += [(f"{one.id} {other.id}", (one, other)) for one, other in combinations(texts, 2)]
    return found


def _fill(template: str, filling: str) -> tuple[str, str, str]:
    day, words = filling.strip().split(" ", 1)
    filled = template.format(**dict(one.split("=", 1) for one in words.split("|")))
    title, body = filled.split("\n", 1)
    return f"{day}T12:00", title, body.strip()


def _written(half: str) -> list[tuple[str, Pair]]:
    found = []
    for name, rest in _sections(f"paires-{half}.txt"):
        one, other = (
            _text(f"{name}-{number}", *_head(part)) for number, part in enumerate(rest.split("\n--\n"))
        )
        found.append((name, (one, other)))
    return found


def _head(part: str) -> tuple[str, str, str]:
    head, body = part.strip().split("\n", 1)
    at, title = head.split(" ", 1)
    return at, title, body.strip()


def _text(name: str, at: str, title: str, body: str) -> Article:
    published = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return article(name, title=title, body=body, published=published, seen=published, source="Le Fanal")
