"""From votes on alerts to how good each watch is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from workers.news.alert import Alert
from workers.news.vote import DULL, FALSE, TRUE, Vote

Z = 1.96  # 95 of 100 intervals hold the true share
_TERM = re.compile(r"(?:^|; )(.+?) \([^()]*\)(?=;|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a watch does: `precision` is the share of true ones among those voted true or false."""

    watch_id: str
    alerts: int
    votes: Mapping[str, int]
    precision: float | None
    """None where nobody voted."""
    interval: tuple[float, float]
    """Wilson's, of 95 %: wide where votes are few."""
    a_day: float
    noise_a_day: float
    """Alerts a day that are false or dull, as far as votes tell."""
    worst_term: str
    worst_source: str
    """Behind most false ones; empty where there are none."""


def wilson(true: int, all: int) -> tuple[float, float]:
    """Gives Wilson's interval of a share; (0, 1) for no vote at all."""
    if not all:
        return 0.0, 1.0
    share, z2 = true / all, Z * Z
    centre = share + z2 / (2 * all)
    spread = Z * sqrt(share * (1 - share) / all + z2 / (4 * all * all))
    # Held by the share: rounding would put the end of 0 of 461 above nought.
    low, high = (centre - spread) / (1 + z2 / all), (centre + spread) / (1 + z2 / all)
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def standings(alerts: Iterable[Alert], votes: Iterable[Vote], now: datetime) -> tuple[Standing, ...]:
    """Gives a standing for each watch that alerted, the noisiest first."""
    verdicts = {vote.alert_id: vote.verdict for vote in votes}
    by_watch: dict[str, list[Alert]] = {}
    for alert in alerts:
        by_watch.setdefault(alert.watch_id, []).append(alert)
    found = (_standing(name, listed, verdicts, now) for name, listed in by_watch.items())
    return tuple(sorted(found, key=lambda one: (-one.noise_a_day, one.watch_id)))


def terms(reason: str) -> tuple[str, ...]:
    """Gives the terms that an alert's reason names, as in « Sahel (Sahel, SAHEL); Mali (Mali) »."""
    return tuple(_TERM.findall(reason))


def _standing(name: str, alerts: list[Alert], verdicts: Mapping[str, str], now: datetime) -> Standing:
    counts = Counter(verdicts[one.id] for one in alerts if one.id in verdicts)
    false = [one for one in alerts if verdicts.get(one.id) == FALSE]
    judged = counts[TRUE] + counts[FALSE]
    days = max(1.0, (now - min(one.created for one in alerts)) / timedelta(days=1))
    noisy = (counts[FALSE] + counts[DULL]) / counts.total() if counts else 0.0
    return Standing(
        watch_id=name,
        alerts=len(alerts),
        votes=dict(counts),
        precision=counts[TRUE] / judged if judged else None,
        interval=wilson(counts[TRUE], judged),
        a_day=len(alerts) / days,
        noise_a_day=len(alerts) / days * noisy,
        worst_term=_most(term for one in false for term in terms(one.reason)),
        worst_source=_most(one.feed_id for one in false),
    )


def _most(names: Iterable[str]) -> str:
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else ""
