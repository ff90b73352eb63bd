"""The lexicon's files, read and checked entry by entry: a bad entry never loses the others."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from workers.french.lexicon.entries import CATEGORIES, TYPES, Lexicon, Name, Term
from workers.french.lexicon.yaml_entries import Entry, Mistake, entry, root, sequence
from workers.french.signs import Needs

PARTS = ("names", "vocabulary")
_NAME_KEYS = frozenset(["name", "type", "aliases", "country", "note", "after", "with", "unless", "guarded"])
_TERM_KEYS = frozenset(
    ["term", "aliases", "forms", "feminine", "invariable", "weak", "with", "unless", "weight", "note"]
)
SURE, DOUBTFUL = "1.0", "0.3"
"""Weights of a strong and of a weak term where none is given."""
_CODE = 2  # letters of a country's code

Read = Name | Term | Mistake


@cache
def lexicon() -> Lexicon:
    """Gives the lexicon that comes with the program."""
    folder = files("workers.french.lexicon")
    texts = {
        f"{part}/{file.name}": file.read_text("utf-8")
        for part in PARTS
        for file in sorted(folder.joinpath(part).iterdir(), key=lambda file: file.name)
    }
    return of_files({file: text for file, text in texts.items() if file.endswith(".yaml")})


def of_files(texts: Mapping[str, str]) -> Lexicon:
    """Gives the lexicon of files by their paths: those with a `category:` hold terms, the others names."""
    read = [one for file, text in texts.items() for one in _file(file, text)]
    return Lexicon(
        names=tuple(one for one in read if isinstance(one, Name)),
        terms=tuple(one for one in read if isinstance(one, Term)),
        mistakes=tuple(one for one in read if isinstance(one, Mistake)),
    )


def _file(file: str, text: str) -> Iterator[Read]:
    try:
        yield from _entries(file, text)
    except Mistake as mistake:
        yield mistake


def _entries(file: str, text: str) -> Iterator[Read]:
    """Each entry, or what is wrong in it; raises Mistake where the file as a whole is not of the form."""
    top = root(file, text)
    parts = {key.value: value for key, value in top.value} if top.id == "mapping" else {"names": top}
    if "names" in parts:
        yield from _names(file, parts)
        return
    if set(parts) != {"category", "terms"}:
        raise Mistake(file, 1, "a list of names, or the keys category and terms, are expected here")
    category = str(parts["category"].value)
    if category not in CATEGORIES:
        raise Mistake(file, 1, f"no category {category!r}; there are {', '.join(sorted(CATEGORIES))}")
    yield from _each(lambda one: _term(one, category), file, parts["terms"], "term")


def _names(file: str, parts: Mapping[str, Any]) -> Iterator[Read]:
    """Names, and what is said of all of them above their list."""
    if more := set(parts) - {"names", "weight", "acts"}:
        raise Mistake(file, 1, f"unknown key {min(more)!r}; there are acts, names, weight")
    head = Entry(file, 1, {key: (str(parts[key].value),) for key in ("weight", "acts") if key in parts})
    weight, acts = _weight(file, head.one("weight", "0")), head.yes("acts")
    yield from _each(lambda one: _name(one, weight, acts=acts), file, parts["names"], "name")


def _each(made: Callable[[Entry], Read], file: str, nodes: object, key: str) -> Iterator[Read]:
    for node in sequence(file, nodes):
        try:
            yield made(entry(file, node, key))
        except Mistake as mistake:
            yield mistake


def _name(given: Entry, weight: float, *, acts: bool) -> Name:
    _check(given, _NAME_KEYS, "name")
    type = given.one("type")
    if type not in TYPES:
        raise given.mistake(f"no type {type!r}; there are {', '.join(sorted(TYPES))}")
    country = given.one("country")
    if country and not (len(country) == _CODE and country.isupper()):
        raise given.mistake(f"country is an ISO 3166-1 code of two capitals, not {country!r}")
    return Name(
        name=given.one("name"),
        type=type,
        where=f"{given.file}:{given.line}",
        aliases=given["aliases"],
        country=country,
        note=given.one("note"),
        needs=_needs(given),
        guarded=given["guarded"],
        unless=given["unless"],
        weight=weight,
        acts=acts,
    )


def _term(given: Entry, category: str) -> Term:
    _check(given, _TERM_KEYS, "term")
    weak = given.yes("weak")
    return Term(
        term=given.one("term"),
        category=category,
        where=f"{given.file}:{given.line}",
        aliases=given["aliases"],
        forms=given["forms"],
        feminine=given.yes("feminine"),
        invariable=given.yes("invariable"),
        needs=_needs(given),
        unless=given["unless"],
        weight=_term_weight(given, DOUBTFUL if weak else SURE),
    )


def _needs(given: Entry) -> Needs | None:
    needs = Needs(after=given["after"], company=given["with"], weak=given.yes("weak"))
    return needs if needs.after or needs.company or needs.weak else None


def _term_weight(given: Entry, otherwise: str) -> float:
    return _weight(given.file, given.one("weight", otherwise), given.line)


def _weight(file: str, written: str, line: int = 1) -> float:
    try:
        weight = float(written)
    except ValueError as error:
        raise Mistake(file, line, f"weight is a number, not {written!r}") from error
    if not 0 <= weight <= 1:
        raise Mistake(file, line, f"weight lies between 0 and 1, not {written}")
    return weight


def _check(given: Entry, known: frozenset[str], needed: str) -> None:
    for key in given.values.keys() - known:
        raise given.mistake(f"unknown key {key!r}; there are {', '.join(sorted(known))}")
    if not given.one(needed):
        raise given.mistake(f"an entry needs a {needed}")
    for key, values in given.values.items():
        if not all(values):
            raise given.mistake(f"{key} has an empty text")
