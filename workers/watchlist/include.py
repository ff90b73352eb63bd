"""The files that feeds.yaml includes."""

from collections.abc import Mapping
from pathlib import Path

from workers.watchlist.entries import Read
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.source import read as read_source
from workers.watchlist.tree import Plain, compose
from workers.watchlist.variables import expand

MOST_FILES = 500
MOST_TOGETHER = 250_000  # values of all files: twenty thousand watches, five seconds of reading
LESS = (
    "watch less: lists of terms ($name) and one watch with many terms in 'any' take the place of many watches"
)
Marks = tuple[tuple[str, int, int], ...]
"""Each file with its time of change and its size."""


def included(read: Read, environ: Mapping[str, str]) -> tuple[list[Read], list[Mistake]]:
    """Gives the included files as read, in the order of their names, and what keeps some from being read.

    Raises BadWatchlist where they are too much together, as soon as they are.
    """
    reads: list[Read] = []
    mistakes: list[Mistake] = []
    values = read.root.size
    for number, pattern in enumerate(patterns(read.plain)):
        paths = matching(Path(read.source.file), pattern)
        place = read.root.at(("include", number)).place
        if not paths:
            message = f"no file is called '{pattern[:80]}'"
            mistakes.append(
                read.source.mistake(place, "not-a-file", message, "name it from this file's folder")
            )
        for path in paths[:MOST_FILES]:
            try:
                one, wrong = _read(path, environ)
            except BadWatchlist as error:
                mistakes += error.mistakes
            else:
                reads += one
                mistakes += wrong
                values += sum(each.root.size for each in one)
            if values > MOST_TOGETHER:
                message = f"the files have more than {MOST_TOGETHER} values together, with {path.name}"
                raise BadWatchlist([read.source.mistake(place, "too-large", message, LESS)])
    return reads, mistakes


def patterns(plain: Plain) -> list[str]:
    """Gives the names of included files as they stand."""
    named = plain.get("include") if isinstance(plain, dict) else None
    listed = named if isinstance(named, list) else [named]
    return [one for one in listed if isinstance(one, str) and one.strip()]


def matching(main: Path, pattern: str) -> list[Path]:
    """Gives the files that a pattern names, from the folder of the file that includes them."""
    try:
        found = sorted(main.parent.glob(pattern)) if not Path(pattern).is_absolute() else [Path(pattern)]
    except (ValueError, OSError):  # « ** » in the middle of a name, a null byte
        return []
    return [path for path in found if path.is_file() and path.resolve() != main.resolve()]


def _read(path: Path, environ: Mapping[str, str]) -> tuple[list[Read], list[Mistake]]:
    """Gives the file; nothing for one that is empty, which does no harm here."""
    source = read_source(path)
    root, twice = compose(source)
    if root is None or root.plain in (None, {}):
        return [], []
    plain, unset, missing = expand(root, source, environ)
    return [Read(source=source, root=root, plain=plain, unset=unset)], [*twice, *missing]


def marks(main: Path, includes: tuple[str, ...]) -> Marks:
    """Gives what tells a change of the file, or of those that it includes, without reading them."""
    files = [main, *(path for named in includes for path in matching(main, named))]
    return tuple(_mark(path) for path in files)


def _mark(path: Path) -> tuple[str, int, int]:
    try:
        stat = path.stat()
    except (OSError, ValueError):  # between two files of an editor; ValueError: a null byte in the name
        return str(path), 0, -1
    return str(path), stat.st_mtime_ns, stat.st_size
