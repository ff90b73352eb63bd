"""From a term to all its forms."""

import re

from workers.french.forms.compound import feminine as feminine_of
from workers.french.forms.compound import has_feminine, number_free
from workers.french.forms.form import Form, distinct, joined
from workers.french.forms.phrase import Phrase, core, phrase, plural_head, singular_head, tails
from workers.french.forms.spelling import spellings
from workers.french.forms.tables import words

MOST = 96  # forms of one term: none of ours has more than 32
_GENTILE = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:ien|éen|ain|ais|ois)")


def forms(term: str, *, feminine: bool = False, invariable: bool = False) -> tuple[str, ...]:
    """Gives every written form of a term, itself first: « chef d'état-major », « chefs d'état-major ».

    A term that begins with a capital is a name and has one form; hyphens, case, elided articles and lost
    accents are the matcher's business. `feminine` adds the feminine of its nouns and adjectives.
    """
    return tuple(form.text for form in explained(term, feminine=feminine, invariable=invariable))


def explained(term: str, *, feminine: bool = False, invariable: bool = False) -> tuple[Form, ...]:
    """Gives the forms with the rules that make them."""
    written = " ".join(term.replace("’", "'").split())
    if invariable or not written:
        return (Form(written),)
    if is_name(written):
        return spellings(Form(written))
    found = [other for form in _inflected(written, feminine=feminine) for other in spellings(form)]
    return distinct((Form(written), *found))[:MOST]


def is_name(term: str) -> bool:
    """Whether a term begins with a capital, as names do; « Malien » and « Casque bleu » are none."""
    if not term[:1].isupper():
        return False
    listed = term.lower() in words("inflection", "written with a capital")
    return not listed and not _GENTILE.fullmatch(term)


def is_gendered(term: str) -> bool:
    """Whether the noun of a term has a feminine that means the same: « soldat français », not « marin »."""
    head = phrase(term).head
    return bool(head) and not is_name(term) and has_feminine(core(head).lower())


def _inflected(term: str, *, feminine: bool) -> tuple[Form, ...]:
    lowered = term[0].lower() + term[1:]
    parts = phrase(lowered)
    if not parts.head:
        return (Form(term),)
    if single := singular_head(parts.head):
        return _numbers(Phrase(tuple(single[0].text.split()), parts.tail), feminine=feminine, why="singular")
    return _numbers(parts, feminine=feminine)


def _numbers(parts: Phrase, *, feminine: bool, why: str = "") -> tuple[Form, ...]:
    made: list[Form] = []
    for head in _heads(parts.head, feminine=feminine):
        free = joined([number_free(word) for word in head.text.split()], " ")
        ones = [form.then(*head.why, *filter(None, (why,))) for form in free]
        many = [form.then(*head.why) for form in plural_head(tuple(head.text.split()))]
        for number, plural_before in ((ones, False), (many, True)):
            endings = tails(parts.tail, plural_before=plural_before)
            made += [_closed(form, ending) for form in number for ending in endings]
    return distinct(made)


def _heads(head: tuple[str, ...], *, feminine: bool) -> tuple[Form, ...]:
    masculine = Form(" ".join(head))
    if not feminine:
        return (masculine,)
    return distinct((masculine, *joined([feminine_of(word) for word in head], " ")))


def _closed(head: Form, tail: Form) -> Form:
    return Form(f"{head.text} {tail.text}".strip()).then(*head.why, *tail.why)
