"""Text that is no YAML: what the parser says, at its place."""

import re
import sys

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from workers.watchlist.mistakes import Mistake
from workers.watchlist.source import TOP, Source

ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")


def misformed(source: Source, error: MarkedYAMLError) -> Mistake:
    """Gives what the parser could not take."""
    mark = error.problem_mark or error.context_mark
    place = source.place(mark.index) if mark else TOP
    what = " ".join(str(part) for part in (error.context, error.problem) if part)
    line = source.line(place)
    help = "indent with blanks, not with tabs" if "\t" in line[: place.column] else ""
    return source.mistake(place, "not-yaml", f"this is no YAML: {what}", help)


def unprintable(source: Source, error: ReaderError) -> Mistake:
    """Gives the control character on which the reader stopped."""
    message = "this is no YAML: a character that no text file holds"
    return source.mistake(source.place(error.position), "not-yaml", message, "delete it")


def no_character(source: Source) -> Mistake:
    """Gives the escape past the last character of Unicode: ruamel leaves that check to chr()."""
    beyond = (match.start() for match in ESCAPE.finditer(source.text) if int(match[1], 16) > sys.maxunicode)
    message = "this is no YAML: an escape that stands for no character"
    return source.mistake(source.place(next(beyond, 0)), "not-yaml", message)
