"""A search as the query of a watch: both ask for words, names and countries; a watch for no dates."""

from collections.abc import Iterator

from workers.news.asked import All, Any, Asked, Between, Code, Named, Not, Words
from workers.stages.index.fields import FIELDS

PLACES = {"title": "titre", "body": "corps"}
FACTS = {"keywords": "thème", "sources": "source"}
"""What is recognised and what a watch asks for by the same whole name."""
TERMS = frozenset({"persons", "organisations", "places", "events", "equipment", "entities", "regions"})
"""Names that a search finds by any part; a watch would want the whole: it gets the words instead."""
CODES = {"language": "langue"} | dict.fromkeys(("countries", "place_countries", "actor_countries"), "pays")
NAMES = {field.store: field.names[0] for field in FIELDS}


def query_of(root: Asked | None) -> tuple[str, tuple[str, ...]]:
    """Gives the query and the fields that are left out, for a watch cannot ask for them."""
    left: list[str] = []
    text = _text(root, left) if root else ""
    return text, tuple(dict.fromkeys(NAMES.get(field, field) for field in left))


def _text(part: Asked, left: list[str]) -> str:
    """The part as a query has it; empty where a watch cannot ask for it."""
    match part:
        case Words():
            exact = "!" if part.exact else ""
            return _in(PLACES.get(part.scope, ""), exact + _quoted(part.readings[0]))
        case All() | Any():
            return _joined(part, left)
        case Not():
            inner = _text(part.part, left)
            return f"SAUF {inner}" if inner else ""
        case _:
            return _fact(part, left)


def _fact(part: Named | Code | Between, left: list[str]) -> str:
    if isinstance(part, Named) and part.field in TERMS:
        return _quoted(part.text)
    if isinstance(part, Named) and part.field in FACTS:
        return _in(FACTS[part.field], _quoted(part.text))
    if isinstance(part, Code) and part.field in CODES:
        return _either(_in(CODES[part.field], one) for one in part.values)
    left.append(part.field)
    return ""


def _joined(part: All | Any, left: list[str]) -> str:
    texts = [text for one in part.parts if (text := _text(one, left))]
    if isinstance(part, Any):
        return _either(iter(dict.fromkeys(texts)))
    return " ".join(texts)


def _either(texts: Iterator[str]) -> str:
    listed = list(texts)
    return listed[0] if len(listed) == 1 else f"({' OU '.join(listed)})" if listed else ""


def _in(field: str, text: str) -> str:
    return f"{field}:{text}" if field else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ").strip() + '"'
