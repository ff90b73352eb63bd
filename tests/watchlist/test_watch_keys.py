"""Every key of a watch becomes what it says, and its mistakes stand at their places."""

import pytest

from workers.news.expression import Fact, Has, OneOf, Term, TermList
from workers.news.watch import Burst, Near, Where
from workers.stages.match import Watcher, expression, shown

ALL_KEYS = """
feeds: [{id: rfi-afrique, url: 'https://a.example/'}]
terms:
  sahel: [Mali, Niger, $autres]
  autres: {term: Tchad, demonyms: true}
watches:
  - id: cooperation-sahel
    title: Coopération militaire au Sahel
    any: [accord de coopération militaire, {term: char, context: [blindé], unless: char à voile}]
    all: [$sahel, armée]
    none: [football, $autres]
    near: {terms: [coup d'État, {term: AES, case: true}], within: 10}
    where:
      countries: [ML, {place: [NE, BF]}]
      entities: [Africom]
      keywords: cooperation
      sources: {only: [rfi-afrique], except: []}
      in: [title, lead]
      lang: [fr]
      defence: true
    min_count: 2
    min_sources: 2
    burst: {over: 4x, window: 1h}
    severity: high
    examples: {}
"""


def test_every_key_is_read(listed):
    (watch,) = listed(ALL_KEYS).watches
    tchad = Term(text="Tchad", demonyms=True)
    mali, niger = Term(text="Mali"), Term(text="Niger")
    assert watch.any == (
        "accord de coopération militaire",
        Term(text="char", context=("blindé",), unless=("char à voile",)),
    )
    assert watch.all == (TermList(name="sahel", terms=(mali, niger, tchad)), "armée")
    assert watch.none == ("football", tchad)
    assert watch.near == Near(terms=("coup d'État", Term(text="AES", case=True)), within=10)
    assert watch.where == Where(
        countries=("ML",),
        roles=(("place", ("NE", "BF")),),
        entities=("Africom",),
        keywords=("cooperation",),
        only=("rfi-afrique",),
        fields=("title", "lead"),
        lang=("fr",),
        defence=True,
    )
    assert (watch.min_count, watch.min_sources) == (2, 2)
    assert watch.burst is not None
    assert watch.burst.over == 4


def test_both_forms_come_to_one_tree(listed):
    text = """
    terms: {sahel: [Mali, Niger]}
    watches:
      - {id: keys, any: [junte, putsch], all: [$sahel], none: football}
      - {id: line, query: (junte OU putsch) $sahel SAUF football}
    """
    keys, line = listed(text).watches
    assert expression(keys) == expression(line)


def test_a_tree_is_shown(listed):
    watch = listed(ALL_KEYS).watches[0]
    lines = list(shown(expression(watch)))
    assert lines[:4] == [
        "all of",
        "  one of",
        "    « accord de coopération militaire » in title or lead",
        "    « char » (with blindé in the sentence; but for char à voile) in title or lead",
    ]
    assert "  not « football »" in lines
    assert "    country NE or BF as place" in lines


