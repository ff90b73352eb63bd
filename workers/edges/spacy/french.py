"""spaCy's French model without `spacy.lang.fr`, whose one pattern takes half of a reading process's start.

That pattern (which hyphenated words are one: « anti-missile ») repeats the class of all letters 530 times.
Here its alternatives share what they end in; the words it takes are the same.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

FLAGS = "(?iu)"
_ALTERNATIVE = re.compile(r"\(\?:\^(.*?)\$\)(?:\||\Z)", re.DOTALL)
_LETTERS = re.compile(r"\[[^\]]{1000,}\]")  # no other class is as long


def load(package: str, exclude: Sequence[str]) -> "Language":
    """Gives a package's French pipeline; its tokenizer is the package's own, with a shorter pattern.

    Raises OSError where the package is not installed.
    """
    import spacy
    import srsly
    from spacy.language import Language
    from spacy.util import registry

    if "fr" not in registry.languages:
        registry.languages.register("fr", func=type("French", (Language,), {"lang": "fr"}))
    model = spacy.load(package, exclude=[*exclude, "tokenizer"])
    saved = srsly.msgpack_loads((Path(str(model.path)) / "tokenizer").read_bytes())
    saved["token_match"] = shorter(saved["token_match"])
    cast("Tokenizer", model.tokenizer).from_bytes(srsly.msgpack_dumps(saved), exclude=["vocab"])
    return model


def shorter(pattern: str) -> str:
    """Gives a pattern that takes the same words, its alternatives put together by what they end in.

    One that is not written as spaCy writes it is given back as it is.
    """
    whole = pattern.removeprefix(FLAGS)
    alternatives = _ALTERNATIVE.findall(whole)
    if "|".join(f"(?:^{one}$)" for one in alternatives) != whole:
        return pattern
    heads: dict[str, list[str]] = {}
    for one in alternatives:
        letters = _LETTERS.search(one)
        at = letters.start() if letters else len(one)
        heads.setdefault(one[at:], []).append(one[:at])
    return FLAGS + "|".join(f"^(?:{'|'.join(some)}){end}$" for end, some in heads.items())
