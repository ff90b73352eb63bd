"""What a page tells of its article, its walls, and who wrote it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import NOON, entry
from workers.news.article import Page
from workers.stages.extract import extract

SENTENCE = "Le ministère des Armées a confirmé mardi l'arrivée d'un second navire dans le golfe de Guinée. "
TEASER = "Le ministère des Armées a confirmé mardi l'arrivée d'un second navire. "
OWN = "Un second navire est arrivé mardi dans le golfe, a dit le ministère, qui en prévoit un autre en mai. "
NEWS = {
    "@type": "NewsArticle",
    "headline": "Un navire",
    "author": [{"@type": "Person", "name": "Claire Vasseur"}],
    "datePublished": "2026-03-02T10:00:00+01:00",
    "dateModified": "2026-03-02T11:30:00Z",
    "articleSection": "International",
    "image": {"@type": "ImageObject", "url": "https://x.example/navire.jpg"},
}


def page(
    *, ld: object = None, head: str = "", body: str = f"<p>{SENTENCE * 6}</p><p>{SENTENCE * 6}</p>"
) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld is not None else ""
    return (
        f'<html><head><meta charset="utf-8"><title>Un navire</title>{head}{script}</head>'
        f"<body><nav>Accueil</nav><article><h1>Un navire</h1>{body}</article></body></html>"
    ).encode()


def read(html: bytes, *, url: str = "https://x.example/monde/navire-12345", **of_entry):
    one = Page(entry_id="e1", url=url, html=html)
    return extract(
        entry(**{"url": url, "published": None} | of_entry), one, source="Essai", language_of=lambda _: "fr"
    )


@pytest.mark.parametrize(
    "ld", [NEWS, [NEWS], {"@graph": [{"@type": "WebSite"}, NEWS]}, NEWS | {"@type": ["NewsArticle"]}]
)
def test_the_pages_json_ld_tells_author_times_section_and_image(ld):
    article = read(page(ld=ld))
    assert article.authors == ("Claire Vasseur",)
    assert article.published == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert article.modified == datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
    assert article.section == "International"
    assert article.image == "https://x.example/navire.jpg"
    assert article.text_quality == "full"


def test_meta_elements_tell_what_json_ld_does_not():
    head = (
        '<meta name="author" content="Paul Mérignac"><meta property="article:section" content="Afrique">'
        '<meta property="article:published_time" content="2026-03-02T09:00:00">'
    )
    article = read(page(head=head))
    assert (article.authors, article.section) == (("Paul Mérignac",), "Afrique")
    assert article.published == datetime(2026, 3, 2, 8, tzinfo=UTC)  # Paris


def test_a_time_ahead_of_ours_is_no_time():
    assert read(page(ld=NEWS | {"datePublished": "2026-03-02T15:00:00Z"})).published is None
    assert read(page(ld=NEWS), published=NOON).published == NOON


@pytest.mark.parametrize(
    "name", ["Par", "", "Par AFP", "Essai", "essai", "https://x.example/auteur", "AFP", "admin"]
)
def test_what_is_no_person_is_no_author(name):
    assert read(page(ld=NEWS | {"author": name})).authors == ()


def test_a_person_beside_an_agency_is_the_author_and_the_agency_is_credited():
    article = read(page(ld=NEWS | {"author": {"name": "Par Claire Vasseur avec AFP"}}))
    assert (article.authors, article.agencies) == (("Claire Vasseur",), ("AFP",))


def test_a_signature_in_the_text_is_kept_as_author_agency_and_credit_and_leaves_the_text():
    body = (
        f"<p>Par Paul Mérignac avec AFP</p><p>{SENTENCE * 5}</p><p>Lire aussi : Un titre d'ailleurs</p>"
        f"<p>{SENTENCE * 5}</p><p>Crédit : Karim Sissoko / AFP)</p>"
    )
    article = read(page(body=body))
    assert article.authors == ("Paul Mérignac",)
    assert article.agencies == ("AFP",)
    assert article.photo_credit == "Karim Sissoko / AFP"
    assert article.body == f"{(SENTENCE * 5).strip()}\n\n{(SENTENCE * 5).strip()}"


def test_the_pages_own_address_is_the_articles_within_its_site():
    link = '<link rel="canonical" href="{}">'
    amp = "https://x.example/amp/monde/navire-12345"
    own = "https://x.example/monde/navire-12345"
    assert read(page(head=link.format(own)), url=amp).url == own
    assert read(page(head=link.format("https://y.example/monde/navire-12345")), url=amp).url == amp
    assert read(page(head=link.format("/")), url=amp).url == amp


WALLED = [
    page(ld=NEWS | {"isAccessibleForFree": False}, body=f"<p>{TEASER}</p>"),
    page(ld=NEWS | {"isAccessibleForFree": "False"}, body=f"<p>{TEASER}</p>"),
    page(ld=NEWS | {"hasPart": {"isAccessibleForFree": False}}, body=f"<p>{TEASER}</p>"),
    page(body=f"<p>{TEASER}</p><div>Il vous reste 78% de cet article à lire.</div>"),
    page(body=f"<p>{TEASER}</p><p>Cet article est réservé aux abonnés.</p>"),
    page(body=f"<p>{TEASER * 30}</p><p>La suite est réservée aux abonnés.</p>"),
]


@pytest.mark.parametrize("html", WALLED)
def test_a_paywalls_stub_gives_way_to_the_feeds_text(html):
    article = read(html, summary=OWN * 12)
    assert (article.origin, article.text_quality, article.paywalled) == ("summary", "feed", True)
    assert "paywall" in article.origin_reason


@pytest.mark.parametrize("html", WALLED[:5])
def test_where_the_feed_has_a_stub_too_the_text_is_called_one(html):
    assert read(html, summary=OWN[:90]).text_quality == "stub"
    assert read(html, summary=OWN * 2 + "…").text_quality == "stub"


def test_a_consent_wall_gives_way_to_the_feeds_text():
    wall = "<p>Nous et nos partenaires utilisons des cookies.</p><p>Continuer sans accepter</p>"
    article = read(page(body=wall), summary=OWN * 3)
    assert (article.origin, article.text_quality, article.paywalled) == ("summary", "feed", None)


def test_a_whole_text_behind_a_mere_label_is_the_articles():
    article = read(page(ld=NEWS | {"isAccessibleForFree": False}, body=f"<p>{SENTENCE * 20}</p>"))
    assert (article.origin, article.text_quality, article.paywalled) == ("page", "full", True)
    assert read(page(ld=NEWS | {"isAccessibleForFree": True})).paywalled is False
    assert read(page()).paywalled is None


def test_a_phrase_in_a_script_or_on_a_free_page_is_no_wall():
    phrase = "La suite est réservée aux abonnés."
    script = f"<script>var mur = '{phrase}';</script>"
    assert read(page(body=f"<p>{SENTENCE * 4}</p>{script}")).text_quality == "full"
    long = f"<p>{SENTENCE * 20}</p><div>{phrase}</div>"
    assert read(page(ld=NEWS | {"isAccessibleForFree": True}, body=long)).text_quality == "full"


def test_a_teaser_that_says_more_than_the_feed_is_kept_as_a_stub():
    article = read(
        page(body=f"<p>{SENTENCE * 4}</p><p>Cet article est réservé aux abonnés.</p>"), summary="Bref."
    )
    assert (article.origin, article.text_quality) == ("page", "stub")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*NEWS, "@type", "@graph", "isAccessibleForFree", "hasPart"]), inner, max_size=4
        )
    ),
)


@given(JSON)
@settings(max_examples=60)
def test_whatever_stands_in_json_ld_the_text_is_read(ld):
    whole = ld | {"@type": "NewsArticle"} if isinstance(ld, dict) else ld
    assert read(page(ld=whole, body=f"<p>{SENTENCE * 20}</p>")).origin == "page"
