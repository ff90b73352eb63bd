"""Tells the desk of a feed in trouble: once when it begins, once when it is over."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workers.news.alert import Alert
from workers.news.feed import Feed, Visit
from workers.stages.poll.french import in_french
from workers.stages.poll.health import Trouble

WATCH = "feed-health"


def alarms(
    feed: Feed, visit: Visit, troubles: Sequence[Trouble], now: datetime, channels: tuple[str, ...]
) -> tuple[Visit, tuple[Alert, ...]]:
    """Gives the visit with its incident noted, and what the desk is to be told, if anything.

    The alert's id is made of the incident's beginning, so that a visit that is done twice tells once.
    """
    grave = next((trouble for trouble in troubles if trouble.alarming), None)
    if grave and not visit.incident:
        since = grave.since or now
        title = f"{feed.title} : {_TITLES[grave.kind]}"
        alert = _alert(feed, Incident(grave.kind, since, title, _told(grave, visit)), now, channels)
        return replace(visit, incident=grave.kind, incident_since=since), (alert,)
    if not grave and visit.incident and not visit.failures:
        since = visit.incident_since or now
        trouble = _TITLES[visit.incident]
        told = f"Le flux répond et publie de nouveau ; depuis le {since:%d/%m à %H:%M} UTC : {trouble}."
        over = Incident(f"{visit.incident} over", since, f"{feed.title} : le flux est rétabli", told)
        return replace(visit, incident="", incident_since=None), (_alert(feed, over, now, channels),)
    return visit, ()


_TITLES = {
    "gone": "le flux a disparu",
    "html": "une page HTML à la place du flux",
    "failing": "le flux ne répond plus",
    "silent": "le flux se tait",
}


def _told(trouble: Trouble, visit: Visit) -> str:
    since = f" depuis le {trouble.since:%d/%m à %H:%M} UTC" if trouble.since else ""
    match trouble.kind:
        case "gone":
            return "Le serveur répond 410 : le flux a disparu pour de bon."
        case "html":
            return f"À l’adresse du flux{since}, {in_french(visit)}."
        case "silent":
            return f"Rien de nouveau{since}, là où plusieurs articles étaient attendus."
        case _:
            return f"{visit.failures} relevés de suite ont échoué{since} : {in_french(visit)}."


@dataclass(frozen=True, slots=True)
class Incident:
    """The beginning or the end of a trouble, as the desk is told of it."""

    kind: str
    since: datetime
    title: str
    message: str


def _alert(feed: Feed, incident: Incident, now: datetime, channels: tuple[str, ...]) -> Alert:
    name = f"{WATCH}\n{feed.id}\n{incident.kind}\n{incident.since.isoformat()}"
    id = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
    return Alert(
        id=id,
        watch_id=WATCH,
        watch_title="Santé des flux",
        severity="high",
        article_id=id,
        title=incident.title,
        url=feed.url,
        source=feed.title,
        feed_id=feed.id,
        reason=incident.kind,
        passage=incident.message,
        published=None,
        created=now,
        channels=channels,
    )
