"""What somebody does or says: third persons of the verbs of the table, as they are compared in a text."""

from collections.abc import Iterator
from functools import cache

from workers.french.tables import forms, table
from workers.french.text import reading

_ENDINGS = ("e", "ent", "ait", "aient", "a", "erent", "era", "eront", "erait", "eraient")


@cache
def third_persons() -> frozenset[str]:
    """Gives « annonce », « annoncent », « annoncera » and the like, folded."""
    return frozenset(reading(form).folded for row in table("verbs") for form in _forms(row))


def _forms(row: dict[str, str]) -> Iterator[str]:
    """The forms listed, or those of a verb in -er."""
    yield from forms(row["forms"]) or _first_group(row["verb"])


def _first_group(verb: str) -> Iterator[str]:
    """The spelling that keeps the sound: exigeait, appelle; accents do not matter."""
    stem = verb.removesuffix("er")
    for ending in _ENDINGS:
        yield _joined(stem, ending)
        if stem.endswith(("el", "et")) and ending.startswith("e") and ending != "erent":
            yield _joined(stem + stem[-1], ending)


def _joined(stem: str, ending: str) -> str:
    if stem.endswith("y") and ending.startswith("e") and ending != "erent":
        return stem[:-1] + "i" + ending  # déploie, déploiera
    if stem.endswith("g") and ending.startswith("a"):
        return stem + "e" + ending
    return stem + ending
