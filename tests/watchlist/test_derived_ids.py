"""Ids made of a title or an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.watchlist.names import derived_id
from workers.watchlist.values import ID


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Le Fil – Défense", "https://a.example/", "le-fil-defense"),
        (None, "https://user:key@Fil.example:8080/Une.xml?key=x#y", "fil-example-une-xml"),
        ("例", "https://a.example/", "a-example"),
        (None, "https://a.example/${SECRET:-x}/rss", "a-example-secret-rss"),
        (None, "${BASE}", "base"),
        (None, "http://[::1", ""),
        (None, "http://例.例/", ""),
    ],
)
def test_an_id_comes_of_title_or_address(title, url, expected):
    assert derived_id(title, url) == expected


@given(st.none() | st.text(max_size=120), st.text(max_size=120).map("https://a.example/".__add__))
def test_a_derived_id_is_always_an_id(title, url):
    assert re.search(ID, derived_id(title, url))
