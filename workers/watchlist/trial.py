"""A watch tried as if it stood in feeds.yaml: with the file's lists, channels and defaults, never in it."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ruamel.yaml.error import YAMLError

from workers.news.watch import Watch
from workers.watchlist.edit import with_watch, without_watches, written_watch
from workers.watchlist.keep import change
from workers.watchlist.listing import Watchlist
from workers.watchlist.load import loaded
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.source import TOP, Source, read
from workers.watchlist.tree import compose

LONGEST = 20_000  # signs of a text that is tried
TRIED = "essai"
"""The id of a query that is tried."""
OWN = "the file has mistakes of its own: see `beffroi config check`"
_LINE = re.compile(r"(?P<before>line |it stands on line )(?P<line>\d+)(?P<after>.* already)")
_KEY = re.compile(r"\s*watches:[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Written:
    """Watches as a person writes them, laid out as the list in the file is."""

    lines: tuple[str, ...]
    left: int
    """How many more signs stand left of each line than the person wrote; fewer where negative."""
    above: int = 0
    """Lines that the person wrote above the first."""

    @property
    def text(self) -> str:
        """The lines as a block of the file."""
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class WatchFile:
    """The file in which watches are tried, and where one may be written."""

    path: Path
    environ: Mapping[str, str]

    def tried(self, text: str) -> tuple[Watch, ...]:
        """Gives the watches that a text asks for; raises BadWatchlist, its mistakes placed in the text."""
        return self._tried(laid_out(text))

    def query(self, text: str) -> Watch:
        """Gives a watch of one query; raises BadWatchlist, its mistakes placed in the text."""
        (watch,) = self._tried(as_query(text))
        return watch

    def written(self, watch_id: str) -> str:
        """Gives a watch as the file has it; empty where it does not stand there."""
        return written_watch(read(self.path), watch_id)

    def write(self, text: str) -> Watchlist:
        """Writes one watch into the file, over that of the same id where one stands there.

        Raises as `tried` does, or BadConfiguration where the file changed meanwhile; then it is as it was.
        """
        given = laid_out(text)
        watches = self._tried(given)
        if len(watches) != 1:
            raise _alone("write one watch at a time")
        return change(self.path, self.environ, lambda source: with_watch(source, watches[0].id, given.lines))

    def _tried(self, given: Written) -> tuple[Watch, ...]:
        _check_yaml(given)
        try:
            source, begin = without_watches(read(self.path), given.text)
        except YAMLError as error:
            raise _alone(OWN) from error
        number = sum(line.startswith("-") for line in given.lines)  # entries; the file's own come first
        try:
            return loaded(source, self.environ).watches[:number]
        except BadWatchlist as error:
            here = range(begin, begin + len(given.lines))
            own = [one for one in error.mistakes if one.file == source.file and one.line in here]
            if own:
                raise BadWatchlist([_placed(one, given, begin) for one in own]) from error
            if len(right := error.rest.watches[:number]) == number:
                return right  # what is wrong elsewhere in the file is told elsewhere
            raise _alone(OWN) from error


def laid_out(text: str) -> Written:
    """Gives watches as list entries at the left edge; raises BadWatchlist for a text of none."""
    text = text.replace("\r\n", "\n").replace("\t", "  ")[:LONGEST]
    above = 0
    if key := _KEY.match(text):
        above, text = text[: key.end()].count("\n"), text[key.end() :]
    first = next(
        (line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), ""
    )
    if not first:
        raise _alone("there is no watch here")
    indent = len(first) - len(first.lstrip())
    lines = [line.removeprefix(" " * indent) for line in text.rstrip().split("\n")]
    if first.lstrip().startswith("-"):
        return Written(tuple(lines), -indent, above)
    listed = _listed(lines)
    return Written(tuple(listed), 2 - indent, above)


def _listed(lines: Sequence[str]) -> list[str]:
    begun = False
    out = []
    for line in lines:
        content = bool(line.strip()) and not line.startswith("#")
        out.append(("- " if content and not begun else "  ") + line)
        begun = begun or content
    return out


def as_query(text: str) -> Written:
    """Gives a watch of one query, the query on a line of its own so that its signs keep their places."""
    line = " ".join(text[:LONGEST].split("\n")).rstrip()
    if not line.strip():
        raise _alone("the query is empty")
    head = (f"- id: {TRIED}", "  query: |2-")
    return Written((*head, f"    {line}"), 4, -len(head))


def yaml_of(text: str, watch_id: str) -> str:
    """Gives a query as an entry to paste below `watches:`."""
    quoted = "'" + " ".join(text.split()).replace("'", "''") + "'"
    return textwrap.dedent(f"""\
        - id: {watch_id}
          query: {quoted}
        """)


def _check_yaml(given: Written) -> None:
    """By themselves first: a bracket left open is told here, and not where the rest of the file begins."""
    try:
        compose(Source.of("", given.text))
    except BadWatchlist as error:
        raise BadWatchlist([_placed(one, given, 1) for one in error.mistakes]) from error


def _placed(mistake: Mistake, given: Written, begin: int) -> Mistake:
    """The same mistake where the person wrote it."""
    line = mistake.line - begin + 1
    mistake = replace(mistake, help=_help_placed(mistake.help, given, begin))
    if line > len(given.lines):  # a bracket left open: at the end of what was written
        last = given.lines[-1]
        place, source = len(given.lines) + given.above, last[max(0, given.left) :]
        return replace(mistake, file="", line=place, column=len(last) - given.left + 1, source=source)
    source = mistake.source[max(0, given.left) :] if given.left > 0 else " " * -given.left + mistake.source
    return replace(
        mistake,
        file="",
        line=max(1, line + given.above),
        column=max(1, mistake.column - given.left),
        source=source,
    )


def _help_placed(help: str, given: Written, begin: int) -> str:
    """The same help, the line that it names counted in what the person wrote; other lines as they are."""
    named = _LINE.fullmatch(help)
    if not named or not 0 <= int(named["line"]) - begin < len(given.lines):
        return help
    return f"{named['before']}{int(named['line']) - begin + 1 + given.above}{named['after']}"


def _alone(message: str) -> BadWatchlist:
    return BadWatchlist([Source.of("", "").mistake(TOP, "empty", message)])
