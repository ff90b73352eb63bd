"""A feed's day as the index holds it: for Kibana, which shows volume against what is usual."""

from workers.news.feed_day import FeedDay

ALIAS = "beffroi-feeds"
"""What is searched: all years, all mapping versions."""

TEMPLATE = "beffroi-feeds-v1"
PATTERN = f"{TEMPLATE}-*"

Entry = dict[str, object]


def index_name(one: FeedDay) -> str:
    """Gives the index of its year, such as beffroi-feeds-v1-2026."""
    return f"{TEMPLATE}-{one.day.year}"


def document_id(one: FeedDay) -> str:
    """Gives the id under which a day is written again and again."""
    return f"{one.feed.id}:{one.day.isoformat()}"


def entry(one: FeedDay) -> Entry:
    """Gives the fields that are known; those of the moment are left as they were once a day is over."""
    moment: Entry = {}
    if one.troubles is not None:
        moment = {
            "troubles": list(one.troubles),
            "last_new": one.last_new.isoformat() if one.last_new else None,
            "delay_ms": None if one.delay_seconds is None else one.delay_seconds * 1000,
        }
    return {
        "@timestamp": one.at.isoformat(),
        "day": one.day.isoformat(),
        "feed": one.feed.id,
        "source": one.feed.title,
        "entries": one.entries,
        "usual": one.usual,
        **moment,
    }
