"""Draws docs/screen.svg: the live screen over the sample feeds, as it stands when alerts have gone out."""

import tempfile
from pathlib import Path

from eventually import eventually
from workers import wiring
from workers.addresses import EVERY_HOST
from workers.cli.screen import picture
from workers.cli.snapshot import take
from workers.demo.site import DemoSite
from workers.edges.embedded_server import EmbeddedServer
from workers.services import children
from workers.settings import Settings
from workers.supervisor import Supervisor

PICTURE = Path(__file__).parents[1] / "docs" / "screen.svg"
ARTICLES = 14  # the ten of the start and some that came out meanwhile
STOP_WITHIN = 8.0  # seconds


def main() -> None:
    """Runs the demo's services until there is something to see, and draws it."""
    with tempfile.TemporaryDirectory() as name, DemoSite() as site:
        folder = Path(name)
        settings = Settings(state=folder, config=site.watchlist(folder), allow_private_hosts=EVERY_HOST)
        wiring.use(settings)
        with EmbeddedServer(folder, settings.socket):
            supervisor = Supervisor(children(settings))
            supervisor.start()
            try:
                state = eventually(
                    lambda: take(wiring.pipeline()), lambda seen: seen.indexed >= ARTICLES, within=120
                )
                picture(state, supervisor.states(), PICTURE)
            finally:
                supervisor.stop(STOP_WITHIN)


if __name__ == "__main__":
    main()
