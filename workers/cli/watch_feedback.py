"""`beffroi watch stats` and `watch suggest`: what votes say of watches."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.dry_run import span
from workers.cli.shell import config_option, emit, json_option, read_watchlist, table

if TYPE_CHECKING:
    from workers.news.alert import Alert
    from workers.news.vote import Vote

MOST = 100_000


@click.command()
@json_option
def stats(*, as_json: bool) -> None:
    """Show how precise each watch is by the votes on its alerts, and what is behind its false ones.

    \b
    Example: beffroi watch stats
    """
    from workers import wiring
    from workers.stages.feedback import standings

    alerts, votes = _kept()
    found = standings(alerts, votes, wiring.now())
    if as_json:
        emit(found)
        return
    rows = [
        [
            one.watch_id,
            str(one.alerts),
            " ".join(f"{count} {verdict}" for verdict, count in one.votes.items()) or "–",
            "–" if one.precision is None else f"{one.precision:.2f}",
            f"{one.interval[0]:.2f}-{one.interval[1]:.2f}",
            f"{one.a_day:.1f}",
            f"{one.noise_a_day:.1f}",
            one.worst_term,
            one.worst_source,
        ]
        for one in found
    ]
    columns = (
        "watch",
        "alerts",
        "votes",
        "precision",
        "95 %",
        "a day",
        "noise a day",
        "worst term",
        "worst source",
    )
    table(f"{len(found)} watches", columns, rows)


@click.command()
@click.argument("name")
@click.option("--since", default="90d", show_default=True, help="How far back in the index: 90d.")
@config_option
@json_option
def suggest(name: str, since: str, config: Path | None, *, as_json: bool) -> None:
    """Propose words to exclude from a watch, with what each would have done to its past alerts.

    None is proposed that would have cost an alert voted true.

    \b
    Example: beffroi watch suggest africom
    """
    from workers import wiring
    from workers.cli.watch import named
    from workers.suggest import suggestions

    listed = read_watchlist(config)
    watch = named(listed, name)
    alerts, votes = _kept()
    by_alert = {vote.alert_id: vote.verdict for vote in votes}
    verdicts = {
        one.article_id: by_alert[one.id] for one in alerts if one.watch_id == name and one.id in by_alert
    }
    now = wiring.now()
    length: timedelta = span(since)
    found = suggestions(watch, wiring.replay().articles(now - length, now), verdicts, listed.lexicon)
    if as_json:
        emit(found)
        return
    if not found:
        click.echo("no word keeps a false alert away without costing a true one; vote on more alerts")
        return
    rows = [[f"none: [{one.term}]", str(one.false), str(one.others)] for one in found]
    table(f"exclusions for {name}", ("add", "false ones fewer", "others fewer"), rows)


def _kept() -> "tuple[list[Alert], list[Vote]]":
    from workers import wiring
    from workers.edges.redis.outbox import RedisOutbox
    from workers.edges.redis.votes import RedisVotes

    client = wiring.store()
    return [one.alert for one in RedisOutbox(client).alerts(most=MOST)], RedisVotes(client).votes()
