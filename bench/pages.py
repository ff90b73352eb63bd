"""Article pages of the size and shape of the press's, made from the demo's own sentences.

No paragraph comes twice: what is remembered of paragraphs must not help.
"""

import random
import re
from html import escape
from importlib.resources import files

PARAGRAPHS = 7  # about 2.5 KB of text, as the median article of the press has
RUBRICS = ("International", "Afrique", "Europe", "Défense", "Économie", "Culture", "Sport", "Sciences")


SENTENCES = 3  # of a paragraph


def sentences() -> list[str]:
    """Gives every sentence of the demo's articles."""
    found = (one for part in paragraphs() for one in re.split(r"(?<=[a-zé»]\.) +", part))
    return sorted({one for one in found if len(one) > 60})


def paragraphs() -> list[str]:
    """Gives every paragraph of the demo's articles."""
    written = [one.read_text("utf-8") for one in files("workers.demo").joinpath("articles").iterdir()]
    parts = [part.strip() for text in written for part in text.split("\n\n")[1:]]
    return sorted(part.replace("\n", " ") for part in parts if len(part) > 120)


def texts(count: int) -> list[str]:
    """Gives `count` different texts of paragraphs, their titles first; the same at every call."""
    return ["\n\n".join((title, *parts)) for title, parts in _articles(count)]


def pages(count: int) -> list[tuple[str, bytes]]:
    """Gives `count` different pages, each with its title; the same at every call."""
    return [_page(title, body) for title, body in _articles(count)]


def _articles(count: int) -> list[tuple[str, list[str]]]:
    rng = random.Random(1)  # noqa: S311 - the same pages in every run
    known = sentences()
    bodies = ([" ".join(rng.sample(known, SENTENCES)) for _ in range(PARAGRAPHS)] for _ in range(count))
    return [(f"{body[0].split('.')[0][:80]} (dépêche {number})", body) for number, body in enumerate(bodies)]


def _page(title: str, body: list[str]) -> tuple[str, bytes]:
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
