"""The words by which a document is found in a field of the query language: names in all their forms."""

from collections.abc import Iterable

from workers.news.document import Document
from workers.stages.index.fields import CATEGORIES

PLURAL = {
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "event": "events",
    "equipment": "equipment",
}
"""Entity types that have a field of their own, and its name."""


def named(document: Document) -> dict[str, list[str]]:
    """Gives the names to look in, by field: canonical and as written, codes and what they stand for."""
    article, findings = document.article, document.findings
    typed = {
        field: _distinct(
            form for one in findings.entities if one.type == type for form in (one.canonical, one.text)
        )
        for type, field in PLURAL.items()
    }
    terms = [
        form
        for one in findings.keywords
        for form in (one.term, one.category, CATEGORIES.get(one.category, ""))
    ]
    return typed | {
        "entities": _distinct(form for one in findings.entities for form in (one.canonical, one.text)),
        "regions": _distinct(one.name for one in findings.regions),
        "keywords": _distinct(terms),
        "sources": _distinct((article.source, article.feed_id)),
        "agencies": _distinct(article.agencies),
        "authors": _distinct(article.authors),
        "sections": _distinct((article.section, *article.categories)),
    }


def _distinct(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]
