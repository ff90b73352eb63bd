"""One word in the singular and in the plural."""

from collections.abc import Callable
from functools import cache

from workers.french.forms.form import Form
from workers.french.forms.tables import irregular, number_words

SHORTEST_PLURAL = 4  # letters; « as », « os », « gaz » are no plurals of anything


def is_frozen(word: str) -> bool:
    """Whether a word has one form: names and acronyms, figures, words of the table."""
    return not word.isalpha() or word != word.lower() or word in number_words("invariable")


def plurals(word: str) -> tuple[Form, ...]:
    """Gives a singular word in the plural: « navals », « généraux »; itself where nothing changes."""
    if is_frozen(word):
        return (Form(word),)
    if word in (odd := irregular("inflection", "plural irregular")):
        return tuple(Form(text, ("irregular plural",)) for text in odd[word])
    for ending, made in _PLURALS:
        if word.endswith(ending):
            return made(word)
    return _with(word, "s")


def singulars(word: str) -> tuple[Form, ...]:
    """Gives a plural word in the singular; nothing for one that is no plural: « obus », « armée »."""
    if is_frozen(word) or len(word) < SHORTEST_PLURAL or word in number_words("singular in -s"):
        return ()
    if word in (known := _irregular_singulars()):
        return (Form(known[word], ("singular",)),)
    return tuple(Form(text, ("singular",)) for text in _singular(word))


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("s"):
        whole = word.endswith(("ss", "ais", "ois")) and word not in number_words("singular -oi or -ai")
        return () if whole else (word[:-1],)
    if word.endswith("eaux") or word in number_words("singular -au") | number_words("singular -eu"):
        return (word[:-1],)
    if word.endswith("aux"):
        return (f"{word[:-3]}ail" if f"{word[:-3]}ail" in _AIL else f"{word[:-3]}al",)
    return (word[:-1],) if word[:-1] in number_words("plural -x of -ou") else ()


_AIL = number_words("plural -aux of -ail")


@cache
def _irregular_singulars() -> dict[str, str]:
    odd = irregular("inflection", "plural irregular")
    return {
        text: word for word, texts in odd.items() for text in texts if word not in {"nouvel", "vieil", "bel"}
    }


def _with(word: str, ending: str, drop: int = 0) -> tuple[Form, ...]:
    return (Form(word[: len(word) - drop] + ending, ("plural",)),)


def _al(word: str) -> tuple[Form, ...]:
    regular = Form(f"{word[:-1]}ux", ("plural, -al becomes -aux",))
    kept = Form(f"{word}s", ("plural, -als in this word",))
    if word in number_words("plural -als or -aux"):
        return kept, regular
    return (kept,) if word in number_words("plural -als") else (regular,)


def _ail(word: str) -> tuple[Form, ...]:
    if word in number_words("plural -aux of -ail"):
        return (Form(f"{word[:-2]}ux", ("plural, -ail becomes -aux in this word",)),)
    return _with(word, "s")


def _unless(kind: str, usual: str, other: str) -> Callable[[str], tuple[Form, ...]]:
    """Gives a rule: one ending, and another for the words of a kind."""
    return lambda word: _with(word, other if word in number_words(kind) else usual)


def _same(word: str) -> tuple[Form, ...]:
    return (Form(word),)


_PLURALS: tuple[tuple[str, Callable[[str], tuple[Form, ...]]], ...] = (
    ("s", _same),
    ("x", _same),
    ("z", _same),
    ("al", _al),
    ("ail", _ail),
    ("au", _unless("plural -s of -au", "x", "s")),
    ("eu", _unless("plural -s of -eu", "x", "s")),
    ("ou", _unless("plural -x of -ou", "s", "x")),
)
