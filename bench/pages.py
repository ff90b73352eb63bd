"""Article pages of the size and shape of the press's, made from the demo's own paragraphs."""

import random
from html import escape
from importlib.resources import files

PARAGRAPHS = 9  # about 2.5 KB of text, as the median article of the press has
RUBRICS = ("International", "Afrique", "Europe", "Défense", "Économie", "Culture", "Sport", "Sciences")


def paragraphs() -> list[str]:
    """Gives every paragraph of the demo's articles."""
    texts = [one.read_text("utf-8") for one in files("workers.demo").joinpath("articles").iterdir()]
    parts = [part.strip() for text in texts for part in text.split("\n\n")[1:]]
    return sorted(part.replace("\n", " ") for part in parts if len(part) > 120)


def pages(count: int) -> list[tuple[str, bytes]]:
    """Gives `count` different pages, each with its title; the same at every call."""
    rng = random.Random(1)  # noqa: S311 - the same pages in every run
    known = paragraphs()
    return [_page(number, rng.sample(known, PARAGRAPHS)) for number in range(count)]


def _page(number: int, body: list[str]) -> tuple[str, bytes]:
    title = f"{body[0].split('.')[0][:80]} (dépêche {number})"
    menu = "".join(
        f'<li class="nav__item"><a class="nav__link" href="/{rubric.lower()}/{n}">{rubric} {n}</a></li>'
        for rubric in RUBRICS
        for n in range(20)
    )
    text = "".join(f'<p class="article__paragraph">{escape(part)}</p>' for part in body)
    page = (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<script>window.mesure = {list(range(1500))};</script></head><body>"
        f'<header><nav><ul>{menu}</ul></nav></header><main><article class="article">'
        f"<h1>{escape(title)}</h1>{text}</article><aside><h2>À lire aussi</h2><ul>{menu}</ul></aside></main>"
        "<footer>Mentions légales. Contact.</footer></body></html>"
    )
    return title, page.encode()
