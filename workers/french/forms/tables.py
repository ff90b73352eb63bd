"""The exceptions of French inflection, of our own collecting: data/inflection.tsv and its neighbours."""

from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Gives a table's rows, without its header."""
    text = files("workers.french").joinpath("data", f"{table}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:])


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """Gives the words of one kind."""
    return frozenset(_cell(table, kind).split("|"))


@cache
def irregular(table: str, kind: str) -> dict[str, tuple[str, ...]]:
    """Gives the words of one kind with what they become."""
    pairs = (pair.split("=") for pair in _cell(table, kind).split("|"))
    return {word: tuple(forms.split(",")) for word, forms in pairs}


def _cell(table: str, kind: str) -> str:
    return next(cell for name, cell in rows(table) if name == kind)


def number_words(kind: str) -> frozenset[str]:
    """Gives the exceptions of number and of phrases of one kind."""
    return words("inflection", kind)
