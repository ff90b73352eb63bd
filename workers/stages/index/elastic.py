"""What Elasticsearch is asked, and what it answered."""

import re
from collections.abc import Mapping

from workers.news.article import Article
from workers.stages.index.body import published

ALIAS = "beffroi-articles"
"""What is searched: all years, all mapping versions."""

TEMPLATE = "beffroi-articles-v1"
PATTERN = f"{TEMPLATE}-*"
MOST_FOUND = 10_000  # index.max_result_window
EARLIEST_YEAR = 1990  # an older date in a feed is a mistake, and each year costs an index

OPEN, CLOSE = "\ue000", "\ue001"  # private use: no article contains them, so neighbours can be joined
_NEIGHBOURS = re.compile(f"{CLOSE}([\\s'’-]*){OPEN}")


def index_name(article: Article) -> str:
    """Gives the index of the article's year of first publication, such as beffroi-articles-v1-2026."""
    year, seen = published(article).year, article.seen.year
    return f"{TEMPLATE}-{year if EARLIEST_YEAR <= year <= seen + 1 else seen}"


def newest_request(*, most: int) -> dict[str, object]:
    """Gives the body of a search for the articles published last, the newest first."""
    return {
        "query": {"match_all": {}},
        "sort": [{"@timestamp": "desc"}],
        "size": min(most, MOST_FOUND),
        "_source": {"excludes": ["body", "mentions", "search"]},
    }


def highlights(found: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Gives the passages of a hit, its forms marked with « and »; the title where the body has none."""
    return tuple(map(_marked, found.get("body") or found.get("title") or []))


def _marked(passage: str) -> str:
    joined = _NEIGHBOURS.sub(r"\1", passage)
    return " ".join(joined.replace(OPEN, "« ").replace(CLOSE, " »").split())


def year_of(index: str) -> int:
    """Gives the year that an index holds, by its name; the last year there is where the name has none."""
    ending = index.rpartition("-")[2]
    return int(ending) if ending.isdigit() else 9999
