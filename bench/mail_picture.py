"""Draws docs/img/alerte-mail.png: an alert as a mail program shows it, on a desk and on a phone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from workers.news.alert import Alert, Condition, Fired, Story
from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.links import links
from workers.stages.render import mail

FOLDER = Path(__file__).parents[1] / "docs" / "img"
CHROMIUM = "/usr/bin/chromium"  # Debian's package
SIZES = {"alerte-mail": (680, 2), "alerte-mail-telephone": (390, 2)}
"""Pictures by name: the width of the window, in CSS pixels, and pixels of the picture for each."""
AT = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
PASSAGE = (
    "Le chef de l'Africom, arrivé lundi à Rabat, a évoqué avec l'état-major marocain le matériel destiné "
    "à l'exercice du printemps."
)


def notice() -> Notice:
    """Gives an alert as a desk gets one, of an article that nobody wrote."""
    alert = Alert(
        id="5f1d" * 8,
        watch_id="africom",
        watch_title="Africom",
        severity="high",
        article_id="a1",
        title="Le commandement américain pour l'Afrique prépare son exercice du printemps",
        url="https://journal.example/rabat",
        source="Journal du matin",
        feed_id="matin",
        reason="Africom (Africom)",
        passage=PASSAGE,
        published=AT - timedelta(minutes=3),
        created=AT,
        channels=("bureau",),
        seen=AT - timedelta(seconds=2),
        marks=((PASSAGE.index("Africom"), PASSAGE.index("Africom") + len("Africom")),),
        fired=(Fired(term="Africom", forms=("Africom",)),),
        conditions=(
            Condition(kind="any", terms=("Africom",), met=("Africom",)),
            Condition(kind="country", terms=("MA", "DZ"), detail="place", met=("Maroc",)),
            Condition(kind="none", terms=("football",)),
        ),
        agencies=("AFP",),
        countries=("Maroc", "États-Unis"),
        places=("Rabat",),
        story=Story(id="s1", outlets=4, first_outlet="Dépêches du Maghreb"),
    )
    signed = links(alert, page="https://veille.example.org", key=b"a key for a picture")
    return Notice(id="9c4a" * 8, alerts=(alert,), links=(signed,), sent=AT + timedelta(seconds=1))


def page() -> str:
    """Gives the HTML part of the e-mail."""
    channel = Channel(
        id="bureau",
        kind="mail",
        url="smtp://mail.example.org",
        sender="Beffroi <veille@example.org>",
        to=("desk@example.org",),
    )
    part = mail(notice(), channel).get_body(("html",))
    return str(part.get_content()) if part else ""


def draw(browser: Browser, name: str, width: int, scale: int) -> None:
    """Draws the page at a width, as high as it is."""
    tab = browser.new_page(viewport={"width": width, "height": 300}, device_scale_factor=scale)
    tab.set_content(page())
    tab.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    tab.close()


def main() -> None:
    """Draws all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (width, scale) in SIZES.items():
            draw(browser, name, width, scale)
        browser.close()


if __name__ == "__main__":
    main()
