"""Other spellings of the same form: djihad, anti-aérien, contrattaque."""

import re
from functools import cache

from workers.french.forms.form import Form, distinct
from workers.french.forms.tables import rows

JOINED, SPLIT = "prefix joined", "prefix with a hyphen"
_PREFIXED = re.compile(r"(?<![\w-])(\w+)-(\w{3,})(?![\w'])")
_ELIDING = "contre"
SHORTEST_ROOT = 4  # letters after a prefix that is split off: « anti-char », not « anti-que »


def spellings(form: Form) -> tuple[Form, ...]:
    """Gives a form in each spelling, its own first."""
    made: tuple[Form, ...] = (form,)
    for pattern, others, note in _table() if _any_respelled().search(form.text) else ():
        made = distinct(other for one in made for other in _respelled(one, pattern, others, note))
    if not _any_prefix().search(form.text):
        return made
    return distinct(other for one in made for other in (one, *_joined(one), *_split(one)))


@cache
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    made = []
    for where, cell, note in rows("spellings"):
        others = tuple(cell.split("|"))
        end = r"(?!\w)" if where == "word" else ""
        made.append((re.compile(rf"(?<!\w)(?:{'|'.join(others)}){end}"), others, note))
    return tuple(made)


@cache
def _any_respelled() -> re.Pattern[str]:
    """Gives the test that most forms fail, so that a hundred thousand terms expand in seconds."""
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _table()))


@cache
def _any_prefix() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_prefixes())})")


def _respelled(form: Form, pattern: re.Pattern[str], others: tuple[str, ...], note: str) -> list[Form]:
    found = pattern.search(form.text)
    if not found:
        return [form]
    before, after = form.text[: found.start()], form.text[found.end() :]
    variants = [before + other + after for other in others if other != found[0]]
    return [form, *(Form(text).then(*form.why, note) for text in variants)]


@cache
def _prefixes() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Gives each prefix with the roots that it is split from, and the words in which it is none."""
    return {
        prefix: (tuple(filter(None, roots.split("|"))), frozenset(words.split("|")))
        for prefix, roots, words in rows("prefixes")
    }


def _joined(form: Form) -> list[Form]:
    made = []
    for found in _PREFIXED.finditer(form.text):
        prefix, root = found.groups()
        if prefix in _prefixes() and root == root.lower():
            whole = prefix[:-1] + root if prefix == _ELIDING and root[0] in "aeiouéè" else prefix + root
            made.append(_replaced(form, found, whole, JOINED))
    return made


def _split(form: Form) -> list[Form]:
    made = []
    for found in re.finditer(r"(?<![\w-])\w+(?![\w-])", form.text):
        for prefix, (roots, others) in _prefixes().items():
            if found[0].startswith(prefix) and found[0].rstrip("s") not in others:
                root = found[0][len(prefix) :]
                if len(root) >= SHORTEST_ROOT and (root.startswith(roots) if roots else prefix in _FREE):
                    made.append(_replaced(form, found, f"{prefix}-{root}", SPLIT))
    return made


_FREE = frozenset({"anti", "cyber", "narco"})


def _replaced(form: Form, found: re.Match[str], text: str, why: str) -> Form:
    return Form(form.text[: found.start()] + text + form.text[found.end() :]).then(*form.why, why)
