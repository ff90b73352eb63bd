"""Every mistake at its place, with what to write instead."""

import msgspec
import pytest

from workers.news.errors import NewsError
from workers.watchlist.mistakes import MOST, BadWatchlist, Mistake, render, render_all

ONE_OF_EACH = [
    ("feedz: []", ["1:1 unknown-key"]),
    ("feeds: [{url: 'http://a.example/', titel: x}]", ["1:36 unknown-key"]),
    ("feeds: [{title: x}]", ["1:9 missing-key"]),
    ("feeds: {a: b}", ["1:8 wrong-type"]),
    ("feeds: http://a.example/", ["1:8 wrong-type"]),
    ("feeds: [3]", ["1:9 wrong-type"]),
    ("feeds: [~]", ["1:9 wrong-type"]),
    ("feeds: [ftp://a.example/]", ["1:9 bad-url"]),
    ("feeds: ['http://']", ["1:9 bad-url"]),
    ("feeds: ['http:///une.xml']", ["1:9 bad-url"]),
    ("feeds: ['http://a.example:99999/']", ["1:9 bad-url"]),
    ("feeds: ['http://a.example:0/']", ["1:9 bad-url"]),
    ("feeds: ['http://[::1/']", ["1:9 bad-url"]),
    ("feeds: ['http://a.example/a b']", ["1:9 bad-url"]),
    ("feeds: [{url: 'http://a.example/', interval: 15}]", ["1:46 wrong-type"]),
    ("feeds: [{url: 'http://a.example/', interval: 15min}]", ["1:46 bad-duration"]),
    ("feeds: [{url: 'http://a.example/', interval: 0s}]", ["1:46 bad-duration"]),
    ("feeds: [{url: 'http://a.example/', interval: 25h}]", ["1:46 bad-duration"]),
    ("feeds: [{url: 'http://a.example/', enabled: yes}]", ["1:45 wrong-type"]),
    ("feeds: [{url: 'http://a.example/', tags: [1]}]", ["1:43 wrong-type"]),
    ("feeds: [{url: 'http://a.example/', tags: {a: b}}]", ["1:42 wrong-type"]),
    ("feeds: [{url: 'http://a.example/', id: é}]", ["1:40 bad-value"]),
    ("feeds: [{url: 'http://a.example/', lang: français}]", ["1:42 bad-value"]),
    ("feeds: [{url: 'http://a.example/', title: ''}]", ["1:43 bad-value"]),
    ("feeds: ['http://a.example/', 'http://a.example/']", ["1:30 duplicate"]),
    ("feeds: ['http://a.example/#x', 'http://a.example/']", ["1:32 duplicate"]),
    ("feeds: ['http://a.example/?1', 'http://a.example/?2']", ["1:32 duplicate"]),
    ("feeds: [{id: a, url: 'http://a.example/'}, {id: a, url: 'http://b.example/'}]", ["1:49 duplicate"]),
    ("feeds: ['http://例.例/']", ["1:9 missing-key"]),
    ("watches: [{any: Mali}]", ["1:11 missing-key"]),
    ("watches: [Mali]", ["1:11 wrong-type"]),
    ("watches: [{id: a}]", ["1:11 missing-key"]),
    ("watches: [{id: a, any: [], none: Mali}]", ["1:11 missing-key"]),
    ("watches: [{id: a, any: '…'}]", ["1:24 bad-value"]),
    ("watches: [{id: a, any: [Mali, '']}]", ["1:31 bad-value"]),
    ("watches: [{id: a, any: [Mali, 2026]}]", ["1:31 wrong-type"]),
    ("watches: [{id: a, any: Mali, severity: urgent}]", ["1:40 bad-value"]),
    ("watches: [{id: a, any: Mali, severity: 3}]", ["1:40 bad-value"]),
    ("watches: [{id: a, any: Mali, channels: desk}]", ["1:40 unknown-channel"]),
    ("watches: [{id: a, any: Mali, channels: [log, desk]}]", ["1:46 unknown-channel"]),
    ("watches: [{id: a, any: Mali, examples: {matsch: x}}]", ["1:41 unknown-key"]),
    ("watches: [{id: a, any: Mali, examples: {match: ['', ' ']}}]", ["1:49 bad-value", "1:53 bad-value"]),
    ("watches: [{id: a, any: Mali}, {id: a, any: Gao}]", ["1:36 duplicate"]),
    ("channels: [a]", ["1:11 wrong-type"]),
    ("channels: {a: 3}", ["1:15 wrong-type"]),
    ("channels: {a: {}}", ["1:15 missing-key"]),
    ("channels: {a b: {kind: log}}", ["1:12 bad-value"]),
    ("channels: {a: {kind: signal, url: 'x://y'}}", ["1:22 bad-value"]),
    ("channels: {a: {kind: log, url: 'x://y'}}", ["1:27 bad-value"]),
    ("channels: {a: {kind: webhook}}", ["1:15 missing-key"]),
    ("channels: {a: {kind: apprise}}", ["1:15 missing-key"]),
    ("channels: {a: {kind: webhook, url: 'ntfy://x'}}", ["1:36 bad-url"]),
    ("channels: {a: 'https://u:p@a.example/'}", ["1:15 bad-url"]),
    ("channels: {a: desk@mail.example}", ["1:15 bad-url"]),
    ("channels: {a: {url: 'ntfy://x', secret: y}}", ["1:33 bad-value"]),
    ("channels: {a: {url: 'https://a.example/', secret: whsec_?}}", ["1:51 bad-value"]),
    ("channels: {log: 'https://a.example/'}", ["1:12 duplicate"]),
    ("defaults: {interval: 2d}", ["1:22 bad-duration"]),
    ("defaults: {timezone: Europe/Brest}", ["1:22 bad-value"]),
    ("defaults: {timezone: Europe}", ["1:22 bad-value"]),
    ("defaults: {timezone: ../../etc/passwd}", ["1:22 bad-value"]),
    ("defaults: {channels: [desk]}", ["1:23 unknown-channel"]),
    ("defaults: {feeds: 3}", ["1:12 unknown-key"]),
    ("defaults: 15m", ["1:11 wrong-type"]),
    ("feeds: ['http://a.example/']\nfeeds: []", ["2:1 duplicate"]),
]


