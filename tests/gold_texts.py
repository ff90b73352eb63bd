"""The texts of tests/gold, read: marks become spans over the plain text, by the rules of their GUIDE.md."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "gold"
HALVES = ("tuning", "heldout")
KINDS = frozenset(
    {"dispatch", "analysis", "blog", "communique", "interview", "brief", "capitals", "unaccented", "ocr"}
    | {"sport", "culture", "society"}
)
ENTITY_TYPES = ("person", "organisation", "place", "event", "equipment")
_TABLE = re.compile(r"^\| ([a-z]+) \|", re.MULTILINE)
CATEGORIES = frozenset(_TABLE.findall((FOLDER / "GUIDE.md").read_text("utf-8"))) - {"category"}
ROLES = frozenset({"place", "actor", "mention"})
_BRACKET = re.compile(r"\[|\]\{([^{}\[\]]*)\}|[\[\]{}]")


@dataclass(frozen=True)
class Named:
    """A name that was marked, and what it is called in full."""

    start: int
    end: int
    type: str
    canonical: str


@dataclass(frozen=True)
class Word:
    """A mark of the defence vocabulary."""

    start: int
    end: int
    category: str


@dataclass(frozen=True)
class GoldText:
    """A text without its marks, and what they say."""

    name: str
    kind: str
    defence: bool
    text: str
    entities: tuple[Named, ...]
    keywords: tuple[Word, ...]
    countries: dict[str, frozenset[str]]
    regions: frozenset[str]


class BadMark(ValueError):
    """A file that the guide does not allow; says where."""


def gold_texts(half: str) -> list[GoldText]:
    """The texts of a half, in the order of their numbers."""
    return [gold_text(path.name, path.read_text("utf-8")) for path in files(half)]


def files(half: str) -> list[Path]:
    return sorted((FOLDER / half).glob("*.txt"))


def gold_text(name: str, written: str) -> GoldText:
    """One file, read."""
    found = re.match(r"---\n(.*?)\n---\n(.*)", written, re.DOTALL)
    if not found:
        raise BadMark(f"{name}: no head between two lines of ---")
    head = _head(name, found[1])
    text, marks = unmarked(name, found[2].strip())
    return GoldText(
        name=name,
        kind=head["kind"],
        defence=_yes(name, head["defence"]),
        text=text,
        entities=tuple(_named(text, *mark) for mark in marks if not mark[2].startswith("#")),
        keywords=tuple(Word(start, end, what[1:]) for start, end, what in marks if what.startswith("#")),
        countries=dict(_country(name, cell) for cell in _cells(head["countries"])),
        regions=frozenset(_cells(head["regions"])),
    )


def unmarked(name: str, marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text, and the marks as start, end and what stands in braces, in order."""
    pieces, marks, opened = [], [], []
    at = length = 0
    for bracket in _BRACKET.finditer(marked):
        pieces.append(marked[at : bracket.start()])
        length += bracket.start() - at
        at = bracket.end()
        if bracket[0] == "[":
            opened.append(length)
        elif bracket[1] and opened:
            marks.append((opened.pop(), length, bracket[1]))
        else:
            raise BadMark(f"{name}: {bracket[0]} after {marked[: bracket.start()][-40:]!r}")
    if opened:
        raise BadMark(f"{name}: a [ that nothing closes, near {''.join(pieces)[opened[-1] :][:40]!r}")
    return "".join([*pieces, marked[at:]]), sorted(marks)


def _head(name: str, written: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in written.splitlines())
    head = {key.strip(): value.strip() for key, _, value in pairs}
    if set(head) != {"kind", "defence", "countries", "regions"}:
        raise BadMark(f"{name}: a head of {sorted(head)}")
    return head


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(",") if cell.strip()]


def _country(name: str, cell: str) -> tuple[str, frozenset[str]]:
    code, *roles = cell.split()
    if not roles or not ROLES.issuperset(roles):
        raise BadMark(f"{name}: the roles of {cell!r}")
    return code, frozenset(roles)


def _named(text: str, start: int, end: int, what: str) -> Named:
    type, _, canonical = what.partition("=")
    return Named(start, end, type, canonical or " ".join(text[start:end].split()))


def _yes(name: str, written: str) -> bool:
    if written not in {"yes", "no"}:
        raise BadMark(f"{name}: defence: {written}")
    return written == "yes"
