"""What was recognised, found again in the text: the index keeps names and forms, not their places.

The forms of a name, a country or a word of the vocabulary are looked for as whole words; where two overlap,
what a watch looked for comes first, then the longer.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workers.french.forms import forms as inflected
from workers.french.tables import forms as listed
from workers.french.tables import table

KINDS = ("watch", "person", "organisation", "place", "event", "equipment", "country", "keyword")
"""What is told apart; other names are places as far as a reader cares, or nothing."""
MOST_FORMS = 600
LONGEST_FORM = 120  # letters; a name of a megabyte is none
LEAST_SURNAME = 4  # letters: « Goïta » alone stands for « Assimi Goïta », « Ba » for anything
_APOSTROPHES = "['’ʼ]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a paragraph; `kind` is empty where nothing was recognised, `of` is what it stands for."""

    text: str
    kind: str = ""
    of: str = ""


class Marker:
    """Cuts texts into stretches by the forms of one article's findings."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        for form, kind, of in _forms(fields):
            if 0 < len(form) <= LONGEST_FORM:
                self._known.setdefault(_key(form), (kind, of))
        names = sorted(self._known, key=lambda form: (self._known[form][0] != "watch", -len(form)))
        pattern = "|".join(re.escape(name).replace("'", _APOSTROPHES) for name in names[:MOST_FORMS])
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def stretches(self, text: str) -> list[Stretch]:
        """Gives the text in stretches."""
        if self._pattern is None:
            return [Stretch(text=text)]
        found, at = [], 0
        for match in self._pattern.finditer(text):
            kind, of = self._known.get(_key(match[0]), ("", ""))
            if not kind or (kind not in {"watch", "keyword", "country"} and match[0] == match[0].lower()):
                continue
            found += [Stretch(text=text[at : match.start()]), Stretch(text=match[0], kind=kind, of=of)]
            at = match.end()
        return [one for one in [*found, Stretch(text=text[at:])] if one.text]


def _key(form: str) -> str:
    return re.sub(_APOSTROPHES, "'", form).casefold()


def _forms(fields: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Every form with its kind and what it stands for; of equal forms the first counts."""
    for form in fields.get("matched_forms") or ():
        yield str(form), "watch", ""
    for mention in fields.get("mentions") or ():
        for form in _written(mention):
            yield form, mention["type"], mention["canonical"]
    for code in fields.get("countries") or ():
        for form in country_forms(code):
            yield form, "country", code
    for term in fields.get("keywords") or ():
        for form in inflected(term, feminine=True):
            yield form, "keyword", term


def _written(mention: Mapping[str, Any]) -> Sequence[str]:
    if mention["type"] not in KINDS:
        return []
    text, canonical = str(mention["text"]), str(mention["canonical"])
    surname = canonical.rpartition(" ")[2] if mention["type"] == "person" else ""
    return [form for form in (text, canonical, surname) if len(form) >= min(LEAST_SURNAME, len(text))]


@lru_cache(300)
def country_forms(code: str) -> tuple[str, ...]:
    """Gives the names and demonyms of a country."""
    row = _countries().get(code)
    return tuple(form for form in listed(row["names"]) + listed(row["demonyms"])) if row else ()


@lru_cache(1)
def _countries() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table("countries")}
