"""Facts for tests, with defaults for what a test does not care about."""

from datetime import UTC, datetime, timedelta

from workers.news.alert import Alert
from workers.news.article import Article
from workers.news.document import Country, Document, Entity, Findings, Keyword
from workers.news.feed import Entry, Feed, Visit
from workers.news.watch import Match

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def feed(name: str = "sahel-info", **other) -> Feed:
    facts = {
        "id": name,
        "url": f"https://{name}.example/rss",
        "title": name.title(),
        "interval": timedelta(minutes=15),
    }
    return Feed(**facts | other)


def visit(name: str = "sahel-info", **other) -> Visit:
    return Visit(**{"feed_id": name, "at": NOON, "outcome": "new"} | other)


def entry(name: str = "e1", **other) -> Entry:
    facts = {
        "id": name,
        "feed_id": "sahel-info",
        "guid": name,
        "url": f"https://sahel-info.example/{name}",
        "title": "Un titre",
        "summary": "Un chapeau.",
        "content": "",
        "published": NOON,
        "seen": NOON,
        "trace_id": f"trace-{name}",
    }
    return Entry(**facts | other)


def article(name: str = "e1", **other) -> Article:
    facts = {
        "id": name,
        "feed_id": "sahel-info",
        "source": "Sahel Info",
        "url": f"https://sahel-info.example/{name}",
        "title": "Un titre",
        "body": "Le Mali a reçu des véhicules blindés.",
        "origin": "page",
        "origin_reason": None,
        "language": "fr",
        "published": NOON,
        "seen": NOON,
        "trace_id": f"trace-{name}",
    }
    return Article(**facts | other)


def document(name: str = "e1", **other) -> Document:
    text = article(name, **other)
    start = text.text.find("Mali")
    spans = ((start, start + 4),) if start >= 0 else ()
    findings = Findings(
        language="fr",
        entities=(Entity(text="Mali", type="place", canonical="Mali", mentions=spans),),
        countries=(Country(code="ML", name="Mali", mentions=spans),),
        keywords=(Keyword(category="armament", term="véhicule blindé", mentions=((0, 2),)),),
    )
    match = Match(watch_id="mali", term="Mali", form="Mali", start=start, end=start + 4)
    return Document(article=text, findings=findings, matches=(match,))


def alert(name: str = "a1", **other) -> Alert:
    facts = {
        "id": name,
        "watch_id": "mali",
        "watch_title": "Mali",
        "severity": "normal",
        "article_id": "e1",
        "title": "Un titre",
        "url": "https://sahel-info.example/e1",
        "source": "Sahel Info",
        "feed_id": "sahel-info",
        "reason": "Mali (Mali)",
        "passage": "Le Mali a reçu des véhicules blindés.",
        "published": NOON,
        "created": NOON,
        "channels": ("desk",),
        "trace_id": "trace-e1",
    }
    return Alert(**facts | other)
