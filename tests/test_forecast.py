"""A dry run tells what live told: the same articles, the same watches, the same alerts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, article
from gold_texts import gold_texts
from newsroom import WATCHES, Newsroom
from press_copies import press
from readers import no_names, reader
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.edges.elastic_replay import ElasticReplay
from workers.edges.memory.archive import MemoryArchive
from workers.edges.memory.replay import MemoryReplay
from workers.edges.memory.stories import MemoryStories
from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.edges.tantivy_replay import TantivyReplay
from workers.enriching import Enricher
from workers.forecast import forecast
from workers.french.lexicon import lexicon, of_files
from workers.joining import Joining
from workers.news.calm import Throttle, Urgency
from workers.news.expression import Term
from workers.news.forecast import Stored
from workers.news.watch import Near, Watch, Where
from workers.reading import Reader, Watching
from workers.stages.match import Watcher
from workers.watchlist.query import parse

WEEK = timedelta(days=7)
MANY = (
    Watch(id="mali", title="Mali", any=("Mali", "malien")),
    Watch(id="armee", title="Armée", any=("armée",), none=("football",)),
    Watch(id="titre", title="Titre", any=("Niger", "Tchad", "France"), where=Where(fields=("title", "lead"))),
    Watch(id="pays", title="Pays", where=Where(countries=("UA", "ML", "NE"))),
    Watch(id="roles", title="Rôles", any=("armée",), where=Where(roles=(("place", ("ML", "UA")),))),
    Watch(id="mots", title="Mots", any=("accord",), where=Where(keywords=("cooperation",))),
    Watch(id="pres", title="Près", any=("ministre",), near=Near(terms=("défense", "armée"), within=6)),
    Watch(id="fois", title="Fois", any=("soldat", "militaire"), min_count=3),
    Watch(id="source", title="Source", any=("missile", "drone"), where=Where(only=("feed-1",))),
    Watch(id="sens", title="Sens", any=(Term(text="base", context=("armée", "soldat")),)),
    Watch(id="ligne", title="Ligne", query=parse("(missile OU drone*) -football")),
)


def articles():
    """The gold texts, as a week's articles of three feeds."""
    found = gold_texts("tuning")
    step = WEEK / (len(found) + 1)
    return [
        article(
            one.name,
            title=one.text.partition("\n\n")[0],
            body=one.text.partition("\n\n")[2],
            published=NOON + step * number,
            feed_id=f"feed-{number % 3}",
            language="fr",
        )
        for number, one in enumerate(found)
    ]


def live(watches):
    """What the reading worker makes of a week's articles: documents, and alerts by watch and article."""
    read = reader(tuple(watches)).read(articles(), NOON)
    documents = [found.document for found in read]
    return documents, {(one.watch_id, one.article_id, one.passage) for found in read for one in found.alerts}


@pytest.fixture(params=["memory", "tantivy", "elasticsearch"])
def index(request, tmp_path):
    """An archive, and what reads it again."""
    if request.param == "memory":
        archive = MemoryArchive()
        return archive, MemoryReplay(archive)
    if request.param == "tantivy":
        return TantivyArchive(tmp_path / "index"), TantivyReplay(tmp_path / "index" / SCHEMA_VERSION)
    url = request.getfixturevalue("elasticsearch_url")
    return ElasticArchive(url, None), ElasticReplay(Connection(url=url).open)


def test_the_forecast_of_a_past_week_is_what_live_told(index):
    archive, replay = index
    documents, told = live(MANY)
    archive.put(documents)
    found = forecast(MANY, replay.articles(NOON, NOON + WEEK), days=7)
    assert found.articles == len(documents)
    assert {(one.watch_id, one.article_id, one.sentence) for one in found.told} == told
    assert {one.watch_id for one in found.told} >= {"armee", "pays", "pres", "ligne", "titre"}


