"""`beffroi lexicon`, as an analyst uses it, and `enrich --explain`."""

import json

import pytest

from desk import Desk

FILE = "lexicon: lexique\nwatches: []\n"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "feeds.yaml").write_text(FILE, "utf-8")
    (tmp_path / "lexique").mkdir()
    return Desk(tmp_path, {})


def test_the_built_in_lexicon_is_right(desk):
    done = desk.run("lexicon", "check", "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["names"] >= 1200


def test_a_name_and_a_term_are_added_and_found(desk):
    name = desk.run(
        "lexicon", "add", "Groupe Majal", "--type", "organisation", "--alias", "Majal", "--country", "NO"
    )
    term = desk.run("lexicon", "add", "drone à pédales", "--category", "drone", "--note", "une plaisanterie")

    assert (name.returncode, term.returncode) == (0, 0)
    assert (desk.folder / "lexique" / "names.yaml").read_text("utf-8") == (
        '- name: "Groupe Majal"\n  type: "organisation"\n  country: "NO"\n  aliases: ["Majal"]\n'
    )
    assert desk.run("config", "check").returncode == 0
    checked = desk.run("lexicon", "check", str(desk.folder / "lexique"), "--json")
    assert json.loads(checked.stdout)["doubts"] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Majal"], "give one of them"),
        (["Majal", "--type", "event", "--category", "land"], "give one of them"),
        (["Majal", "--type", "chose"], "no type 'chose'"),
        (["Majal", "--type", "event", "--country", "Mali"], "two capitals"),
        (["char", "--category", "cuisine"], "no category 'cuisine'"),
    ],
)
def test_an_entry_that_is_not_right_is_refused_and_nothing_is_written(desk, words, message):
    done = desk.run("lexicon", "add", *words)

    assert done.returncode == 2
    assert message in done.stderr
    assert list((desk.folder / "lexique").iterdir()) == []


def test_without_a_folder_the_way_to_one_is_told(desk):
    (desk.folder / "feeds.yaml").write_text("watches: []\n", "utf-8")

    done = desk.run("lexicon", "add", "Majal", "--type", "event")

    assert done.returncode == 2
    assert "lexicon: lexique" in done.stderr


def test_a_mistake_in_the_folder_is_one_of_the_file(desk):
    (desk.folder / "lexique" / "names.yaml").write_text("- {name: X, type: chose}\n", "utf-8")

    done = desk.run("config", "check")

    assert done.returncode == 2
    assert "names.yaml:1" in done.stderr
    assert "no type 'chose'" in done.stderr


def test_a_folder_that_is_not_there_is_told(desk):
    (desk.folder / "lexique").rmdir()

    done = desk.run("config", "check")

    assert done.returncode == 2
    assert "there is no such folder" in done.stderr


def test_each_mark_is_explained(desk):
    text = "M. Esper est à Rabat. Mark Esper dirige le Pentagone."
    done = desk.run("enrich", "-", "--explain", "--json", stdin=text)

    marks = {mark["form"]: mark for mark in json.loads(done.stdout)["marks"]}

    assert marks["Pentagone"]["by"].startswith("names/")
    assert all(text[mark["start"] : mark["end"]] == mark["form"] for mark in marks.values())
    shown = desk.run("enrich", "-", "--explain", stdin=text).stdout
    assert "Pentagone" in shown
    assert "names/" in shown
