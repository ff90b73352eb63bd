"""The demo's invented outlets and their feeds: RSS 2.0, RSS with the full text, Atom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from workers.demo.story import Story

Dated = Sequence[tuple[Story, datetime]]
"""Articles and when they came out, the newest first."""

RSS_TYPE = "application/rss+xml; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented newspaper or review."""

    id: str
    name: str
    motto: str
    content_type: str
    feed: Callable[["Outlet", str, Dated], str]

    @property
    def path(self) -> str:
        """Where its feed is on the site."""
        return f"/flux/{self.id}.xml"


def rss(outlet: Outlet, site: str, dated: Dated) -> str:
    """Gives RSS 2.0 with a lead an item, as most of the press has it."""
    return _rss(outlet, site, "".join(_item(site, story, at, "") for story, at in dated))


def full_rss(outlet: Outlet, site: str, dated: Dated) -> str:
    """Gives RSS 2.0 whose items hold the whole text in content:encoded."""
    return _rss(outlet, site, "".join(_item(site, story, at, _content(story)) for story, at in dated))


def atom(outlet: Outlet, site: str, dated: Dated) -> str:
    """Gives Atom 1.0; `updated` is the newest article's, so that a feed without news stays the same."""
    updated = f"<updated>{dated[0][1].isoformat()}</updated>" if dated else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">'
        f"<title>{escape(outlet.name)}</title><subtitle>{escape(outlet.motto)}</subtitle>"
        f'<id>{site}/{outlet.id}</id><link rel="alternate" href="{site}/"/>'
        f'<link rel="self" href="{site}{outlet.path}"/>{updated}'
        f"{''.join(_atom_entry(site, story, at) for story, at in dated)}</feed>\n"
    )


def _rss(outlet: Outlet, site: str, items: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{escape(outlet.name)}</title><link>{site}/</link><language>fr</language>"
        f"<description>{escape(outlet.motto)}</description>{items}</channel></rss>\n"
    )


def _item(site: str, story: Story, at: datetime, content: str) -> str:
    return (
        f"<item><title>{escape(story.title)}</title><link>{site}{story.path}</link>"
        f'<guid isPermaLink="false">{story.outlet}/{story.slug}</guid>'
        f"<pubDate>{format_datetime(at)}</pubDate><dc:creator>{escape(story.author)}</dc:creator>"
        f"<description>{escape(story.paragraphs[0])}</description>{content}</item>"
    )


def _content(story: Story) -> str:
    html = "".join(f"<p>{escape(part)}</p>" for part in story.paragraphs)
    return f"<content:encoded><![CDATA[{html}]]></content:encoded>"


def _atom_entry(site: str, story: Story, at: datetime) -> str:
    return (
        f'<entry><title>{escape(story.title)}</title><link href="{site}{story.path}"/>'
        f"<id>{site}{story.path}</id><published>{at.isoformat()}</published>"
        f"<updated>{at.isoformat()}</updated><author><name>{escape(story.author)}</name></author>"
        f'<summary type="text">{escape(story.paragraphs[0])}</summary></entry>'
    )


OUTLETS = (
    Outlet(id="le-fanal", name="Le Fanal", motto="Quotidien fictif", content_type=RSS_TYPE, feed=rss),
    Outlet(
        id="deux-rives",
        name="La Gazette des deux rives",
        motto="Méditerranée, Maghreb, Sahel : journal fictif",
        content_type=RSS_TYPE,
        feed=rss,
    ),
    Outlet(
        id="glacis",
        name="Glacis",
        motto="Revue de défense fictive, textes intégraux",
        content_type=RSS_TYPE,
        feed=full_rss,
    ),
    Outlet(
        id="cap-meridien",
        name="Cap Méridien",
        motto="Le monde vu du Sud : site fictif",
        content_type=ATOM_TYPE,
        feed=atom,
    ),
)
