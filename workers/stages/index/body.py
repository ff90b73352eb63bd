"""A document as the index holds it: flat for Kibana, and read back into a search result."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import cast

from workers.news.article import Article
from workers.news.document import Country, Document, Entity, Findings, Found, Point
from workers.stages.index.named import PLURAL, named

STAGES = ("seen", "paged", "read", "indexed")
"""The times at which the stages were done with an article, in their order."""
STORY = ("is_first", "copy_kind", "story_title", "first_outlet", "outlets", "story_agency", "behind_ms")


def body(document: Document, now: datetime | None = None) -> dict[str, object]:
    """Gives the fields of the index, by name; texts in NFC, times in UTC; `now` is when they are written."""
    indexed = {"indexed": _stamp(now)}
    return (
        indexed
        | _article(document.article)
        | _findings(document)
        | _story(document)
        | {"search": _searched(document)}
    )


def latest(documents: Iterable[Document]) -> list[Document]:
    """Gives each article once, in its greatest revision; of two equal ones the last."""
    kept: dict[str, Document] = {}
    for document in documents:
        before = kept.get(document.article.id)
        if before is None or before.article.revision <= document.article.revision:
            kept[document.article.id] = document
    return list(kept.values())


def published(article: Article) -> datetime:
    """Gives the time by which articles are ordered: first publication, or first sight where none is told."""
    return (article.published or article.seen).astimezone(UTC)


def _article(article: Article) -> dict[str, object]:
    return {
        "@timestamp": published(article).isoformat(),
        "published": _stamp(article.published),
        "seen": article.seen.astimezone(UTC).isoformat(),
        "paged": _stamp(article.paged),
        "read": _stamp(article.read),
        "late_ms": _late(article),
        "id": _whole(article.id),
        "feed": _whole(article.feed_id),
        "source": _whole(article.source),
        "url": _whole(article.url),
        "title": _whole(article.title),
        "body": _whole(article.body),
        "authors": _distinct(article.authors),
        "language": article.language,
        "origin": article.origin,
        "origin_reason": article.origin_reason,
        "trace_id": article.trace_id,
    } | _told(article)


def _stamp(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat() if when else None


def _late(article: Article) -> int | None:
    """How long after publication it was seen; None where no time of publication is told."""
    return (
        max(0, round((article.seen - article.published).total_seconds() * 1000))
        if article.published
        else None
    )


def _told(article: Article) -> dict[str, object]:
    return {
        "agencies": _distinct(article.agencies),
        "section": _whole(article.section) or None,
        "categories": _distinct(article.categories),
        "image": _whole(article.image) if article.image else None,
        "enclosures": _distinct(article.enclosures),
        "photo_credit": _whole(article.photo_credit) or None,
        "text_quality": article.text_quality,
        "paywalled": article.paywalled,
        "modified": _stamp(article.modified),
        "store": article.store,
        "revision": article.revision,
        "added": _distinct(article.added),
        "removed": article.removed,
    }


def _findings(document: Document) -> dict[str, object]:
    findings, entities = document.findings, document.findings.entities
    return {
        "entities": _distinct(entity.canonical for entity in entities),
        "mentions": [_mention(entity) for entity in entities],
        "countries": _distinct(country.code for country in findings.countries),
        "country_names": _distinct(country.name for country in findings.countries),
        "place_countries": _with_role(findings, "place"),
        "actor_countries": _with_role(findings, "actor"),
        "geo": [_pin(place) for country in findings.countries for place in _scene(country)],
        "regions": _distinct(region.name for region in findings.regions),
        "keywords": _distinct(keyword.term for keyword in findings.keywords),
        "keyword_categories": _distinct(keyword.category for keyword in findings.keywords),
        "defence_score": findings.defence_score,
        "watches": _distinct([*document.watches, *(match.watch_id for match in document.matches)]),
        "matched_forms": _distinct(match.form for match in document.matches),
    } | {
        field: _distinct(entity.canonical for entity in entities if entity.type == type)
        for type, field in PLURAL.items()
    }


def _with_role(findings: Findings, role: str) -> list[str]:
    return _distinct(country.code for country in findings.countries if role in country.roles)


def _scene(country: Country) -> tuple[Point, ...]:
    """The cities of a country where something happens; « Moscou accuse » is no place on the map."""
    return country.places if "place" in country.roles else ()


def _pin(place: Point) -> dict[str, float]:
    return {"lat": place.latitude, "lon": place.longitude}


def _searched(document: Document) -> dict[str, list[str]]:
    return {field: _distinct(names) for field, names in named(document).items()}


def _story(document: Document) -> dict[str, object]:
    """An article of no story stands for itself, so that answers can be told by story."""
    story, article = document.story, document.article
    if story is None:
        return dict.fromkeys(STORY) | {"story_id": _whole(article.id), "related": []}
    behind = article.seen - (story.first_seen or article.seen)
    return {
        "story_id": _whole(story.story_id),
        "is_first": story.is_first,
        "copy_kind": story.copy_kind,
        "related": _distinct(story.related),
        "story_title": _whole(story.title) or None,
        "first_outlet": _whole(story.first_outlet) or None,
        "outlets": story.outlets,
        "story_agency": _whole(story.agency) or None,
        "behind_ms": max(0, round(behind.total_seconds() * 1000)),
    }


def _mention(entity: Entity) -> dict[str, object]:
    return {
        "canonical": _whole(entity.canonical),
        "text": _whole(entity.text),
        "type": entity.type,
        "count": len(entity.mentions),
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_whole, values)))


def _whole(text: str) -> str:
    """Half a surrogate pair has no UTF-8 and would be refused; one sign is no reason to lose an article."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())


def found(fields: Mapping[str, object], highlights: tuple[str, ...]) -> Found:
    """Reads a result from what `body` gave; a field of a later version is ignored, a missing one empty."""
    return Found(
        id=_text(fields, "id"),
        title=_text(fields, "title"),
        url=_text(fields, "url"),
        feed=_text(fields, "feed"),
        published=_text(fields, "published") or None,
        countries=_texts(fields, "countries"),
        entities=_texts(fields, "entities"),
        keywords=_texts(fields, "keywords"),
        watches=_texts(fields, "watches"),
        highlights=highlights,
        agencies=_texts(fields, "agencies"),
        section=_text(fields, "section"),
        categories=_texts(fields, "categories"),
        enclosures=_texts(fields, "enclosures"),
        text_quality=_text(fields, "text_quality") or "full",
        paywalled=cast("bool | None", fields.get("paywalled")),
        modified=_text(fields, "modified") or None,
        revision=int(str(fields.get("revision") or 1)),
        story_id="" if fields.get("is_first") is None else _text(fields, "story_id"),
        is_first=cast("bool | None", fields.get("is_first")),
        copy_kind=_text(fields, "copy_kind") or None,
        stages={name: _text(fields, name) or None for name in STAGES},
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    return str(fields.get(name) or "")


def _texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", fields.get(name) or []))
