"""feeds.yaml as it is now: read again when it changed, and only when it has settled."""

from collections.abc import Mapping
from pathlib import Path

from workers.watchlist.include import Marks, marks
from workers.watchlist.listing import Watchlist
from workers.watchlist.load import load


class Fresh:
    """Says when the file, or one that it includes, has changed; a change is believed at the second look.

    An editor that writes in two goes is so not read in between.
    """

    def __init__(self, path: Path, environ: Mapping[str, str], known: Watchlist) -> None:
        self._path = path
        self._environ = environ
        self._includes = known.includes
        self._read = known.marks
        self._seen = self._read

    def changed(self) -> Watchlist | None:
        """Gives what the file says after a change; None where it did not change or is being written.

        Raises BadWatchlist once for each change that is wrong.
        """
        before, self._seen = self._seen, self._marks()
        if self._seen != before or self._seen == self._read:
            return None
        self._read = self._seen
        found = load(self._path, self._environ)
        self._includes = found.includes  # a new one may name files that were not looked at
        self._read = self._seen = found.marks
        return found

    def _marks(self) -> Marks:
        return marks(self._path, self._includes)
