"""The feeds as the file has them: their variables by name, not by what they hold."""

from workers.watchlist.agreement import feed_id
from workers.watchlist.source import Source
from workers.watchlist.tree import compose
from workers.watchlist.values import url_as_mapping
from workers.watchlist.writing import NewFeed


def feeds_written(source: Source) -> list[NewFeed]:
    """Gives the feeds of a file that loads, in its order, those switched off too."""
    root, _ = compose(source)
    listed = root.plain.get("feeds") if root and isinstance(root.plain, dict) else None
    if root is None or not isinstance(listed, list):
        return []
    return [_feed(feed_id(root, ("feeds", number)), url_as_mapping(one)) for number, one in enumerate(listed)]


def _feed(name: str, written: object) -> NewFeed:
    facts = written if isinstance(written, dict) else {}
    tags = facts.get("tags") or []
    return NewFeed(
        id=name,
        url=str(facts.get("url")),
        title=facts.get("title"),
        tags=(tags,) if isinstance(tags, str) else tuple(tags),
        type=facts.get("type"),
        interval=facts.get("interval"),
        enabled=facts.get("enabled") is not False,
    )
