"""What is wrong in feeds.yaml, and how a person is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workers.news.errors import BadConfiguration
from workers.watchlist.listing import Watchlist

WIDTH = 100  # signs of a source line that are shown: a file of JSON may be one line
LEFT = 70  # of these, at most so many left of the mistake
MOST = 200  # mistakes printed in full; a person reads no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    code: str
    """What kind of mistake, as one word for machines: `unknown-key`, `bad-url`."""
    message: str
    help: str = ""
    """What to write instead; empty where the message says it all."""
    source: str = ""
    """The line of the file, as written there."""
    level: str = "error"
    """`error`, or `warning` for what is right and yet doubtful."""


class BadWatchlist(BadConfiguration):
    """The file has mistakes: all of them, in the order of the file; `rest` is what is right beside them."""

    def __init__(self, mistakes: Sequence[Mistake], rest: Watchlist | None = None) -> None:
        self.mistakes = in_order(mistakes)
        self.rest = rest or Watchlist()
        super().__init__(render_all(self.mistakes))


def in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """Gives mistakes as they stand in their files, the files in order of first mention."""
    found = list(mistakes)
    files = list(dict.fromkeys(one.file for one in found))
    return tuple(sorted(found, key=lambda one: (files.index(one.file), one.line, one.column)))


def render(mistake: Mistake) -> str:
    """Gives a mistake as a compiler prints it: place, text, the line with a caret, help."""
    head = _printable(f"{mistake.file}:{mistake.line}:{mistake.column}: {mistake.level}: {mistake.message}")
    lines = [head]
    if mistake.source.strip():
        shown, caret = _window(mistake.source, mistake.column - 1)
        lines += [f"{mistake.line:>5} | {shown}", f"      | {caret}^"]
    if mistake.help:
        lines.append(f"      = help: {_printable(mistake.help)}")
    return "\n".join(lines)


def render_all(mistakes: Sequence[Mistake]) -> str:
    """Gives all mistakes, one below the other, and how many they are."""
    blocks = [render(mistake) for mistake in mistakes[:MOST]]
    if (rest := len(mistakes) - MOST) > 0:
        blocks.append(f"… and {rest} more")
    if any(one.level == "error" for one in mistakes):
        blocks.append(number_of(mistakes))
    return "\n".join(blocks)


def number_of(mistakes: Sequence[Mistake]) -> str:
    """Gives how many there are, for a person."""
    return "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"


def _window(source: str, at: int) -> tuple[str, str]:
    """Gives the part of a line around a place, and the blanks that bring the caret below it."""
    start = max(0, at - LEFT) if len(source) > WIDTH else 0
    return _printable(source[start : start + WIDTH]).rstrip(), " " * (at - start)


def _printable(text: str) -> str:
    """Blanks what would move the caret or the terminal: tabs, breaks, escape sequences."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
