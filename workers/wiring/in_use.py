"""The clock and the settings of this process."""

from datetime import UTC, datetime
from functools import cache

from workers.settings import Settings

_told: list[Settings] = []


def now() -> datetime:
    """Gives the time, aware, UTC: the one clock."""
    return datetime.now(UTC)  # noqa: TID251


@cache
def settings() -> Settings:
    """Gives the settings of this process: those it was told to use, else the environment's."""
    return _told[-1] if _told else Settings()


def prefer(chosen: Settings) -> None:
    """Puts settings in the place of the environment's."""
    _told.append(chosen)
    settings.cache_clear()
