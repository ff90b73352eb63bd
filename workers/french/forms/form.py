"""A written form, and the rules that made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a word or a phrase; `why` names the rules that lead from the term to it, none for itself."""

    text: str
    why: tuple[str, ...] = ()

    def then(self, *why: str) -> "Form":
        """Gives the form as made by further rules; a rule is named once."""
        return Form(self.text, tuple(dict.fromkeys((*self.why, *why))))


def distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Gives each text once, as the fewest rules make it, in order of first mention."""
    kept: dict[str, Form] = {}
    for form in forms:
        if form.text not in kept or len(form.why) < len(kept[form.text].why):
            kept[form.text] = form
    return tuple(kept.values())


def joined(parts: Iterable[Iterable[Form]], between: str) -> tuple[Form, ...]:
    """Gives every way to put parts together, each with the rules of all its parts."""
    return distinct(
        Form(between.join(part.text for part in row)).then(*(why for part in row for why in part.why))
        for row in product(*parts)
    )
