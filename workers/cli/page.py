"""`beffroi page`: the page by itself; `beffroi up` keeps it running beside the rest."""

import click


@click.command(name="page")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default: $BEFFROI_PAGE_PORT or 8080).")
def command(port: int | None) -> None:
    """Serve the page that reads all of it in a browser, on this machine alone unless told otherwise.

    \b
    Example: beffroi page --port 8090
    """
    from workers import wiring
    from workers.cli.shell import read_watchlist
    from workers.logs import configure
    from workers.page.serving import address, serve
    from workers.settings import Settings

    settings = Settings() if port is None else Settings(page_port=port)
    configure(format=settings.log_format, level=settings.log_level)
    read_watchlist(settings.config)
    wiring.use(settings)
    click.echo(address(settings), err=True)
    serve(settings)
