"""What the page lets in, and what it tells browsers."""

from datetime import timedelta

import pytest

from facts import NOON
from page_server import Reader, free_port, open_door, served
from workers.news.errors import BadConfiguration
from workers.page.security import Attempts
from workers.page.serving import PortTaken, bound
from workers.settings import Settings


def test_a_browser_may_load_nothing_but_our_own_files(reader):
    for path in ("/", "/fil.json", "/static/page.css", "/nulle-part", "/entrer"):
        policy = reader.ask(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/recherche?q=mali", "/etat", "/entrer", "/nulle-part"])
def test_no_page_has_script_or_style_within(reader, path):
    text = reader.ask(path).text
    assert "<style" not in text
    assert ' style="' not in text
    assert " on" not in [part[:3] for part in text.split("<") if "=" in part and part[:3] == " on"]
    assert text.count("<script") == text.count('<script src="/static/')


@pytest.mark.parametrize(
    "host", ["mal.example", "127.0.0.1.mal.example", "", "localhost.mal.example:8080", "[::1", "a@b"]
)
def test_a_name_that_is_not_ours_is_refused(reader, host):
    assert reader.ask("/", headers={"Host": host}).status in {400, 421}


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8080", "LOCALHOST"])
def test_our_own_names_are_answered(reader, host):
    assert reader.ask("/", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/css/10-ink.css",
        "/static/page.css%00.js",
        "/../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_static_files(reader, path):
    assert reader.ask(path).status == 404


def test_a_form_without_our_token_is_refused(reader):
    reader.ask("/")
    for token in ("", "0" * 32, Reader(reader.port).token()):
        assert reader.send("/etat/rebut", token=token, id="x", do="drop").status == 403
    assert reader.send("/etat/rebut", id="x", do="drop").status == 404


def test_a_form_from_another_site_is_refused_whatever_it_carries(reader):
    token = reader.token()
    for told in ({"Origin": "https://mal.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert reader.ask("/etat/rebut", "POST", f"csrf={token}&id=x&do=drop", told).status == 403


def test_a_form_that_is_too_large_is_refused(reader):
    assert reader.ask("/etat/rebut", "POST", "a=" + "x" * 300_000).status == 413


def test_the_session_is_kept_from_scripts_and_from_other_sites(reader):
    cookie = reader.ask("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_the_session_goes_no_other_way(press):
    with served(press, open_door(press.now, page_url="https://beffroi.example.org/")) as reader:
        answer = reader.ask("/", headers={"Host": "beffroi.example.org"})
    assert answer.status == 200
    assert answer.headers["set-cookie"].endswith("; Secure")


def test_the_page_does_not_start_open_on_another_address():
    with pytest.raises(BadConfiguration, match="BEFFROI_PAGE_PASSWORD"):
        bound(Settings(page_host="0.0.0.0", page_port=free_port()))  # noqa: S104
    bound(Settings(page_host="127.0.0.1", page_port=free_port())).close()
    for given in ({"page_password": "long et bon"}, {"page_proxy_header": "X-Forwarded-User"}):
        bound(Settings(page_host="0.0.0.0", page_port=free_port(), **given)).close()  # noqa: S104


def test_a_port_that_is_taken_is_told():
    settings = Settings(page_port=free_port())
    with bound(settings), pytest.raises(PortTaken, match="BEFFROI_PAGE_PORT"):
        bound(settings)


def test_a_password_opens_the_page_and_nothing_else_does(press):
    with served(press, open_door(press.now, page_password="long et bon")) as reader:
        assert reader.ask("/?q=a").headers["location"] == "/entrer?vers=/%3Fq%3Da"
        assert reader.ask("/fil.json").status == 303
        assert reader.ask("/static/page.css").status == 200
        assert reader.send("/entrer", password="faux", vers="/etat").status == 403
        entered = reader.send("/entrer", password="long et bon", vers="/etat")
        assert (entered.status, entered.headers["location"]) == (303, "/etat")
        assert reader.ask("/").status == 200
        reader.send("/sortir")
        assert reader.ask("/").status == 303


@pytest.mark.parametrize("there", ["//mal.example", "/\\mal.example", "https://mal.example", "/a\nb"])
def test_one_enters_nowhere_but_here(press, there):
    with served(press, open_door(press.now, page_password="long et bon")) as reader:
        assert reader.send("/entrer", password="long et bon", vers=there).headers["location"] == "/"


def test_the_sixth_wrong_password_is_not_looked_at(press):
    with served(press, open_door(press.now, page_password="long et bon")) as reader:
        told = [reader.send("/entrer", password="faux").status for _ in range(6)]
        assert told == [403, 403, 403, 403, 403, 429]
        waits = reader.send("/entrer", password="long et bon")
        assert (waits.status, waits.headers["retry-after"]) == (429, "301")


def test_after_a_while_one_may_try_again():
    attempts = Attempts(most=2, within=timedelta(minutes=5), kept=3)
    for name in ("a", "a", "b", "c", "d"):
        attempts.failed(name, NOON)
    assert not attempts.wait("b", NOON)
    attempts.failed("d", NOON)
    assert attempts.wait("d", NOON + timedelta(minutes=2)) == timedelta(minutes=3)
    assert not attempts.wait("d", NOON + timedelta(minutes=5))


def test_a_guessed_session_is_none(press):
    with served(press, open_door(press.now, page_password="long et bon")) as reader:
        reader.send("/entrer", password="long et bon")
        good = reader.cookies["beffroi_session"]
        for guess in (
            good[:-1] + ("A" if good[-1] != "A" else "B"),
            good.replace("reader", "visitor"),
            "a.b",
        ):
            assert Reader(reader.port, {"beffroi_session": guess}).ask("/").status == 303
        visitor = Reader(reader.port)
        visitor.ask("/entrer")
        assert visitor.ask("/").status == 303


def test_a_proxy_is_believed_from_its_own_address_alone(press):
    for proxies, status in ((frozenset({"127.0.0.1"}), 200), (frozenset({"192.0.2.7"}), 403)):
        behind = open_door(press.now, page_proxy_header="X-Forwarded-User", page_proxies=proxies)
        with served(press, behind) as reader:
            assert reader.ask("/", headers={"X-Forwarded-User": "awa"}).status == status
            assert reader.ask("/").status == 403
            assert reader.ask("/", headers={"X-Forwarded-User": " "}).status == 403


def test_a_feed_reader_opens_one_address_without_the_password(press):
    with served(press, open_door(press.now, page_password="long et bon")) as reader:
        reader.send("/entrer", password="long et bon")
        address = (
            reader.ask("/fil?q=mali").text.split('href="/fil.atom?')[2].split('"')[0].replace("&amp;", "&")
        )
        stranger = Reader(reader.port)
        assert stranger.ask(f"/fil.atom?{address}").status == 200
        assert stranger.ask(f"/fil.json?{address}").status == 303
        assert stranger.ask(f"/?{address}").status == 303
        assert stranger.ask(f"/fil.atom?{address[:-1]}!").status == 303
