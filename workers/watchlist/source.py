"""The file as text, with what keeps it from being read."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from workers.watchlist.mistakes import BadWatchlist, Mistake

LARGEST = 5_000_000  # bytes; 20 000 feeds take 2 MB
BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, from 1."""

    line: int
    column: int


TOP = Place(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's name and text."""

    file: str
    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each line begins in the text."""

    @classmethod
    def of(cls, file: str, text: str) -> "Source":
        """Gives a text with its lines, broken as editors do; ruamel would also break at U+2028."""
        starts = (0, *(match.end() for match in BREAK.finditer(text)))
        return cls(file=file, text=text, lines=tuple(BREAK.split(text)), starts=starts)

    def place(self, offset: int) -> Place:
        """Gives the place of a character of the text."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def line(self, place: Place) -> str:
        """Gives the line of a place."""
        return self.lines[place.line - 1]

    def mistake(
        self, place: Place, code: str, message: str, help: str = "", *, level: str = "error"
    ) -> Mistake:
        """Gives a mistake at a place of this file."""
        return Mistake(
            file=self.file,
            line=place.line,
            column=place.column,
            code=code,
            message=message,
            help=help,
            source=self.line(place),
            level=level,
        )


def read(path: Path) -> Source:
    """Reads the file; raises BadWatchlist with one mistake where it is no readable UTF-8 text."""
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, raw, error) from error
    return Source.of(str(path), text)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _alone(path, "not-a-file", "this is a folder", f"name the file, such as {path}/feeds.yaml")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise _alone(path, "not-a-file", "there is no such file", ABSENT) from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _alone(path, "not-a-file", f"the file cannot be read: {reason}") from error
    if len(raw) > LARGEST:
        raise _alone(path, "too-large", f"the file has more than {LARGEST // 1_000_000} MB", "split it")
    return raw


ABSENT = "name another with --config FILE or BEFFROI_CONFIG, or write one: docs/configuration.md shows how"


def _alone(path: Path, code: str, message: str, help: str = "") -> BadWatchlist:
    return BadWatchlist(
        [Mistake(file=str(path), line=1, column=1, code=code, message=message, help=help)],
    )


def _not_utf8(path: Path, raw: bytes, error: UnicodeDecodeError) -> BadWatchlist:
    before = raw[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
    mistake = Mistake(
        file=str(path), line=line, column=column, code="not-utf8", message=message, help="save it as UTF-8"
    )
    return BadWatchlist([mistake])
