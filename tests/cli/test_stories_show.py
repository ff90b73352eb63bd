"""`beffroi stories show` and `beffroi alerts list` over a real Valkey: a story and who carries it."""

import pytest
import redis

from desk import Desk
from facts import NOON, alert, article
from press_copies import press
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.alert import Story
from workers.news.document import Findings
from workers.stages.cluster import fingerprint


@pytest.fixture
def desk(tmp_path, valkey, store: redis.Redis) -> Desk:
    (tmp_path / "feeds.yaml").write_text("feeds: [{id: a, url: 'https://a.example/rss'}]\n", "utf-8")
    joining = Joining(stories=RedisStories(store), watches=dict, now=lambda: NOON)
    body = press(1)[0].article.body
    for name in ("e1", "e2", "e3"):
        one = article(name, body=body, source=f"Journal {name}", agencies=("AFP",))
        joining.placed(one, Findings(language="fr"), fingerprint(one))
    RedisOutbox(store).put(alert(story=Story(id="e1", news=("morts : 12 → 15",), escalation=1)))
    return Desk(tmp_path, {"BEFFROI_REDIS_URL": valkey})


def test_a_story_is_shown_by_any_of_its_articles(desk):
    done = desk.run("stories", "show", "e2")
    assert done.returncode == 0
    for word in ("3 outlets", "Journal e1", "Journal e3", "verbatim", "1.00", "agency: AFP", "related: none"):
        assert word in done.stdout
    (story,) = desk.json_lines("stories", "show", "e3")
    assert [copy["article_id"] for copy in story["copies"]] == ["e1", "e2", "e3"]


def test_a_story_that_is_not_there_is_one_clear_line(desk):
    done = desk.run("stories", "show", "e9")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no story 'e9'" in done.stderr


def test_alerts_say_what_was_new_and_how_many_carry_the_story_by_now(desk):
    (listed,) = desk.json_lines("alerts", "list")
    assert (listed["story"], listed["escalation"], listed["outlets"]) == ("e1", 1, 3)
    assert listed["news"] == ["morts : 12 → 15"]
    assert "repris par 3" in " ".join(desk.run("alerts", "list").stdout.split())
