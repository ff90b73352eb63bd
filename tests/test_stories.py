"""Twenty texts by eight outlets are twenty stories, whoever reads them; look-alikes are never one."""

import json
import multiprocessing

import pytest
import redis
from click.testing import CliRunner

from facts import NOON
from lookalikes import HELD_OUT, NEW, TUNING, pairs
from press_copies import STORIES, Line, press, scores
from workers.cli.main import beffroi
from workers.edges.memory.stories import MemoryStories
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.document import Findings
from workers.stages.cluster import fingerprint
from workers.story_port import Stories

WORKERS = 4
NOTHING = Findings(language="fr")


def placed(stories: Stories, lines: list[Line]) -> dict[str, str]:
    joining = Joining(stories=stories, watches=dict, now=lambda: NOON)
    articles = [line.article for line in lines]
    return {one.id: joining.placed(one, NOTHING, fingerprint(one)).placed.story_id for one in articles}


def worked(url: str, lines: list[Line], start: object, found: object) -> None:
    """A worker: waits for the others, then takes its share."""
    with redis.Redis.from_url(url) as client:
        start.wait()
        found.put(placed(RedisStories(client), lines))


def by_workers(url: str, lines: list[Line]) -> dict[str, str]:
    context = multiprocessing.get_context("spawn")
    start, found = context.Barrier(WORKERS), context.Queue()
    shares = [lines[number::WORKERS] for number in range(WORKERS)]
    workers = [context.Process(target=worked, args=(url, share, start, found)) for share in shares]
    for worker in workers:
        worker.start()
    answers = [found.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    return {name: story for answer in answers for name, story in answer.items()}


@pytest.mark.parametrize(
    "seed", [2027, 2028]
)  # any two copies of one text are near enough: no order splits them
def test_twenty_texts_by_eight_outlets_through_four_workers_at_once_are_twenty_stories(valkey, seed):
    lines = press(seed)
    found = by_workers(valkey, lines)
    stories = [found[line.article.id] for line in lines]
    precision, recall, f1 = scores(stories, [line.story for line in lines])
    assert len(lines) == STORIES * 8
    assert (len(set(stories)), f1 >= 0.985) == (STORIES, True), (precision, recall, f1)


def test_eight_copies_of_one_text_by_four_workers_at_once_are_one_story(valkey):
    lines = [line for line in press(7) if line.story == "niger-moscou-accord"]
    found = by_workers(valkey, lines)
    assert len(set(found.values())) == 1
    with redis.Redis.from_url(valkey) as client:
        (story,) = {RedisStories(client).story_of(name) for name in found}
    assert len(story.copies) == len(story.outlets) == 8


@pytest.mark.parametrize(("half", "count"), [(TUNING, 50), (HELD_OUT, 50), (NEW, 5)])
def test_what_only_looks_alike_is_never_one_story(half, count):
    merged = []
    for name, (one, other) in pairs(half).items():
        for order in ([one, other], [other, one]):
            found = placed(MemoryStories(), [Line(article, name) for article in order])
            merged += [name] if len(set(found.values())) == 1 else []
    assert len(pairs(half)) == count
    assert merged == []


def test_all_look_alikes_and_copies_together_stay_apart():
    looks = {name: pair for half in (TUNING, HELD_OUT, NEW) for name, pair in pairs(half).items()}
    articles = {one.id: one for pair in looks.values() for one in pair}
    lines = [*press(3), *(Line(one, one.id) for one in articles.values())]
    found = placed(MemoryStories(), lines)
    precision, recall, f1 = scores([found[line.article.id] for line in lines], [line.story for line in lines])
    assert precision == 1.0
    assert f1 >= 0.985, recall


def group(*lines: object) -> list[dict]:
    written = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    done = CliRunner().invoke(beffroi, ["stories", "group", "--lines", "-"], input=written)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def as_line(line: Line) -> dict:
    one = line.article
    published = one.published.isoformat()
    return {
        "id": one.id,
        "title": one.title,
        "text": one.body,
        "published": published,
        "source": one.source,
    }


def test_the_command_groups_as_the_pipeline_does():
    lines = press(2026)
    found = group(*map(as_line, lines))
    assert [one["id"] for one in found] == [line.article.id for line in lines]
    assert scores([one["story"] for one in found], [line.story for line in lines])[2] >= 0.985
    first, copy = found[0], next(one for one in found if one["story"] != one["id"])
    assert first == {"id": first["id"], "story": first["id"], "copy_kind": None, "similarity": None}
    assert copy["copy_kind"] in {"verbatim", "cut", "rewritten"}
    assert 0 < copy["similarity"] <= 1


def test_a_bad_line_is_answered_by_an_error_and_the_rest_goes_on():
    right = as_line(press(1)[0])
    bad = (
        "{",
        {"title": "sans id", "text": "x"},
        right | {"id": "b", "text": 3},
        right | {"id": "c", "published": "hier"},
        [1],
    )
    found = group(right, *bad, right | {"id": "again"})
    assert [sorted(one) for one in found[1:-1]] == [["error", "id"]] * len(bad)
    assert "'published' must be like" in found[4]["error"]
    assert found[-1]["story"] == right["id"]


def test_a_date_in_the_future_forgets_nothing():
    lines = [as_line(one) for one in press(1) if one.story == press(1)[0].story][:3]
    found = group(lines[0], lines[1] | {"id": "x", "text": "Autre.", "published": "2099-01-01"}, lines[2])
    assert found[2]["story"] == lines[0]["id"]


def test_only_id_and_text_are_needed():
    body = press(1)[0].article.body
    one, other = group({"id": "a", "text": body}, {"id": "b", "text": body})
    assert (one["story"], other["story"], other["copy_kind"]) == ("a", "a", "verbatim")
