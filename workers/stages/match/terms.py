"""A term to what is looked for in the text."""

from dataclasses import replace
from functools import lru_cache

from workers.french.automaton import LONGEST_ACRONYM, LONGEST_NAME_LIKE
from workers.french.demonyms import demonyms
from workers.french.forms import Form, explained, is_gendered
from workers.french.forms.tables import number_words
from workers.news.expression import Term

SHORTEST_STEM = 3  # letters before the star of « mot* »: shorter ones find half the dictionary


@lru_cache(maxsize=100_000)
def written_forms(term: Term) -> tuple[Form, ...]:
    """Gives every form that a term is found in, with the rules that made it; a star stands for any ending."""
    if term.exact or not term.inflect or term.text.endswith("*"):
        found: tuple[Form, ...] = (Form(" ".join(term.text.replace("’", "'").split())),)
    else:
        found = explained(term.text, feminine=is_gendered(term.text))
    if term.demonyms:
        found += tuple(Form(text, ("demonym",)) for text in demonyms(term.text))
    if term.case is False:
        found = tuple(Form(form.text.lower(), form.why) for form in found)
    return found


def about_capitals(term: Term) -> str:
    """Says how capitals, accents and hyphens of a term count."""
    if term.exact:
        return "exactly as written: case, accents and hyphens count"
    text = term.text
    letters = sum(map(str.isalpha, text))
    if text.isupper() and letters <= LONGEST_ACRONYM and term.case is not False:
        return "an acronym of up to three letters: in capitals only; with full stops too"
    if text.isupper() and letters <= LONGEST_NAME_LIKE and term.case is not False:
        return "an acronym of four letters: with a first capital at least; with full stops too"
    return "case, hyphen or space, elided articles and lost accents do not matter"


def split(term: Term) -> tuple[Term, ...]:
    """Gives the words of a term with a gap, those that say nothing left out: « accord (de) coopération »."""
    kept = [word for word in term.text.split() if not _is_empty(word)]
    plain = replace(term, gap=0, context=(), unless=())
    return tuple(replace(plain, text=_without_elision(word)) for word in kept or term.text.split())


def empty_words(term: Term) -> int:
    """Gives how many words of a term are left out by `split`."""
    return len(term.text.split()) - len(split(term))


def _is_empty(word: str) -> bool:
    return word.lower() in number_words("preposition")


def _without_elision(word: str) -> str:
    before, apostrophe, after = word.replace("’", "'").partition("'")
    return after if apostrophe and after and before.lower() in number_words("preposition") else word
