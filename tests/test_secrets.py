"""No secret of a channel is told: not in logs, not in errors, not in what is kept of a failure."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
import structlog

from facts import NOON, alert
from known_secrets import SECRETS, TOKEN
from loopback import Site
from newsroom import Newsroom
from workers.addresses import EVERY_HOST
from workers.edges.couriers.apprise_courier import AppriseCourier
from workers.edges.couriers.mail_courier import MailCourier
from workers.edges.couriers.post_courier import PostCourier
from workers.edges.couriers.syslog_courier import SyslogCourier
from workers.edges.couriers.trial import tried
from workers.logs import configure
from workers.news.channel import Channel
from workers.stages.render import sample
from workers.stages.render.posts import KINDS

# Apprise asks for imghdr while it looks for a package of ours that is not there.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
KINDS_WITH_SECRETS = [*KINDS, "mail", "syslog", "apprise"]
ADDRESS = {
    "mail": "smtp://moi@{}",
    "syslog": "syslog+tcp://{}",
    "apprise": f"json://moi:{TOKEN}@{{}}/{TOKEN}",
}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure(format="json", level="debug", stream=stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def channel(kind: str, place: str) -> Channel:
    url = ADDRESS.get(kind, f"http://{{}}/{TOKEN}?key={TOKEN}").format(place)
    return Channel(id="bureau", kind=kind, url=url, secret=TOKEN, sender="a@e.org", to=(TOKEN,))


def couriers() -> dict:
    post = PostCourier(allow_private_hosts=EVERY_HOST, now=lambda: NOON, seconds=0.5)
    return dict.fromkeys(KINDS, post) | {
        "mail": MailCourier(allow_private_hosts=EVERY_HOST, seconds=0.5),
        "syslog": SyslogCourier(allow_private_hosts=EVERY_HOST, seconds=0.5),
        "apprise": AppriseCourier(allow_private_hosts=EVERY_HOST),
    }


def told(kind: str, place: str, log: io.StringIO) -> str:
    """All that is written while a channel fails: logged, kept with the delivery, put aside, tried by hand."""
    room = Newsroom(channels=(channel(kind, place),), desk=("bureau",))
    room.pipeline.couriers.update(couriers())
    room.outbox.put(alert(channels=("bureau",)))
    room.day()
    courier = couriers()[kind]
    opened = replace(channel(kind, place), private=True)
    steps = tried(opened, courier, sample(NOON, "bureau"), EVERY_HOST, seconds=0.5)
    kept = [*room.outbox.deliveries.values(), *room.dead.letters(), *steps]
    assert any("bureau" in str(one) for one in kept)
    return log.getvalue() + msgspec.json.encode(kept).decode()


@pytest.mark.parametrize("kind", KINDS_WITH_SECRETS)
@pytest.mark.parametrize("status", [401, 500, 302, 429])
def test_a_refusal_tells_no_secret(kind, status, log):
    with Site() as site:
        site.answer = lambda *_: type(
            "Served", (), {"status": status, "body": TOKEN.encode(), "headers": {}}
        )()
        assert not [one for one in SECRETS if one in told(kind, site.url("").removeprefix("http://"), log)]


@pytest.mark.parametrize("kind", KINDS_WITH_SECRETS)
@pytest.mark.parametrize("place", ["127.0.0.1:1", "127.0.0.1:x", "[::1"])
def test_a_server_that_is_not_there_tells_no_secret(kind, place, log):
    assert not [one for one in SECRETS if one in told(kind, place, log)]
