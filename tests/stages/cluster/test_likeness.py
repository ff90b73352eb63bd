"""What two texts have in common, and what they must not disagree in."""

# ruff: noqa: E501 - a sentence is one line, as in a text that a person pastes

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, article
from press_copies import press
from workers.stages.cluster import fingerprint
from workers.stages.cluster.copies import is_copy, kind
from workers.stages.cluster.likeness import Weighed

ONE = next(line.article for line in press(1) if line.article.id == "niger-moscou-accord-le-fanal")


def text(body: str, title: str = "Titre", source: str = "a", days: float = 0):
    at = NOON + timedelta(days=days)
    return fingerprint(article(source, title=title, body=body, source=source, published=at, seen=at))


def likeness(new, old, spread):
    return Weighed(new, spread).likeness(old)


def same(one, other) -> bool:
    return is_copy(other, one, likeness(other, one, {}))


def test_a_text_is_all_in_itself():
    one = text(ONE.body)
    found = likeness(one, text(ONE.body, source="b"), {})
    assert (found.contained, found.of_new, found.of_old, kind(found)) == (1.0, 1.0, 1.0, "verbatim")


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.upper(),
        lambda body: body.replace("'", "’").replace("«", '"').replace("»", '"'),
        lambda body: body.replace("\n\n", "\n"),
        lambda body: " ".join(body.split()),
        lambda body: body.replace("é", "e").replace("è", "e"),
    ],
)
def test_typography_changes_nothing(change):
    found = likeness(text(change(ONE.body), source="b"), text(ONE.body), {})
    assert found.contained == 1.0


def test_rarer_grams_weigh_more():
    background = ONE.body.split("\n\n")[-1]
    one, other = text("Une chose arrive à Zinder ce jour-là. " + background), text(background, source="b")
    common = dict.fromkeys(other.grams, 9)
    assert likeness(one, other, common).of_new < likeness(one, other, {}).of_new / 2


def test_what_everybody_says_counts_for_nothing():
    one, other = text(ONE.body), text(ONE.body, source="b")
    assert likeness(one, other, dict.fromkeys(one.grams, 0)).shared == 0


def test_a_review_of_the_press_is_no_copy_of_what_it_quotes():
    others = [line.article.body for line in press(1) if line.article.source == "Le Fanal"]
    quoted = [body for body in others if body != ONE.body][:6]
    assert not same(text(ONE.body), text("\n\n".join([*quoted, ONE.body]), source="b"))
    assert same(text(ONE.body), text("\n\n".join([ONE.body, *quoted]), source="b"))


def test_names_spelled_otherwise_disagree_in_nothing():
    spelled = ONE.body.replace("Wagner", "Vagner").replace("Tinni", "Tini").replace("Banibangou", "Banibangu")
    assert likeness(text(spelled), text(ONE.body), {}).conflicts == (0, 0, 0, 0)


def test_other_names_below_the_opening_make_no_other_event_of_another_paper_s_text():
    otherwise = ONE.body.replace("Wagner", "Prigojine").replace("Tinni", "Salou")
    assert likeness(text(otherwise), text(ONE.body), {}).conflicts[2]
    assert same(text(ONE.body), text(otherwise, source="b"))
    assert not same(text(ONE.body), text(otherwise))


@pytest.mark.parametrize(
    ("days", "copy"), [(0, True), (3, True), (13, True), (15, False)], ids=["0", "3", "13", "15"]
)
def test_a_copy_comes_within_fourteen_days(days, copy):
    body = ONE.body.replace("mardi", "ce jour")
    assert same(text(body), text(body, source="b", days=days)) is copy


TOLL = (
    "Douze soldats ont été tués mardi à Djibo dans l'attaque de leur camp, a annoncé le gouverneur Salam Kaboré. "
    "Les assaillants, arrivés à moto, ont brûlé quatre véhicules et sont repartis vers Arbinda avec des armes."
)


@pytest.mark.parametrize(
    ("old", "new", "copy"),
    [
        ("Douze soldats", "Quinze soldats", True),
        ("mardi à Djibo", "samedi à Djibo", False),
        ("Djibo", "Dori", False),
        ("Kaboré", "Kabore", True),
    ],
)
def test_a_toll_may_change_and_a_day_may_not(old, new, copy):
    assert same(text(TOLL), text(TOLL.replace(old, new), source="b")) is copy


def test_two_changed_facts_are_another_event():
    changed = TOLL.replace("Djibo", "Dori").replace("Douze", "Sept")
    assert not same(text(TOLL), text(changed, source="b"))


FRAPPE = """\
Trois personnes ont été tuées et quinze blessées dans la nuit de lundi à mardi par des frappes de drones russes sur Kharkiv, dans le nord-est de l'Ukraine, a annoncé mardi le maire de la ville, Igor Marenko.

Un immeuble de neuf étages a été touché dans le quartier de Saltivka et les secours recherchent des habitants sous les décombres. « Les pompiers travaillent depuis quatre heures du matin et nous espérons encore retrouver des survivants », a-t-il écrit sur Telegram.

La Russie a lancé au total 128 drones contre l'Ukraine, dont 97 ont été abattus, selon l'armée de l'air ukrainienne.

La deuxième ville d'Ukraine, située à une trentaine de kilomètres de la frontière russe, est bombardée presque quotidiennement depuis le début de l'invasion en février 2022."""
UPDATES = {
    "the toll": [("Trois", "Cinq"), ("quinze", "vingt-deux")],
    "the toll and the source": [
        ("Trois", "Six"),
        ("le maire de la ville, Igor Marenko", "le gouverneur Oleg Dovhan"),
    ],
    "the toll and the day it is told": [("Trois", "Sept"), ("annoncé mardi", "annoncé mercredi")],
    "the toll and what was found": [
        ("Trois", "Cinq"),
        ("les secours recherchent", "les secours ont retrouvé deux corps et cherchent"),
    ],
    "the spelling": [("Kharkiv", "Kharkov"), ("Saltivka", "Saltovka")],
    "the rest left out": [(FRAPPE[FRAPPE.index("\n\n") :], "")],
    "one sentence": [(FRAPPE[FRAPPE.index(", dans le nord-est") :], ".")],
}


@pytest.mark.parametrize("source", ["a", "b"])
@pytest.mark.parametrize("changes", UPDATES.values(), ids=UPDATES)
def test_a_text_that_learns_more_stays_the_story_it_was(changes, source):
    updated = FRAPPE
    for old, new in changes:
        assert old in updated
        updated = updated.replace(old, new)
    assert same(text(FRAPPE), text(updated, source=source, days=0.5))


def test_texts_of_nobody_in_particular_are_not_of_one_house():
    other = FRAPPE.replace("Saltivka", "Nemychlianski")
    assert same(text(FRAPPE, source=""), text(other, source=""))
    assert not same(text(FRAPPE, source="a"), text(other, source="a"))


@given(st.text(max_size=400))
def test_any_text_has_a_fingerprint_that_is_like_itself(body):
    one, other = text(body), text(body, source="b")
    assert (one.grams, one.slots, one.lead) == (other.grams, other.slots, other.lead)
    assert one.opening <= one.lead <= len(one.grams)
    assert not any(likeness(one, other, {}).conflicts)
