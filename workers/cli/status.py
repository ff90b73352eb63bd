"""`beffroi status`: one look at everything."""

import click

from workers.cli.shell import emit, json_option, table
from workers.cli.snapshot import State

WAITING = ("pending", "sending", "joined")


@click.command(name="status")
@json_option
def command(*, as_json: bool) -> None:
    """Say what is due, underway, failing and indexed.

    \b
    Example: beffroi status --json
    """
    from workers.cli.snapshot import take
    from workers.wiring import pipeline

    state = take(pipeline())
    if as_json:
        emit(as_contract(state))
        return
    click.echo(f"feeds: {state.feeds} watched, {state.due} due, {len(state.failing)} failing")
    click.echo("queues: " + ", ".join(f"{name} {waiting}" for name, waiting in state.backlog.items()))
    click.echo(f"index: {state.indexed} articles; dead letters: {state.dead}")
    for spread in state.spreads:
        half, most = spread.half.total_seconds(), spread.most.total_seconds()
        click.echo(f"alerts, {spread.stage}: half within {half:.1f} s, 95 in 100 within {most:.1f} s")
    if state.paused:
        click.echo("channels in trouble: " + ", ".join(state.paused))
    rows = [
        [feed.id, visit.reason or "", str(visit.failures), str(due or "")[:19]]
        for feed, visit, due in state.failing
    ]
    if rows:
        table("failing feeds", ("feed", "reason", "failures", "next visit"), rows)


def as_contract(state: State) -> dict[str, object]:
    """Gives the state as JSON."""
    pending = sum(any(d.state in WAITING for d in raised.deliveries) for raised in state.alerts)
    return {
        "at": state.at,
        "feeds": {
            "watched": state.feeds,
            "due": state.due,
            "polled": state.polled,
            "failing": [
                {"id": feed.id, "reason": visit.reason, "failures": visit.failures, "next": due}
                for feed, visit, due in state.failing
            ],
        },
        "queues": dict(state.backlog),
        "counts": dict(state.counts),
        "alerts_pending": pending,
        "alert_seconds": {
            one.stage: {"p50": one.half.total_seconds(), "p95": one.most.total_seconds()}
            for one in state.spreads
        },
        "channels_paused": state.paused,
        "dead_letters": state.dead,
        "indexed": state.indexed,
    }
