"""The HTTP client against a well-behaved server."""

import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventually import eventually
from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Answer, NoAnswer, Request

BODY = "Le ministre est arrivé à Bamako.".encode()


@pytest.fixture(scope="module")
def web():
    return AiohttpWeb(
        Bounds(seconds=5, feed_bytes=1_000_000, page_bytes=1_000_000, allow_private_hosts=EVERY_HOST)
    )


@pytest.fixture
def site():
    with Site() as served:
        yield served


def ask(web, url, **validators):
    [found] = web.get([Request(id="a", url=url, **validators)])
    return found


def read(web, url):
    [found] = web.get([Request(id="a", url=url, purpose="page")])
    return found


def requests(*urls):
    return [Request(id=str(place), url=url) for place, url in enumerate(urls)]


def asked_for(site, path, times):
    eventually(lambda: site.count(path), lambda count: count == times, within=5)


def test_a_page_comes_with_its_type_and_validators(web, site):
    date = "Mon, 23 Nov 2026 06:00:00 GMT"
    headers = {"ETag": '"v1"', "Last-Modified": date, "Content-Type": "text/html; charset=utf-8"}
    url = site.serve("/une", BODY, headers=headers)
    kind = "text/html; charset=utf-8"
    assert ask(web, url) == Answer(
        id="a", url=url, status=200, body=BODY, content_type=kind, etag='"v1"', modified=date
    )


def test_validators_are_sent_back_and_a_304_is_an_answer(web, site):
    url = site.serve("/fil", b"", status=304)
    found = ask(web, url, etag='W/"v1"', modified="Mon, 23 Nov 2026 06:00:00 GMT")
    sent = site.requests[-1].headers
    assert (found.status, found.body) == (304, b"")
    assert sent["If-None-Match"] == 'W/"v1"'
    assert sent["If-Modified-Since"] == "Mon, 23 Nov 2026 06:00:00 GMT"


def test_a_first_visit_sends_no_validators_and_says_who_asks(web, site):
    ask(web, site.serve("/fil", BODY))
    sent = site.requests[-1].headers
    assert "If-None-Match" not in sent
    assert "If-Modified-Since" not in sent
    assert sent["User-Agent"].startswith("Beffroi/")
    assert "application/rss+xml" in sent["Accept"]


def test_the_operator_may_say_who_asks(site):
    web = AiohttpWeb(Bounds(contact="mailto:a@b.fr", allow_private_hosts=EVERY_HOST))
    ask(web, site.serve("/fil", BODY))
    assert site.requests[-1].headers["User-Agent"] == "Beffroi/0.1 (press monitoring; +mailto:a@b.fr)"


@pytest.mark.parametrize("status", [204, 403, 404, 410, 429, 500, 503])
def test_another_status_is_an_answer_without_body(web, site, status):
    found = ask(web, site.serve("/fil", b"<h1>Excusez-nous</h1>", status=status))
    assert (found.status, found.body) == (status, b"")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xhtml+xml", "text/plain"])
def test_a_page_is_a_text(web, site, kind):
    assert read(web, site.serve("/page", BODY, headers={"Content-Type": kind})).body == BODY


@pytest.mark.parametrize("kind", ["application/pdf", "video/mp4", "application/octet-stream"])
def test_a_page_of_another_kind_is_not_fetched(web, site, kind):
    found = read(web, site.serve("/page", BODY, headers={"Content-Type": kind}))
    assert (found.reason, found.fault) == (f"no page but {kind}", "http")


def test_a_page_has_a_bound_of_its_own(site):
    web = AiohttpWeb(Bounds(feed_bytes=99, page_bytes=9, allow_private_hosts=EVERY_HOST))
    url = site.serve("/", b"x" * 50)
    assert ask(web, url).body == b"x" * 50
    assert read(web, url).fault == "size"


def test_a_puzzle_for_browsers_is_called_so(web, site):
    found = ask(web, site.serve("/fil", b"", status=403, headers={"cf-mitigated": "challenge"}))
    assert found.reason.startswith("403: the site shows robots a puzzle")


def test_the_wait_that_a_server_asks_for_is_kept(web, site):
    url = site.serve("/fil", b"", status=503, headers={"Retry-After": "120"})
    assert ask(web, url).retry_after == timedelta(minutes=2)


