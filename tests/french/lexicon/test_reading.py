"""The lexicon's files: each right entry is read, each mistake told with its place."""

import pytest

from workers.french.lexicon import of_files

NAMES = """\
- name: Groupe Majal
  type: organisation
  aliases: [Majal, groupe de Majal]
  country: NO
  after: société
  guarded: Majal
- name: Tempête des sables
  type: event
"""
TERMS = """\
category: land
terms:
  - infanterie
  - {term: char, weak: true, with: [blindé], unless: [char de carnaval]}
  - {term: tankiste, weight: 0.8, feminine: true}
"""


def told(text, file="a.yaml"):
    return [str(one) for one in of_files({file: text}).mistakes]


def test_names_are_read_with_all_they_say():
    first, second = of_files({"names/a.yaml": NAMES}).names

    assert (first.name, first.type, first.country) == ("Groupe Majal", "organisation", "NO")
    assert first.aliases == ("Majal", "groupe de Majal")
    assert first.needs is not None
    assert first.needs.after == ("société",)
    assert first.guarded == ("Majal",)
    assert (first.where, second.where) == ("names/a.yaml:1", "names/a.yaml:7")
    assert second.needs is None


def test_terms_are_read_with_their_category():
    infantry, tank, crew = of_files({"vocabulary/land.yaml": TERMS}).terms

    assert (infantry.term, infantry.category, infantry.weight) == ("infanterie", "land", 1.0)
    assert tank.needs is not None
    assert tank.needs.weak
    assert tank.needs.company == ("blindé",)
    assert (tank.unless, tank.weight) == (("char de carnaval",), 0.3)
    assert (crew.weight, crew.feminine) == (0.8, True)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {name: X, type: thing}", "no type 'thing'"),
        ("- {name: X, type: event, alias: Y}", "unknown key 'alias'"),
        ("- {type: event}", "needs a name"),
        ("- {name: X, type: event, country: Mali}", "two capitals"),
        ("- {name: X, type: event, name: Z}", "name is given twice"),
        ("- {name: X, type: event, aliases: ['']}", "empty text"),
        ("- {name: [X, Y], type: event}", "name takes one value"),
        ("- {name: X, type: event, aliases: [[Y]]}", "a text or a list of texts"),
        ("- [X]", "an entry with keys"),
    ],
)
def test_a_bad_name_is_told_with_its_line_and_the_others_stand(entry, message):
    lexicon = of_files({"a.yaml": f"{NAMES}{entry}\n"})

    assert len(lexicon.names) == 2
    (mistake,) = lexicon.mistakes
    assert str(mistake).startswith("a.yaml:9: ")
    assert message in str(mistake)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{term: x, weight: heavy}", "weight is a number"),
        ("{term: x, weight: 3}", "between 0 and 1"),
        ("{term: x, weak: maybe}", "true or false"),
        ("{term: x, type: land}", "unknown key 'type'"),
    ],
)
def test_a_bad_term_is_told_with_its_line_and_the_others_stand(entry, message):
    lexicon = of_files({"a.yaml": f"{TERMS}  - {entry}\n"})

    assert len(lexicon.terms) == 3
    assert lexicon.mistakes[0].line == 6
    assert message in lexicon.mistakes[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yaml:1: the file is empty"),
        ("un mot", "a.yaml:1: a list of entries is expected here"),
        ("- {name: X", "not YAML"),
        ("category: cooking\nterms: []", "no category 'cooking'"),
        ("category: land", "the keys category and terms"),
        ("a: &a [x]\nb: *c", "not YAML"),
    ],
)
def test_a_file_of_another_form_is_one_mistake(text, message):
    (mistake,) = told(text)

    assert message in mistake


def test_a_bad_file_leaves_the_others():
    lexicon = of_files({"bad.yaml": "{", "good.yaml": NAMES})

    assert len(lexicon.names) == 2
    assert lexicon.mistakes[0].file == "bad.yaml"


def test_an_entry_laid_over_replaces_the_one_of_its_name_and_type():
    below = of_files({"below.yaml": NAMES})
    above = of_files({"above.yaml": "- {name: Groupe Majal, type: organisation, country: ML}"})

    both = below.under(above)

    assert [(name.name, name.country) for name in both.names] == [
        ("Groupe Majal", "ML"),
        ("Tempête des sables", ""),
    ]


def test_two_readings_of_the_same_files_are_one_to_the_caches():
    files = {"names/a.yaml": NAMES, "vocabulary/a.yaml": TERMS, "b.yaml": "- {name: Kermor, type: ship}\n"}
    once, again = of_files(files), of_files(files)

    assert once.mistakes
    assert len({once, again, of_files({"names/a.yaml": NAMES.replace("société", "firme")})}) == 2
