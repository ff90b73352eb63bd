"""How much of an article may be kept: what a feed's `store` allows, cut after the whole was read."""

from collections.abc import Callable
from dataclasses import replace

from workers.french.sentences import opening, passage
from workers.news.article import Article
from workers.news.document import Country, Document, Entity, Findings, Keyword, Region, Span

LONGEST_EXTRACT = 300  # code points, to a sentence's end: what a quotation may be without asking

Passage = Callable[[str, int, int], str]
"""A text and a span to the sentence around it."""


def kept(document: Document) -> Document:
    """Gives the document with that part of the text which may be kept: full, extract or headline.

    What was found in the whole stays; its places stay as far as they lie within the part. The watches that
    the whole set off are named, for their proof may lie beyond.
    """
    if document.article.store == "full":
        return document
    article = replace(document.article, body=_body(document.article), added=())
    end = len(article.text)
    return Document(
        article=article,
        findings=_within(document.findings, end),
        matches=tuple(
            replace(match, sentence=passage(article.text, match.start, match.end))
            for match in document.matches
            if match.end <= end
        ),
        watches=tuple(dict.fromkeys(match.watch_id for match in document.matches)),
        story=document.story,
    )


def quoting(article: Article, passage: Passage) -> Passage:
    """Gives a passage that quotes no more than may be kept; nothing for a place beyond."""
    if article.store == "full":
        return passage
    text = f"{article.title}\n\n{_body(article)}"
    return lambda _, start, end: passage(text, start, end) if end <= len(text) else ""


def _body(article: Article) -> str:
    return opening(article.body, LONGEST_EXTRACT) if article.store == "extract" else ""


def _within(findings: Findings, end: int) -> Findings:
    def places(found: Entity | Country | Region | Keyword) -> tuple[Span, ...]:
        return tuple(span for span in found.mentions if span[1] <= end)

    return replace(
        findings,
        entities=tuple(replace(one, mentions=places(one)) for one in findings.entities),
        # The words that decided a role are a quotation of what may not be kept.
        countries=tuple(replace(one, mentions=places(one), why=()) for one in findings.countries),
        regions=tuple(replace(one, mentions=places(one)) for one in findings.regions),
        keywords=tuple(replace(one, mentions=places(one)) for one in findings.keywords),
    )
