"""Articles' pages as they are: what is indexed, where its text came from, and whom it is credited to."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import brotli
import pytest

from wild_desk import HOUR, Desk, client, rss

SENTENCES = (
    "Le convoi a quitté Gao mardi matin sous la protection de deux hélicoptères.",
    "Une centaine de véhicules ont pris la route du nord, selon le ministère de la Défense.",
    "Les habitants de plusieurs villages ont signalé des tirs dans la nuit de lundi à mardi.",
    "L'état-major assure que la situation est sous contrôle et que la route reste ouverte.",
    "Le Mali attend la livraison d'autres véhicules avant la fin du mois de mars.",
)
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
CHAPEAU = "Le convoi est parti de Gao sous bonne garde, avec une centaine de véhicules."


def page(body: str = STORY, *, head: str = "", before: str = "", after: str = "") -> str:
    title = "Un convoi part de Gao"
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Accueil</a> <a href='/monde'>Monde</a></nav>{before}"
        f"<main><article><h1>{title}</h1>{body}</article></main>{after}"
        "<footer>Mentions légales</footer></body></html>"
    )


def said_of_itself(**facts: object) -> str:
    graph = {"@context": "https://schema.org", "@type": "NewsArticle"} | facts
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


@dataclass(frozen=True)
class Read:
    """A page, and what a person finds of it."""

    html: str | bytes
    facts: Mapping[str, object] = field(default_factory=dict)
    """Fields of the article."""
    lacks: tuple[str, ...] = ()
    """What must not be in its text."""
    has: tuple[str, ...] = SENTENCES
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    item: Mapping[str, str] = field(default_factory=dict)


WHOLE = {"origin": "page", "text_quality": "full"}
OWN = {"origin": "summary"}
FEED_ONLY: dict[str, object] = {"has": (CHAPEAU,), "lacks": ("Accueil", "cookies", "404")}
CLEAN = {
    "a plain article": Read(page(), WHOLE, ("Accueil", "Mentions légales")),
    "a lone Par before the text": Read(page(f"<p>Par</p>{STORY}"), WHOLE, ("Par\n",)),
    "a byline with AFP": Read(
        page(f"<p>Par Awa Diallo avec AFP</p>{STORY}"), WHOLE | {"agencies": ("AFP",)}, ("Par Awa",)
    ),
    "when it was published and brought up to date": Read(
        page(f"<p>Publié le 2 mars 2026 à 11h03, mis à jour le 2 mars 2026 à 11h30</p>{STORY}"),
        WHOLE,
        ("Publié le",),
    ),
    "a photo's credit": Read(
        page(
            f"<figure><img src='/a.jpg'><figcaption>Crédit: FETHI BELAID / AFP)</figcaption></figure>{STORY}"
        ),
        WHOLE | {"agencies": ()},
        ("Crédit", "BELAID"),
    ),
    "a photo's credit in a paragraph": Read(
        page(f"<p>Crédit photo : FETHI BELAID / AFP</p>{STORY}"), WHOLE | {"agencies": ()}, ("BELAID",)
    ),
    "what else to read": Read(
        page(f"{STORY}<p>Lire aussi : Le Niger ferme sa frontière</p><p>À lire également : Trois morts</p>"),
        WHOLE,
        ("Lire aussi", "À lire également", "Trois morts"),
    ),
    "a call to subscribe": Read(
        page(f"{STORY}<p>Abonnez-vous à partir de 1 € par mois</p>"), WHOLE, ("Abonnez",)
    ),
    "a newsletter": Read(page(f"{STORY}<p>Inscrivez-vous à notre newsletter</p>"), WHOLE, ("newsletter",)),
    "a bar to share": Read(
        page(f"<ul class='share'><li>Partager sur Facebook</li><li>Partager sur X</li></ul>{STORY}"),
        WHOLE,
        ("Partager",),
    ),
    "a banner of cookies": Read(
        page(before="<div id='cookies'>Nous utilisons des cookies. <button>Tout accepter</button></div>"),
        WHOLE,
        ("cookies",),
    ),
    "a header that asks its subscribers in": Read(
        page(before="<header><a href='/compte'>Déjà abonné ? Se connecter</a></header>"), WHOLE
    ),
    "a word for those without a program": Read(
        page(after="<noscript>Veuillez activer JavaScript.</noscript>"), WHOLE
    ),
    "a dateline of an agency": Read(
        page(STORY.replace("Le convoi a", "BAMAKO (AFP) – Le convoi a", 1)),
        {"origin": "page", "agencies": ("AFP",)},
    ),
    "an agency's closing line": Read(
        page(f"{STORY}<p>© 2026 AFP</p>"), {"origin": "page", "agencies": ("AFP",)}
    ),
    "a text with Reuters": Read(
        page(f"{STORY}<p>(avec Reuters)</p>"), {"origin": "page", "agencies": ("Reuters",)}
    ),
}
METADATA = {
    "the author that the page names": Read(
        page(head='<meta name="author" content="Awa Diallo">'), WHOLE | {"authors": ("Awa Diallo",)}
    ),
    "an author who is only Par": Read(
        page(head='<meta name="author" content="Par">'), WHOLE | {"authors": ()}
    ),
    "its picture": Read(
        page(head='<meta property="og:image" content="http://un.test/a.jpg">'),
        WHOLE | {"image": "http://un.test/a.jpg"},
    ),
    "its section": Read(
        page(head='<meta property="article:section" content="Afrique">'), WHOLE | {"section": "Afrique"}
    ),
}
PAYWALLED = said_of_itself(isAccessibleForFree=False)
STUBS = {
    "a paywall that says so": Read(
        page(f"<p>{SENTENCES[0]}</p>", head=PAYWALLED),
        OWN | {"text_quality": "stub", "paywalled": True},
        **FEED_ONLY,
    ),
    "a paywall in words": Read(
        page(f"<p>{SENTENCES[0]}</p><p>Cet article est réservé aux abonnés. Il vous reste 85 % à lire.</p>"),
        OWN,
        **FEED_ONLY,
    ),
    "a page that asks for consent": Read(
        page(
            "<p>Avec votre accord, nos partenaires et nous utilisons des cookies. Accepter et continuer.</p>"
        ),
        OWN,
        **FEED_ONLY,
    ),
    "a page that asks for consent, of a feed that says little": Read(
        page(
            "<p>Avec votre accord, nos partenaires et nous utilisons des cookies. Accepter et continuer.</p>"
        ),
        OWN,
        ("cookies",),
        ("Bref.",),
        item={"description": "Bref."},
    ),
    "a page that wants a program": Read(
        page("<p>Veuillez activer JavaScript pour continuer.</p>"), OWN, **FEED_ONLY
    ),
    "a page that is open though it is said of a part only": Read(
        page(head=said_of_itself(isAccessibleForFree=True)), WHOLE | {"paywalled": False}
    ),
    "a page that does not exist": Read(page("<p>Erreur 404</p>"), OWN, status=404, **FEED_ONLY),
    "a page that bars robots": Read(page("<p>Robot ?</p>"), OWN, status=403, **FEED_ONLY),
    "a page of nothing": Read("", OWN, **FEED_ONLY),
    "a film in place of a page": Read(b"\0" * 5000, OWN, headers={"Content-Type": "video/mp4"}, **FEED_ONLY),
    "a document of PDF": Read(
        b"%PDF-1.7\n" * 900, OWN, headers={"Content-Type": "application/pdf"}, **FEED_ONLY
    ),
    "a page of nine megabytes": Read(
        page() + " " * 9 * 1024 * 1024, OWN, headers={"Content-Type": "text/html"}, **FEED_ONLY
    ),
    "a page that is a brotli bomb": Read(
        brotli.compress(bytes(30 * 1024 * 1024), quality=1),
        OWN,
        headers={"Content-Type": "text/html", "Content-Encoding": "br"},
        **FEED_ONLY,
    ),
}
BYTES = {
    "a page in windows-1252 that says nothing": Read(
        page().replace('<meta charset="utf-8">', "").encode("cp1252"),
        WHOLE,
        headers={"Content-Type": "text/html"},
    ),
    "a page whose header names its encoding": Read(
        page().replace('<meta charset="utf-8">', "").encode("iso-8859-1"),
        WHOLE,
        headers={"Content-Type": "text/html; charset=iso-8859-1"},
    ),
    "a page packed with gzip": Read(
        gzip.compress(page().encode()), WHOLE, headers={"Content-Encoding": "gzip"}
    ),
    "a page packed with brotli": Read(
        brotli.compress(page().encode()), WHOLE, headers={"Content-Encoding": "br"}
    ),
}
CASES = {**CLEAN, **METADATA, **STUBS, **BYTES}


def serve(desk: Desk, read: Read) -> None:
    raw = read.html.encode() if isinstance(read.html, str) else read.html
    desk.site.serve(
        "/convoi", raw, status=read.status, headers={"Content-Type": "text/html"} | dict(read.headers)
    )
    item = {"title": "Un convoi part de Gao", "link": "/convoi", "description": CHAPEAU} | dict(read.item)
    desk.site.serve("/rss", rss(item))


@pytest.mark.parametrize("read", CASES.values(), ids=CASES)
def test_an_article_is_read_as_a_person_would(desk: Desk, read: Read):
    serve(desk, read)
    desk.watch(desk.at("/rss"), full_text=True)
    desk.poll()
    article = desk.article()
    assert {name: getattr(article, name) for name in read.facts} == read.facts
    assert [part for part in read.has if part not in article.body] == []
    assert [part for part in read.lacks if part in article.body] == []
    assert article.title == "Un convoi part de Gao"
    assert (article.origin == "page") == (article.origin_reason is None)


class TestWhatIsKept:
    @pytest.mark.parametrize(
        ("store", "least", "most"), [("full", 1600, 2000), ("extract", 30, 1000), ("headline", 0, 0)]
    )
    def test_is_as_much_as_the_rights_allow_though_the_whole_was_read(self, desk, store, least, most):
        serve(desk, Read(page(STORY * 4)))
        desk.watch(desk.at("/rss"), full_text=True, store=store)
        desk.poll()
        assert least <= len(desk.article().body) <= most
        assert desk.told("mali") == ["Un convoi part de Gao"]


class TestOneArticle:
    def test_under_two_addresses_of_counters_is_told_once(self, desk):
        serve(desk, Read(page()))
        for name, link in (("un", "/convoi?at_medium=rss"), ("deux", "/convoi?xtor=RSS-3#utm_source=x")):
            link_path = link.partition("#")[0]
            desk.site.pages[link_path] = desk.site.pages["/convoi"]
            desk.watch(
                desk.site.serve(f"/{name}", rss({"title": "Un convoi", "link": link})), name, full_text=True
            )
        desk.poll()
        assert (len(desk.articles()), desk.told("mali")) == (1, ["Un convoi"])

    def test_is_looked_at_again_and_a_changed_text_is_its_next_revision(self, desk):
        serve(desk, Read(page()))
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        serve(
            desk,
            Read(
                page(f"{STORY}<p>Le bilan a été porté à douze morts mercredi par les autorités du Mali.</p>")
            ),
        )
        later(desk, HOUR)
        assert (desk.article().revision, "douze morts" in desk.article().body) == (2, True)
        assert len(desk.told("mali")) == 1

    def test_whose_date_alone_changed_is_no_new_revision(self, desk):
        serve(desk, Read(page(f"<p>Mis à jour à 11h03</p>{STORY}")))
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        serve(desk, Read(page(f"<p>Mis à jour à 12h47</p>{STORY}")))
        later(desk, HOUR)
        assert desk.article().revision == 1
        assert desk.site.count("/convoi") == 2


def later(desk: Desk, time: timedelta) -> None:
    desk.room.wait(time + timedelta(minutes=1))
    desk.room.tick("sweep")
    desk.room.work()


class TestRobots:
    @pytest.fixture
    def desk(self, site) -> Desk:
        return Desk(site, client(respect_robots=True))

    def test_txt_that_bars_an_article_is_kept_to(self, desk):
        serve(desk, Read(page()))
        desk.site.serve("/robots.txt", b"User-agent: *\nDisallow: /convoi\n")
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        assert (desk.site.count("/convoi"), desk.article().origin) == (0, "summary")
        assert "robots.txt" in (desk.article().origin_reason or "")

    def test_txt_is_asked_for_once(self, desk):
        serve(desk, Read(page()))
        desk.watch(desk.site.serve("/rss", rss("convoi", "b", "c")), full_text=True)
        desk.poll()
        assert desk.site.count("/robots.txt") == 1


class TestTheAddress:
    def test_is_the_one_that_the_page_calls_canonical_on_its_own_site(self, desk):
        address = desk.at("/un-convoi-part-de-gao", "un.test")
        serve(desk, Read(page(head=f'<link rel="canonical" href="{address}">')))
        desk.site.serve("/rss", rss({"title": "Un convoi", "link": desk.at("/convoi", "m.un.test")}))
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        assert desk.article().url == address

    def test_is_not_another_sites_whatever_the_page_says(self, desk):
        serve(desk, Read(page(head='<link rel="canonical" href="http://deux.test/autre">')))
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        assert desk.article().url == desk.at("/convoi")

    def test_on_the_inner_network_is_not_read(self, desk):
        serve(desk, Read(page(), item={"link": desk.at("/convoi", "intime.test")}))
        desk.watch(desk.at("/rss"), full_text=True)
        desk.poll()
        assert (desk.site.count("/convoi"), desk.article().origin) == (0, "summary")
        assert "private address" in (desk.article().origin_reason or "")
