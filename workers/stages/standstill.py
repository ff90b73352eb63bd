"""Tells the desk of an index that takes nothing until a person acts: once at the start, once at the end."""

import hashlib
from datetime import datetime

from workers.news.alert import Alert

WATCH = "index-health"

_TITLES = {
    "no-access": "L'index refuse l'accès : la clé n'est plus valable ou ne suffit pas",
    "read-only": "L'index est en lecture seule",
    "disk-full": "L'index n'accepte plus rien : son disque est plein",
}


def standstill(kind: str, reason: str, now: datetime, channels: tuple[str, ...]) -> Alert:
    """Gives the alert of a standstill; those that several workers see in one hour are one alert."""
    waits = "Les articles attendent et aucun n'est perdu ; les alertes partent toujours."
    return _alert(f"{kind}\n{now:%Y-%m-%d %H}", _TITLES[kind], f"{waits} {reason}", now, channels)


def over(kind: str, since: datetime, now: datetime, channels: tuple[str, ...]) -> Alert:
    """Gives the alert of its end."""
    told = f"Les articles en attente sont indexés (« {kind} » depuis {since:%d/%m %H:%M} UTC)."
    name = f"{kind} over\n{since:%Y-%m-%d %H}"
    return _alert(name, "L'index accepte de nouveau les articles", told, now, channels)


def _alert(name: str, title: str, passage: str, now: datetime, channels: tuple[str, ...]) -> Alert:
    id = hashlib.blake2b(f"{WATCH}\n{name}".encode(), digest_size=16).hexdigest()
    return Alert(
        id=id,
        watch_id=WATCH,
        watch_title="Santé de l'index",
        severity="critical",
        article_id=id,
        title=title,
        url="",
        source="Beffroi",
        feed_id="",
        reason=name.partition("\n")[0],
        passage=passage,
        published=None,
        created=now,
        channels=channels,
    )