def test_the_forecast_over_a_whole_newsroom_is_what_it_raised():
    room = Newsroom()
    room.day()
    raised = {(one.alert.watch_id, one.alert.article_id) for one in room.outbox.alerts(most=100)}
    replay = MemoryReplay(room.archive)
    found = forecast(WATCHES, replay.articles(NOON - WEEK, NOON + WEEK), days=14)
    assert {(one.watch_id, one.article_id) for one in found.told} == raised != set()
    assert all(one.watch_id not in one.also for one in found.told)


OWN = """
- name: Groupe Majal
  type: organisation
  aliases: [Majal]
- name: plumier volant
  type: equipment
"""
OF_THE_DESK = (
    Watch(id="groupe", title="Groupe", where=Where(entities=("Groupe Majal",))),
    Watch(id="plumier", title="Plumier", where=Where(entities=("plumier volant",))),
)


def test_the_desks_own_lexicon_is_known_live_and_in_the_forecast():
    own = of_files({"names.yaml": OWN})
    watcher = Watcher(OF_THE_DESK)
    enricher = Enricher(no_names, watcher.forms(), lexicon().under(own))
    force = Watching(enricher=enricher, watcher=watcher, watches={one.id: one for one in OF_THE_DESK})
    texts = (
        "Le groupe Majal a livré trois plumiers.",
        "Majal s'étend.",
        "Le plumier volant est là.",
        "Rien.",
    )
    listed = [article(f"a{number}", body=body, published=NOON) for number, body in enumerate(texts)]
    read = Reader(at_start=lambda: force).read(listed, NOON)
    told = {(one.watch_id, one.article_id) for found in read for one in found.alerts}
    archive = MemoryArchive()
    archive.put([found.document for found in read])
    stored_ones = list(MemoryReplay(archive).articles(NOON - WEEK, NOON + WEEK))
    found = forecast(OF_THE_DESK, stored_ones, days=14, own=own)
    assert {(one.watch_id, one.article_id) for one in found.told} == told
    assert {watch for watch, _ in told} == {"groupe", "plumier"}
    assert {one.watch_id for one in forecast(OF_THE_DESK, stored_ones, days=14).told} < {"groupe", "plumier"}


def test_an_index_without_articles_gives_an_empty_forecast(tmp_path):
    assert list(TantivyReplay(tmp_path / "nowhere").articles(NOON, NOON + WEEK)) == []
    assert forecast(MANY, [], days=7).told == ()


def test_articles_outside_of_the_time_are_left_out(tmp_path):
    documents, _ = live(MANY)
    archive = TantivyArchive(tmp_path / "index")
    archive.put(documents)
    replay = TantivyReplay(tmp_path / "index" / SCHEMA_VERSION)
    half = list(replay.articles(NOON, NOON + WEEK / 2))
    assert 0 < len(half) < len(documents)
    assert half == sorted(half, key=lambda one: one.published)


def stored(name, story, feed, hours, text="Un convoi au Mali."):
    return Stored(
        id=name,
        story_id=story,
        feed_id=feed,
        source=feed,
        language="fr",
        title="Titre",
        body=text,
        published=NOON + timedelta(hours=hours),
        watches=("mali", "sahel"),
    )


def test_the_copies_of_a_story_are_one_alert():
    watch = Watch(id="mali", title="Mali", any=("Mali",))
    copies = [stored("a", "s", "un", 0), stored("b", "s", "deux", 1), stored("c", "t", "un", 2)]
    found = forecast([watch], copies, days=1)
    assert [(one.article_id, one.copies, one.also) for one in found.told] == [
        ("a", 2, ("sahel",)),
        ("c", 1, ("sahel",)),
    ]


def test_a_watch_that_wants_two_outlets_is_told_at_the_second():
    watch = Watch(id="mali", title="Mali", any=("Mali",), min_sources=2)
    copies = [stored("a", "s", "un", 0), stored("b", "s", "un", 1), stored("c", "s", "deux", 2)]
    found = forecast([watch], [*copies, stored("d", "t", "un", 3)], days=1)
    assert [(one.article_id, one.copies) for one in found.told] == [("c", 3)]


