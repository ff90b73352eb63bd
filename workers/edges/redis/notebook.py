"""What is known of articles underway, feeds visited and entries seen."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.article import Page
from workers.news.document import Document
from workers.news.feed import Entry, Visit
from workers.news.look import Look
from workers.wire import dump, load

VISITS = "beffroi:visits"  # feed id -> Visit
COUNTS = "beffroi:counts"
REACHED = "beffroi:reached"  # host -> second of its last answer
UNREACHED = "beffroi:unreached"  # host -> second at which it could not be reached
UNDERWAY = "beffroi:underway"  # article id -> second at which it was last worked on
SEEN_FOR = timedelta(days=90)  # after its last sight: archives reappear in feeds after site rebuilds
BLOCK = 8  # bytes of an entry's hash
BLOCKS_FOR = timedelta(days=30)  # shorter than SEEN_FOR: what is known by its block is known by its id
LOOKS = "beffroi:looks"  # article id -> second at which its page is looked at again
LOOKED_FOR = timedelta(hours=25)  # the last look is due a day after the first sight
ASIDE_FOR = timedelta(days=7)
READ = ("entry", "document", "page", "look")
QUICK = 1  # zlib level: a page shrinks to a fifth in 2 ms; higher levels gain little

# An article that was finished meanwhile stays finished: nothing is left behind by a late second run.
KEEP = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
return 1
"""

