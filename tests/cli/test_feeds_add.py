"""`beffroi feeds add`, as a person and a script use it."""

import json
import os
import pty
import subprocess
import sys

import pytest

from desk import Desk
from loopback import Site

FILE = """# Ce que nous veillons
feeds:
  - https://ailleurs.example/rss   # l'autre
watches: []
"""
FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Sahel : le fil</title>
<item><title>Vieux</title><link>/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>
<item><title>Neuf</title><link>/2</link><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate></item>
<item><title>Sans date</title><link>/3</link></item>
<item><title>Ancien</title><link>/4</link><pubDate>Sun, 01 Mar 2026 10:00:00 +0100</pubDate></item>
</channel></rss>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://un.example/a</loc><news:news>
<news:publication_date>2026-03-02T10:00:00Z</news:publication_date><news:title>a</news:title></news:news></url></urlset>"""
PAGE = "<html><head>{}</head><body>Bonjour</body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture
def desk(tmp_path) -> Desk:
    (tmp_path / "feeds.yaml").write_text(FILE, "utf-8")
    return Desk(tmp_path, {"CLE": "motdepasse"})


@pytest.fixture
def site():
    with Site() as site:
        site.serve("/rss", FEED)
        site.serve("/une", PAGE.format(LINK.format("/rss")).encode())
        site.serve("/deux", PAGE.format(LINK.format("/rss") + LINK.format("/sport")).encode())
        yield site


def file(desk: Desk) -> str:
    return (desk.folder / "feeds.yaml").read_text("utf-8")


def test_a_feed_is_shown_and_written_and_the_rest_of_the_file_stays(desk, site):
    done = desk.run("feeds", "add", site.url("/rss"), "--tag", "sahel", "--interval", "5m")
    assert done.returncode == 0
    new = f"""  - id: sahel-le-fil
    url: {site.url("/rss")}
    title: "Sahel : le fil"
    tags: [sahel]
    interval: 5m
"""
    assert file(desk) == FILE.replace("watches", new + "watches")
    assert "4 entries" in done.stdout
    shown = [line.split()[2] for line in done.stdout.splitlines() if line.startswith("2026-")]
    assert shown == ["Neuf", "Vieux", "Ancien"]


def test_a_script_gets_what_was_written_as_json(desk, site):
    done = desk.run("feeds", "add", site.url("/rss"), "--id", "fil", "--json", "--dry-run")
    said = json.loads(done.stdout)
    assert (said["id"], said["entries"], said["written"]) == ("fil", 4, False)
    assert said["newest"][0]["published"] == "2026-03-03T09:00:00Z"
    assert file(desk) == FILE


def test_a_feed_listed_in_another_spelling_is_told(desk, site):
    desk.run("feeds", "add", site.url("/rss"), "--id", "fil")
    before = file(desk)
    done = desk.run("feeds", "add", site.url("/rss/?utm_source=x#a"))
    assert (done.returncode, file(desk)) == (1, before)
    assert "listed already as 'fil'" in done.stderr


def test_a_second_feed_of_the_same_title_gets_an_id_of_its_own(desk, site):
    site.serve("/autre", FEED)
    desk.run("feeds", "add", site.url("/rss"))
    assert json.loads(desk.run("feeds", "add", site.url("/autre"), "--json").stdout)["id"] == "sahel-le-fil-2"


@pytest.mark.parametrize("path", ["/une", "/deux"])
def test_a_page_that_names_feeds_is_no_silent_choice(desk, site, path):
    done = desk.run("feeds", "add", site.url(path))
    assert (done.returncode, file(desk)) == (2, FILE)
    assert site.url("/rss") in done.stderr
    named = json.loads(desk.run("feeds", "add", site.url(path), "--json").stdout)["candidates"]
    assert named[0] == site.url("/rss")


def test_with_yes_the_only_feed_of_a_page_is_taken(desk, site):
    assert desk.run("feeds", "add", site.url("/une"), "--yes").returncode == 0
    assert site.url("/rss") in file(desk)


def test_what_is_no_feed_is_told_and_not_written(desk, site):
    site.serve("/vide", b"")
    for path, said in (("/nulle-part", "404"), ("/vide", "empty")):
        done = desk.run("feeds", "add", site.url(path))
        assert (done.returncode, file(desk)) == (1, FILE)
        assert said in done.stderr
    done = desk.run("feeds", "add", "ftp://ailleurs.example/")
    assert done.returncode == 2
    assert "http" in done.stderr


def test_a_secret_is_fetched_with_and_written_by_its_name(desk, site):
    site.serve("/rss?cle=motdepasse", FEED)
    done = desk.run("feeds", "add", site.url("/rss?cle=${CLE}"))
    assert done.returncode == 0
    assert "?cle=${CLE}" in file(desk)
    assert "motdepasse" not in file(desk) + done.stdout + done.stderr


def test_a_feed_that_moved_for_good_is_written_under_its_new_address(desk, site):
    site.serve("/ancien", b"", status=301, headers={"Location": "/rss"})
    done = desk.run("feeds", "add", site.url("/ancien"))
    assert site.url("/rss") in file(desk)
    assert "moved for good" in done.stderr


@pytest.mark.parametrize(("answers", "status"), [("2\ny\n", 1), ("1\ny\n", 0), ("1\nn\n", 1)])
def test_on_a_terminal_it_asks_which_and_whether(desk, site, answers, status):
    ours, theirs = pty.openpty()
    os.write(ours, answers.encode())
    command = [sys.executable, "-m", "workers", "feeds", "add", site.url("/deux")]
    done = subprocess.run(command, env=desk.env, stdin=theirs, capture_output=True, timeout=60, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == status
    assert b"Which one" in done.stdout
    assert (site.url("/rss") in file(desk)) == (status == 0)


def test_a_news_sitemap_is_written_as_one(desk, site):
    site.serve("/news.xml", SITEMAP)
    done = desk.run("feeds", "add", site.url("/news.xml"), "--id", "plan")
    assert done.returncode == 0
    assert "    type: sitemap\n" in file(desk)
    assert "plan: 1 entries" in desk.run("feeds", "check", "plan").stdout


def test_a_sitemap_that_is_listed_as_a_feed_is_told_by_check(desk, site):
    url = site.serve("/news.xml", SITEMAP)
    (desk.folder / "feeds.yaml").write_text(f"feeds: [{url}]\n", "utf-8")
    done = desk.run("feeds", "check")
    assert done.returncode == 1
    assert "write 'type: sitemap'" in done.stdout
