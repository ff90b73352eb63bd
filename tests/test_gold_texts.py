"""The gold texts are as their guide says, so that scores mean something."""

import csv
from pathlib import Path

import pytest

from gold_texts import CATEGORIES, ENTITY_TYPES, HALVES, KINDS, BadMark, files, gold_text, gold_texts

COUNTRIES = Path(__file__).parents[1] / "workers/french/data/countries.tsv"
with COUNTRIES.open(encoding="utf-8") as lines:
    CODES = {row["code"] for row in csv.DictReader(lines, delimiter="\t")}
PATHS = [path for half in HALVES for path in files(half)]
EDGES = " \t\n.,;:!?«»()"


@pytest.fixture(params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def gold(request):
    return gold_text(request.param.name, request.param.read_text("utf-8"))


def test_head_says_what_the_guide_asks(gold):
    assert gold.kind in KINDS
    assert set(gold.countries) <= CODES
    assert all(roles == {"mention"} or "mention" not in roles for roles in gold.countries.values())


def test_title_stands_on_the_first_line(gold):
    title, blank, body = gold.text.split("\n", 2)
    assert title.strip()
    assert not blank
    assert body.strip()


def test_marks_are_of_the_guides_kinds(gold):
    assert {name.type for name in gold.entities} <= {*ENTITY_TYPES}
    assert {word.category for word in gold.keywords} <= CATEGORIES


def test_marks_are_trimmed(gold):
    for mark in (*gold.entities, *gold.keywords):
        form = gold.text[mark.start : mark.end]
        assert form, gold.text[mark.start :][:40]
        assert form[0] not in EDGES, form
        assert form[-1] not in EDGES or form.count(".") > 1, form


def test_no_two_names_overlap(gold):
    for one, next_one in zip(gold.entities, gold.entities[1:], strict=False):
        assert one.end <= next_one.start, gold.text[one.start : one.end]


def test_no_name_is_a_keyword(gold):
    names = {(name.start, name.end) for name in gold.entities}
    assert not [gold.text[word.start : word.end] for word in gold.keywords if (word.start, word.end) in names]


def test_names_of_texts_are_numbered_once():
    for half in HALVES:
        numbers = [gold.name.split("-")[0] for gold in gold_texts(half)]
        assert len(numbers) == len(set(numbers))


def test_marks_may_lie_within_each_other():
    head = "---\nkind: brief\ndefence: yes\ncountries: ML place actor, FR mention\nregions: Sahel\n---\n"
    gold = gold_text(
        "1.txt", head + "[Goïta]{person=Assimi Goïta} et le [siège de [Gao]{place}]{#losses}\n\nFin.\n"
    )
    assert gold.text == "Goïta et le siège de Gao\n\nFin."
    assert [gold.text[name.start : name.end] for name in gold.entities] == ["Goïta", "Gao"]
    assert gold.entities[0].canonical == "Assimi Goïta"
    assert [gold.text[word.start : word.end] for word in gold.keywords] == ["siège de Gao"]
    assert gold.countries == {"ML": {"place", "actor"}, "FR": {"mention"}}


@pytest.mark.parametrize("body", ["[Gao", "Gao]{place}", "[Gao]{}", "[Gao] au Mali", "Gao {place}"])
def test_a_mark_left_open_is_refused(body):
    with pytest.raises(BadMark):
        gold_text("1.txt", f"---\nkind: brief\ndefence: no\ncountries:\nregions:\n---\nTitre\n\n{body}")
