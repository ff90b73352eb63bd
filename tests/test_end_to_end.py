"""What a user gets, from a feed to a search result and an alert, on both deployments."""

import json
from pathlib import Path

import pytest

from desk import Desk
from eventually import eventually
from loopback import Site
from sample_article import SAMPLE_ARTICLE

SEED = Path(__file__).parents[2] / "shared" / "seed" / "le-chef-du-pentagone-a-rabat.txt"
TEXT = SEED.read_text("utf-8") if SEED.exists() else SAMPLE_ARTICLE
TITLE, BODY = TEXT.split("\n", 1)
PERSONS = {
    "Mark Esper",
    "Abdelfattah Louarak",
    "Abdellatif Loudiyi",
    "Nasser Bourita",
    "Mike Pompeo",
    "Assimi Goïta",
}
QUERIES = ("véhicule blindé", "exercices militaires", "jihadisme", "N'Daw", "Etats-Unis", "États-Unis")


def publish(site: Site) -> None:
    """One feed of one item, whose page holds the article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line.strip())
    page = f"<html lang=fr><head><title>{TITLE}</title></head><body><nav>Accueil Monde Sport</nav>"
    page += f"<article><h1>{TITLE}</h1>{paragraphs}</article><footer>Mentions légales</footer></body></html>"
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Essai</title>'
        f"<item><title>{TITLE}</title><link>{site.url('/article.html')}</link><guid>1</guid>"
        "<pubDate>Fri, 02 Oct 2020 10:42:00 +0200</pubDate><description>Une visite.</description></item>"
        "</channel></rss>"
    )
    site.serve("/article.html", page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    site.serve("/feed.xml", feed.encode(), headers={"Content-Type": "application/rss+xml"})
    site.serve("/hook", b"", status=204)


def configure(folder: Path, site: Site) -> None:
    watched = {
        "feeds": [{"id": "essai", "url": site.url("/feed.xml"), "title": "Essai", "interval": "1s"}],
        "channels": {"hook": {"kind": "webhook", "url": site.url("/hook"), "secret": "secret d'essai"}},
        "watches": [
            {"id": "africom", "title": "Africom", "any": ["Africom"], "channels": ["hook"]},
            {"id": "sahel", "title": "Sahel", "any": ["Sahel"], "channels": ["hook"]},
            {"id": "football", "title": "Football", "any": ["football"], "channels": ["hook"]},
        ],
    }
    (folder / "feeds.yaml").write_text(json.dumps(watched, ensure_ascii=False), "utf-8")


@pytest.fixture(params=["embedded", "servers"])
def desk(request, tmp_path) -> Desk:
    if request.param == "embedded":
        return Desk(tmp_path, {})
    urls = {
        "BEFFROI_REDIS_URL": request.getfixturevalue("valkey"),
        "ELASTICSEARCH_URL": request.getfixturevalue("elasticsearch_url"),
    }
    return Desk(tmp_path, urls)


def delivered(alerts: list[dict]) -> bool:
    return len(alerts) >= 2 and all(all(alert["delivered"].values()) for alert in alerts)


def test_an_article_is_found_understood_and_told_once(desk, tmp_path):
    with Site() as site:
        publish(site)
        configure(tmp_path, site)
        with desk.up():
            alerts = eventually(lambda: desk.json_lines("alerts", "list"), delivered, within=90)
            found = eventually(lambda: desk.json_lines("search", QUERIES[0]), bool, within=30)
            polls = site.count("/feed.xml")
            eventually(lambda: site.count("/feed.xml"), lambda seen: seen >= polls + 10, within=90)
            assert_search(desk, found[0])
            assert_alerts(site, alerts)
            assert desk.json_lines("alerts", "list") == alerts
            status = desk.json_lines("status")[0]
            assert status["indexed"] == 1
            assert status["dead_letters"] == 0


def assert_search(desk: Desk, first: dict) -> None:
    for query in QUERIES:
        found = desk.json_lines("search", query)
        assert [one["title"] for one in found] == [TITLE], query
    assert first["highlights"]
    assert {"MA", "TN", "DZ", "LY", "US", "RU", "IL", "ML"} <= set(first["countries"])
    assert set(first["entities"]) >= PERSONS | {"Pentagone", "Africom", "Nations unies"}
    assert set(first["watches"]) == {"africom", "sahel"}


def assert_alerts(site: Site, alerts: list[dict]) -> None:
    assert sorted(alert["watch"] for alert in alerts) == ["africom", "sahel"]
    posts = [json.loads(request.body) for request in site.requests if request.path == "/hook"]
    (told,) = [post["data"] for post in posts]  # one article, one message that names both watches
    assert sorted([told["watch_id"], *(one["watch_id"] for one in told["also"])]) == ["africom", "sahel"]
    assert told["watch_id"] in told["passage"].casefold()
    assert told["url"] == site.url("/article.html")


def test_enrich_tells_the_types_of_what_it_names(tmp_path):
    (tmp_path / "texte.txt").write_text(TEXT, "utf-8")
    done = Desk(tmp_path, {}).run("enrich", str(tmp_path / "texte.txt"), "--json")
    found = json.loads(done.stdout)
    by_type = {(one["type"], one["canonical"]) for one in found["entities"]}
    assert {("person", name) for name in PERSONS} <= by_type
    organisations = {("organisation", name) for name in ("Pentagone", "Africom", "Nations unies")}
    assert organisations <= by_type
    assert {"Maghreb", "Sahel", "Afrique du Nord"} <= {one["name"] for one in found["regions"]}
    assert {"MA", "TN", "DZ", "LY", "US", "RU", "IL", "ML"} <= {one["code"] for one in found["countries"]}
