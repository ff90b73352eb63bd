"""Exclusions that would have kept false alerts away, and none that would have cost a true one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workers.forecast import Lexical, first_matches, known
from workers.french.commonness import commonness
from workers.french.lexicon import Lexicon
from workers.french.text import reading
from workers.news.forecast import Stored
from workers.news.vote import FALSE, TRUE
from workers.news.watch import Watch
from workers.stages.match import Watcher

MOST = 5
TRIED = 60  # words that are tried as exclusions
EVERYDAY = 0.1  # share of news texts from which a word says nothing
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word for `none`, with what it would have done to past alerts."""

    term: str
    false: int
    """False alerts that it would have kept away."""
    others: int
    """Alerts that nobody voted on, or dull ones, that it would have kept away too."""


def suggestions(
    watch: Watch, articles: Iterable[Stored], verdicts: Mapping[str, str], own: Lexicon | None = None
) -> tuple[Suggestion, ...]:
    """Gives words to exclude, the best first; `verdicts` are the votes by article.

    Each is tried on all articles with the matching of live: one that would have cost an alert voted true is
    never given. `own` is the desk's lexicon.
    """
    lexical = known(own)
    raised = _fired(watch, articles, lexical)
    false = [one for one in raised if verdicts.get(one.id) == FALSE]
    true = [one for one in raised if verdicts.get(one.id) == TRUE]
    found = (_tried(watch, word, raised, verdicts, lexical) for word in _candidates(false, true))
    good = [one for one in found if one is not None]
    return tuple(sorted(good, key=lambda one: (-one.false, one.others, one.term))[:MOST])


def _candidates(false: Sequence[Stored], true: Sequence[Stored]) -> list[str]:
    """The words of false articles that no true one has, those of most articles first."""
    known = {word for one in true for word in _words(one)}
    counted = Counter(word for one in false for word in _words(one) - known if not _is_everyday(word))
    return [word for word, _ in counted.most_common(TRIED)]


def _tried(
    watch: Watch,
    word: str,
    raised: Sequence[Stored],
    verdicts: Mapping[str, str],
    lexical: Lexical,
) -> Suggestion | None:
    narrower = replace(watch, none=(*watch.none, word))
    left = {one.id for one in _fired(narrower, raised, lexical)}
    gone = [one for one in raised if one.id not in left]
    if any(verdicts.get(one.id) == TRUE for one in gone):
        return None
    false = sum(verdicts.get(one.id) == FALSE for one in gone)
    return Suggestion(term=word, false=false, others=len(gone) - false) if false else None


def _fired(watch: Watch, articles: Iterable[Stored], lexical: Lexical) -> list[Stored]:
    watcher = Watcher([watch])
    return [one for one in articles if first_matches(watcher, one, lexical)]


def _words(article: Stored) -> set[str]:
    return set(_WORD.findall(reading(article.text).accented))


def _is_everyday(word: str) -> bool:
    common = commonness(word)
    return common is not None and common.texts > EVERYDAY * common.of
