"""What posts JSON: webhooks and services, over real servers on the loopback address."""

import base64
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from courier_samples import ALERT, NOTICE, channel, one_who, webhook
from loopback import Site
from workers.news.alert import Alert
from workers.news.channel import Channel
from workers.news.errors import Busy, Doubtful, NewsError, Permanent, Transient


def test_a_webhook_has_the_alert_in_the_envelope_of_an_event(site: Site) -> None:
    webhook().deliver(NOTICE, channel(site.serve("/in", b"")))
    (asked,) = site.requests
    body = json.loads(asked.body)
    assert (body["type"], body["time"], body["specversion"]) == (
        "beffroi.alert",
        "2026-11-02T08:30:00Z",
        "1.0",
    )
    assert body["id"] == asked.headers["webhook-id"] == NOTICE.id
    assert asked.headers["Content-Type"] == "application/cloudevents+json"
    assert body["data"]["passage"] == ALERT.passage
    assert body["data"]["published"] is None
    of_story = {"story_id", "escalation", "news", "outlets", "first_outlet", "first_seen"}
    shown = {*Alert.__dataclass_fields__} - {"channels", "trace_id", "story"}
    assert set(body["data"]) == shown | of_story | {"links", "also"}


@pytest.mark.parametrize(
    ("secret", "receivers"),
    [
        ("whsec_" + base64.b64encode(b"sesame").decode(), "whsec_" + base64.b64encode(b"sesame").decode()),
        ("sésame", "whsec_" + base64.b64encode("sésame".encode()).decode()),
    ],
)
def test_a_signature_is_good_for_the_standard_verifier(secret: str, receivers: str, site: Site) -> None:
    webhook().deliver(NOTICE, channel(site.serve("/in", b""), secret=secret))
    asked = site.requests[0]
    Webhook(receivers).verify(asked.body, dict(asked.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(receivers).verify(asked.body + b" ", dict(asked.headers))


def test_without_a_secret_nothing_is_signed(site: Site) -> None:
    webhook().deliver(NOTICE, channel(site.serve("/in", b"")))
    assert "webhook-signature" not in site.requests[0].headers


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_a"])
def test_a_secret_that_is_none_is_a_mistake_to_mend(secret: str, site: Site) -> None:
    with pytest.raises(Permanent, match="secret"):
        webhook().deliver(NOTICE, channel(site.serve("/in", b""), secret=secret))


@pytest.mark.parametrize("status", [400, 401, 404, 410, 301, 308])
def test_a_refusal_for_good_is_not_tried_again(status: int, site: Site) -> None:
    with pytest.raises(Permanent, match=f"answered {status}"):
        webhook().deliver(NOTICE, channel(site.serve("/in", b"", status=status)))


@pytest.mark.parametrize("status", [408, 425, 429, 502, 503])
def test_a_refusal_for_now_is_tried_again(status: int, site: Site) -> None:
    with pytest.raises(Transient) as caught:
        webhook().deliver(NOTICE, channel(site.serve("/in", b"", status=status)))
    assert caught.value.after == timedelta(seconds=10)
    assert isinstance(caught.value, Busy) == (status == 429)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(seconds=1)),
        ("99999999999999999999", timedelta(hours=1)),
        ("Mon, 02 Nov 2020 08:30:00 GMT", timedelta(seconds=1)),
        ("Mon, 02 Nov 2099 08:30:00 GMT", timedelta(hours=1)),
        ("bientôt", timedelta(seconds=10)),
    ],
)
def test_retry_after_is_heard_within_bounds(asked: str, wait: timedelta, site: Site) -> None:
    url = site.serve("/in", b"", status=429, headers={"Retry-After": asked})
    with pytest.raises(Busy) as caught:
        webhook().deliver(NOTICE, channel(url))
    assert caught.value.after == wait


def test_the_wait_that_stands_in_telegram_s_answer_is_heard(site: Site) -> None:
    said = b'{"ok":false,"error_code":429,"parameters":{"retry_after":35}}'
    site.serve("/botjeton/sendMessage", said, status=429)
    desk = Channel(id="bureau", kind="telegram", url=site.url(""), secret="jeton", to=("42",))
    with pytest.raises(Busy) as caught:
        webhook().deliver(NOTICE, desk)
    assert caught.value.after == timedelta(seconds=35)
    assert "jeton" not in str(caught.value)


