"""Draws docs/img/*.png: each view of the page over the sample feeds, once alerts have gone out."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from eventually import eventually
from page_server import Reader, free_port
from workers import wiring
from workers.addresses import EVERY_HOST
from workers.cli.snapshot import take
from workers.demo.site import DemoSite
from workers.edges.embedded_server import EmbeddedServer
from workers.services import children
from workers.settings import Settings
from workers.supervisor import Supervisor

FOLDER = Path(__file__).parents[1] / "docs" / "img"
ARTICLES = 20  # of which ten are out at the start
STOP_WITHIN = 8.0  # seconds
SHOTS = {
    "fil": ("/", 1440, 900, "light"),
    "fil-telephone": ("/", 390, 844, "dark"),
    "recherche": ("/recherche?q=armée", 1440, 900, "light"),
    "article": ("article", 1440, 900, "light"),
    "article-nuit": ("article", 1440, 900, "dark"),
    "alertes": ("/alertes", 1440, 900, "light"),
    "alertes-telephone": ("/alertes", 390, 844, "dark"),
    "veilles": ("/veilles", 1440, 900, "light"),
    "essai": ("/veilles/essai?veille=sahel", 1440, 900, "light"),
    "sources": ("/sources", 1440, 900, "light"),
    "carte": ("/carte?jours=1&role=tous", 1440, 900, "light"),
    "etat": ("/etat", 1440, 900, "light"),
}


def shoot(browser: Browser, reader: Reader) -> None:
    """Takes each picture."""
    article = reader.ask("/fil.json?q=africom").json[0]["article"]
    for name, (path, width, height, scheme) in SHOTS.items():
        with browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="fr-FR"
        ) as opened:
            page = opened.new_page()
            page.goto(reader.base + (f"/article/{article}" if path == "article" else path))
            page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    """Runs the demo's services until there is something to see, and draws it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    reader = Reader(free_port())
    with tempfile.TemporaryDirectory() as name, DemoSite() as site, sync_playwright() as playwright:
        folder = Path(name)
        settings = Settings(
            state=folder,
            config=site.watchlist(folder),
            allow_private_hosts=EVERY_HOST,
            page_port=reader.port,
        )
        wiring.use(settings)
        with EmbeddedServer(folder, settings.socket):
            supervisor = Supervisor(children(settings))
            supervisor.start()
            try:
                eventually(lambda: take(wiring.pipeline()).indexed, lambda seen: seen >= ARTICLES, within=180)
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                shoot(browser, reader)
                browser.close()
            finally:
                supervisor.stop(STOP_WITHIN)


if __name__ == "__main__":
    main()
