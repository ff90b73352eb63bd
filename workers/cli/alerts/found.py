"""An alert by its id, or the first signs of it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workers.edges.redis.outbox import RedisOutbox
    from workers.news.alert import Raised

WHOLE = 32  # signs of an id
LOOKED_AT = 100_000  # the newest alerts, among which a shortened id is looked for


def outbox() -> "RedisOutbox":
    """Gives the outbox; what it is asked raises Transient where the server is out of reach."""
    from workers.edges.redis.outbox import RedisOutbox
    from workers.wiring import store

    return RedisOutbox(store())


def found(text: str) -> "Raised":
    """Gives the one alert whose id begins so; raises UsageError for none and for several."""
    box = outbox()
    if len(text) >= WHOLE:
        raised = box.raised(text)
        matching = [raised] if raised else []
    else:
        matching = [one for one in box.alerts(most=LOOKED_AT) if one.alert.id.startswith(text)]
    if len(matching) != 1:
        said = "no alert has" if not matching else f"{len(matching)} alerts have"
        raise click.UsageError(f"{said} an id that begins with '{text}'; see `beffroi alerts list --json`")
    return matching[0]
