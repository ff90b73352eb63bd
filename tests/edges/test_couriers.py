"""Couriers over real servers on the loopback address."""

import io
import json
import logging
import re
import socket
from collections.abc import Iterator

import pytest
import structlog

from courier_samples import ALERT, COURIERS, GUARDED, NOTICE, address, channel
from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.couriers.apprise_courier import AppriseCourier
from workers.edges.couriers.log_courier import LogCourier
from workers.logs import configure
from workers.news.errors import NewsError, Permanent, Transient
from workers.outgoing import Courier

# Apprise asks for imghdr while it looks for a package of ours that is not there.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(("courier", "url"), COURIERS)
def test_an_alert_arrives_once(courier: Courier, url: str, site: Site) -> None:
    site.serve("/in", b"ok")
    courier.deliver(NOTICE, channel(url.format(address(site, "/in"))))
    assert site.count("/in") == 1
    assert ALERT.title in json.dumps(json.loads(site.requests[0].body), ensure_ascii=False)


@pytest.mark.parametrize(("courier", "url"), COURIERS)
def test_a_server_in_trouble_is_tried_again(courier: Courier, url: str, site: Site) -> None:
    site.serve("/in", b"", status=500)
    with pytest.raises(Transient, match="answered 500"):
        courier.deliver(NOTICE, channel(url.format(address(site, "/in"))))


@pytest.mark.parametrize(("courier", "url"), COURIERS)
def test_a_server_that_is_down_is_tried_again(courier: Courier, url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Transient):
        courier.deliver(NOTICE, channel(url.format(f"127.0.0.1:{port}/in")))


@pytest.mark.parametrize(("courier", "url"), COURIERS)
def test_a_redirect_is_not_followed(courier: Courier, url: str, site: Site) -> None:
    site.serve("/inside", b"secret")
    site.serve("/in", b"", status=302, headers={"Location": site.url("/inside")})
    with pytest.raises(NewsError):
        courier.deliver(NOTICE, channel(url.format(address(site, "/in?redirect=yes"))))
    assert site.count("/inside") == 0


@pytest.mark.parametrize(("courier", "url"), GUARDED)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_a_private_address_is_refused_unless_allowed(courier: Courier, url: str, host: str) -> None:
    with pytest.raises(Permanent, match="BEFFROI_ALLOW_PRIVATE_HOSTS"):
        courier.deliver(NOTICE, channel(url.format(f"{host}/in")))


@pytest.mark.parametrize(("courier", "url"), [*COURIERS, *GUARDED])
@pytest.mark.parametrize("rest", ["127.0.0.1:1/jeton?cle=jeton", "127.0.0.1:x/jeton", "[::1/jeton"])
def test_no_trouble_names_what_the_url_holds(courier: Courier, url: str, rest: str) -> None:
    with pytest.raises(NewsError) as caught:
        courier.deliver(NOTICE, channel(url.format(rest), secret="jeton"))
    assert "bureau" in str(caught.value)
    assert "jeton" not in str(caught.value)


@pytest.mark.parametrize(("courier", "url"), GUARDED)
def test_a_name_that_is_too_long_to_be_one_reaches_nobody(courier: Courier, url: str) -> None:
    with pytest.raises(NewsError, match="'bureau'"):
        courier.deliver(NOTICE, channel(url.format("a" * 64 + ".example/in")))


def test_a_token_that_apprise_logs_is_not_in_our_log() -> None:
    stream = io.StringIO()
    configure(format="json", level="debug", stream=stream)
    with pytest.raises(Permanent):
        AppriseCourier(allow_private_hosts=EVERY_HOST).deliver(NOTICE, channel("slack://jeton/jeton"))
    assert "jeton" not in stream.getvalue()


def test_apprise_says_what_its_url_lacks() -> None:
    with pytest.raises(Permanent, match="does not understand"):
        AppriseCourier(allow_private_hosts=set()).deliver(NOTICE, channel("nimporte://quoi", kind="apprise"))


def test_a_message_through_apprise_is_headed_by_its_watch(site: Site) -> None:
    site.serve("/in", b"ok")
    courier = AppriseCourier(allow_private_hosts=EVERY_HOST)
    courier.deliver(NOTICE, channel(f"json://{address(site, '/in')}", kind="apprise"))
    body = json.loads(site.requests[0].body)
    assert body["title"] == "[Africom] Le général Anderson reçu à Rabat"
    assert body["message"].startswith("«\u00a0Le chef de l'AFRICOM a été reçu mardi.\u00a0»")
    assert body["message"].endswith(ALERT.url)


def test_the_log_has_the_whole_alert() -> None:
    stream = io.StringIO()
    configure(format="json", level="info", stream=stream)
    LogCourier().deliver(NOTICE, channel("", kind="log"))
    line = json.loads(stream.getvalue())
    assert (line["message"], line["alert_id"], line["watch"]) == ("alert", ALERT.id, "africom")
    assert line["created"] == "2026-11-02T08:30:00+00:00"


def test_a_log_that_drops_alerts_is_a_mistake_to_mend() -> None:
    configure(format="json", level="error", stream=io.StringIO())
    with pytest.raises(Permanent, match=re.escape("BEFFROI_LOG_LEVEL")):
        LogCourier().deliver(NOTICE, channel("", kind="log"))
