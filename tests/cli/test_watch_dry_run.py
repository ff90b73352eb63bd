"""`beffroi watch`: what is looked for, and what it would have told."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from desk import Desk
from facts import document
from workers.edges.tantivy_archive import TantivyArchive

FILE = """
feeds: [{id: sahel-info, url: "https://sahel.example/rss"}]
watches:
  - {id: gao, title: Gao, any: [convoi militaire], all: Gao}
"""


@pytest.fixture
def desk(tmp_path) -> Desk:
    (tmp_path / "feeds.yaml").write_text(FILE, "utf-8")
    return Desk(tmp_path, {})


def indexed(desk, *bodies):
    """An index that holds articles of yesterday."""
    day = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - the command reads the clock too
    archive = TantivyArchive(desk.folder / "state" / "index")
    archive.put(
        [
            document(f"a{number}", title="Le Mali", body=body, published=day)
            for number, body in enumerate(bodies)
        ]
    )


def test_a_dry_run_tells_days_sources_and_passages(desk):
    indexed(desk, "Des convois militaires ont quitté Gao.", "Un convoi civil à Gao.")
    done = desk.run("watch", "test", "gao", "--since", "14d")
    assert done.returncode == 0, done.stderr
    assert "2 articles in 14 days: 1 alerts" in done.stdout
    assert "Des convois militaires ont quitté Gao." in done.stdout
    told = json.loads(desk.run("watch", "test", "gao", "--json").stdout)
    assert (told["alerts"], told["told"][0]["form"]) == (1, "convois militaires")


def test_what_a_channel_gets_is_told(desk):
    calm = "channels: {desk: {kind: log, digest: ['08:00']}}\ndefaults: {channels: [desk]}\n"
    (desk.folder / "feeds.yaml").write_text(FILE + calm, "utf-8")
    indexed(desk, "Des convois militaires ont quitté Gao.")
    done = desk.run("watch", "test", "gao", "--since", "14d")
    assert "by channel" in done.stdout
    assert "digest 1" in done.stdout
    (message,) = json.loads(desk.run("watch", "test", "gao", "--json").stdout)["messages"]
    assert (message["channel"], message["held"], message["alerts"]) == ("desk", "digest", [["gao", "a0"]])


def test_watches_of_another_file_are_tried(desk, tmp_path):
    indexed(desk, "Un convoi civil à Gao.")
    (tmp_path / "essai.yaml").write_text("watches: [{id: essai, any: convoi civil}]", "utf-8")
    done = desk.run("watch", "test", "--file", str(tmp_path / "essai.yaml"))
    assert "1 alerts" in done.stdout


def test_the_desks_own_lexicon_counts_for_its_watches_and_for_those_of_another_file(desk, tmp_path):
    indexed(desk, "Une trottinette cuirassée roule vers Gao.")
    (tmp_path / "lexique").mkdir()
    entry = "category: land\nterms: [trottinette cuirassée]\n"
    (tmp_path / "lexique" / "terms.yaml").write_text(entry, "utf-8")
    own = "{id: essai, any: Gao, where: {keywords: [trottinette cuirassée]}}"
    (tmp_path / "essai.yaml").write_text(f"watches: [{own}]", "utf-8")
    (tmp_path / "feeds.yaml").write_text(f"lexicon: lexique\nwatches: [{own}]", "utf-8")
    assert "1 alerts" in desk.run("watch", "test", "essai").stdout
    assert "1 alerts" in desk.run("watch", "test", "--file", str(tmp_path / "essai.yaml")).stdout


def test_an_empty_index_says_so(desk):
    assert "the index has nothing of that time" in desk.run("watch", "test", "gao").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("watch", "test"), "name a watch"),
        (("watch", "test", "goa"), "did you mean 'gao'?"),
        (("watch", "test", "gao", "--since", "14"), "no time to look back"),
        (("watch", "show", "goa"), "did you mean 'gao'?"),
        (("watch", "explain", "x"), "one letter"),
    ],
)
def test_a_wrong_use_is_told(desk, words, said):
    done = desk.run(*words)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_watch_is_shown_as_a_tree(desk):
    shown = desk.run("watch", "show", "gao").stdout.splitlines()
    assert shown[1:] == ["all of", "  « convoi militaire »", "  « Gao »"]


def test_the_forms_of_a_term_are_explained(desk):
    told = json.loads(desk.run("watch", "explain", "convoi naval", "--json").stdout)
    assert [(one["text"], one["why"]) for one in told["forms"]] == [
        ("convoi naval", []),
        ("convois navals", ["plural", "plural, -als in this word"]),
    ]
