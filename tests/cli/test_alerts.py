"""The commands about alerts, over a real server and real receivers."""

import csv
import io
import json
from datetime import timedelta

import pytest
import redis

from desk import Desk
from facts import NOON, alert
from loopback import Site
from mail_server import PASSWORD, Certificates, MailServer
from workers.addresses import EVERY_HOST
from workers.edges.couriers.mail_courier import MailCourier
from workers.edges.couriers.syslog_courier import SyslogCourier
from workers.edges.couriers.trial import tried
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.redis.remarks import RedisRemarks
from workers.edges.redis.votes import RedisVotes
from workers.news.alert import Story
from workers.news.channel import Channel
from workers.stages.render import sample

CERTIFICATES = Certificates()


@pytest.fixture
def desk(tmp_path, valkey) -> Desk:
    (tmp_path / "feeds.yaml").write_text("channels: {desk: {kind: log}}", "utf-8")
    return Desk(tmp_path, {"BEFFROI_REDIS_URL": valkey, "BEFFROI_LOG_LEVEL": "warning"})


@pytest.fixture
def outbox(store: redis.Redis) -> RedisOutbox:
    box = RedisOutbox(store)
    box.put(alert("a1" * 16, title="=1+1", story=Story(id="s1")))
    box.put(alert("b2" * 16, article_id="e2", watch_id="sahel", created=NOON + timedelta(minutes=1)))
    return box


@pytest.mark.usefixtures("outbox")
def test_alerts_are_listed_by_watch_and_channel_and_as_csv(desk):
    assert [one["id"] for one in desk.json_lines("alerts", "list")] == ["b2" * 16, "a1" * 16]
    assert [one["watch"] for one in desk.json_lines("alerts", "list", "--watch", "mali")] == ["mali"]
    assert desk.json_lines("alerts", "list", "--channel", "chef") == []
    rows = list(csv.DictReader(io.StringIO(desk.run("alerts", "list", "--csv").stdout)))
    assert [row["title"] for row in rows] == ["Un titre", "'=1+1"]


@pytest.mark.usefixtures("outbox")
def test_an_alert_is_shown_by_the_first_signs_of_its_id(desk):
    (shown,) = desk.json_lines("alerts", "show", "a1")
    assert (shown["id"], shown["story_id"], shown["vote"]) == ("a1" * 16, "s1", None)
    assert shown["deliveries"][0]["state"] == "pending"
    assert "a1a1" in desk.run("alerts", "show", "a1").stdout
    for unknown in ("c3", ""):
        done = desk.run("alerts", "show", unknown)
        assert done.returncode == 2
        assert "id that begins with" in done.stderr


@pytest.mark.usefixtures("outbox")
def test_what_a_reader_says_is_kept(desk, store):
    assert desk.run("alerts", "vote", "a1", "dull").returncode == 0
    assert desk.run("alerts", "ack", "a1").returncode == 0
    assert desk.run("alerts", "mute", "a1", "--until", "2099-01-01T12:00").returncode == 0
    remarks = RedisRemarks(store)
    assert [(one.alert_id, one.verdict) for one in RedisVotes(store).votes()] == [("a1" * 16, "dull")]
    assert remarks.acknowledged("a1" * 16)
    assert {subject: f"{until:%d/%m/%Y %H:%M}" for subject, until in remarks.mutes(NOON).items()} == {
        "story:s1": "01/01/2099 11:00"
    }


@pytest.mark.parametrize(
    "words",
    [
        ["mute"],
        ["mute", "--watch", "a", "--source", "b"],
        ["mute", "--watch", "a", "--for", "3x"],
        ["mute", "--watch", "a", "--until", "demain"],
        ["vote", "a1", "maybe"],
        ["test", "nobody"],
    ],
)
def test_a_mistake_in_a_command_is_two(desk, words):
    done = desk.run("alerts", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_alert_is_sent_again_once_it_was_settled(desk, outbox, store):
    assert "on its way" in desk.run("alerts", "resend", "a1").stderr
    outbox.settle(["a1" * 16], "desk", "sent", NOON)
    assert desk.run("alerts", "resend", "a1").returncode == 0
    assert outbox.raised("a1" * 16).deliveries[0].resent == 1
    assert store.llen("alert") == 1


@pytest.mark.usefixtures("outbox")
def test_alerts_are_a_feed(desk):
    atom = desk.run("alerts", "feed", "--watch", "mali").stdout
    assert atom.count("<entry>") == 1
    (feed,) = [json.loads(desk.run("alerts", "feed", "--format", "json").stdout)]
    assert len(feed["items"]) == 2


def test_a_sample_is_sent_and_each_step_told(desk):
    with Site() as site:
        site.serve("/in", b"", status=204)
        channels = {"hook": {"url": site.url("/in"), "private": True}, "gone": {"url": site.url("/gone")}}
        (desk.folder / "feeds.yaml").write_text(json.dumps({"channels": channels}), "utf-8")
        done = desk.run("alerts", "test", "hook", "--json")
        assert done.returncode == 0
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        assert [step["name"] for step in steps] == ["dns", "connection", "accepted"]
        assert json.loads(site.requests[-1].body)["type"] == "beffroi.alert.test"
        done = desk.run("alerts", "test", "gone")
        assert done.returncode == 1
        assert "FAIL accepted: channel 'gone': the receiver answered 404" in done.stdout


def steps(channel: Channel, courier) -> list[tuple[str, bool]]:
    found = tried(channel, courier, sample(NOON, channel.id), EVERY_HOST, trust=CERTIFICATES.trust)
    return [(step.name, step.ok) for step in found]


@pytest.mark.parametrize(("tls", "scheme"), [("starttls", "smtp"), ("smtps", "smtps")])
@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_a_mail_channel_is_tried_through_tls_and_login(tls, scheme):
    courier = MailCourier(allow_private_hosts=EVERY_HOST, trust=CERTIFICATES.trust, seconds=5)
    names = ["dns", "connection", "tls", "login", "accepted"]
    with MailServer(CERTIFICATES, tls=tls) as server:
        url = f"{scheme}://veille@localhost:{server.port}"
        channel = Channel(
            id="r", kind="mail", url=url, secret=PASSWORD, sender="a@example.org", to=("b@example.org",)
        )
        assert steps(channel, courier) == [(name, True) for name in names]
        wrong = Channel(id="r", kind="mail", url=url, secret="faux", sender="a@e.org", to=("b@e.org",))
        assert steps(wrong, courier)[-1] == ("login", False)
        courier.hang_up()


def test_a_server_that_is_down_fails_at_the_connection():
    channel = Channel(id="s", kind="syslog", url="syslog+tcp://127.0.0.1:1")
    assert steps(channel, SyslogCourier(allow_private_hosts=EVERY_HOST)) == [
        ("dns", True),
        ("connection", False),
    ]


def test_no_tls_where_it_was_promised_fails_there():
    with Site() as site:
        url = site.url("").replace("http:", "syslog+tls:")
        channel = Channel(id="s", kind="syslog", url=url)
        found = steps(channel, SyslogCourier(allow_private_hosts=EVERY_HOST, trust=CERTIFICATES.trust))
    assert found[-1] == ("tls", False)
