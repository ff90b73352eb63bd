"""Channels: their kinds, keys and secrets, and the calm they ask for."""

from datetime import time, timedelta

import pytest

from workers.news.calm import Calm, Escalation, Quiet, Throttle, Urgency

MAIL = """
channels:
  desk:
    url: smtp://veille@smtp.example.org
    secret: ${KEY}
    sender: Beffroi <veille@example.org>
    to: [desk@example.org, "${CHEF}"]
    lang: en
    timezone: Africa/Dakar
    private: true
    templates: {subject: "{{ title }}"}
"""
CALM = """
watches:
  - {id: mali, any: Mali, breaking: true, throttle: 3/1h, slo: 60s, escalate: {after: 15m, to: chef}}
channels:
  desk: {url: 'ntfy://x', throttle: 5/30m, digest: ['18:00', '07:00'], quiet: '22:00-06:30', weekends: false}
  chef: {url: 'ntfy://y', digest: '08:00', escalate: {after: 1h, to: desk}}
defaults: {timezone: Africa/Bamako}
"""


def test_a_mail_channel_has_all_it_needs(listed):
    channel = listed(MAIL, {"KEY": "clé", "CHEF": "chef@example.org"}).channels[1]
    assert (channel.kind, channel.secret, channel.lang) == ("mail", "clé", "en")
    assert channel.to == ("desk@example.org", "chef@example.org")
    assert (channel.timezone, channel.calm.timezone, channel.private) == (
        "Africa/Dakar",
        "Africa/Dakar",
        True,
    )
    assert channel.templates == (("subject", "{{ title }}"),)


def test_calm_and_urgency_are_read(listed):
    found = listed(CALM)
    _, desk, chef = found.channels
    assert desk.calm == Calm(
        throttle=Throttle(most=5, period=timedelta(minutes=30)),
        digest=(time(7), time(18)),
        quiet=Quiet(start=time(22), end=time(6, 30)),
        weekends=False,
        timezone="Africa/Bamako",
    )
    assert chef.calm.digest == (time(8),)
    assert chef.calm.escalation == Escalation(after=timedelta(hours=1), to="desk")
    assert found.watches[0].urgency == Urgency(
        breaking=True,
        throttle=Throttle(most=3, period=timedelta(hours=1)),
        slo=timedelta(minutes=1),
        escalation=Escalation(after=timedelta(minutes=15), to="chef"),
    )


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.example/", "webhook"),
        ("HTTP://a.example/", "webhook"),
        ("syslog+tls://a.example", "syslog"),
        ("ntfy://x", "apprise"),
        ("mailto://a:b@c.example", "apprise"),
    ],
)
def test_a_kind_is_that_of_the_address(listed, url, kind):
    assert listed(f"channels: {{a: '{url}'}}").channels[1].kind == kind


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("{kind: mail, url: 'smtp://a.example'}", ["missing-key"] * 2),
        ("{url: 'smtp://', sender: a@b.example, to: c@d.example}", ["bad-url"]),
        ("{url: 'smtp://a:x', sender: a@b.example, to: c@d.example}", ["bad-url"]),
        ("{url: 'smtp+plain://moi@a.example', sender: a@b.example, to: c@d.example}", ["bad-url"]),
        ("{kind: mail, url: 'https://a.example', sender: a@b.example, to: c@d.example}", ["bad-url"]),
        ("{url: 'smtp://a.example', sender: moi, to: [c@d.example, personne]}", ["bad-value"] * 2),
        ("{kind: telegram, to: '42'}", ["missing-key"]),
        ("{kind: telegram, to: '42', secret: s, sender: x}", ["bad-value"]),
        ("{kind: slack, url: 'https://u:p@a.example'}", ["bad-url"]),
        ("{kind: slack, url: 'https://a.example', lang: de}", ["bad-value"]),
        ("{kind: log, throttle: 5}", ["bad-value"]),
        ("{kind: log, throttle: 0/1h}", ["bad-value"]),
        ("{kind: log, throttle: 5/2d}", ["bad-duration"]),
        ("{kind: log, quiet: '22:00'}", ["bad-value"]),
        ("{kind: log, quiet: '22:00-22:00'}", ["bad-value"]),
        ("{kind: log, quiet: '22:00-24:00'}", ["bad-value"]),
        ("{kind: log, digest: [7h]}", ["bad-value"]),
        ("{kind: log, escalate: {after: 1h, to: nobody}}", ["unknown-channel"]),
        ("{kind: log, escalate: {after: 1h, tu: log}}", ["unknown-key", "missing-key"]),
        ("{kind: log, templates: {titre: x}}", ["unknown-key"]),
        ("{kind: log, templates: {text: '{{ titre }}'}}", ["bad-template"]),
        ("{kind: log, templates: {digest_text: '{% for %}'}}", ["bad-template"]),
    ],
)
def test_a_mistake_is_told(mistakes, channel, expected):
    found = mistakes(f"channels: {{a: {channel}}}")
    assert sorted(one.code for one in found) == sorted(expected)
    assert all(one.help or "template" in one.message for one in found)


def test_a_misspelt_part_of_a_template_is_corrected(mistakes):
    (one,) = mistakes("channels: {a: {kind: log, templates: {digest_txt: x}}}")
    assert one.help == "did you mean 'digest_text'?"


def test_a_secret_may_stand_in_a_file(listed, tmp_path):
    (tmp_path / "key").write_text("clé\n", "utf-8")
    (tmp_path / "url").write_text("https://a.example/jeton", "utf-8")
    text = f"channels: {{a: {{url: 'file:{tmp_path}/url', secret: 'file:${{WHERE}}/key'}}}}"
    channel = listed(text, {"WHERE": str(tmp_path)}).channels[1]
    assert (channel.kind, channel.url, channel.secret) == ("webhook", "https://a.example/jeton", "clé")


@pytest.mark.parametrize("raw", [None, b"", b" \n", b"\xff\xfe", b"x" * 10_001])
def test_a_file_without_a_secret_is_a_mistake_that_does_not_tell_it(mistakes, tmp_path, raw):
    if raw is not None:
        (tmp_path / "key").write_bytes(raw)
    text = f"channels: {{a: {{url: 'https://a.example/', secret: 'file:{tmp_path}/key'}}}}"
    (one,) = mistakes(text)
    assert one.code == "no-secret"
    assert "xxx" not in str(one)


def test_a_feed_has_no_secret_file(mistakes):
    (one,) = mistakes("feeds: ['file:/etc/hostname']")
    assert one.code == "bad-url"


def test_a_watch_escalates_by_outlets_and_to_a_channel_with_both_keys_or_none(listed, mistakes):
    (watch,) = listed("{watches: [{id: m, any: Mali, escalate: {outlets: 8, after: 15m, to: log}}]}").watches
    assert watch.escalate_outlets == 8
    assert watch.urgency.escalation == Escalation(after=timedelta(minutes=15), to="log")
    (half,) = mistakes("{watches: [{id: m, any: Mali, escalate: {after: 15m}}]}")
    assert (half.code, half.help) == ("missing-key", "add a line 'to: …'")
    (nobody,) = mistakes("{watches: [{id: m, any: Mali, escalate: {after: 15m, to: chef}}]}")
    assert nobody.code == "unknown-channel"
