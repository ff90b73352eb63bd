"""Names that the model saw once and missed elsewhere: what is a name in one sentence is one in the next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workers.stages.enrich.entities import PERSON, Named

SHORTEST = 4  # letters: « Ali », « Ben » and « Kim » are many people
REPEATED = "named so elsewhere in the text"


def repeated(text: str, names: Iterable[Named]) -> Iterator[Named]:
    """Gives the further places of the names that no table knows, and of the family names of persons."""
    asked: dict[str, Named] = {}
    for name in names:
        if not name.known:
            asked.setdefault(name.name, name)
            if name.type == PERSON:
                asked.setdefault(name.name.rpartition(" ")[2], name)
    for form, name in asked.items():
        if len(form) >= SHORTEST and form[0].isupper():
            yield from (
                replace(name, start=start, end=start + len(form), name=form, by=REPEATED)
                for start in _places(text, form)
            )


def _places(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if _is_free(text[start - 1 : start]) and _is_free(text[end : end + 1]):
            yield start
        start = text.find(form, end)


def _is_free(sign: str) -> bool:
    return not (sign.isalnum() or sign in {"-", "_"}) if sign else True