def test_what_the_watchs_throttle_keeps_for_a_digest_is_told():
    throttle = Throttle(most=2, period=timedelta(hours=1))
    watch = Watch(id="mali", title="Mali", any=("Mali",), urgency=Urgency(throttle=throttle))
    hours = (0, 0.25, 0.5, 0.75, 1.1, 1.2, 3)
    # The third and fourth are told at 1 h, as one message: the next two wait for 1 h 15, after the second.
    articles = [stored(f"a{at}", f"s{at}", "un", at) for at in hours]
    told = forecast([watch], articles, days=1).told
    assert [one.later for one in told] == [False, False, True, True, True, True, False]
    assert not any(one.later for one in forecast([replace(watch, urgency=Urgency())], articles, days=1).told)


def test_an_outlet_counts_that_prints_none_of_the_terms():
    watch = Watch(id="mali", title="Mali", any=("Mali",), min_sources=2)
    copies = [stored("a", "s", "un", 0), stored("b", "s", "deux", 1, text="Un convoi.")]
    found = forecast([watch], copies, days=1)
    assert [(one.article_id, one.at) for one in found.told] == [("a", copies[1].published)]


WANTING = tuple(
    Watch(id=f"{word.lower()}-{least}", title=word, any=(word,), min_sources=least)
    for word in ("Mali", "Niger", "marine", "président", "AFP", "accord", "soldat", "missile")
    for least in (1, 2, 3, 5, 8)
)


ESCALATING = tuple(
    Watch(
        id=f"{word.lower()}-{least}-{many}", title=word, any=(word,), min_sources=least, escalate_outlets=many
    )
    for word in ("Mali", "Niger", "marine", "AFP", "accord", "soldat")
    for least, many in ((1, 2), (1, 4), (2, 3), (3, 3), (2, 8))
)


def lived_and_forecast(watches, seed):
    """The alerts that the press of a seed raises live, and the forecast over the same articles."""
    lines = sorted((line.article for line in press(seed)), key=lambda one: (one.published, one.id))
    reading = reader(watches)
    joining = Joining(
        stories=MemoryStories(), watches=lambda: reading.in_force().watches, now=lambda: lines[0].published
    )
    joined = [joining.joined(found) for found in reading.read(lines, NOON)]
    archive = MemoryArchive()
    archive.put([document for document, _ in joined])
    stored_ones = MemoryReplay(archive).articles(lines[0].published, lines[-1].published + WEEK)
    return [one for _, alerts in joined for one in alerts], forecast(watches, stored_ones, days=7)


@pytest.mark.parametrize("seed", [1, 2])
def test_stories_that_enough_outlets_take_up_are_told_again_live_where_the_forecast_says(seed):
    alerts, found = lived_and_forecast(ESCALATING, seed)
    live = {
        (one.watch_id, one.story.id, one.article_id)
        for one in alerts
        if any(news.startswith("repris par") for news in one.story.news)
    }
    assert {(one.watch_id, one.story_id, one.article_id) for one in found.told if one.anew} == live
    assert {one[0].partition("-")[2] for one in live} == {"1-2", "1-4", "2-3", "2-8"}


@pytest.mark.parametrize("seed", [1, 2])
def test_watches_that_want_several_outlets_are_told_live_where_the_forecast_says(seed):
    alerts, found = lived_and_forecast(WANTING, seed)
    raised = {(one.watch_id, one.story.id, one.article_id) for one in alerts if one.story.escalation == 0}
    assert {(one.watch_id, one.story_id, one.article_id) for one in found.told} == raised
    assert {one[0].rpartition("-")[2] for one in raised} == {"1", "2", "3", "5", "8"}
