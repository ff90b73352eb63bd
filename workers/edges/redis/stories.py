"""Stories, the texts they are known by and what was told of them, shared by all workers."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha1
from typing import Any

import redis

from workers.edges.redis.packed_stories import packed_story, story_in, texts_in, version_in
from workers.edges.redis.packed_texts import packed
from workers.edges.redis.postings import (
    JOIN,
    NEAR,
    WEEK,
    WEEKS,
    concatenated,
    kept_for,
    short,
    stories,
    week,
)
from workers.edges.redis.trouble import reached
from workers.news.story import Event, Fingerprint, Nearby, Placing, Story, Told
from workers.stages.cluster import MOST_AROUND, MOST_STORIES, SPAN, WINDOW, event, nearest, spread
from workers.wire import dump, load

KEPT_FOR = int((WINDOW + WEEK).total_seconds())  # after the last join; as long as the oldest postings

# The version that was told is counted on only if nobody told another meanwhile.
TELL = """
local known = redis.call('HGET', KEYS[1], ARGV[1])
local version = known and cjson.decode(known).version or 0
if version + 1 ~= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""


@reached
class RedisStories:
    """A join holds only if postings and story are as they were seen: two workers make one of one text."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._near: Any = client.register_script(NEAR)
        self._join: Any = client.register_script(JOIN)
        self._tell: Any = client.register_script(TELL)

    def near(self, text: Fingerprint, now: datetime, places: Sequence[str] = ()) -> Nearby:
        """The story that the article is in, stories that share grams with it, events at these places."""
        article_id, grams = text.article_id, text.grams
        keys = [_copy(article_id), _story(short(article_id)), *map(_scene, places)]
        args = [week(now), WEEKS, (now - SPAN).timestamp(), MOST_AROUND, concatenated(grams)]
        counts, copy_of, is_first, events, *rest = self._near(keys=keys, args=args)
        values = [b""] * len(grams)
        for at, value in zip(rest[events::2], rest[events + 1 :: 2], strict=True):
            values[at] = value
        postings = {gram: stories(value) for gram, value in zip(grams, values, strict=True) if value}
        own = short(copy_of.decode()) if copy_of else short(article_id) if is_first else None
        names = list(dict.fromkeys([*nearest(postings), *([own] if own else [])]))
        found = {name: one for name, one in zip(names, self._kept(names), strict=True) if one}
        close = {story.id: story for name, (_, story, _) in found.items() if name != own}
        mine = found[own][1] if own in found else None
        return Nearby(
            own=mine if mine and mine.id == (copy_of.decode() or article_id) else None,
            stories=close,
            fingerprints={story.id: texts for _, story, texts in found.values()},
            spread=spread(postings),
            around=tuple(load(raw, Event) for raw in rest[:events] if raw),
            mark=_mark(counts, values, {story.id: version for version, story, _ in found.values()}),
        )

    def _kept(self, names: Sequence[str]) -> list[tuple[str, Story, tuple[Fingerprint, ...]] | None]:
        if not names:
            return []
        found = self._client.mget(list(map(_story, names)))
        return [(version_in(raw), story_in(raw), texts_in(raw)) if raw else None for raw in found]

    def join(self, near: Nearby, placing: Placing, places: Sequence[str], now: datetime) -> bool:
        """Keeps an article's story; False where something near it changed since."""
        story, texts, name = placing.story, placing.fingerprints, short(placing.story.id)
        counts, seen, known, versions = load(near.mark, tuple[str, str, str, dict[str, str]])
        keys = [_story(name), _copy(placing.text.article_id), f"beffroi:event:{story.id}"]
        args: list[object] = [week(now), WEEKS, "" if near.own else seen, versions.get(story.id, "0")]
        args += [story.id, packed_story(story), packed(texts or ()), KEPT_FOR]
        args += [int(placing.text.article_id != story.id), bytes.fromhex(name), MOST_STORIES]
        args += [kept_for(now), now.timestamp(), counts, dump(event(story))]
        args += [concatenated(placing.text.grams), known, int(SPAN.total_seconds())]
        return bool(self._join(keys=[*keys, *map(_scene, places)], args=args))

    def story(self, story_id: str) -> Story | None:
        """A story by the id of its first article."""
        raw = self._client.get(_story(short(story_id)))
        found = story_in(raw) if raw else None
        return found if found and found.id == story_id else None

    def story_of(self, article_id: str) -> Story | None:
        """The story that an article is in."""
        raw = self._client.get(_copy(article_id))
        return self.story(raw.decode() if raw else article_id)

    def told(self, story_id: str) -> dict[str, Told]:
        """What each watch was told of a story."""
        found = self._client.hgetall(_told(story_id))
        return {watch_id.decode(): load(raw, Told) for watch_id, raw in found.items()}

    def tell(self, story_id: str, watch_id: str, told: Told, now: datetime) -> bool:
        """Keeps it, unless its version is not the next."""
        del now
        args = [watch_id, dump(told), told.version, KEPT_FOR]
        return bool(self._tell(keys=[_told(story_id)], args=args))


def _mark(counts: bytes, values: Sequence[bytes], versions: dict[str, str]) -> bytes:
    """What was seen: how much was posted, the postings, which grams any story has, the versions."""
    known = "".join("1" if value else "0" for value in values)
    return dump((counts.decode(), sha1(b".".join(values)).hexdigest(), known, versions))


def _story(name: str) -> str:
    return f"beffroi:stories:{name}"


def _copy(article_id: str) -> str:
    return f"beffroi:copy:{article_id}"


def _scene(place: str) -> str:
    return f"beffroi:scene:{place}"


def _told(story_id: str) -> str:
    return f"beffroi:told:{story_id}"