def test_a_wait_until_a_date_is_counted_from_the_servers_own_date(web, site):
    """The plain server writes the true Date, so that a date long past it is the longest wait."""
    headers = {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}
    url = site.serve("/fil", b"", status=429, headers=headers)
    assert ask(web, url).retry_after == timedelta(hours=24)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_answer_says_where_it_ended(web, site, status):
    end = site.serve("/nouveau", BODY)
    start = site.serve("/ancien", b"", status=status, headers={"Location": "/nouveau"})
    assert (ask(web, start).url, ask(web, start).body) == (end, BODY)


def test_permanent_redirects_say_where_the_page_moved_to_as_far_as_they_are_permanent(web, site):
    end = site.serve("/fin", BODY)
    now = site.serve("/passager", b"", status=302, headers={"Location": "/fin"})
    moved = site.serve("/b", b"", status=308, headers={"Location": "/passager"})
    start = site.serve("/a", b"", status=301, headers={"Location": "/b"})
    back = site.serve("/c", b"", status=307, headers={"Location": "/b"})
    assert [ask(web, url).moved_to for url in (start, moved, now, back, end)] == [now, now, None, None, None]


def test_an_answer_says_how_long_it_is_fresh(web, site):
    url = site.serve("/fil", b"", status=304, headers={"Cache-Control": "max-age=600"})
    assert ask(web, url).fresh_for == timedelta(minutes=10)


def test_five_redirects_are_followed_but_not_six(web, site):
    for hop in range(6):
        site.serve(f"/{hop}", b"", status=302, headers={"Location": f"/{hop + 1}"})
    site.serve("/6", BODY)
    assert ask(web, site.url("/1")).body == BODY
    assert ask(web, site.url("/0")).reason == "more than 5 redirects"


def test_a_circle_of_redirects_ends(web, site):
    url = site.serve("/tourne", b"", status=301, headers={"Location": "/tourne"})
    assert ask(web, url).reason == "more than 5 redirects"


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/", "file:///etc/hostname", "javascript:alert(1)"])
def test_a_redirect_leads_to_the_web_only(web, site, target):
    found = ask(web, site.serve("/", b"", status=302, headers={"Location": target}))
    assert found.reason.startswith("not a valid URL: ")


def test_a_redirect_that_names_no_place_is_an_answer(web, site):
    assert ask(web, site.serve("/", b"", status=302)).status == 302


def test_a_redirect_may_be_written_with_accents(web, site):
    end = site.serve("/r%C3%A9sum%C3%A9", BODY)
    url = site.serve("/", b"", status=302, headers={"Location": "/r\u00c3\u00a9sum\u00c3\u00a9"})
    assert ask(web, url).url == end


def test_a_redirect_in_latin_1_is_asked_for_byte_by_byte(web, site):
    site.serve("/r%E9sum%E9", BODY)
    url = site.serve("/", b"", status=302, headers={"Location": "/résumé"})
    assert ask(web, url).body == BODY


def test_a_cookie_comes_back_at_the_next_hop_of_a_redirect(web, site):
    site.serve("/b", BODY)
    ask(web, site.serve("/a", b"", status=302, headers={"Set-Cookie": "accord=1; Path=/", "Location": "/b"}))
    assert site.requests[-1].headers["Cookie"] == "accord=1"


def test_a_cookie_is_not_told_to_another_host(web, site):
    there = site.serve("/b", BODY).replace("127.0.0.1", "localhost")
    ask(web, site.serve("/a", b"", status=302, headers={"Set-Cookie": "accord=1; Path=/", "Location": there}))
    assert site.requests[-1].path == "/b"
    assert "Cookie" not in site.requests[-1].headers


def test_no_cookie_is_kept(web, site):
    url = site.serve("/", BODY, headers={"Set-Cookie": "suivi=1; Path=/"})
    ask(web, url)
    ask(web, url)
    assert "Cookie" not in site.requests[-1].headers


def test_a_password_in_a_url_is_sent_but_not_shown(web, site):
    url = site.serve("/", BODY)
    found = ask(web, url.replace("://", "://desk:secret@"))
    assert found.url == url
    assert site.requests[-1].headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "url",
    [
        *("", "   ", "fil.xml", "/fil.xml", "//hote/fil", "ftp://hote/fil", "file:///etc/passwd", "http://"),
        *("http:///fil", "http://[::1", "http://hote:99999/", "http://hote:port/", "http://a b/", "http://%"),
        *(
            "http://..",
            "http://é\ud800.fr/",
            "http://a\x00b/",
            "http://" + "a" * 300,
            "http://.fr/",
            "http:fil",
        ),
    ],
)
def test_a_malformed_url_does_not_break_the_others(web, site, url):
    good = site.serve("/fil", BODY)
    found = {answer.id: answer for answer in web.get(requests(good, url, good))}
    assert [found["0"].body, found["2"].body] == [BODY, BODY]
    assert isinstance(found["1"], NoAnswer)
    assert found["1"].url == url


