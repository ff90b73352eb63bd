"""Alerts as a feed that any reader subscribes to: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from workers.news.alert import Alert
from workers.stages.render.escape import html, line, web_link
from workers.stages.render.facts import parts

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The feed of a watch or a channel."""

    id: str
    """Unique and lasting, such as watch/africom."""
    title: str
    address: str = ""
    """Where it is served, if it is."""


def atom(outlet: Outlet, alerts: Sequence[Alert]) -> bytes:
    """Gives the feed, the newest first as given; without alerts its time is 1970."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    SubElement(root, "id").text = f"urn:beffroi:{outlet.id}"
    SubElement(root, "title").text = line(outlet.title)
    newest = max((alert.created for alert in alerts), default=datetime(1970, 1, 1, tzinfo=UTC))
    SubElement(root, "updated").text = _stamp(newest)
    SubElement(SubElement(root, "author"), "name").text = "Beffroi"
    if outlet.address:
        SubElement(root, "link", {"rel": "self", "href": outlet.address})
    for alert in alerts:
        _entry(root, alert)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written


def json_feed(outlet: Outlet, alerts: Sequence[Alert]) -> dict[str, object]:
    """Gives the same as JSON Feed has it."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": line(outlet.title),
        "language": "fr",
        "items": [_item(alert) for alert in alerts],
    }
    return feed | ({"feed_url": outlet.address} if outlet.address else {})


def _entry(root: Element, alert: Alert) -> None:
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = f"urn:beffroi:alert:{alert.id}"
    SubElement(entry, "title").text = _title(alert)
    SubElement(entry, "updated").text = _stamp(alert.created)
    if alert.published:
        SubElement(entry, "published").text = _stamp(alert.published)
    if url := web_link(alert.url):
        SubElement(entry, "link", {"href": url})
    SubElement(entry, "category", {"term": alert.watch_id})
    SubElement(SubElement(entry, "author"), "name").text = line(alert.source) or "Beffroi"
    SubElement(entry, "content", {"type": "html"}).text = _content(alert)


def _item(alert: Alert) -> dict[str, object]:
    item: dict[str, object] = {
        "id": f"urn:beffroi:alert:{alert.id}",
        "title": _title(alert),
        "content_html": _content(alert),
        "date_published": _stamp(alert.created),
        "authors": [{"name": line(alert.source)}],
        "tags": [alert.watch_id, *map(line, alert.countries)],
    }
    return item | ({"url": url} if (url := web_link(alert.url)) else {})


def _title(alert: Alert) -> str:
    return f"[{line(alert.watch_title)}] {line(alert.title)}"


def _content(alert: Alert) -> str:
    passage = "".join(
        f"<mark>{html(str(one['text']))}</mark>" if one["marked"] else html(str(one["text"]))
        for one in parts(alert)
    )
    return f"<p>{passage}</p><p>{html(line(alert.reason))}</p>"


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