def test_a_channel_may_open_a_private_address(site: Site) -> None:
    url = site.serve("/in", b"")
    opened = Channel(id="bureau", kind="webhook", url=url, private=True)
    webhook(private=False).deliver(NOTICE, opened)
    assert site.count("/in") == 1


def test_a_receiver_that_hangs_up_after_it_has_all_may_have_it() -> None:
    with one_who(b"", every=0.0) as url, pytest.raises(Doubtful):
        webhook().deliver(NOTICE, channel(url))


@pytest.mark.parametrize(
    ("kind", "path", "key"),
    [
        ("slack", "/in", "blocks"),
        ("teams", "/in", "attachments"),
        ("mattermost", "/in", "attachments"),
        ("telegram", "/in/botjeton/sendMessage", "text"),
        ("ntfy", "/", "message"),
        ("gotify", "/in/message", "message"),
        ("pushover", "/in", "message"),
    ],
)
def test_every_service_gets_its_own_json(kind: str, path: str, key: str, site: Site) -> None:
    site.serve(path, b"{}")
    desk = Channel(id="bureau", kind=kind, url=site.url("/in"), secret="jeton", to=("42",))
    webhook().deliver(NOTICE, desk)
    (asked,) = site.requests
    assert asked.path == path
    assert key in json.loads(asked.body)


@pytest.mark.parametrize("secret", ["a\r\nX-Injected: 1", "é"])
def test_a_secret_that_no_header_takes_is_a_mistake_to_mend(secret: str, site: Site) -> None:
    desk = Channel(id="bureau", kind="gotify", url=site.url("/in"), secret=secret)
    with pytest.raises(Permanent, match="no header takes"):
        webhook().deliver(NOTICE, desk)


def test_a_template_that_fails_is_a_mistake_of_the_channel(site: Site) -> None:
    templates = (("chat", "{{ passage[99].text }}"),)
    desk = Channel(id="bureau", kind="slack", url=site.url("/in"), templates=templates)
    with pytest.raises(Permanent, match="its template fails"):
        webhook().deliver(NOTICE, desk)


@pytest.mark.parametrize(
    ("answers", "every"), [(b"", 0.0), (b"H", 9.0), (b"HTTP/1.1 200 O" + b"K" * 999, 0.02)]
)
def test_a_slow_or_silent_server_is_given_up_for_now(answers: bytes, every: float) -> None:
    with one_who(answers, every=every) as url, pytest.raises(Doubtful):
        webhook(seconds=0.3).deliver(NOTICE, channel(url))


def test_an_endless_answer_is_not_read() -> None:
    with one_who(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"a" * 999, every=0.001) as url:
        webhook().deliver(NOTICE, channel(url))


def test_no_tls_where_it_was_promised_is_tried_again(site: Site) -> None:
    with pytest.raises(Transient):
        webhook().deliver(NOTICE, channel(site.url("/in").replace("http:", "https:")))


@pytest.mark.parametrize(
    "url", ["", "ftp://a/b", "http://", "http://a:99999/", "http://moi:motdepasse@a/", "http://[/"]
)
def test_an_address_that_is_none_is_a_mistake_to_mend(url: str) -> None:
    with pytest.raises(Permanent, match="'bureau'"):
        webhook().deliver(NOTICE, channel(url))


def test_a_path_with_accents_and_spaces_arrives(site: Site) -> None:
    site.serve("/d%C3%A9fense%20?a=%C3%A9", b"")
    webhook().deliver(NOTICE, channel(site.url("/défense ?a=é")))


@given(st.text(min_size=1))
def test_any_text_as_address_ends_in_trouble_of_ours(text: str) -> None:
    with pytest.raises(NewsError):
        webhook(private=False, seconds=0.1).deliver(NOTICE, channel(f"http://127.0.0.1:1/{text}"))
