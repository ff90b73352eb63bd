"""`beffroi feeds import`, `export` and `check --fix`, as a person and a script use them."""

import json

import pytest

from desk import Desk
from facts import NOON
from loopback import Site
from workers.edges.redis.notebook import RedisNotebook
from workers.news.feed import Visit

FEED = b"<rss version='2.0'><channel><title>Un</title><item><title>Neuf</title></item></channel></rss>"

FILE = """feeds:
  - id: un   # le premier
    url: https://un.example/rss
    title: Un
    tags: [défense]
    interval: 1h30m
  - {id: deux, url: "https://deux.example/rss?cle=${CLE}", enabled: false}
"""
LIST = """<opml version="2.0" xmlns:b="urn:beffroi:opml"><body>
<outline text="Sahel"><outline text="Trois" xmlUrl="https://trois.example/rss"/></outline>
<outline text="Encore un" xmlUrl="http://www.un.example/rss/"/>
<outline text="Trois" xmlUrl="https://quatre.example/rss"/>
<outline text="Pressé" xmlUrl="https://cinq.example/rss" b:interval="0s"/>
<outline text="Tordu" xmlUrl="feed://tordu.example"/>
</body></opml>"""


@pytest.fixture
def desk(tmp_path) -> Desk:
    (tmp_path / "feeds.yaml").write_text(FILE, "utf-8")
    (tmp_path / "liste.opml").write_text(LIST, "utf-8")
    return Desk(tmp_path, {"CLE": "motdepasse"})


def listed(desk: Desk) -> dict:
    return {one["id"]: one for one in desk.json_lines("feeds", "list")}


def test_the_good_ones_of_a_list_go_in_and_the_others_are_told_one_by_one(desk):
    done = desk.run("feeds", "import", str(desk.folder / "liste.opml"), "--tag", "veille")
    assert done.returncode == 1
    assert "line 3: http://www.un.example/rss/: left out: listed already as 'un'" in done.stderr
    assert "line 5: https://cinq.example/rss: left out: '0s' is not between 1s and 1d" in done.stderr
    assert "line 6: feed://tordu.example: left out: the address is not one of http://" in done.stderr
    now = listed(desk)
    assert list(now) == ["un", "trois", "trois-2", "deux"]
    assert now["trois"]["tags"] == ["Sahel", "veille"]
    assert (desk.folder / "feeds.yaml").read_text("utf-8").startswith(FILE)


def test_an_import_that_is_only_tried_writes_nothing(desk):
    done = desk.run("feeds", "import", str(desk.folder / "liste.opml"), "--dry-run", "--json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.get("id") for one in said] == ["trois", None, "trois-2", None, None]
    assert (desk.folder / "feeds.yaml").read_text("utf-8") == FILE


def test_a_file_that_is_no_list_is_two(desk):
    done = desk.run("feeds", "import", str(desk.folder / "feeds.yaml"))
    assert done.returncode == 2
    assert "no OPML" in done.stderr


def test_an_export_holds_no_secret_and_comes_back_whole(desk):
    before = listed(desk)
    assert before["un"]["interval"] == 5400
    exported = desk.folder / "tout.opml"
    assert desk.run("feeds", "export", "--opml", str(exported)).returncode == 0
    assert "${CLE}" in exported.read_text("utf-8")
    assert "motdepasse" not in exported.read_text("utf-8")
    (desk.folder / "feeds.yaml").write_text("feeds: []\n", "utf-8")
    assert desk.run("feeds", "import", str(exported)).returncode == 1
    assert desk.run("feeds", "import", "-", "--variables", stdin=exported.read_text("utf-8")).returncode == 0
    assert listed(desk) == before


def test_an_export_without_a_file_goes_to_the_output(desk):
    assert desk.run("feeds", "export").stdout.startswith("<?xml")
    first = json.loads(desk.run("feeds", "export", "--json").stdout.splitlines()[0])
    assert (first["id"], first["enabled"]) == ("un", True)


@pytest.fixture
def site():
    with Site() as site:
        yield site


def visit(feed_id: str, url: str, to: str, *, times: int = 3) -> Visit:
    return Visit(feed_id=feed_id, at=NOON, outcome="unchanged", url=url, moved_to=to, moved=times)


@pytest.fixture
def moved(tmp_path, site, valkey, store) -> Desk:
    """Three feeds that moved: to a feed, to a page, and not for long."""
    desk = Desk(tmp_path, {"BEFFROI_REDIS_URL": valkey})
    feeds = {name: site.url(f"/{name}") for name in ("un", "deux", "trois")}
    (desk.folder / "feeds.yaml").write_text(
        "feeds:\n" + "".join(f"  - {{id: {name}, url: {url}}} # ici\n" for name, url in feeds.items()),
        "utf-8",
    )
    site.serve("/flux", FEED)
    site.serve("/maintenance", b"<html><body>De retour bientot</body></html>")
    notebook = RedisNotebook(store)
    notebook.note(visit("un", feeds["un"], site.url("/flux")))
    notebook.note(visit("deux", feeds["deux"], site.url("/maintenance")))
    notebook.note(visit("trois", feeds["trois"], site.url("/ailleurs"), times=2))
    return desk


def test_a_feed_that_moved_for_good_gets_its_new_address(moved, site):
    before = (moved.folder / "feeds.yaml").read_text("utf-8")
    tried = moved.run("feeds", "check", "--fix", "--dry-run")
    assert f"un: moved to {site.url('/flux')}: would be written" in tried.stdout
    assert (moved.folder / "feeds.yaml").read_text("utf-8") == before
    (one,) = [json.loads(line) for line in moved.run("feeds", "check", "un", "--json").stdout.splitlines()]
    assert (one["kept"]["moved_to"], one["troubles"][0]["kind"]) == (site.url("/flux"), "moved")
    assert "last success" in moved.run("feeds", "check", "un").stdout
    done = moved.run("feeds", "check", "--fix")
    assert done.returncode == 1
    assert "deux: " in done.stdout
    assert "an HTML page" in done.stdout
    expected = before.replace(site.url("/un"), f"{site.url('/flux')}")
    assert (moved.folder / "feeds.yaml").read_text("utf-8") == expected
