"""Why an alert was raised, as a reader is told."""

from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, alert, article, document
from workers.french.sentences import passage
from workers.news.alert import Condition, Fired, Story
from workers.news.document import Country, Entity, Findings
from workers.news.watch import Match, Watch
from workers.stages.grounds import explained, fired, marks
from workers.stages.match import Watcher

WATCH = Watch(id="mali", title="Mali", any=("Mali", "Bamako"), none=("football",))
ASKED = (Condition(kind="any", terms=("Mali", "Bamako"), met=("Mali",)),)


def test_an_alert_says_what_fired_where_and_under_which_conditions():
    found = [Match(watch_id="mali", term="Mali", form="Mali", start=13, end=17)]
    told = explained(alert(), article(agencies=("AFP",)), document().findings, WATCH, found, ASKED)
    assert told.fired == (Fired(term="Mali", forms=("Mali",)),)
    assert told.conditions == ASKED
    assert [told.passage[start:end] for start, end in told.marks] == ["Mali"]
    assert (told.seen, told.agencies, told.countries) == (NOON, ("AFP",), ("Mali",))


def test_countries_come_with_the_most_named_first_and_places_are_no_countries():
    findings = Findings(
        language="fr",
        countries=tuple(
            Country(code=code, name=name, mentions=((0, 1),) * times)
            for code, name, times in (
                ("MA", "Maroc", 1),
                ("ML", "Mali", 3),
                ("FR", "France", 2),
                ("NE", "Niger", 1),
            )
        ),
        entities=tuple(
            Entity(text=name, type=kind, canonical=name, mentions=((0, 1),))
            for name, kind in (("Rabat", "place"), ("Mali", "place"), ("Africom", "organisation"))
        ),
    )
    told = explained(alert(), article(), findings, WATCH, [], ())
    assert (told.countries, told.places) == (("Mali", "France", "Maroc"), ("Rabat",))


def test_a_form_over_a_line_end_is_one_form():
    found = [Match(watch_id="x", term="États-Unis", form="Etats-\nUnis", start=0, end=11)]
    assert fired(found) == (Fired(term="États-Unis", forms=("Etats- Unis",)),)


def test_a_form_inside_a_word_is_not_marked_and_neighbours_are_one():
    assert marks("Roman d'Oman, Oman.", ["Oman"]) == ((8, 12), (14, 18))
    assert marks("véhicule blindé", ["véhicule blindé", "blindé"]) == ((0, 15),)


@given(
    st.lists(
        st.sampled_from(["Mali", "l’OTAN", "Bamako", "romaniser", "le", "N'Daw", ".", "\n", "malien"]),
        min_size=1,
    )
)
def test_every_mark_is_a_form_that_fired(words):
    text = " ".join(words)
    found = Watcher([Watch(id="x", title="X", any=("Mali", "OTAN", "N'Daw"))]).matches(text)
    for match in found:
        shown = passage(text, match.start, match.end)
        forms = {form for one in fired(found) for form in one.forms}
        told = marks(shown, forms)
        assert told
        assert {shown[start:end] for start, end in told} <= forms


def test_an_alert_tells_of_its_article_and_of_the_story_that_its_watch_begins_with():
    assert alert().matters == alert().around == ("e1",)
    first = alert(story=Story(id="s1"))
    assert first.matters == first.around == ("s1/e1", "s1/")
    later = alert(story=Story(id="s1", escalation=2))
    assert (later.matters, later.around) == (("s1/e1",), ("s1/e1", "s1/"))
