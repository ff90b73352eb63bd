"""An article says where its text came from; whatever a page holds, there is an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import entry
from workers.news.article import Page
from workers.stages.extract import extract

SENTENCE = "Le ministère des Armées a confirmé mardi l'arrivée d'un second navire dans le golfe de Guinée. "
HTML = f"""<html><head><meta charset="utf-8"><title>Un navire</title></head><body>
<nav>Accueil Monde</nav><article><h1>Un titre</h1><p>{SENTENCE * 3}</p>
<p>Il s'agit d'une frégate.</p></article>
<footer>Légal</footer></body></html>"""


def page(html: str | bytes, **other) -> Page:
    raw = html if isinstance(html, bytes) else html.encode()
    return Page(entry_id="e1", url="https://x.example/", html=raw, **other)


def read(html: str | bytes = HTML, *, content_type: str = "", missing: str | None = None, **of_entry):
    one = page(html, content_type=content_type, missing=missing)
    return extract(entry(**of_entry), one, source="Essai", language_of=lambda _: "fr")


def test_the_pages_text_is_taken_without_what_is_around_it():
    article = read()
    assert (article.origin, article.origin_reason) == ("page", None)
    assert article.body.startswith("Le ministère")
    assert article.body.endswith("Il s'agit d'une frégate.")
    assert "Accueil" not in article.body
    assert article.title == "Un titre"
    assert article.source == "Essai"


def test_a_menu_that_was_never_closed_hides_no_article():
    assert read(HTML.replace("</nav>", "")).body.startswith("Le ministère")


@pytest.mark.parametrize(
    ("html", "missing", "said"),
    [
        ("", None, "empty"),
        ("", "404: the page does not exist", "404"),
        ("<html><body></body></html>", None, "no article text"),
        (b"\x00\xff" * 50, None, "page"),
    ],
)
def test_without_a_usable_page_the_feeds_text_is_taken_and_says_why(html, missing, said):
    article = read(html, missing=missing, summary="Un chapeau.")
    assert (article.origin, article.body) == ("summary", "Un chapeau.")
    assert said in article.origin_reason


def test_a_stub_gives_way_to_the_feeds_own_content():
    article = read(
        "<html><body><article><p>Réservé aux abonnés.</p></article></body></html>", content=SENTENCE * 4
    )
    assert article.origin == "content"
    assert "longer" in article.origin_reason


def test_a_page_that_was_never_fetched_is_no_trouble():
    article = extract(entry(), None, source="Essai", language_of=lambda _: "fr")
    assert article.origin == "summary"


def test_the_headers_charset_counts_where_the_page_names_none():
    latin = HTML.replace('<meta charset="utf-8">', "").encode("latin-1")
    assert "confirmé" in read(latin, content_type="text/html; charset=iso-8859-1").body
    assert "confirmé" in read(HTML, content_type="text/html; charset=klingon").body


def test_a_missing_title_is_the_pages():
    assert read(title="").title == "Un titre"
    assert read("", title="", summary="Brève du jour").title == "Brève du jour"


def test_accents_are_composed_and_controls_are_gone():
    article = read(missing="x", title="Ope\u0301ration", summary="Repli\u0000 total")
    assert (article.title, article.body) == ("Opération", "Repli total")


@given(st.binary(max_size=400))
@settings(max_examples=50)
def test_any_page_makes_an_article(html):
    article = read(html, summary="Un chapeau.")
    assert article.body
    assert article.origin in {"page", "summary"}


def test_the_agency_that_signs_is_credited():
    assert read(HTML.replace("<p>Le ministère", "<p>PARIS (AFP) – Le ministère", 1)).agencies == ("AFP",)
    assert read(missing="x", authors=("Claire Vasseur avec Reuters",)).agencies == ("Reuters",)
