"""When an attempt is made again, and when a channel is left alone for a while."""

from datetime import timedelta

MOST_ATTEMPTS = 20  # with the waits below: a channel may be down for half a day
LONGEST_WAIT = timedelta(hours=1)
SPREAD = 0.2  # of a wait: what failed together does not come back together
PATIENCE = 3  # failures in a row, after which a channel is tried with one message at a time
LONGEST_PAUSE = timedelta(minutes=5)  # a channel that is back is noticed within that time


def next_attempt(attempts: int, after: timedelta, jitter: float) -> timedelta | None:
    """Gives how long to wait after the attempt number `attempts` failed; None when it is time to give up.

    Doubles from what the channel asked for, up to an hour; `jitter` is between -1 and 1. It is never
    less than was asked for.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    doubled = max(after, min(after * (1 << min(attempts - 1, 10)), LONGEST_WAIT))
    return max(after, doubled * (1 + SPREAD * jitter))


def pause(failures: int, after: timedelta, jitter: float) -> timedelta | None:
    """Gives how long to leave a channel alone after so many failures in a row; None for few."""
    if failures < PATIENCE:
        return None
    doubled = min(after * (1 << min(failures - PATIENCE, 10)), LONGEST_PAUSE)
    return max(after, doubled * (1 + SPREAD * jitter))
