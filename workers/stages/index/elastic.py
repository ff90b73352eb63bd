"""What Elasticsearch is asked, and what it answered."""

import re
from collections.abc import Iterable, Mapping

from workers.news.article import Article
from workers.stages.index.body import published
from workers.stages.index.query import Term

ALIAS = "beffroi-articles"
"""What is searched: all years, all mapping versions."""

TEMPLATE = "beffroi-articles-v1"
PATTERN = f"{TEMPLATE}-*"
MOST_FOUND = 10_000  # index.max_result_window
EARLIEST_YEAR = 1990  # an older date in a feed is a mistake, and each year costs an index

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: no article contains them, so neighbours can be joined
_NEIGHBOURS = re.compile(f"{_CLOSE}([\\s'’-]*){_OPEN}")


def index_name(article: Article) -> str:
    """Gives the index of the article's year of first publication, such as beffroi-articles-v1-2026."""
    year, seen = published(article).year, article.seen.year
    return f"{TEMPLATE}-{year if EARLIEST_YEAR <= year <= seen + 1 else seen}"


def search_request(terms: Iterable[Term], *, most: int) -> dict[str, object]:
    """Gives the body of a search: all wanted terms, none of the excluded, best first, newest among equals."""
    listed = list(terms)
    return {
        "query": {
            "bool": {
                "must": [_clause(term) for term in listed if not term.excluded],
                "must_not": [_clause(term) for term in listed if term.excluded],
            }
        },
        "sort": ["_score", {"@timestamp": "desc"}],
        "size": min(most, MOST_FOUND),
        "_source": {"excludes": ["body", "mentions"]},
        "highlight": _HIGHLIGHT,
    }


def newest_request(*, most: int) -> dict[str, object]:
    """Gives the body of a search for the articles published last, the newest first."""
    return {
        "query": {"match_all": {}},
        "sort": [{"@timestamp": "desc"}],
        "size": min(most, MOST_FOUND),
        "_source": {"excludes": ["body", "mentions"]},
    }


def _clause(term: Term) -> dict[str, object]:
    # A phrase, because one typed word may be two for the index: « Etats-Unis ».
    return {
        "dis_max": {
            "queries": [
                {"multi_match": {"query": text, "type": "phrase", "fields": ["title^3", "body"]}}
                for text in term.readings
            ]
        }
    }


_HIGHLIGHT = {
    "type": "unified",
    "pre_tags": [_OPEN],
    "post_tags": [_CLOSE],
    "max_analyzed_offset": 1_000_000,  # beyond, the server refuses the whole search
    "fields": {
        "title": {"number_of_fragments": 0},
        "body": {"number_of_fragments": 3, "fragment_size": 160},
    },
}


def highlights(found: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Gives the passages of a hit, its forms marked with « and »; the title where the body has none."""
    return tuple(map(_marked, found.get("body") or found.get("title") or []))


def _marked(passage: str) -> str:
    joined = _NEIGHBOURS.sub(r"\1", passage)
    return " ".join(joined.replace(_OPEN, "« ").replace(_CLOSE, " »").split())
