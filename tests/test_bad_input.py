"""Feeds and pages that are not what they should be, beside a good feed that goes on."""

import json

import pytest

from desk import Desk
from eventually import eventually
from loopback import Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
BAD = {
    "empty": "empty",
    "page": "an HTML page, not a feed",
    "gone": "404",
    "silent": "2 s",
    "huge": "larger than",
}
"""Bad feeds, and what the desk must say of each."""


def article(subject: str) -> bytes:
    lines = (f"<p>Phrase {number} sur {subject} et le convoi parti de Gao.</p>" for number in range(9))
    return f"<html><body><article><h1>{subject}</h1>{''.join(lines)}</article></body></html>".encode()


def rss(site: Site, names: list[str]) -> bytes:
    items = "".join(
        f"<item><title>Convoi {name}</title><link>{site.url('/' + name)}</link>"
        f"<description>Le convoi {name} est arrivé à Kidal, annonce l'état-major.</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Bon</title>{items}</channel></rss>".encode()


def publish(site: Site) -> None:
    site.serve("/empty", b"", headers={"Content-Type": "application/rss+xml"})
    site.serve("/page", article("Accueil"), headers=HTML)
    site.serve("/huge", rss(site, ["x" * 1000]) + b" " * 20_000_000)
    site.serve("/bon", rss(site, ["plein", "vide"]))
    site.serve("/plein", article("plein"), headers=HTML)
    site.serve("/vide", b"", headers=HTML)


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path, {"BEFFROI_ANSWER_SECONDS": "2"})


def failing(desk: Desk) -> dict[str, str]:
    return {
        one["id"]: one["reason"] for status in desk.json_lines("status") for one in status["feeds"]["failing"]
    }


def titles(desk: Desk) -> set[str]:
    return {one["title"] for one in desk.json_lines("search", "convoi")}


def test_bad_feeds_are_listed_with_their_reason_and_the_good_one_goes_on(desk, tmp_path):
    with Site() as site, site.held("/silent"):
        publish(site)
        feeds = [{"id": name, "url": site.url(f"/{name}"), "interval": "1s"} for name in (*BAD, "bon")]
        (tmp_path / "feeds.yaml").write_text(json.dumps({"feeds": feeds}), "utf-8")
        with desk.up():
            reasons = eventually(lambda: failing(desk), lambda seen: len(seen) == len(BAD), within=90)
            assert reasons.keys() == BAD.keys()
            assert [BAD[name] in reason for name, reason in reasons.items()] == [True] * len(BAD), reasons
            eventually(lambda: titles(desk), lambda seen: len(seen) == 2, within=60)
            site.serve("/bon", rss(site, ["plein", "vide", "suivant"]))
            site.serve("/suivant", article("suivant"), headers=HTML)
            eventually(lambda: titles(desk), lambda seen: "Convoi suivant" in seen, within=60)
            assert desk.json_lines("status")[0]["dead_letters"] == 0
            assert [one["title"] for one in desk.json_lines("search", "Kidal")] == ["Convoi vide"]
