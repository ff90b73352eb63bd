"""A newsroom whose deliveries are looked at."""

from datetime import timedelta

from facts import alert
from newsroom import WATCHES, Newsroom
from workers.news.calm import Calm, Urgency
from workers.news.channel import Channel
from workers.news.watch import Watch

HOUR = timedelta(hours=1)


def room(calm: Calm | None = None, *, urgency: Urgency | None = None, desk=()) -> Newsroom:
    channels = (Channel(id="desk", kind="memory", calm=calm or Calm()), Channel(id="chef", kind="memory"))
    watches = (
        Watch(id="mali", title="Mali", any=("Mali",), channels=("desk",), urgency=urgency or Urgency()),
    )
    return Newsroom(channels=channels, watches=(*watches, WATCHES[1]), desk=desk)


def tell(here: Newsroom, *names: str, **other) -> None:
    """Raises alerts and tells what is due."""
    for name in names:
        here.outbox.put(alert(name, **{"article_id": name, "created": here.now_is[0]} | other))
    here.tick("sweep")
    here.work()


def forms(here: Newsroom) -> list[tuple[str, int]]:
    return [(notice.form, len(notice.alerts)) for notice in here.courier.notices]
