"""Trouble: what may pass (Transient) and what will not (Permanent)."""

from datetime import timedelta


class NewsError(Exception):
    """Any trouble of the flow; its text says what to do."""


class Transient(NewsError):
    """May pass: run the step again after `after`."""

    def __init__(self, reason: str, *, after: timedelta = timedelta(seconds=10)) -> None:
        super().__init__(reason)
        self.after = after


class Busy(Transient):
    """The receiver asked for time: nothing is sent there before `after`."""


class Doubtful(Transient):
    """No answer came, so that the message may have arrived all the same."""


class BadConfiguration(NewsError):
    """The file of feeds or a setting is not right: its text has every mistake, and nothing is started."""


class Permanent(NewsError):
    """Will not pass: put aside with its reason."""


class NotAFeed(Permanent):
    """The bytes are no feed: an HTML page, an empty body, binary data; `candidates` may be."""

    def __init__(self, reason: str, *, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.candidates = candidates
