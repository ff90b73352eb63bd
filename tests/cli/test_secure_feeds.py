"""`beffroi feeds check` over TLS, with certificates that the machine trusts."""

import json
from dataclasses import replace

import pytest

from certificates import certificate
from desk import Desk
from odd_server import odd_server, says
from wild_desk import rss

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + rss("a", "b")


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path, {"SSL_CERT_FILE": str(tmp_path / "certificate.pem")})


def check(desk: Desk, url: str) -> dict:
    (desk.folder / "feeds.yaml").write_text(f'feeds: [{{id: essai, url: "{url}"}}]\n', "utf-8")
    return json.loads(desk.run("feeds", "check", "--json").stdout)


@pytest.mark.parametrize(
    ("name", "years", "error"),
    [
        ("IP:127.0.0.1", {}, None),
        ("IP:127.0.0.1", {"last": "2021"}, "TLS certificate not valid: certificate has expired"),
        ("IP:127.0.0.1", {"first": "2090"}, "TLS certificate not valid: certificate is not yet valid"),
        ("IP:127.0.0.2", {}, "TLS certificate not valid: IP address mismatch"),
    ],
)
def test_15_a_certificate_must_be_of_now_and_of_this_host(desk, name, years, error):
    tls = certificate(desk.folder, name, **years).tls
    with odd_server(says(ANSWER), tls=tls) as url:
        found = check(desk, f"{url}/rss")
    assert (found["entries"], (found["error"] or "").partition(",")[0]) == (0 if error else 2, error or "")


class TestAProxy:
    def test_is_asked_for_a_tunnel_and_the_certificate_within_is_looked_at(self, desk):
        tls = certificate(desk.folder, "DNS:loin.example").tls
        asked: list[bytes] = []

        def tunnel(connection):
            asked.append(connection.recv(4096).partition(b"\r\n")[0])
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with tls.wrap_socket(connection, server_side=True) as within:
                says(ANSWER)(within)

        with odd_server(tunnel) as proxy:
            proxied = replace(desk, extra={**desk.extra, "HTTPS_PROXY": proxy})
            assert check(proxied, "https://loin.example/rss")["entries"] == 2
            assert "certificate not valid" in check(proxied, "https://autre.example/rss")["error"]
        assert asked == [b"CONNECT loin.example:443 HTTP/1.1", b"CONNECT autre.example:443 HTTP/1.1"]
