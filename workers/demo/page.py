"""The demo's HTML pages, with the menus and side columns that a reader must leave out."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from workers.demo.outlets import OUTLETS, Outlet
from workers.demo.story import Story

PARIS = ZoneInfo("Europe/Paris")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
MENU = ("Monde", "Afrique", "Europe", "Défense", "Économie", "Culture", "Sports")
NOTICE = "Exemple fictif : ce journal, ses articles et les faits qu'ils rapportent sont inventés."


def article_page(outlet: Outlet, story: Story, at: datetime, others: Sequence[Story]) -> str:
    """Gives an article as a newspaper shows it, with links to `others` beside it."""
    lead, *rest = story.paragraphs
    text = "".join(f"<p>{escape(part)}</p>\n" for part in rest)
    return _page(
        outlet.name,
        story.title,
        f'<article class="article">\n<header class="article__header"><h1>{escape(story.title)}</h1>\n'
        f'<p class="article__byline">Par {escape(story.author)} ({escape(story.place)})</p>\n'
        f'<time class="article__date" datetime="{at.isoformat()}">{written(at)}</time></header>\n'
        f'<div class="article__body">\n<p class="article__lead"><strong>{escape(lead)}</strong></p>\n'
        f"{text}</div>\n</article>\n"
        f'<aside class="related"><h2>À lire aussi</h2>{_links(others)}</aside>',
    )


def front_page(stories: Sequence[Story]) -> str:
    """Gives the site's front page; it announces the feeds as sites do."""
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{escape(one.name)}" href="{one.path}">'
        for one in OUTLETS
    )
    return _page("Beffroi", "Les journaux d'exemple", f"<main>{_links(stories)}</main>", head=feeds)


def written(at: datetime) -> str:
    """Gives a time as the French press writes it: « 1er mars 2026 à 9 h 05 », Paris time."""
    here = at.astimezone(PARIS)
    day = "1er" if here.day == 1 else str(here.day)
    return f"{day} {MONTHS[here.month - 1]} {here.year} à {here.hour} h {here.minute:02}"


def _page(name: str, title: str, content: str, *, head: str = "") -> str:
    menu = "".join(f'<li><a href="/rubrique/{rubric.lower()}">{rubric}</a></li>' for rubric in MENU)
    return (
        f'<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>{escape(title)} - '
        f"{escape(name)}</title>{head}</head>\n<body>\n"
        f'<header class="site"><a href="/">{escape(name)}</a>\n'
        f'<nav class="menu"><ul>{menu}</ul></nav></header>\n'
        f"{content}\n"
        f'<footer class="site"><p>{NOTICE}</p><p>Mentions légales · Contact · Abonnement</p></footer>\n'
        "</body>\n</html>\n"
    )


def _links(stories: Sequence[Story]) -> str:
    items = "".join(f'<li><a href="{one.path}">{escape(one.title)}</a></li>' for one in stories)
    return f"<ul>{items}</ul>"
