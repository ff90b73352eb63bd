"""Texts to the tokens of the index; they are made here and not by Tantivy, which knows no elision."""

from collections.abc import Iterable
from functools import lru_cache

import tantivy

from workers.news.document import Span
from workers.stages.index import NAMES, placed_words, spelt

GAP = 100  # positions between two names of one field, so that no phrase goes over both; as in Lucene

_stemmer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("french")).build()
)


@lru_cache(100_000)  # a year's press has fewer words; some 10 MB
def stem(word: str) -> str:
    """Gives the stem, stemmed twice: without its accent « blindee » needs a second run to meet « blinde »."""
    if word in NAMES or "'" in word:  # the stemmer would strip an elision of its own: N'Daw to « daw »
        return word
    return str(_stemmer.analyze(_stemmer.analyze(word)[0])[0])


def stems(text: str) -> tuple[list[str], list[Span]]:
    """Gives the stem of each word and where the word stands."""
    found, places = placed_words(text)
    return list(map(stem, found)), places


def of_words(texts: Iterable[str]) -> tantivy.PreTokenizedString:
    """Gives the tokens of one or several texts, far enough from each other."""
    tokens: list[tantivy.Token] = []
    at = 0
    for text in texts:
        found = spelt(text)
        tokens += _tokens(found, at)
        at += len(found) + GAP
    return tantivy.PreTokenizedString("", tokens)


def of_text(text: str) -> tuple[tantivy.PreTokenizedString, tantivy.PreTokenizedString]:
    """Gives the tokens of a text by their stems, and as they are written."""
    found = spelt(text)
    by_stems = tantivy.PreTokenizedString("", _tokens(map(stem, found)))
    return by_stems, tantivy.PreTokenizedString("", _tokens(found))


def _tokens(found: Iterable[str], at: int = 0) -> list[tantivy.Token]:
    return [tantivy.Token(word, place, 0, 0) for place, word in enumerate(found, at)]
