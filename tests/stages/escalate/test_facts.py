"""Tolls, names and sources that may be news: what counts as one, and what is only another way to say it."""

from dataclasses import replace

import pytest

from facts import NOON, article
from workers.news.document import Entity, Findings
from workers.news.story import Copy, Story
from workers.news.watch import Watch
from workers.stages.escalate import facts, noticed

NOTHING = Findings(language="fr")
WATCH = Watch(id="mali", title="Mali")
STORY = Story(
    id="e1",
    copies=(Copy(article_id="e1", source="s", title="t", url="u", at=NOON, published=NOON),),
    outlets=("s",),
)


def told(body: str, title: str = "Mali"):
    return facts(article(title=title, body=body), NOTHING)


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        ("Douze soldats ont été tués.", ("killed=12",)),
        ("L'attaque a tué 12 soldats.", ("killed=12",)),
        ("L'attaque a fait douze morts et une trentaine de blessés.", ("killed=12", "wounded=~30")),
        ("Un mort et un blessé.", ("killed=1", "wounded=1")),
        ("Un soldat parle.", ()),
        ("La mort de douze soldats.", ("killed=12",)),
        ("Trois personnes sont portées disparues.", ("missing=3",)),
        ("Quatre otages ont été libérés.", ("hostage=4",)),
        ("Il a 42 ans et court depuis 3 heures.", ()),
        ("Un contrat de 2 milliards d'euros pour 36 blindés.", ("euro=2000000000", "blinde=36")),
        ("La 21e édition.", ()),
        ("12 soldats tués, 30 civils blessés.", ("killed=12", "wounded=30")),
    ],
)
def test_a_figure_is_known_by_what_it_counts(body, figures):
    assert told(body).figures == figures


@pytest.mark.parametrize(
    ("body", "officials"),
    [
        ("Le ministère de la Défense a annoncé l'attaque.", ("ministère",)),
        ("Selon un communiqué de l'état-major, rien.", ("état-major",)),
        ("L'attaque a été confirmée par la présidence.", ("présidence",)),
        ("Le ministère est fermé.", ()),
        ("Selon des habitants, l'armée est partie.", ()),
    ],
)
def test_an_official_source_is_one_that_says_something(body, officials):
    assert told(body).officials == officials


def test_an_urgent_text_of_the_agency_and_a_ministry_s_site_are_official():
    urgent = article(title="URGENT - Attaque au Mali", agencies=("AFP",))
    assert facts(urgent, NOTHING).officials == ("AFP, urgent",)
    site = article(url="https://www.defense.gouv.fr/actualites/1", source="Ministère")
    assert facts(site, NOTHING).officials == ("Ministère",)


def test_only_names_of_the_head_may_be_news():
    body = "Le général Koné parle. " + "Le village dort sous les arbres. " * 30 + "Le colonel Traoré aussi."
    one = article(body=body)
    entities = tuple(
        Entity(
            text=name,
            type="person",
            canonical=name,
            mentions=((one.text.index(name), one.text.index(name) + 4),),
        )
        for name in ("Koné", "Traoré")
    )
    found = facts(one, Findings(language="fr", entities=entities))
    assert found.head_names == ("Koné",)
    assert {"kone", "traore"} <= set(found.names)


@pytest.mark.parametrize(
    ("after", "news"),
    [
        ("12 soldats maliens tués mardi.", None),
        ("Une douzaine de soldats ont été tués mardi.", None),
        ("Au moins douze militaires tués mardi au Mali.", None),
        ("Quinze soldats maliens ont été tués mardi.", ("morts : 12 → 15",)),
        ("Douze soldats ont été tués mardi, huit blessés.", ("blessés : 8",)),
        ("Neuf soldats ont été tués mardi.", None),
        ("Le bilan est ramené à neuf soldats tués mardi.", ("morts : 12 → 9",)),
        ("Douze soldats ont été tués mardi ; 300 hommes cherchent.", None),
    ],
)
def test_only_another_figure_in_the_same_role_is_news(after, news):
    before, first = noticed(None, told("Douze soldats maliens ont été tués mardi."), "e1:1", STORY, WATCH)
    assert first.news == ()
    _, notice = noticed(before, told(after), "e2:1", STORY, WATCH)
    assert (notice.news if notice else None) == news


def test_a_number_of_outlets_is_told_once():
    watch = replace(WATCH, escalate_outlets=2)
    known, _ = noticed(None, told("Rien."), "e1:1", STORY, watch)
    for count, news in ((2, ("repris par 2 titres",)), (3, None)):
        story = replace(STORY, outlets=tuple("abc"[:count]))
        known, notice = noticed(known, told("Rien."), f"e{count}:1", story, watch)
        assert (notice.news if notice else None) == news
