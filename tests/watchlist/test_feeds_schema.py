"""The JSON Schema that editors use says what the loader says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.schema import json_schema

STORED = Path(__file__).parents[2] / "docs" / "feeds.schema.json"
SCHEMA = Draft202012Validator(json_schema())


def test_the_stored_schema_is_up_to_date():
    printed = subprocess.run(
        [sys.executable, "-m", "workers.watchlist.schema"],
        cwd=STORED.parents[1],
        capture_output=True,
        check=True,
    )
    assert STORED.read_bytes() == printed.stdout, "run `make schema`"


def test_it_is_a_schema():
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    "file",
    [
        {"feeds": ["https://a.example/", {"url": "https://b.example/", "tags": "x", "interval": "1h30m"}]},
        {
            "watches": [
                {"id": "a", "any": "Mali", "none": ["x"], "channels": "log", "examples": {"match": "x"}}
            ]
        },
        {"channels": {"a": "ntfy://x", "b": {"kind": "webhook", "url": "https://b.example", "secret": "x"}}},
        {"feeds": None, "defaults": {"interval": "15m", "channels": ["log"], "timezone": None}},
    ],
)
def test_it_takes_short_and_long_forms(file):
    assert not list(SCHEMA.iter_errors(file))


@pytest.mark.parametrize(
    "file",
    [
        *[{}, [], {"feedz": []}, {"feeds": [{}]}, {"feeds": [3]}, {"watches": [{"any": "x"}]}],
        {"feeds": [{"url": "https://b.example/", "interval": "15"}]},
        {"watches": [{"id": "a", "any": "Mali", "severity": "urgent"}]},
        {"channels": {"a": {"kind": "signal"}}},
        {"channels": {"a b": {"kind": "log"}}},
    ],
)
def test_it_refuses_what_the_loader_refuses(file):
    assert list(SCHEMA.iter_errors(file))


SHORT = st.sampled_from(
    [None, True, 3, "", "a", "log", "5m", "https://a.example/", "ntfy://x", "high", ["log"], ["x"]]
)
FEED = st.sampled_from(["https://b.example/"]) | st.fixed_dictionaries(
    {"url": st.just("https://a.example/")},
    optional=dict.fromkeys(("id", "title", "interval", "lang", "tags", "enabled", "full_text"), SHORT),
)
WATCH = st.fixed_dictionaries(
    {"id": st.just("a"), "any": st.just("Mali")},
    optional=dict.fromkeys(("title", "all", "none", "severity", "channels", "examples"), SHORT),
)
CHANNEL = SHORT | st.fixed_dictionaries({}, optional=dict.fromkeys(("kind", "url", "secret"), SHORT))
FILES = st.fixed_dictionaries(
    {"feeds": st.lists(FEED, max_size=1)},
    optional={
        "watches": st.none() | st.lists(WATCH, max_size=1),
        "channels": st.none() | st.dictionaries(st.sampled_from(["a", "log", "b c"]), CHANNEL, max_size=2),
        "defaults": st.none()
        | st.dictionaries(
            st.sampled_from(["interval", "lang", "timezone", "channels", "severity"]), SHORT, max_size=2
        ),
    },
)


@settings(max_examples=200)
@given(FILES)
def test_what_the_loader_takes_the_schema_takes(tmp_path_factory, file):
    path = tmp_path_factory.getbasetemp() / "schema.yaml"
    path.write_text(json.dumps(file), "utf-8")
    try:
        load(path, {})
    except BadWatchlist:
        return
    assert not list(SCHEMA.iter_errors(file))
