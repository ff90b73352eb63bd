"""A stored document read back: the article, and what was found in it without the places in the text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from workers.news.article import Article
from workers.news.document import Country, Entity, Findings, Keyword, Region
from workers.news.story import Placed


def article_of(fields: Mapping[str, Any]) -> Article:
    """Gives the article that the fields were made of."""
    return Article(
        id=fields["id"],
        feed_id=fields["feed"],
        source=fields["source"],
        url=fields["url"],
        title=fields["title"],
        body=fields["body"],
        origin=fields["origin"],
        origin_reason=fields.get("origin_reason"),
        language=fields["language"],
        published=_time(fields.get("published")),
        seen=datetime.fromisoformat(fields["seen"]),
        authors=_texts(fields, "authors"),
        trace_id=fields.get("trace_id") or "",
        text_quality=fields.get("text_quality") or "full",
        modified=_time(fields.get("modified")),
        section=fields.get("section") or "",
        categories=_texts(fields, "categories"),
        image=fields.get("image"),
        enclosures=_texts(fields, "enclosures"),
        agencies=_texts(fields, "agencies"),
        photo_credit=fields.get("photo_credit") or "",
        paywalled=fields.get("paywalled"),
        store=fields.get("store") or "full",
        revision=fields.get("revision") or 1,
        added=_texts(fields, "added"),
        removed=fields.get("removed") or 0,
        paged=_time(fields.get("paged")),
        read=_time(fields.get("read")),
    )


def placed(fields: Mapping[str, Any]) -> Placed | None:
    """Gives the article's place in its story, as far as the fields tell it."""
    if not fields.get("story_id") or fields.get("is_first") is None:
        return None
    behind = timedelta(milliseconds=fields.get("behind_ms") or 0)
    return Placed(
        story_id=fields["story_id"],
        is_first=bool(fields["is_first"]),
        copy_kind=fields.get("copy_kind"),
        related=_texts(fields, "related"),
        title=fields.get("story_title") or "",
        first_outlet=fields.get("first_outlet") or "",
        first_seen=datetime.fromisoformat(fields["seen"]) - behind,
        outlets=fields.get("outlets") or 1,
        agency=fields.get("story_agency") or "",
    )


def kept_findings(fields: Mapping[str, Any], anew: Findings) -> Findings:
    """Gives what was found before, as far as the fields tell it.

    The index does not say which category a word stood under, nor where a name stands.
    """
    roles = {role: set(_texts(fields, f"{role}_countries")) for role in ("place", "actor")}
    named = zip(_texts(fields, "countries"), _texts(fields, "country_names"), strict=False)
    points = {country.code: country.places for country in anew.countries}
    return Findings(
        language=fields["language"],
        entities=tuple(
            Entity(
                text=one["text"],
                type=one["type"],
                canonical=one["canonical"],
                mentions=((0, 0),) * one["count"],
            )
            for one in fields.get("mentions") or ()
        ),
        countries=tuple(
            Country(
                code=code,
                name=name,
                mentions=(),
                roles=tuple(role for role, codes in roles.items() if code in codes),
                places=points.get(code, ()),
            )
            for code, name in named
        ),
        regions=tuple(Region(name=name, mentions=()) for name in _texts(fields, "regions")),
        keywords=_keywords(fields, anew),
        defence_score=float(fields.get("defence_score") or 0.0),
    )


def _keywords(fields: Mapping[str, Any], anew: Findings) -> tuple[Keyword, ...]:
    known = {keyword.term: keyword.category for keyword in anew.keywords}
    rest = next(iter(_texts(fields, "keyword_categories")), "")
    return tuple(
        Keyword(category=known.get(term, rest), term=term, mentions=()) for term in _texts(fields, "keywords")
    )


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(fields.get(name) or ())


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
