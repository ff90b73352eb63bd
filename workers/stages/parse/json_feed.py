"""JSON Feed in the shape that feedparser gives to the other formats; it reads none itself."""

import json
from typing import Any

from workers.news.errors import NotAFeed
from workers.stages.parse.dates import iso
from workers.stages.parse.guard import MOST_BYTES
from workers.stages.parse.plain import joined
from workers.stages.parse.surplus import MOST_ENTRIES

_VERSION = "https://jsonfeed.org/version/"


def is_json(body: bytes) -> bool:
    """Whether a body begins as JSON does."""
    return body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def json_feed(body: bytes, url: str) -> dict[str, Any]:
    """Gives title and entries; raises NotAFeed where the JSON is broken, too large, or something else."""
    if len(body) > MOST_BYTES:
        raise NotAFeed(f"the body has {len(body)} bytes, more than {MOST_BYTES}")
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"JSON that is broken: {error}") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_VERSION):
        raise NotAFeed("JSON, but no JSON Feed: its version is not that of one")
    items = feed.get("items")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return {"title": feed.get("title"), "entries": [_entry(item, url) for item in found[:MOST_ENTRIES]]}


def _entry(item: dict[str, Any], url: str) -> dict[str, Any]:
    content = item.get("content_html") or item.get("content_text")
    return {
        "id": str(item.get("id") or ""),
        "link": joined(url, item.get("url") or item.get("external_url")),
        "title": item.get("title"),
        "summary": item.get("summary"),
        "content": [{"value": content}] if content else [],
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "authors": _authors(item),
        "tags": [{"term": tag} for tag in _list(item, "tags")],
        "media_thumbnail": [{"url": joined(url, item.get("image") or item.get("banner_image"))}],
        "enclosures": [
            {"href": joined(url, one.get("url")), "type": one.get("mime_type")}
            for one in _list(item, "attachments")
            if isinstance(one, dict)
        ],
    } | _times(item)


def _times(item: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}_parsed": iso(item.get(key))
        for name, key in (("published", "date_published"), ("updated", "date_modified"))
    }


def _list(item: dict[str, Any], name: str) -> list[Any]:
    found = item.get(name)
    return found if isinstance(found, list) else []


def _authors(item: dict[str, Any]) -> list[dict[str, Any]]:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else [item.get("author")]
    return [author for author in listed if isinstance(author, dict)]