def test_a_list_in_a_query_and_in_any(listed):
    text = "{terms: {l: [Mali, Niger]}, watches: [{id: aa, query: $l}, {id: bb, any: $l}]}"
    first, second = listed(text).watches
    assert (
        expression(first)
        == expression(second)
        == OneOf(parts=(Has(term=Term(text="Mali")), Has(term=Term(text="Niger"))))
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("watches: [{id: aa, any: '$rien'}]", ["1:25 unknown-list"]),
        ("watches: [{id: aa, query: 'Mali $rien'}]", ["1:33 bad-query"]),
        ("watches: [{id: aa, query: 'Sahel AND'}]", ["1:37 bad-query"]),
        ('watches:\n  - id: aa\n    query: "l\'\\u00e9tat ("', ["3:26 bad-query"]),
        ("watches:\n  - id: aa\n    query: Mali foo:x", ["3:17 bad-query"]),
        ("watches:\n  - id: aa\n    query: |\n      Mali\n      foo:x", ["5:7 bad-query"]),
        ("watches: [{id: aa, any: 'a'}]", ["1:25 bad-value"]),
        ("watches: [{id: aa, any: 'Mal[ie]'}]", ["1:25 bad-value"]),
        (f"watches: [{{id: aa, any: '{'x' * 300}'}}]", ["1:25 bad-value"]),
        ("watches: [{id: aa, any: [{term: Mali, gap: 11}]}]", ["1:44 bad-value"]),
        ("watches: [{id: aa, any: [{term: Mali, exakt: true}]}]", ["1:39 unknown-key"]),
        ("watches: [{id: aa, any: [{exact: true}]}]", ["1:26 missing-key"]),
        ("watches: [{id: aa, any: Mali, where: {countries: [Mali]}}]", ["1:50 bad-value"]),
        ("watches: [{id: aa, any: Mali, where: {countries: {place: XX}}}]", ["1:58 bad-value"]),
        ("watches: [{id: aa, any: Mali, where: {in: [titre]}}]", ["1:44 bad-value"]),
        ("watches: [{id: aa, any: Mali, where: {sources: {only: [rfi]}}}]", ["1:56 unknown-feed"]),
        ("watches: [{id: aa, any: Mali, where: {defence: oui}}]", ["1:48 wrong-type"]),
        ("watches: [{id: aa, any: Mali, min_count: 0}]", ["1:42 bad-value"]),
        ("watches: [{id: aa, any: Mali, min_sources: deux}]", ["1:44 wrong-type"]),
        ("watches: [{id: aa, any: Mali, burst: {over: 4, window: 1h}}]", ["1:45 bad-value"]),
        ("watches: [{id: aa, any: Mali, burst: {over: 4x}}]", ["1:38 missing-key"]),
        ("watches: [{id: aa, where: {lang: fr}}]", ["1:11 missing-key"]),
        ("watches: [{id: aa, any: armée malienne, none: armée}]", ["1:11 never-fires"]),
        ("watches: [{id: aa, all: [Mali, Niger], none: [Mali]}]", ["1:11 never-fires"]),
        ("watches: [{id: aa, query: drones -drone}]", ["1:11 never-fires"]),
        ("watches: [{id: aa, query: -drone}]", ["1:11 never-fires"]),
        ("{terms: {a: $b, b: $a}, watches: [{id: aa, any: Mali}]}", ["1:13 bad-value", "1:20 bad-value"]),
        ("terms: {a: [1]}", ["1:13 wrong-type"]),
        ("include: rien/*.yaml", ["1:10 not-a-file"]),
    ],
)
def test_a_mistake_of_a_watch_is_told_at_its_place(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "watches: [{id: aa, any: [armée malienne, blindé], none: armée}]",
        "watches: [{id: aa, any: armée, none: armée malienne}]",
        "watches: [{id: aa, any: Mali, none: {term: Mali, context: football}}]",
        "watches: [{id: aa, where: {countries: ML}}]",
        "watches: [{id: aa, query: 'pays:ML'}]",
        "watches: [{id: aa, any: 'U.S. Africa Command'}]",
        "watches: [{id: aa, any: SAMP/T}]",
        "watches: [{id: aa, any: 'drone*'}]",
        "watches: [{id: aa, any: '${HOME}'}]",
    ],
)
def test_a_watch_that_may_fire_is_none(listed, text):
    assert len(listed(text).watches) == 1


def test_the_message_says_what_contradicts(mistakes):
    (one,) = mistakes("watches: [{id: aa, any: armée malienne, none: armée}]")
    assert (
        one.message == "watch 'aa' can never fire: 'armée malienne' is wanted, and 'armée' in it is excluded"
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "feeds.d").mkdir()
    return tmp_path


def test_included_files_add_watches_terms_feeds_and_channels(folder, listed):
    (folder / "feeds.d/a.yaml").write_text("{terms: {l: Gao}, channels: {c: 'ntfy://x'}}", "utf-8")
    (folder / "feeds.d/b.yaml").write_text("watches: [{id: bb, any: $l, channels: c}]", "utf-8")
    (folder / "feeds.d/c.yaml").write_text("# nothing yet\n", "utf-8")
    found = listed("{include: feeds.d/*.yaml, watches: [{id: aa, any: $l}], feeds: ['https://a.example/']}")
    assert [watch.id for watch in found.watches] == ["aa", "bb"]
    assert [channel.id for channel in found.channels] == ["log", "c"]
    assert all(Watcher([watch]).matches("À Gao") for watch in found.watches)


def test_a_mistake_in_an_included_file_names_it(folder, mistakes):
    (folder / "feeds.d/a.yaml").write_text("watches:\n  - {id: bb, any: $m}\ndefaults: {}", "utf-8")
    (folder / "feeds.d/b.yaml").write_text("watches: [{id: aa, any: Gao}]", "utf-8")
    found = mistakes("{include: [feeds.d/a.yaml, feeds.d/b.yaml], watches: [{id: aa, any: Mali}]}")
    told = [(one.file.rpartition("/")[2], one.line, one.column, one.code) for one in found]
    assert told == [
        ("a.yaml", 2, 19, "unknown-list"),
        ("a.yaml", 3, 1, "unknown-key"),
        ("b.yaml", 1, 16, "duplicate"),
    ]


def test_facts_of_a_query_are_in_the_tree(listed):
    (watch,) = listed("watches: [{id: aa, query: 'Gao pays:Mali'}]").watches
    assert Fact(kind="country", values=("ML",)) in expression(watch).parts


def test_a_burst_is_a_fact(listed):
    (watch,) = listed("watches: [{id: aa, any: Gao, burst: {over: 2.5x, window: 30m}}]").watches
    assert watch.burst == Burst(over=2.5, window=watch.burst.window)
    assert watch.burst.window.total_seconds() == 1800
