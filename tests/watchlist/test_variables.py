"""Variables: where they are filled in, and that no message tells them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from known_secrets import WATCHLIST_SECRET
from workers.news.errors import NewsError
from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist

SECRET = WATCHLIST_SECRET


def test_variables_are_filled_in_where_secrets_stand(listed):
    text = """
    feeds: ["https://a.example/${KEY}/rss", {url: "${BASE}/rss"}]
    channels: {desk: "ntfy://${KEY}", siem: {url: "${BASE}", secret: "${KEY}-${KEY}"}}
    """
    found = listed(text, {"KEY": "clé", "BASE": "https://b.example"})
    assert [feed.url for feed in found.feeds] == ["https://a.example/clé/rss", "https://b.example/rss"]
    assert [(one.url, one.secret) for one in found.channels[1:]] == [
        ("ntfy://clé", None),
        ("https://b.example", "clé-clé"),
    ]


def test_no_variable_gets_into_an_id(listed):
    text = "feeds: ['https://a.example/${KEY}/rss', '${BASE:-https://c.example}/rss']"
    found = listed(text, {"KEY": SECRET})
    assert [feed.id for feed in found.feeds] == ["a-example-key-rss", "base-rss"]


@pytest.mark.parametrize(
    ("secret", "expected"),
    [
        ("${KEY:-repli}", "repli"),
        ("${EMPTY:-repli}", "repli"),
        ("${EMPTY:-}x", "x"),
        ("$${KEY}", "${KEY}"),
        ("$$$$", "$$"),
        ("$KEY et 5 $", "$KEY et 5 $"),
        ("${FULL:-repli}", "$$ ${KEY}"),
    ],
)
def test_defaults_and_dollar_signs(listed, secret, expected):
    text = f"channels: {{a: {{url: 'http://a.example', secret: '{secret}'}}}}"
    assert listed(text, {"EMPTY": "", "FULL": "$$ ${KEY}"}).channels[1].secret == expected


def test_elsewhere_a_dollar_is_a_dollar(listed):
    found = listed("watches: [{id: a, title: '${HOME} $$', any: '${HOME}'}]", {"HOME": SECRET})
    assert (found.watches[0].title, found.watches[0].any) == ("${HOME} $$", ("${HOME}",))


def test_a_variable_that_is_not_there_is_told_at_its_place(mistakes):
    found = mistakes("feeds:\n  - https://a.example/${UN}/${DEUX}\n", {"DEUX": ""})
    assert [(one.line, one.column, one.message) for one in found] == [
        (2, 23, "environment variable UN is not set"),
        (2, 29, "environment variable DEUX is empty"),
    ]


def test_a_brace_that_begins_no_variable_is_a_mistake(told):
    assert told("channels: {a: 'ntfy://${un nom}'}") == ["1:23 bad-value"]
    assert told("channels: {a: 'ntfy://${NOM'}") == ["1:23 bad-value"]


KEYS = ("id", "url", "title", "interval", "kind", "secret", "any", "channels", "severity", "urll")
VALUES = ("${KEY}", "https://a.example/${KEY}", "x${KEY}y", "ftp://${KEY}", "whsec_${KEY}", "a", "3", "[]")
ENTRIES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=6)


def flow(entry):
    return "{" + ", ".join(f"{key}: '{value}'" for key, value in entry.items()) + "}"


@settings(max_examples=60)
@given(feeds=st.lists(ENTRIES, max_size=3), channels=st.lists(ENTRIES, max_size=3))
def test_no_message_tells_what_a_variable_held(tmp_path_factory, feeds, channels):
    path = tmp_path_factory.mktemp("file") / "feeds.yaml"
    lines = ["feedz: []", "feeds:", *(f"  - {flow(one)}" for one in feeds), "channels:"]
    lines += [f"  c{number}: {flow(one)}" for number, one in enumerate(channels)]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadWatchlist) as caught:
        load(path, {"KEY": SECRET})
    assert SECRET not in repr(caught.value.mistakes) + str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_mistakes_are_values(mistakes):
    (found,) = mistakes("feedz: []")
    assert replace(found) == found
    assert issubclass(BadWatchlist, NewsError)
