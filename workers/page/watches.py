"""The watches: how much each tells, how right it is, when it told last."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.news.alert import Alert
from workers.news.watch import Watch
from workers.page.formats import as_csv, as_json
from workers.page.kept import Kept
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.sparks import Spark, spark
from workers.page.world import World
from workers.stages.feedback import Standing, standings
from workers.stages.render.times import zone

DAYS = 14
LOOKED_AT = 5000  # the newest alerts; reading them takes some 200 ms
KEPT_FOR = timedelta(seconds=30)
GRAVITIES = {"low": "gravité faible", "high": "gravité élevée", "critical": "gravité critique"}
COLUMNS = (
    "id",
    "title",
    "severity",
    "channels",
    "a_day",
    "alerts",
    "precision",
    "low",
    "high",
    "votes",
    "last",
    "muted_until",
    "days",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """A watch as the list shows it."""

    watch: Watch
    days: tuple[int, ...]
    """Alerts on each of the last 14 days of the desk's calendar, the oldest first."""
    standing: Standing | None
    """None where it never told anything."""
    last: Alert | None
    muted_until: datetime | None

    @property
    def spark(self) -> Spark:
        """The same days as a picture."""
        return spark(self.days)

    @property
    def a_day(self) -> float:
        """Alerts a day over these days."""
        return sum(self.days) / len(self.days)


def routes(world: World, door: Door) -> list[Route]:
    """Gives the list as a page, JSON and CSV."""
    del door
    watches = _Watches(world)
    return [
        Route("/veilles", watches.page),
        Route("/veilles.json", watches.json),
        Route("/veilles.csv", watches.csv),
    ]


class _Watches:
    def __init__(self, world: World) -> None:
        self._world = world
        self._alerts: Kept[list[Alert]] = Kept(world.now, KEPT_FOR)

    def page(self, request: Request) -> Response:
        """Gives the page."""
        values = {"lines": self._lines(), "gravities": GRAVITIES}
        return page(request, self._world, "watches.html", values)

    def json(self, request: Request) -> Response:
        """Gives the same list as JSON."""
        del request
        return as_json([_facts(one) for one in self._lines()])

    def csv(self, request: Request) -> Response:
        """Gives the same list as CSV."""
        del request
        return as_csv([_facts(one) for one in self._lines()], COLUMNS)

    def _lines(self) -> list[WatchLine]:
        world, now, alerts = self._world, self._world.now(), self._newest()
        judged = {one.watch_id: one for one in standings(alerts, world.votes.votes(), now)}
        mutes = world.remarks.mutes(now)
        by_watch: dict[str, list[Alert]] = {}
        for alert in alerts:
            by_watch.setdefault(alert.watch_id, []).append(alert)
        listed = world.watchlist()
        return [
            _line(watch, by_watch.get(watch.id, []), judged, mutes, now, listed.timezone)
            for watch in listed.watches
        ]

    def _newest(self) -> list[Alert]:
        """The newest alerts, read again after half a minute: alerts do not change, only more come."""
        outbox = self._world.outbox
        return self._alerts.get("", lambda: [one.alert for one in outbox.alerts(most=LOOKED_AT)])


def _line(
    watch: Watch,
    alerts: Sequence[Alert],
    judged: Mapping[str, Standing],
    mutes: Mapping[str, datetime],
    now: datetime,
    timezone: str,
) -> WatchLine:
    return WatchLine(
        watch=watch,
        days=per_day([alert.created for alert in alerts], now, timezone),
        standing=judged.get(watch.id),
        last=alerts[0] if alerts else None,
        muted_until=mutes.get(f"watch:{watch.id}"),
    )


def per_day(times: Sequence[datetime], now: datetime, timezone: str, days: int = DAYS) -> tuple[int, ...]:
    """Gives how many fall on each of the last days of the desk's calendar, the oldest first, today last."""
    today = now.astimezone(zone(timezone)).date()
    counted = Counter((today - at.astimezone(zone(timezone)).date()).days for at in times)
    return tuple(counted[ago] for ago in range(days - 1, -1, -1))


def _facts(one: WatchLine) -> dict[str, object]:
    standing = one.standing
    return {
        "id": one.watch.id,
        "title": one.watch.title,
        "severity": one.watch.severity,
        "channels": list(one.watch.channels),
        "a_day": round(one.a_day, 2),
        "alerts": standing.alerts if standing else 0,
        "precision": standing.precision if standing else None,
        "low": standing.interval[0] if standing else None,
        "high": standing.interval[1] if standing else None,
        "votes": sum(standing.votes.values()) if standing else 0,
        "last": one.last.created.isoformat() if one.last else None,
        "muted_until": one.muted_until.isoformat() if one.muted_until else None,
        "days": list(one.days),
    }
