"""What a term may be."""

import re
from functools import lru_cache

LONGEST_TERM = 200  # signs
SHORTEST_STEM = 3  # letters before a star
_REGEX = re.compile(
    r"\.[*+?]|\\[bBdDsSwWA-Z]|\[[^\]]*\]|\([^)]*\|[^)]*\)|^\^|\$$|^/.+/[a-z]*$|\{\d+(?:,\d*)?\}|\|"
)


@lru_cache(maxsize=100_000)  # terms of ten thousand watches, which are read again whenever one changes
def term_trouble(text: str) -> tuple[str, str] | None:
    """Says why a text is no term, and what to do about it; None where it is one."""
    signs = sum(sign.isalnum() for sign in text)
    if not signs:
        return "a term needs a letter or a figure", "write a word, or take it away"
    if len(text) > LONGEST_TERM:
        return (
            f"a term has {LONGEST_TERM} signs at most, not {len(text)}",
            "name what is watched, not a sentence",
        )
    if _REGEX.search(text):
        return "a term is words, not a regular expression", "list the words; 'mot*' stands for every ending"
    if signs == 1:
        return f"'{text}' is one letter, which stands in every text", "write a longer term"
    return _star_trouble(text)


def _star_trouble(text: str) -> tuple[str, str] | None:
    if "*" not in text:
        return None
    if "*" in text[:-1]:
        return "a star stands at the end of a term only", "write 'mot*', or the words"
    if len(text.rsplit(maxsplit=1)[-1]) <= SHORTEST_STEM:
        return f"a star needs {SHORTEST_STEM} letters before it", "write more of the word"
    return None
