"""The pieces of a query: words, "phrases", fields with their values, signs, each with its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "ʼ": "'", "‘": "'", "`": "'"})
_VALUE = r'"[^"]*"?|[^\s",()]+'
_TOKEN = re.compile(
    rf"""
    (?P<open>\() | (?P<close>\))
  | (?P<either>(?:OU|OR|\|)(?![^\s()]))
  | (?P<not>(?:SAUF|NOT)(?![^\s()]))
  | (?P<minus>-+(?=[^\s-]))
  | (?P<field>[^\W\d_](?:[\w'-]*\w)?):(?P<value>[<>]?=?(?:{_VALUE})(?:,(?:{_VALUE}))*)?
  | (?P<exact>=?)"(?P<phrase>[^"]*)"?
  | =(?P<whole>[^\s"()=]+)
  | (?P<word>[^\s"()]+)
    """,
    re.VERBOSE,
)
_PART = re.compile(_VALUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece: `kind` is open, close, either, not, field, phrase, exact or word; `at` is its code point."""

    kind: str
    text: str
    at: int
    field: str = ""
    """The field's name, where it is one; `text` is then its value and `at` the value's place."""
    field_at: int = 0


def clean(query: str) -> str:
    """Gives a query composed, with one kind of quotes and of apostrophes."""
    whole = query.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole).translate(_QUOTES)


def tokens(query: str) -> Iterator[Token]:
    """Gives the pieces of a clean query in their order; signs that mean nothing belong to the words."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if match["field"] is not None:
            yield _field(match)
        elif match["phrase"] is not None:
            yield Token(kind="exact" if match["exact"] else "phrase", text=match["phrase"], at=match.start())
        elif match["whole"] is not None:
            yield Token(kind="exact", text=match["whole"], at=match.start())
        elif kind == "minus":
            yield Token(kind="not", text=match[0], at=match.start())
        else:
            yield Token(kind=kind, text=match[0], at=match.start())


def _field(match: re.Match[str]) -> Token:
    value = match["value"]
    if value is None or value.startswith("/"):  # « armée: », http://…
        place = match.end("field") + 1
        return Token(kind="field", text=value or "", at=place, field=match["field"], field_at=match.start())
    return Token(
        kind="field", text=value, at=match.start("value"), field=match["field"], field_at=match.start()
    )


def parts(value: str, at: int) -> list[tuple[str, int]]:
    """Gives the values between the commas of one value, without their quotes, each with its place."""
    return [(match[0].strip('"').strip(), at + match.start()) for match in _PART.finditer(value)]
