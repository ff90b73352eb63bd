"""Texts of the web that would be more than text: in every view they are shown, and do nothing else."""

import csv
import io
import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import redis

from facts import NOON, alert, article
from injections import CASES
from page_server import served, world
from workers.news.dead_letter import dead_letter
from workers.news.document import Country, Document, Entity, Findings, Keyword
from workers.news.watch import Match
from workers.stages.render.escape import line

# Half a pair has no UTF-8: it comes no further than the reading of the feed.
BAD = {name: bad.encode("utf-8", "replace").decode() for name, bad in CASES.items()}
LONGEST_QUERY = 1500  # signs; a longer address is refused by the server itself
TAGS = frozenset(
    re.findall(
        r"\w+",
        """html head meta title link script body header svg path nav form input main button footer dialog
        a abbr b code kbd mark p pre small span strong time div section aside article blockquote details
        summary h1 h2 h3 ol ul li dl dt dd table thead tbody tr th td figure figcaption rect g text circle""",
    )
)


class Seen(HTMLParser):
    """What a browser makes of a page: tags, handlers, addresses, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.words = set(), [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.words.append(data)


def everywhere(bad: str, number: int) -> Document:
    """A document that says it wherever a text of the web may stand."""
    whole, bad = bad, bad[:2000]
    text = article(
        f"e{number}",
        title=whole,
        body=f"{bad} Le Mali. {bad}\n\n{bad}",
        source=bad,
        url=f"javascript:alert(1)//{bad}",
        authors=(bad,),
        agencies=(bad,),
        section=bad,
        photo_credit=bad,
        revision=2,
        added=(bad,),
        published=NOON - timedelta(minutes=number),
    )
    findings = Findings(
        language="fr",
        entities=tuple(
            Entity(text=bad, type=kind, canonical=bad, mentions=((0, 1),))
            for kind in ("person", "organisation", "place", "event", "equipment")
        ),
        countries=(Country(code="ML", name="Mali", mentions=()),),
        keywords=(Keyword(category=bad, term=bad, mentions=()),),
    )
    match = Match(watch_id="mali", term="Mali", form="Mali", start=0, end=1)
    return Document(article=text, findings=findings, matches=(match,))


@pytest.fixture(scope="module")
def injected(tmp_path_factory, valkey_socket):
    """A reader of a page on which everything is bad."""
    with redis.Redis(unix_socket_path=valkey_socket) as store:
        store.flushall()
        press = world(tmp_path_factory.mktemp("injected"), store, lambda: NOON)
        press.archive.put([everywhere(bad, number) for number, bad in enumerate(BAD.values())])
        for number, bad in enumerate(BAD.values()):
            press.dead.put(dead_letter(bad, f"{bad}{number}", bad, at=NOON))
            told = dict.fromkeys(("title", "passage", "reason", "source", "watch_title", "severity"), bad)
            press.outbox.put(alert(f"a{number}", article_id=f"e{number}", **told))
        with served(press) as reader:
            yield reader


VIEWS = [
    "/",
    "/recherche?q=mali&n=300",
    "/recherche?q=id:e13",
    "/carte",
    "/carte?role=tous&jours=30",
    "/etat",
]


@pytest.mark.parametrize("path", [*VIEWS, *(f"/article/e{number}" for number in range(len(BAD)))])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_bad_is_text_in_every_view(injected, path, lang):
    answer = injected.ask(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status == 200
    seen = Seen(answer.text)
    assert seen.tags <= TAGS, seen.tags - TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    addresses = [value for name, value in seen.attributes if name in {"href", "src", "action"}]
    assert all(value.startswith(("/", "#")) for value in addresses), addresses


def test_what_is_bad_is_shown_all_the_same(injected):
    words = [
        " ".join("".join(Seen(injected.ask(f"/article/e{n}").text).words).split()) for n in range(len(BAD))
    ]
    for bad, told in zip(BAD.values(), words, strict=True):
        assert " ".join(line(bad).split()) in told, bad


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_bad_as_a_query_is_text_too(injected, bad):
    for path in ("/recherche", "/fil"):
        answer = injected.ask(f"{path}?{urlencode({'q': bad[:LONGEST_QUERY]})}")
        assert answer.status == 200
        seen = Seen(answer.text)
        assert seen.tags <= TAGS, seen.tags - TAGS
        assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_machines_are_told_what_they_can_read(injected):
    assert len(json.loads(injected.ask("/fil.json").text)) == 40
    rows = list(csv.reader(io.StringIO(injected.ask("/fil.csv").text)))
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@"))]
    root = ET.fromstring(injected.ask("/fil.atom").text.encode())  # noqa: S314 - our own
    links = root.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}link")
    assert links == []
    ET.fromstring(injected.ask("/recherche.atom?q=mali").text.encode())  # noqa: S314
