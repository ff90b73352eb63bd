"""Searches by field, their rank and their facets, the same on both indices."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facts import NOON, document
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.document import Country, Document, Entity, Findings, Keyword, Region
from workers.news.search import Count
from workers.ports import Archive
from workers.stages.index import parse

DAY = timedelta(days=1)


@pytest.fixture(params=["tantivy", "elasticsearch"])
def archive(request, tmp_path) -> Archive:
    if request.param == "tantivy":
        return TantivyArchive(tmp_path / "index", lambda: NOON)
    return ElasticArchive(request.getfixturevalue("elasticsearch_url"), now=lambda: NOON)


def names(type: str, *written: str) -> tuple[Entity, ...]:
    """Entities; « AES=Alliance des États du Sahel » is written one way and called another."""
    pairs = (one.split("=") for one in written)
    return tuple(Entity(text=one[0], type=type, canonical=one[-1], mentions=((0, 1),)) for one in pairs)


def country(code: str, name: str, *roles: str) -> Country:
    return Country(code=code, name=name, mentions=(), roles=roles)


def told(name: str, entities=(), countries=(), keywords=(), score: float = 0.0, **article) -> Document:
    """A document with findings of its own."""
    plain = document(name, **article)
    findings = Findings(
        language="fr",
        entities=entities,
        countries=countries,
        regions=(Region(name="Sahel", mentions=()),) if countries else (),
        keywords=tuple(Keyword(category=category, term=term, mentions=()) for category, term in keywords),
        defence_score=score,
    )
    return replace(plain, findings=findings, matches=(), watches=("africom",) if score > 0.6 else ())


PAPERS = (
    told(
        "kidal",
        names("person", "Assimi Goïta", "N'Daw=Bah N'Daw")
        + names("organisation", "AES=Alliance des États du Sahel")
        + names("place", "Kidal"),
        (country("ML", "Mali", "place", "actor"), country("RU", "Russie", "actor")),
        (("losses", "embuscade"), ("drone", "drone armé")),
        0.9,
        title="Embuscade près de Kidal",
        body="L'armée parle d'un coup d'État manqué.",
        agencies=("AFP",),
        source="RFI Afrique",
    ),
    told(
        "accra",
        names("person", "Goïta Traoré") + names("place", "Accra"),
        (country("GN", "Guinée", "mention"),),
        (("command", "armée"),),
        0.5,
        title="L'armée recrute",
        body="Un coup dur pour l'État.",
        published=NOON - 10 * DAY,
        language="en",
        authors=("Awa Koné",),
        section="International",
    ),
    told(
        "stade",
        (),
        (country("GQ", "Guinée équatoriale", "place"),),
        (),
        0.1,
        title="Football : le match armé de patience",
        body="Un stade neuf.",
        published=datetime(2025, 6, 1, tzinfo=UTC),
        text_quality="stub",
    ),
)


def ids(archive: Archive, query: str) -> list[str]:
    return sorted(one.id for one in archive.search(query, most=10))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pays:ML", ["kidal"]),
        ("country:mali", ["kidal"]),
        ("pays:Guinée", ["accra"]),
        ("pays:GN,GQ", ["accra", "stade"]),
        ("acteur:Russie", ["kidal"]),
        ("pays-lieu:RU", []),
        ("pays:RU", ["kidal"]),
        ('personne:"Assimi Goïta"', ["kidal"]),
        ("personne:goita", ["accra", "kidal"]),
        ('personne:"Goïta Assimi"', []),
        ("personne:n'daw", ["kidal"]),
        ("personne:daw", []),
        ('personne:"Goïta Bah"', []),
        ("org:AES", ["kidal"]),
        ('org:"alliance des etats du sahel"', ["kidal"]),
        ("nom:Kidal", ["kidal"]),
        ("lieu:Accra,Kidal", ["accra", "kidal"]),
        ("région:Sahel -pays:ML", ["accra", "stade"]),
        ("mot:pertes", ["kidal"]),
        ("keyword:losses", ["kidal"]),
        ("mot:embuscade", ["kidal"]),
        ("source:RFI", ["kidal"]),
        ("source:sahel-info -source:rfi", ["accra", "stade"]),
        ("agence:AFP", ["kidal"]),
        ("auteur:Koné", ["accra"]),
        ("rubrique:international", ["accra"]),
        ("langue:fr", ["kidal", "stade"]),
        ("veille:africom", ["kidal"]),
        ("qualité:stub", ["stade"]),
        ("id:accra", ["accra"]),
        ("défense:>0.5", ["kidal"]),
        ("défense:0.5", ["accra", "kidal"]),
        ("defence:<0.5", ["stade"]),
        ("depuis:7j", ["kidal"]),
        ("depuis:2026-02-20 avant:2026-03-01", ["accra"]),
        ("date:2025", ["stade"]),
        ("avant:7j", ["accra", "stade"]),
        ("après:2026-02-20", ["kidal"]),
        ('"coup d\'État"', ["kidal"]),
        ("coup état", ["accra", "kidal"]),
        ("titre:armée", ["accra", "stade"]),
        ("texte:armée", ["kidal"]),
        ('"armée"', ["accra", "kidal"]),
        ("=armé", ["stade"]),
        ("embuscade OU stade", ["kidal", "stade"]),
        ("(embuscade OU stade) -pays:ML", ["stade"]),
        ("armée -(recrute OU stade)", ["kidal"]),
        ("armée SAUF pays:GN,GQ", ["kidal"]),
        ('pays:ML personne:"Assimi Goïta" source:RFI depuis:7j "coup d\'État" -football', ["kidal"]),
        ('country:ML person:"Assimi Goïta" feed:RFI since:7d "coup d\'État" NOT football', ["kidal"]),
        ("football pays:ML", []),
    ],
)
def test_a_field_finds_what_it_names(archive, query, wanted):
    archive.put(PAPERS)
    assert ids(archive, query) == wanted, query


def test_of_two_equal_texts_the_fresh_one_is_better_and_an_old_better_one_still_wins(archive):
    body = "Un drone. " + "Autre chose encore. " * 9
    archive.put(
        [
            document("old", title="Rien", body=body, published=NOON - 300 * DAY),
            document("new", title="Rien", body=body, published=NOON - DAY),
            document("best", title="Un drone abattu", body="Un drone.", published=NOON - 300 * DAY),
        ]
    )  # fmt: skip
    assert [one.id for one in archive.search("drone", most=3)] == ["best", "new", "old"]


def test_a_question_without_words_gives_the_newest_first(archive):
    archive.put(PAPERS)
    assert [one.id for one in archive.search("défense:>0", most=2)] == ["kidal", "accra"]
    newest = archive.find(parse("armée", NOON), most=9, newest=True)
    assert [one.id for one in newest.found] == ["kidal", "accra", "stade"]


def test_written_forms_come_before_other_inflections(archive):
    filler = "Une phrase de plus. " * 5
    puts = [("a", "Il faut armer. "), ("b", "Une armée. "), ("c", "Il arme. ")]
    archive.put([document(name, title="Rien", body=text + filler) for name, text in puts])
    assert archive.search("armée", most=3)[0].id == "b"


def test_answers_are_counted_by_what_they_are_about(archive):
    archive.put(PAPERS)
    results = archive.find(parse("armée OU stade", NOON), most=1, facets=True)
    assert (results.total, len(results.found)) == (3, 1)
    facets = results.facets
    assert facets["countries"] == tuple(Count(value=code, articles=1) for code in ("GN", "GQ", "ML", "RU"))
    assert [one.value for one in facets["persons"]] == ["Assimi Goïta", "Bah N'Daw", "Goïta Traoré"]
    assert [one.value for one in facets["organisations"]] == ["Alliance des États du Sahel"]
    assert [one.value for one in facets["categories"]] == ["command", "drone", "losses"]
    assert facets["sources"] == (
        Count(value="Sahel Info", articles=2),
        Count(value="RFI Afrique", articles=1),
    )
    assert (facets["watches"], facets["agencies"]) == (
        (Count(value="africom", articles=1),),
        (Count(value="AFP", articles=1),),
    )
    assert facets["languages"] == (Count(value="fr", articles=2), Count(value="en", articles=1))


def test_the_timeline_of_few_days_has_hours(archive):
    times = [NOON, NOON - timedelta(minutes=50), NOON - timedelta(days=2)]
    archive.put([document(f"e{at}", published=one) for at, one in enumerate(times)])
    hours = archive.find(parse("mali", NOON), most=1, facets=True).timeline
    assert [(f"{one.start:%d %H:%M}", one.articles) for one in hours] == [
        ("28 12:00", 1),
        ("02 11:00", 1),
        ("02 12:00", 1),
    ]
    assert {one.unit for one in hours} == {"hour"}
    asked = parse("mali depuis:2026-03-02T11Z avant:2026-03-02T12Z", NOON)
    assert archive.find(asked, most=5).total == 1


def test_the_timeline_has_days_weeks_or_months(archive):
    archive.put(PAPERS)
    months = archive.find(parse("armée OU stade", NOON), most=1, facets=True).timeline
    assert [(one.start.date().isoformat(), one.articles) for one in months] == [
        ("2025-06-01", 1),
        ("2026-02-01", 1),
        ("2026-03-01", 1),
    ]
    assert {one.unit for one in months} == {"month"}
    days = archive.find(parse("armée depuis:2026", NOON), most=1, facets=True).timeline
    assert [one.start.date().isoformat() for one in days] == ["2026-02-20", "2026-03-02"]
    assert {one.unit for one in days} == {"day"}


def test_a_question_for_nothing_has_no_answer(archive):
    archive.put(PAPERS)
    nothing = archive.find(parse("", NOON), most=5, facets=True)
    assert (nothing.total, nothing.found, nothing.facets, nothing.timeline) == (0, (), {}, ())


def test_exact_forms_alone_are_marked_where_they_alone_are_asked_for(archive):
    archive.put(PAPERS)
    (found,) = archive.search('"coup d\'État" personne:"Assimi Goïta"', most=5)
    assert "« coup d'État »" in found.highlights[0] or "« coup » d'« État »" in found.highlights[0]
