"""Tries each watch on its own examples."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from workers.news.expression import Term, TermList
from workers.news.watch import Match, Watch
from workers.recognised import known_from
from workers.stages.match import Watcher, as_term, terms_of
from workers.watchlist.listing import Examples, Sentence, Watchlist
from workers.watchlist.mistakes import Mistake


def failing(watchlist: Watchlist, path: Path) -> tuple[Mistake, ...]:
    """Gives a mistake for each sentence that a watch misses, or on which it fires though it must not."""
    watches = {watch.id: watch for watch in watchlist.watches}
    return tuple(
        mistake
        for examples in watchlist.examples
        for mistake in _tried(watches[examples.watch_id], examples, path)
    )


def _tried(watch: Watch, examples: Examples, path: Path) -> Iterator[Mistake]:
    watcher = Watcher((watch,))
    for sentence in examples.match:
        if not watcher.matches(sentence.text, known=known_from(sentence.text)):
            message = f"watch '{watch.id}' does not fire on this example"
            yield _mistake(sentence, path, message, _why_not(watch, sentence.text))
    for sentence in examples.ignore:
        if found := watcher.matches(sentence.text, known=known_from(sentence.text)):
            message = f"watch '{watch.id}' fires on this example"
            yield _mistake(sentence, path, message, _why(found[0]))


def _why(match: Match) -> str:
    return f"term '{match.term}' stands here as '{match.form}'; add a term to none that tells this apart"


def _why_not(watch: Watch, text: str) -> str:
    for term in map(as_term, watch.none):
        if found := _found(term, text):
            return f"term '{term.text}' of none stands here as '{found[0].form}'"
    for wanted in watch.all:
        if not any(_found(term, text) for term in terms_of(wanted)):
            return f"{_called(wanted)} of all does not stand here"
    if watch.any and not any(_found(as_term(term), text) for term in watch.any):
        return "no term of any stands here; add the form in which this is written"
    return (
        "its terms stand here, but not as near, where, query or min_count ask: beffroi watch show prints it"
    )


def _called(wanted: str | Term | TermList) -> str:
    return f"list '${wanted.name}'" if isinstance(wanted, TermList) else f"term '{as_term(wanted).text}'"


def _found(term: Term, text: str) -> Sequence[Match]:
    return Watcher((Watch(id="one", title="one", any=(term,)),)).matches(text)


def _mistake(sentence: Sentence, path: Path, message: str, help: str) -> Mistake:
    return Mistake(
        file=sentence.file or str(path),
        line=sentence.line,
        column=sentence.column,
        code="example",
        message=message,
        help=help,
        source=sentence.source,
    )
