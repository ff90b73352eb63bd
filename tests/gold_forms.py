"""The gold table of forms: how each way to match does on it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from workers.french.automaton import Automaton
from workers.french.forms import forms, is_gendered
from workers.french.text import reading

GOLD = Path(__file__).parent / "gold" / "forms.yaml"
VOWELS = "aeiouéèêâîôûœ"
Way = Callable[[str], Callable[[str], bool]]
"""From a term to whether a text holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    term: str
    forms: tuple[str, ...]
    near: tuple[str, ...]
    held: bool

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Gives texts with whether the term is in them: each form and each near-miss as it stands."""
        yield from ((f"Il y a {form} ici.", True) for form in dict.fromkeys((self.term, *self.forms)))
        yield from ((f"Il y a {near} ici.", False) for near in self.near)

    def dressed(self) -> Iterator[str]:
        """Gives each form in capitals without accents, and after an elided article."""
        for form in dict.fromkeys((self.term, *self.forms)):
            yield f"« {without_accents(form).upper()} »"
            if form[0].lower() in VOWELS and form == form.lower():
                yield f"Près de l'{form}, rien."


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    found: int = 0
    missed: int = 0
    false: int = 0
    dressed_found: int = 0
    dressed_missed: int = 0
    """Forms in capitals without accents or after an article: they count for recall, and not for precision."""

    @property
    def recall(self) -> float:
        found = self.found + self.dressed_found
        return found / max(1, found + self.missed + self.dressed_missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def f1(self) -> float:
        return 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)


@cache
def table() -> tuple[Term, ...]:
    rows = YAML(typ="safe", pure=True).load(GOLD.read_text("utf-8"))
    return tuple(
        Term(
            term=row["term"], forms=tuple(row["forms"]), near=tuple(row["near"]), held=row.get("held", False)
        )
        for row in rows
    )


def without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def ours(term: str) -> Callable[[str], bool]:
    automaton = Automaton((form, term) for form in forms(term, feminine=is_gendered(term)))
    return lambda text: bool(automaton.find(reading(text)))


def substring(term: str) -> Callable[[str], bool]:
    wanted = without_accents(term).lower()
    return lambda text: wanted in without_accents(text).lower()


def exact_word(term: str) -> Callable[[str], bool]:
    wanted = re.compile(rf"\b{re.escape(without_accents(term).lower())}\b")
    return lambda text: bool(wanted.search(without_accents(text).lower()))


def stems(stem: Callable[[list[str]], list[str]]) -> Way:
    """Gives a way that compares stems or lemmas, word by word, accents and case aside."""

    def way(term: str) -> Callable[[str], bool]:
        wanted = stem(_words(term))
        return lambda text: _holds(stem(_words(text)), wanted)

    return way


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\b[ldjnsmtc]['’]", "", text.lower()))


def _holds(words: list[str], wanted: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def score(way: Way, terms: tuple[Term, ...]) -> tuple[Score, list[tuple[str, str]]]:
    """Gives a way's figures, and the texts that it judges wrongly by term."""
    counts = dict.fromkeys(("found", "missed", "false", "dressed_found", "dressed_missed"), 0)
    wrong = []
    for term in terms:
        holds = way(term.term)
        missed = [text for text in term.dressed() if not holds(text)]
        wrong += [(term.term, text) for text in missed]
        counts["dressed_missed"] += len(missed)
        counts["dressed_found"] += sum(1 for _ in term.dressed()) - len(missed)
        for text, is_in in term.texts():
            seen = holds(text)
            if is_in != seen:
                wrong.append((term.term, text))
            if is_in or seen:
                counts["found" if is_in and seen else "missed" if is_in else "false"] += 1
    return Score(**counts), wrong
