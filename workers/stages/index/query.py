"""The analyst's query language: words, "phrases", fields:values, -exclusions, OU and brackets."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.asked import All, Any, Asked, Code, Named, Not, Query, Words
from workers.news.search import BadQuery
from workers.stages.index import values
from workers.stages.index.fields import FIELDS, Field, field_named, nearest
from workers.stages.index.tokens import Token, clean, parts, tokens
from workers.stages.index.words import fold, words

MOST_TERMS = 32
LONGEST_TERM = 500  # code points
DEEPEST = 20  # brackets; more are no query of a person

_SMALL_NAME = re.compile(r"(?<!\w)[nm](?=['’]\w)")
_FILLERS = frozenset(
    word.text
    for word in words(
        "a au aux ce ces dans de des du elle en et il la le les leur leurs ou par pour que qui sa se ses "
        "son sur un une"
    )
)
"""Small words that a typed sentence holds and no analyst looks for; « à » and « où » fold to two of them."""


def parse(query: str, now: datetime | None = None) -> Query:
    """Reads a query; `now` is what durations are counted from.

    All parts are wanted, OU (or OR) between two wants one of them, - (or SAUF, NOT) excludes. Raises BadQuery
    where a field is unknown or does not take its value; every other sign separates words or means nothing.
    """
    text = clean(query)
    reading = _Reading(text, now, list(tokens(text)))
    root = reading.either()
    if root is None and reading.fillers:
        root = _all(reading.fillers)
    return Query(root=root, now=now)


@dataclass
class _Reading:
    """Where the parser stands in its tokens, and the small words it has passed over."""

    query: str
    now: datetime | None
    left: list[Token]
    at: int = 0
    depth: int = 0
    terms: int = 0
    fillers: list[Asked] = field(default_factory=list)

    def either(self) -> Asked | None:
        """Parts with OU between them, up to a closing bracket."""
        found = [self.together()]
        while self._next("either"):
            found.append(self.together())
        kept = [part for part in found if part]
        if len(kept) > 1:
            return Any(parts=tuple(kept))
        return kept[0] if kept else None

    def together(self) -> Asked | None:
        """Parts one after the other: all are wanted."""
        found: list[Asked] = []
        while self.at < len(self.left) and self.left[self.at].kind != "either":
            if self.left[self.at].kind == "close":
                if self.depth:
                    break
                self.at += 1
                continue
            if part := self._part():
                found.append(part)
        return _all(found)

    def _part(self) -> Asked | None:
        token = self.left[self.at]
        self.at += 1
        if token.kind == "not":
            return self._excluded()
        if token.kind == "open":
            return self._bracket()
        return self._leaf(token)

    def _excluded(self) -> Asked | None:
        """What follows a minus; a small word counts there."""
        if self.at == len(self.left) or self.left[self.at].kind in {"either", "close"}:
            return None
        passed = len(self.fillers)
        part = self._part()
        if part is None and len(self.fillers) > passed:
            part = self.fillers.pop()
        return Not(part=part) if part and not isinstance(part, Not) else part

    def _bracket(self) -> Asked | None:
        if self.depth == DEEPEST:
            return None
        self.depth += 1
        found = self.either()
        self._next("close")
        self.depth -= 1
        return found

    def _next(self, kind: str) -> bool:
        """Steps over the next token if it is of the kind."""
        here = self.at < len(self.left) and self.left[self.at].kind == kind
        self.at += here
        return here

    def _leaf(self, token: Token) -> Asked | None:
        if self.terms == MOST_TERMS:
            return None
        leaf = self._field(token) if token.kind == "field" else _words(token)
        if leaf and token.kind == "word" and fold(token.text) in _FILLERS:
            self.fillers.append(leaf)
            return None
        self.terms += leaf is not None
        return leaf

    def _field(self, token: Token) -> Asked | None:
        known = field_named(token.field)
        if known is None:
            return self._unknown(token)
        if not token.text or token.text.startswith("/"):
            raise BadQuery(
                self.query, token.at, f"{token.field}: wants a value", f"for instance {known.example}"
            )
        if known.kind in {"country", "code", "name", "text"}:
            found = [self._value(known, *one) for one in parts(token.text, token.at)]
            return found[0] if len(found) == 1 else _any(found)
        return self._value(known, token.text.strip('"'), token.at)

    def _unknown(self, token: Token) -> Asked | None:
        """« armée: » and http://… are text; anything else is probably misspelt."""
        if not token.text or token.text.startswith("/") or len(token.field) == 1:
            text = f"{token.field}:{token.text}"
            return _words(Token(kind="word", text=text, at=token.field_at))
        near = nearest(token.field)
        help = f"did you mean {near}:?" if near else "fields are " + " ".join(one.names[0] for one in FIELDS)
        message = f"no field is called '{token.field}'; in quotes it is text"
        raise BadQuery(self.query, token.field_at, message, help)

    def _value(self, known: Field, text: str, at: int) -> Asked:
        try:
            return VALUES[known.kind](known, text, self.now)
        except values.BadValue as error:
            raise BadQuery(self.query, at, str(error), f"for instance {known.example}") from error


def _country(known: Field, text: str, _: datetime | None) -> Asked:
    return Code(field=known.store, values=(values.country(text),))


def _code(known: Field, text: str, _: datetime | None) -> Asked:
    return Code(field=known.store, values=(text,))


def _name(known: Field, text: str, _: datetime | None) -> Asked:
    if not words(text):
        raise values.BadValue(f"a word is wanted, not '{text}'")
    readings = [Named(field=known.store, text=reading) for reading in _readings(text)]
    return readings[0] if len(readings) == 1 else Any(parts=tuple(readings))


def _text(known: Field, text: str, _: datetime | None) -> Asked:
    if not words(text):
        raise values.BadValue(f"a word is wanted, not '{text}'")
    return Words(readings=_readings(text), scope=known.store)


def _number(known: Field, text: str, _: datetime | None) -> Asked:
    return values.number(known.store, text)


def _when(known: Field, text: str, now: datetime | None) -> Asked:
    return values.when(known.kind, known.store, text, now)


VALUES: dict[str, Callable[[Field, str, datetime | None], Asked]] = {
    "country": _country,
    "code": _code,
    "name": _name,
    "text": _text,
    "number": _number,
    "since": _when,
    "before": _when,
    "after": _when,
    "day": _when,
}
"""How each kind of field reads its value."""


def _words(token: Token) -> Words | None:
    """A word or phrase; one word in quotes is wanted as it is written."""
    seen = words(token.text[:LONGEST_TERM])
    if not seen:
        return None
    exact = token.kind == "exact" or (token.kind == "phrase" and len(seen) == 1)
    return Words(readings=_readings(token.text[:LONGEST_TERM]), exact=exact)


def _readings(text: str) -> tuple[str, ...]:
    """Reads a small n'daw both as the name N'Daw and as the elision that a text would mean by it."""
    name = _SMALL_NAME.sub(lambda match: match[0].upper(), text)
    return tuple(dict.fromkeys((text, name)))


def _all(parts: list[Asked]) -> Asked | None:
    distinct = tuple(dict.fromkeys(parts))
    return All(parts=distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _any(parts: list[Asked]) -> Asked:
    """One of several values; codes of one field are one list."""
    first = parts[0]
    if isinstance(first, Code):
        together = [value for part in parts if isinstance(part, Code) for value in part.values]
        return Code(field=first.field, values=tuple(together))
    return Any(parts=tuple(parts))
