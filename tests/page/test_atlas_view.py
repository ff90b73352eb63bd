"""The map and what rises."""

import re
from datetime import timedelta

import pytest

from facts import NOON, document
from page_server import served
from workers.page.atlas import SHADES, shaded
from workers.page.shapes import HEIGHT, WIDTH, shapes
from workers.page.trends import Trend, ranked


def starts(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)]


def test_every_country_has_a_shape_within_the_view():
    assert {"ML", "FR", "SS", "XK", "PS", "TW", "EH", "MC", "VA", "TV"} <= set(shapes())
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for one in shapes().values() for x, y in starts(one))
    assert sum(map(len, shapes().values())) < 80_000


def test_crimea_is_drawn_as_the_united_nations_have_it():
    def in_crimea(code: str) -> list[tuple[float, float]]:
        return [(x, y) for x, y in starts(shapes()[code]) if 553 <= x <= 569 and 106 <= y <= 117]

    assert in_crimea("UA")
    assert in_crimea("RU") == []


def test_shades_go_by_the_logarithm():
    found = {one.code: one.shade for one in shaded({"ML": 1, "FR": 1000, "NE": 31})}
    assert (found["ML"], found["NE"], found["FR"], found["DE"]) == (1, 3, SHADES, 0)
    assert {one.shade for one in shaded({})} == {0}
    assert {one.code: one.shade for one in shaded({"ML": 1})}["ML"] == SHADES


def test_what_is_above_its_usual_level_comes_first():
    trends = [
        Trend(value="toujours", articles=100, usual=100),
        Trend(value="monte", articles=20, usual=4),
        Trend(value="neuf", articles=6, usual=0),
        Trend(value="seul", articles=1, usual=0),
        Trend(value="baisse", articles=5, usual=50),
    ]
    assert [one.value for one in ranked(trends)] == ["monte", "neuf"]


def test_the_map_counts_a_window_and_names_what_rises(press):
    press.archive.put([document(f"n{n}", published=NOON - timedelta(hours=n)) for n in range(3)])
    press.archive.put([document("alt", published=NOON - timedelta(days=20))])
    with served(press) as reader:
        week = reader.ask("/carte.json?role=tous").json
        month = reader.ask("/carte.json?role=tous&jours=30").json
        text = reader.ask("/carte?role=tous").text
        rows = reader.ask("/carte.csv?role=tous").text.splitlines()
    assert (week["countries"], month["countries"]) == ({"ML": 3}, {"ML": 4})
    assert week["rising"]["places"] == [{"value": "Mali", "articles": 3, "usual": 0.25, "rise": 2.46}]
    assert 'href="/recherche?q=pays:ML+depuis:7j"' in text
    assert len(text) < 150_000
    assert rows == ["country,articles", "ML,3"]


@pytest.mark.parametrize("asked", ["jours=x&role=y", "jours=0", "jours=365", "role=countries"])
def test_another_window_or_role_is_the_usual_one(reader, asked):
    assert reader.ask(f"/carte?{asked}").status == 200
