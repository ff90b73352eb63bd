"""What feeds.yaml says, as facts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workers.french.lexicon import Lexicon
from workers.news.alert import Channel
from workers.news.feed import Feed
from workers.news.watch import Watch

if TYPE_CHECKING:
    from workers.watchlist.mistakes import Mistake

NO_LEXICON = Lexicon((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the file that tries a watch; line and column count from 1."""

    text: str
    line: int
    column: int
    source: str
    """The line of the file, to be shown with a mistake."""
    file: str = ""
    """Which file, where it is one that another includes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The sentences on which a watch must fire, and those on which it must not."""

    watch_id: str
    match: tuple[Sentence, ...] = ()
    ignore: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """Everything that feeds.yaml says."""

    feeds: tuple[Feed, ...] = ()
    disabled: tuple[Feed, ...] = ()
    """Feeds with `enabled: false`: listed, never polled."""
    watches: tuple[Watch, ...] = ()
    channels: tuple[Channel, ...] = ()
    """With `log`, which is always there."""
    examples: tuple[Examples, ...] = ()
    """Those of the watches that have some."""
    desk: tuple[str, ...] = ("log",)
    """The channels of `defaults`: where alerts of no watch go."""
    timezone: str = "Europe/Paris"
    lexicon_folder: str = ""
    """Where the desk's own lexicon lies; empty: it has none."""
    lexicon: Lexicon = NO_LEXICON
    """What is in that folder."""
    page_writes: bool = False
    """Whether the page may write watches into the file."""
    includes: tuple[str, ...] = ()
    """The names of included files, as they stand."""
    marks: tuple[tuple[str, int, int], ...] = ()
    """What tells a later change of the files; empty for a text that is none."""
    warnings: "tuple[Mistake, ...]" = ()
    """What is right and yet doubtful, such as a term of two senses."""
