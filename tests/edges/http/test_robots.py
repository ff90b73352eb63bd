"""robots.txt: whose pages we leave alone, and who is asked for it how often."""

from dataclasses import replace

import pytest

from facts import NOON
from loopback import Site
from odd_server import odd_server, stalls
from workers.addresses import EVERY_HOST
from workers.edges.http.bodies import ROBOTS
from workers.edges.http.bounds import Bounds
from workers.edges.http.robots import LONGEST_DELAY
from workers.edges.http.web import AiohttpWeb
from workers.edges.memory.hosts import MemoryHosts
from workers.news.web import Request

BARS = b"User-agent: *\nDisallow: /prive\n\nUser-agent: Beffroi\nDisallow: /archives/*.html$\n"


@pytest.fixture
def site():
    with Site() as served:
        for path in ("/une", "/prive", "/archives/1.html"):
            served.serve(path, b"texte")
        yield served


@pytest.fixture
def hosts():
    return MemoryHosts(now=lambda: NOON)


def client(hosts=None, *, respect_robots=True, **other):
    bounds = Bounds(
        **{"seconds": 5, "allow_private_hosts": EVERY_HOST, "respect_robots": respect_robots} | other
    )
    return AiohttpWeb(bounds, hosts)


def ask(web, url, purpose="page"):
    [found] = web.get([Request(id="a", url=url, purpose=purpose)])
    return found


def test_what_is_said_to_us_counts_and_not_what_is_said_to_all(site):
    site.serve("/robots.txt", BARS)
    web = client()
    assert ask(web, site.url("/une")).body == b"texte"
    assert ask(web, site.url("/prive")).body == b"texte"
    barred = ask(web, site.url("/archives/1.html"))
    assert (barred.fault, barred.reason) == ("robots", "robots.txt of 127.0.0.1 bars robots from this page")
    assert site.count("/archives/1.html") == 0


def test_a_sitemap_is_asked_for_by_a_robot_and_a_listed_feed_is_not(site):
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /")
    web = client()
    assert ask(web, site.url("/une"), "sitemap").fault == "robots"
    assert ask(web, site.url("/une"), "feed").body == b"texte"


def test_a_redirect_leads_to_no_page_that_is_barred(site):
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /prive")
    assert ask(client(), site.serve("/a", b"", status=302, headers={"Location": "/prive"})).fault == "robots"


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_is_refused_bars_nothing(site, status):
    site.serve("/robots.txt", BARS, status=status)
    assert ask(client(), site.url("/archives/1.html")).body == b"texte"


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_read_bars_everything_for_a_while(site, hosts, status):
    site.serve("/robots.txt", b"", status=status)
    found = ask(client(hosts), site.url("/une"))
    assert (found.fault, found.reason) == ("robots", "robots.txt of 127.0.0.1 could not be read")
    ((_, until),) = hosts.kept.values()
    assert (until - NOON).total_seconds() == 15 * 60


def test_a_server_that_does_not_answer_for_its_robots_txt_bars_everything():
    with odd_server(stalls(b"")) as url:
        assert ask(client(seconds=0.3), f"{url}/une").reason.endswith("could not be read")


def test_each_origin_is_asked_once_however_many_pages_there_are(site):
    site.serve("/robots.txt", BARS)
    web = client()
    assert (
        len(list(web.get([Request(id=str(n), url=site.url("/une"), purpose="page") for n in range(9)]))) == 9
    )
    assert site.count("/robots.txt") == 1


def test_what_one_worker_read_another_knows(site, hosts):
    site.serve("/robots.txt", BARS)
    for _ in range(2):
        assert ask(client(hosts), site.url("/archives/1.html")).fault == "robots"
    assert site.count("/robots.txt") == 1


def test_the_first_half_megabyte_of_a_robots_txt_counts(site, hosts):
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /prive\n" + b"# " + b"x" * 2_000_000)
    assert ask(client(hosts), site.url("/prive")).fault == "robots"
    ((text, _),) = hosts.kept.values()
    assert len(text) == ROBOTS


def test_a_robots_txt_of_any_bytes_is_read(site):
    site.serve("/robots.txt", b"\xff\xfe\x00User-agent\n: *\r\rDisallow")
    assert ask(client(), site.url("/une")).body == b"texte"


def test_the_operator_may_say_that_robots_txt_is_not_asked_for(site):
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /")
    assert ask(client(respect_robots=False), site.url("/une")).body == b"texte"
    assert site.count("/robots.txt") == 0


class Turns(MemoryHosts):
    """Hosts that remember the pause asked for; all are let in."""

    def turns(self, wanted, left, *, lease):
        self.gaps = [*getattr(self, "gaps", []), *(turn.gap.total_seconds() for turn in wanted)]
        return super().turns([replace(turn, gap=turn.gap * 0) for turn in wanted], left, lease=lease)


@pytest.mark.parametrize(("written", "kept"), [(b"3", 3), (b"0.5", 0.5), (b"3600", LONGEST_DELAY), (b"x", 0)])
def test_a_crawl_delay_is_kept_within_bounds(site, written, kept):
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: " + written)
    hosts = Turns(now=lambda: NOON)
    ask(client(hosts), site.url("/une"))
    assert hosts.gaps == [0, kept]  # the first is that of robots.txt itself
