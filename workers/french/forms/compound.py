"""A word with hyphens: which of its parts agree."""

from workers.french.forms.form import Form, distinct, joined
from workers.french.forms.gender import feminines, is_gendered
from workers.french.forms.number import is_frozen, plurals, singulars
from workers.french.forms.tables import number_words

FREE = "the second word with and without -s"


def plural(word: str) -> tuple[Form, ...]:
    """Gives a word, hyphens or none, in the plural: « chefs-d'œuvre », « vice-amiraux », « garde-côtes »."""
    parts = word.split("-")
    if len(parts) == 1:
        return plurals(word)
    if _is_fixed(word, parts):
        return (Form(word),)
    if parts[0] in number_words("verb before a hyphen"):
        return _after_verb(parts)
    return joined([_part_plurals(parts, at) for at in range(len(parts))], "-")


def singular(word: str) -> tuple[Form, ...]:
    """Gives a plural word, hyphens or none, in the singular; nothing where it is no plural."""
    parts = word.split("-")
    if len(parts) == 1:
        return singulars(word)
    if _is_fixed(word, parts) or parts[0] in number_words("verb before a hyphen"):
        return ()
    changed = [singulars(part) for part in parts]
    if not changed[-1] and not (changed[0] and _holds_preposition(parts)):
        return ()
    return joined([made or (Form(part),) for made, part in zip(changed, parts, strict=True)], "-")


def number_free(word: str) -> tuple[Form, ...]:
    """Gives the spellings that both numbers share: « porte-avion », « porte-avions »."""
    parts = word.split("-")
    if len(parts) == 1 or _is_fixed(word, parts) or parts[0] not in number_words("verb before a hyphen"):
        return (Form(word),)
    return distinct((Form(word), *_second_parts(parts)))


def feminine(word: str) -> tuple[Form, ...]:
    """Gives a masculine word, hyphens or none, in the feminine: « haute-commissaire »."""
    *before, last = word.split("-")
    if not before:
        return feminines(word)
    agreeing = [(Form(part),) if _is_prefix(part) else feminines(part) for part in before]
    return joined([*agreeing, feminines(last)], "-")


def has_feminine(word: str) -> bool:
    """Whether a word's feminine is the same word; a compound's last part decides."""
    *before, last = word.split("-")
    if not before:
        return is_gendered(word)
    if _is_fixed(word, [*before, last]) or before[0] in number_words("verb before a hyphen"):
        return False
    persons = is_gendered(last) or all(part in number_words("prenominal") for part in before)
    return persons and last == last.lower()


def _is_fixed(word: str, parts: list[str]) -> bool:
    return word in number_words("invariable compound") or (is_frozen(parts[-1]) and is_frozen(parts[0]))


def _is_prefix(part: str) -> bool:
    return part in number_words("prefix before a hyphen") or (part.endswith("o") and part.isalpha())


def _holds_preposition(parts: list[str]) -> bool:
    return any(part.partition("'")[0] in number_words("preposition") for part in parts[1:])


def _part_plurals(parts: list[str], at: int) -> tuple[Form, ...]:
    part, first = parts[at], at == 0
    if _holds_preposition(parts) and not first:
        return (Form(part),)
    if at < len(parts) - 1 and _is_prefix(part):
        return (Form(part),)
    if not first and part in number_words("apposition"):
        return (*plurals(part), Form(part, ("plural", FREE)))
    return plurals(part)


def _second_parts(parts: list[str]) -> tuple[Form, ...]:
    first, *rest = parts
    last = rest[-1]
    numbers = distinct((Form(last), *singulars(last), *plurals(last)))
    made = joined([(Form(first),), *((Form(part),) for part in rest[:-1]), numbers], "-")
    return tuple(Form(form.text, (FREE,)) for form in made)


def _after_verb(parts: list[str]) -> tuple[Form, ...]:
    """« porte-avions » stays; persons may take the mark on the verb too, as in « gardes-côtes »."""
    made = _second_parts(parts)
    if parts[0] not in number_words("persons of a verb"):
        return made
    return (
        *made,
        *(Form(f"{parts[0]}s{form.text[len(parts[0]) :]}", ("plural", *form.why)) for form in made),
    )