KEEP_READ = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[3])
if ARGV[4] ~= '' then redis.call('SET', KEYS[4], ARGV[4], 'EX', ARGV[5]) end
redis.call('ZADD', KEYS[5], ARGV[2], ARGV[3])
if ARGV[6] ~= '' then redis.call('ZADD', KEYS[6], ARGV[6], ARGV[3]) end
return 1
"""


@reached
class RedisNotebook:
    """One key a fact, `beffroi:<fact>:<article id>`; all of an article's go when the index has it."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._keep: Any = client.register_script(KEEP)
        self._keep_read: Any = client.register_script(KEEP_READ)

    def last_visits(self, feed_ids: Sequence[str]) -> dict[str, Visit]:
        """The trace that the last visit left, of each feed that was visited."""
        found = self._client.hmget(VISITS, feed_ids) if feed_ids else ()
        return {name: load(raw, Visit) for name, raw in zip(feed_ids, found, strict=True) if raw}

    def note(self, visit: Visit, *, reached: str | None = None) -> None:
        """Replaces the trace of the last visit, and counts it: all at once, which takes half the time."""
        with self._client.pipeline(transaction=False) as pipe:
            pipe.hset(VISITS, visit.feed_id, dump(visit))
            pipe.hincrby(COUNTS, "visited", 1)
            if reached:
                pipe.zadd(REACHED, {reached: visit.at.timestamp()})
                pipe.zrem(UNREACHED, reached)
            pipe.execute()

    def visits(self) -> list[Visit]:
        """The last visit of every feed visited."""
        return [load(raw, Visit) for raw in self._client.hvals(VISITS)]

    def unseen(self, entry_ids: Sequence[str]) -> set[str]:
        """Those of the ids that were not ticked off."""
        with self._client.pipeline(transaction=False) as pipe:
            for entry_id in entry_ids:
                pipe.exists(_key("seen", entry_id))
            return {one for one, seen in zip(entry_ids, pipe.execute(), strict=True) if not seen}

    def tick_off(self, entry_ids: Sequence[str]) -> None:
        """Remembers the ids as seen."""
        with self._client.pipeline(transaction=False) as pipe:
            for entry_id in entry_ids:
                pipe.set(_key("seen", entry_id), b"", ex=SEEN_FOR)
            pipe.execute()

    def keep_entry(self, entry: Entry) -> None:
        """Keeps an entry and marks it underway."""
        with self._client.pipeline() as pipe:
            pipe.set(_key("entry", entry.id), dump(entry))
            pipe.zadd(UNDERWAY, {entry.id: entry.seen.timestamp()})
            pipe.execute()

    def entry(self, entry_id: str) -> Entry | None:
        """The entry, or None once its article is indexed."""
        raw = self._client.get(_key("entry", entry_id))
        return load(raw, Entry) if raw else None

    def keep_page(self, page: Page, now: datetime) -> None:
        """Keeps an entry's page, compressed."""
        head = dump(replace(page, html=b""))
        raw = len(head).to_bytes(4) + head + zlib.compress(page.html, QUICK)
        keys = (_key("entry", page.entry_id), _key("page", page.entry_id), UNDERWAY)
        self._keep(keys=keys, args=(raw, now.timestamp(), page.entry_id))

    def page(self, entry_id: str) -> Page | None:
        """The page, or None before it came and once it was read."""
        raw = self._client.get(_key("page", entry_id))
        if not raw:
            return None
        body = 4 + int.from_bytes(raw[:4])
        return replace(load(raw[4:body], Page), html=zlib.decompress(raw[body:]))

    def keep_document(self, document: Document, now: datetime, look: Look | None = None) -> None:
        """Keeps what the index is to hold, and what a second look needs; the page goes."""
        article_id = document.article.id
        remembered = zlib.compress(dump(look)) if look else b""
        due = look.due.timestamp() if look and look.due else ""
        self._keep_read(
            keys=[*(_key(fact, article_id) for fact in READ), UNDERWAY, LOOKS],
            args=(
                dump(document),
                now.timestamp(),
                article_id,
                remembered,
                int(LOOKED_FOR.total_seconds()),
                due,
            ),
        )

    def document(self, article_id: str) -> Document | None:
        """The document, or None before it was read and once it is indexed."""
        raw = self._client.get(_key("document", article_id))
        return load(raw, Document) if raw else None

    def finish(self, *article_ids: str) -> None:
        """Forgets entries, pages and documents: the index has them."""
        if not article_ids:
            return
        with self._client.pipeline() as pipe:
            pipe.delete(*(key for one in article_ids for key in _keys(one)))
            pipe.zrem(UNDERWAY, *article_ids)
            pipe.execute()

    def look(self, article_id: str) -> Look | None:
        """What is remembered for a second look."""
        raw = self._client.get(_key("look", article_id))
        return load(zlib.decompress(raw), Look) if raw else None

    def looks_due(self, now: datetime, *, most: int) -> list[str]:
        """Articles whose second look is due."""
        due = self._client.zrangebyscore(LOOKS, "-inf", now.timestamp(), start=0, num=most)
        return [name.decode() for name in due]

    def look_next(self, article_id: str, at: datetime | None) -> None:
        """Sets when the article is looked at again; None for never."""
        if at:
            self._client.zadd(LOOKS, {article_id: at.timestamp()})
        else:
            self._client.zrem(LOOKS, article_id)

    def known_as(self, address: str, article_id: str) -> str:
        """The article that an address belongs to: the first that named it."""
        key = _key("address", address)
        with self._client.pipeline() as pipe:
            pipe.set(key, article_id, nx=True, ex=SEEN_FOR)
            pipe.get(key)
            return str(pipe.execute()[1].decode())

    def set_aside(self, article_id: str) -> None:
        """Ends being underway; entry, page and document stay for a retry by hand within 7 days."""
        with self._client.pipeline() as pipe:
            for key in _keys(article_id):
                pipe.expire(key, ASIDE_FOR)
            pipe.zrem(UNDERWAY, article_id)
            pipe.execute()

    def stalled(self, before: datetime, *, most: int) -> dict[str, str]:
        """Articles untouched since `before`, each with the step it waits for."""
        late = self._client.zrangebyscore(UNDERWAY, "-inf", before.timestamp(), start=0, num=most)
        ids = [name.decode() for name in late]
        with self._client.pipeline(transaction=False) as pipe:
            for article_id in ids:
                pipe.exists(_key("document", article_id))
                pipe.exists(_key("page", article_id))
            found = pipe.execute()
        return {
            article_id: "index" if document else "read" if page else "page"
            for article_id, document, page in zip(ids, found[::2], found[1::2], strict=True)
        }

    def touch(self, article_ids: Sequence[str], now: datetime) -> None:
        """Says that work on these was asked for again just now; those set aside are underway again."""
        for article_id in article_ids:
            if self._client.persist(_key("entry", article_id)) or self.entry(article_id):
                with self._client.pipeline() as pipe:
                    for key in _keys(article_id):
                        pipe.persist(key)
                    pipe.zadd(UNDERWAY, {article_id: now.timestamp()})
                    pipe.execute()
            else:
                self._client.zrem(UNDERWAY, article_id)

    def known_blocks(self, feed_id: str) -> frozenset[bytes]:
        """Hashes of the entries of the feed's last answer."""
        raw = self._client.get(_key("blocks", feed_id)) or b""
        return frozenset(raw[at : at + BLOCK] for at in range(0, len(raw), BLOCK))

    def keep_blocks(self, feed_id: str, blocks: Sequence[bytes]) -> None:
        """Replaces those hashes, as one string."""
        self._client.set(_key("blocks", feed_id), b"".join(blocks), ex=BLOCKS_FOR)

    def lost(self, host: str, now: datetime) -> None:
        """Notes that a host could not be reached at all."""
        with self._client.pipeline() as pipe:
            pipe.zadd(UNREACHED, {host: now.timestamp()})
            pipe.zrem(REACHED, host)
            pipe.execute()

    def tried_since(self, since: datetime) -> tuple[int, int]:
        """How many hosts were reached at their last try since then, and how many were not."""
        with self._client.pipeline() as pipe:
            for hosts in (REACHED, UNREACHED):
                pipe.zremrangebyscore(hosts, "-inf", f"({since.timestamp()}")
                pipe.zcard(hosts)
            _, reached, _, unreached = pipe.execute()
        return reached, unreached

    def count(self, **steps: int) -> None:
        """Adds to the counters that the live screen shows."""
        with self._client.pipeline(transaction=False) as pipe:
            for step in filter(steps.get, steps):
                pipe.hincrby(COUNTS, step, steps[step])
            pipe.execute()

    def counts(self) -> dict[str, int]:
        """The counters."""
        return {name.decode(): int(count) for name, count in self._client.hgetall(COUNTS).items()}


def _key(fact: str, article_id: str) -> str:
    return f"beffroi:{fact}:{article_id}"


def _keys(article_id: str) -> tuple[str, str, str]:
    return _key("entry", article_id), _key("page", article_id), _key("document", article_id)
