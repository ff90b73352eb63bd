"""`beffroi alerts resend`: the same once more, as another message."""

import click

from workers.cli.alerts.found import found, outbox


@click.command()
@click.argument("alert")
def resend(alert: str) -> None:
    """Send an alert again on every channel that it has settled on; receivers take it for a new message.

    \b
    Example: beffroi alerts resend 5f1d
    """
    from workers.wiring import now, pipeline

    raised = found(alert)
    if not outbox().resend(raised.alert.id, now()):
        raise click.ClickException("nothing of it is settled yet: it is on its way")
    pipeline().relay.pass_on("deliver", [raised.alert.id])
    click.echo(f"{raised.alert.id}: on its way again")