@pytest.mark.parametrize(("text", "expected"), ONE_OF_EACH, ids=[text for text, _ in ONE_OF_EACH])
def test_a_mistake_is_told_at_its_place(told, text, expected):
    assert told(text) == expected


SEVERAL = """
feeds:
  - url: gopher://a.example/
    titre: Le Fil
  - http://b.example/
  - id: c
    interval: souvent
watches:
  - id: africom
    any: [Africom, 12]
    severity: urgent
    channels: [dsek]
channels:
  desk: ntfy://${DESK}
  desk: ntfy://autre
"""


def test_no_mistake_hides_another(told):
    assert told(SEVERAL) == [
        *("3:10 bad-url", "4:5 unknown-key", "6:5 missing-key", "7:15 bad-duration"),
        *("10:20 wrong-type", "11:15 bad-value", "12:16 unknown-channel"),
        *("14:16 missing-variable", "15:3 duplicate"),
    ]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("feedz: []", "did you mean 'feeds'?"),
        ("watches: [{id: a, any: xx, severity: hihg}]", "did you mean 'high'?"),
        ("watches: [{id: a, any: xx, severity: rouge}]", "choose among low, normal, high, critical"),
        (
            "{watches: [{id: a, any: xx, channels: dsek}], channels: {desk: 'ntfy://x'}}",
            "did you mean 'desk'?",
        ),
        ("watches: [{id: a, any: 2026}]", "put it in quotes, or write [one, two]"),
    ],
)
def test_help_names_the_nearest_word(mistakes, text, help):
    assert [one.help for one in mistakes(text)] == [help]


def test_a_mistake_looks_as_a_compilers():
    mistake = Mistake(
        file="feeds.yaml",
        line=13,
        column=5,
        code="unknown-key",
        message="unknown key 'chanels' in watches.0",
        help="did you mean 'channels'?",
        source="    chanels: [desk]",
    )
    assert render(mistake).splitlines() == [
        "feeds.yaml:13:5: error: unknown key 'chanels' in watches.0",
        "   13 |     chanels: [desk]",
        "      |     ^",
        "      = help: did you mean 'channels'?",
    ]


def test_the_error_is_the_flows_own_and_reads_as_all_its_mistakes(mistakes):
    found = mistakes("feedz: []\nwatchez: []\n")
    error = BadWatchlist(found[::-1])
    assert isinstance(error, NewsError)
    assert error.mistakes == found
    assert str(error) == render_all(found)
    assert str(error).endswith("2 mistakes")


def test_mistakes_can_be_written_as_json(mistakes):
    (written,) = msgspec.json.decode(msgspec.json.encode(mistakes("feedz: []")))
    assert written["code"] == "unknown-key"
    assert (written["line"], written["column"], written["source"]) == (1, 1, "feedz: []")


def test_the_caret_stays_below_its_sign_in_a_long_line_with_tabs():
    mistake = Mistake(
        file="f", line=1, column=5003, code="x", message="m", source="\t" * 5000 + "a\x1b\u0301b" + "c" * 900
    )
    _, shown, caret, *_ = render(mistake).splitlines()
    assert len(shown) < 120
    assert caret.index("^") == 8 + 70
    assert "\x1b" not in shown


def test_thousands_of_mistakes_are_cut_short(mistakes):
    found = mistakes("feeds: [" + "1, " * (MOST + 50) + "]")
    assert len(found) == MOST + 50
    assert "… and 50 more" in render_all(found)
