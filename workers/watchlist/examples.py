"""Tries each watch on its own examples."""

from collections.abc import Iterator
from pathlib import Path

from workers.news.watch import Match
from workers.stages.match import Watcher
from workers.watchlist.listing import Examples, Sentence, Watchlist
from workers.watchlist.mistakes import Mistake


def failing(watchlist: Watchlist, path: Path) -> tuple[Mistake, ...]:
    """Gives a mistake for each sentence that a watch misses, or on which it fires though it must not."""
    watches = {watch.id: watch for watch in watchlist.watches}
    return tuple(
        mistake
        for examples in watchlist.examples
        for mistake in _tried(Watcher((watches[examples.watch_id],)), examples, path)
    )


def _tried(watcher: Watcher, examples: Examples, path: Path) -> Iterator[Mistake]:
    for sentence in examples.match:
        if not watcher.matches(sentence.text):
            message = f"watch '{examples.watch_id}' does not fire on this example"
            help = "add the form it is written in to any, or see whether none stops it"
            yield _mistake(sentence, path, message, help)
    for sentence in examples.ignore:
        if found := watcher.matches(sentence.text):
            message = f"watch '{examples.watch_id}' fires on this example"
            yield _mistake(sentence, path, message, _why(found[0]))


def _why(match: Match) -> str:
    return f"term '{match.term}' stands here as '{match.form}'; add a term to none that tells this apart"


def _mistake(sentence: Sentence, path: Path, message: str, help: str) -> Mistake:
    return Mistake(
        file=str(path),
        line=sentence.line,
        column=sentence.column,
        code="example",
        message=message,
        help=help,
        source=sentence.source,
    )
