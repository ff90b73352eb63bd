"""The language of a text."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ["fr", "en", "es", "de", "it", "pt", "nl", "ar"]
ENOUGH = 1000  # code points: more changes nothing, and a text costs 0.9 ms as it is
LEAST = 20  # letters: below this it is a guess, and the feeds are French


def language_of(text: str) -> str:
    """Gives the ISO 639-1 code of the likeliest language; `fr` where there is too little to tell."""
    start = text[:ENOUGH]
    if sum(letter.isalpha() for letter in start) < LEAST:
        return "fr"
    return str(_identifier().classify(start)[0])


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(LANGUAGES)
    # A second one of what is left: the first keeps its 97 languages, 28 MB, in case they are wanted back.
    return LanguageIdentifier(
        whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, tk_row=whole.tk_row
    )
