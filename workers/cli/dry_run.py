"""`beffroi watch test NAME --since 14d`: what a watch would have told, from the index."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from workers.cli.shell import emit, table

if TYPE_CHECKING:
    from workers.french.lexicon import Lexicon
    from workers.news.channel import Channel
    from workers.news.forecast import Arrival, Forecast, Told
    from workers.news.watch import Watch

SAMPLES = 20
UNITS = {"d": "days", "h": "hours", "m": "minutes"}
LONGEST = timedelta(days=3660)


def span(text: str) -> timedelta:
    """Reads how far back: 14d, 12h; raises UsageError for anything else."""
    found = re.fullmatch(r"([0-9]{1,6})([dhm])", text)
    length = timedelta(**{UNITS[found[2]]: int(found[1])}) if found else timedelta(0)
    if not timedelta(0) < length <= LONGEST:
        raise click.UsageError(f"'{text}' is no time to look back: write 14d, 12h or 30m; ten years at most")
    return length


def dry_run(
    watches: Sequence["Watch"],
    since: str,
    own: "Lexicon",
    channels: Sequence["Channel"] = (),
    *,
    as_json: bool,
) -> None:
    """Tries watches on the index and prints what they would have told; `own` is the desk's lexicon.

    `channels` are those whose hours of rest, digests and throttles are reckoned with.
    """
    from workers import wiring
    from workers.arrivals import arrivals
    from workers.forecast import forecast
    from workers.news.errors import Transient

    length = span(since)
    now = wiring.now()
    try:
        found = forecast(
            watches, wiring.replay().articles(now - length, now), days=length / timedelta(days=1), own=own
        )
    except Transient as error:
        raise click.ClickException(str(error)) from error
    messages = arrivals(found.told, watches, channels)
    if as_json:
        emit(
            {
                "articles": found.articles,
                "days": found.days,
                "alerts": len(found.told),
                "told": found.told,
                "messages": messages,
            }
        )
        return
    for line in report(found):
        click.echo(line)
    _by_channel(messages, found.days)
    _tables(found)
    for line in samples(found):
        click.echo(line)


def report(found: "Forecast") -> Iterator[str]:
    """Gives the forecast in one line, or says why there is none."""
    copies = sum(one.copies for one in found.told if not one.anew)
    yield (
        f"{found.articles:,} articles in {found.days:g} days: {len(found.told)} alerts, "
        f"{len(found.told) / found.days:.1f} a day, of {copies} articles"
    )
    if anew := sum(one.anew > 0 for one in found.told):
        yield f"{anew} of them anew, of stories that enough outlets took up"
    if later := sum(one.later for one in found.told):
        yield f"{later} of them later, together in digests: the watch's throttle"
    if not found.articles:
        yield "the index has nothing of that time: is BEFFROI_STATE or ELASTICSEARCH_URL right?"


def _by_channel(messages: Sequence["Arrival"], days: float) -> None:
    """What each channel gets: an alert that several watches tell at once is one message there."""
    rows = []
    for channel in sorted({one.channel for one in messages}):
        here = [one for one in messages if one.channel == channel]
        waited = Counter(one.held for one in here if one.held)
        rows.append(
            [
                channel,
                str(len(here)),
                f"{len(here) / days:.1f}",
                str(sum(one.digest for one in here)),
                ", ".join(f"{why} {count}" for why, count in waited.most_common()),
                f"{max(one.waited for one in here) / timedelta(hours=1):.1f} h",
            ]
        )
    if rows:
        table("by channel", ("", "messages", "a day", "digests", "that waited", "longest"), rows)


def _tables(found: "Forecast") -> None:
    days = Counter(f"{one.at:%Y-%m-%d}" for one in found.told)
    most = max(days.values(), default=1)
    table(
        "a day",
        ("day", "alerts", ""),
        [[day, str(n), "▇" * round(30 * n / most)] for day, n in sorted(days.items())],
    )
    for title, counts in (
        ("by source", Counter(one.feed_id for one in found.told)),
        ("by watch", Counter(one.watch_id for one in found.told)),
        ("by term", Counter(one.term for one in found.told)),
        ("told already by", Counter(name for one in found.told for name in one.also)),
    ):
        if counts:
            table(title, ("", "alerts"), [[name, str(count)] for name, count in counts.most_common(15)])


def samples(found: "Forecast") -> Iterator[str]:
    """Gives alerts spread evenly over the time, each with its passage, the form in colour."""
    step = max(1, len(found.told) // SAMPLES)
    for one in found.told[::step][:SAMPLES]:
        yield f"\n{_when(one.at)} {one.feed_id}: {one.title}"
        yield f"  {coloured(one)}"


def coloured(told: "Told") -> str:
    """Gives the passage with the form that was found in colour."""
    form = " ".join(told.form.split())
    return told.sentence.replace(form, click.style(form, fg="yellow", bold=True), 1)


def _when(at: datetime) -> str:
    return f"{at:%d/%m %H:%M}"