def test_a_reason_for_a_malformed_url_can_be_acted_upon(web):
    assert ask(web, "ftp://hote/fil").reason == "not a valid URL: it must look like https://host/path"


def test_a_host_that_does_not_exist_is_named(web):
    assert ask(web, "http://nulle-part.invalid/fil").reason == "no such host: nulle-part.invalid"


def test_blanks_around_a_url_do_not_matter(web, site):
    assert ask(web, f"\n  {site.serve('/fil', BODY)} ").body == BODY


def test_nothing_asked_gives_nothing(web):
    assert list(web.get([])) == []


def test_an_answer_is_given_before_the_slower_ones(web, site):
    slow, quick = site.serve("/lent", BODY), site.serve("/vif", BODY)
    with site.held("/lent"):
        answers = web.get(requests(slow, quick))
        assert next(answers).id == "1"
    assert next(answers).id == "0"


def test_a_host_has_at_most_two_requests_at_once_whoever_asks(web, site):
    slow, quick = site.serve("/lent", BODY), site.serve("/vif", BODY)
    found = []
    callers = [
        threading.Thread(target=lambda asked=asked: found.extend(web.get(requests(*asked))))
        for asked in ([slow, slow], [quick, quick])
    ]
    with site.held("/lent"):
        callers[0].start()
        asked_for(site, "/lent", 2)
        callers[1].start()
        assert (
            ask(
                AiohttpWeb(Bounds(seconds=5, feed_bytes=9, page_bytes=9, allow_private_hosts=EVERY_HOST)),
                site.url("/"),
            ).status
            == 404
        )
        assert site.count("/vif") == 0
    for caller in callers:
        caller.join()
    assert [answer.status for answer in found] == [200] * 4


def test_the_wait_for_a_turn_does_not_count_as_slowness(site):
    web = AiohttpWeb(Bounds(seconds=1, feed_bytes=999, page_bytes=999, allow_private_hosts=EVERY_HOST))
    url = site.serve("/lent", BODY)
    with site.held("/lent"):
        late = list(web.get(requests(url, url, site.serve("/vif", BODY))))
    assert sorted(type(found).__name__ for found in late) == ["Answer", "NoAnswer", "NoAnswer"]


def test_a_request_that_gets_no_turn_is_given_up(site):
    web = AiohttpWeb(Bounds(seconds=0.1, feed_bytes=999, page_bytes=999, allow_private_hosts=EVERY_HOST))
    url = site.serve("/lent", BODY)
    with site.held("/lent"):
        found = list(web.get(requests(*[url] * 20)))
    reasons = {answer.reason for answer in found}
    assert "took longer than 0.1 s" in reasons
    assert "127.0.0.1 had no time for it: other requests there took too long" in reasons


def test_hanging_up_early_frees_the_host_for_others(web, site):
    slow = site.serve("/lent", BODY)
    with site.held("/lent"):
        answers = web.get(requests(site.serve("/vif", BODY), slow, slow))
        assert next(answers).id == "0"
        asked_for(site, "/lent", 2)
        answers.close()
        assert ask(web, site.url("/vif")).body == BODY


def test_threads_ask_at_once_and_each_gets_its_own(web, site):
    pages = {n: site.serve(f"/{n}", str(n).encode()) for n in range(8)}
    found = {}

    def one(n):
        found[n] = [answer.body for answer in web.get(requests(*[pages[n]] * 4))]

    threads = [threading.Thread(target=one, args=(n,)) for n in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: [str(n).encode()] * 4 for n in pages}


@settings(max_examples=60)
@given(st.text(), st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_path_written_in_a_feed_or_a_redirect_has_its_answer(web, path, target):
    with Site() as site:
        location = "/x" + "".join(letter for letter in target if letter not in "\r\n\0")
        start = site.serve("/depart", b"", status=302, headers={"Location": location})
        found = list(web.get(requests(site.url(f"/x{path}"), start)))
    assert len(found) == 2
    for answer in found:
        assert isinstance(answer, NoAnswer) or (answer.status, answer.url[:7]) == (404, "http://")
