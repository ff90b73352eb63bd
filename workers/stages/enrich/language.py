"""The language of a text."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ["fr", "en", "es", "de", "it", "pt", "nl", "ar"]
ENOUGH = 1000  # code points: more changes nothing, and a text costs 0.9 ms as it is
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
    if sum(letter.isalpha() for letter in start) < LEAST:
        return "fr"
    if _is_plainly_french(start):
        return "fr"
    return str(_identifier().classify(start)[0])


def _is_plainly_french(text: str) -> bool:
    words = text.lower().split()
    small = [word for word in words if word in _FRENCH]
    return len(small) >= _SHARE * len(words) and len(set(small)) >= _DIFFERENT


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(LANGUAGES)
    # A second one of what is left: the first keeps its 97 languages, 28 MB, in case they are wanted back.
    return LanguageIdentifier(
        whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, tk_row=whole.tk_row
    )
