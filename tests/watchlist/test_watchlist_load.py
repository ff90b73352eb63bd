"""feeds.yaml to facts: short forms, defaults, long forms."""

from datetime import timedelta

from workers.news.alert import Channel
from workers.news.feed import Feed
from workers.news.watch import Watch
from workers.watchlist.load import load


def test_an_address_alone_is_a_feed(listed):
    assert listed("feeds: [https://www.fil.example/monde/une.xml?x=1]").feeds == (
        Feed(
            id="www-fil-example-monde-une-xml",
            url="https://www.fil.example/monde/une.xml?x=1",
            title="www.fil.example",
            interval=None,
            lang="fr",
        ),
    )


def test_a_feed_in_full_is_taken_as_written(listed):
    text = """
    feeds:
      - {id: sahel, url: "http://a.example:8080/x", title: Le Sahel, interval: 1h30m, lang: en,
         tags: afrique, full_text: false}
    """
    assert listed(text).feeds == (
        Feed(
            id="sahel",
            url="http://a.example:8080/x",
            title="Le Sahel",
            interval=timedelta(hours=1, minutes=30),
            lang="en",
            tags=("afrique",),
            full_text=False,
        ),
    )


def test_a_title_gives_the_id(listed):
    text = "feeds: [{url: 'http://a.example/', title: « Le Fil – Défense & cœur »}]"
    assert [feed.id for feed in listed(text).feeds] == ["le-fil-defense-coeur"]


def test_a_disabled_feed_is_set_apart(listed):
    found = listed("feeds: [{url: 'http://a.example/', enabled: false}, 'http://b.example/']")
    assert [feed.id for feed in found.feeds] == ["b-example"]
    assert [feed.id for feed in found.disabled] == ["a-example"]


def test_a_watch_takes_one_term_without_a_list(listed):
    assert listed("watches: [{id: africom, any: Africom}]").watches == (
        Watch(id="africom", title="africom", any=("Africom",), channels=("log",)),
    )


def test_defaults_hold_where_an_entry_is_silent(listed):
    text = """
    defaults: {interval: 2h, lang: en, timezone: Africa/Bamako, channels: desk, severity: high}
    channels: {desk: "ntfy://essai"}
    feeds: ["http://a.example/", {url: "http://b.example/", interval: 1m}]
    watches: [{id: un, any: Mali}, {id: deux, all: [Mali, Niger], severity: low, channels: []}]
    """
    found = listed(text)
    assert [feed.interval for feed in found.feeds] == [timedelta(hours=2), timedelta(minutes=1)]
    assert {feed.lang for feed in found.feeds} == {"en"}
    assert [(one.severity, one.channels) for one in found.watches] == [("high", ("desk",)), ("low", ())]
    assert found.timezone == "Africa/Bamako"


def test_the_log_channel_is_always_there(listed):
    assert listed("feeds: ['http://a.example/']").channels == (Channel(id="log", kind="log"),)
    assert listed("channels: {log: {kind: log}}").channels == (Channel(id="log", kind="log"),)


def test_a_channels_address_gives_its_kind(listed):
    text = """
    channels:
      hook: https://hook.example/in
      desk: mailto://user:key@mail.example
      chat: {kind: apprise, url: "https://chat.example/token"}
      siem: {kind: webhook, url: "http://siem.example", secret: clé}
      journal: {kind: log}
    """
    kinds = {channel.id: channel.kind for channel in listed(text).channels}
    assert kinds == {
        "log": "log",
        "hook": "webhook",
        "desk": "apprise",
        "chat": "apprise",
        "siem": "webhook",
        "journal": "log",
    }


def test_norway_is_text_and_so_is_a_time(listed):
    watch = listed("watches: [{id: pays, any: [NO, 18:30, on, 2026-03-02, 1_000]}]").watches[0]
    assert watch.any == ("NO", "18:30", "on", "2026-03-02", "1_000")


def test_a_key_with_nothing_after_it_counts_as_absent(listed):
    text = "feeds:\nwatches:\n  - id: a\n    title:\n    any: Mali\n    none:\n    examples:\ndefaults:\n"
    found = listed(text)
    assert found.feeds == ()
    assert found.watches[0].title == "a"


def test_aliases_stand_for_what_they_name(listed):
    text = """
    watches:
      - {id: a, any: &sahel [Mali, Niger]}
      - {id: b, all: *sahel}
      - {id: &id cc, any: [*id, &ville Gao, *ville]}
    """
    watches = listed(text).watches
    assert watches[1].all == watches[0].any == ("Mali", "Niger")
    assert watches[2].any == ("cc", "Gao", "Gao")


def test_examples_know_their_place(listed):
    text = "watches:\n  - id: a\n    any: Mali\n    examples:\n"
    text += "      match: [Le Mali signe., Gao]\n      ignore: Non\n"
    (found,) = listed(text).examples
    places = [(one.text, one.line, one.column) for one in (*found.match, *found.ignore)]
    assert places == [("Le Mali signe.", 5, 15), ("Gao", 5, 31), ("Non", 6, 15)]


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_bytes(b"\xef\xbb\xbffeeds:\r\n  - http://a.example/\r\n")
    assert load(path, {}).feeds[0].url == "http://a.example/"


def test_json_is_yaml(listed):
    assert listed('{"feeds":[{"id":"a","url":"http:\\/\\/a.example/","interval":"1s"}]}').feeds[0].id == "a"
