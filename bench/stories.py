"""How fast articles join stories beside a million fingerprints, and what these take: bench/stories.md."""

import random
import struct
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import redis

from workers.edges.embedded_server import EmbeddedServer
from workers.edges.redis.packed_stories import packed_story
from workers.edges.redis.packed_texts import packed
from workers.edges.redis.postings import short, week
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.article import Article
from workers.news.document import Findings
from workers.news.story import Copy, Fingerprint, Story
from workers.stages.cluster import fingerprint

STEPS = (10_000, 100_000, 1_000_000)
MEASURED = 1_500  # articles joined at each step: two new texts, then a copy of one of them
GRAMS, SLOTS = 93, 70  # of a text of 300 words
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
REPORT = Path(__file__).with_suffix(".md")
BATCH = 500  # more at once and the server takes longer than the client waits
HASHES = 1 << 17  # of a week's postings
SHARES = {0: 4.5 / 14, 1: 7 / 14, 2: 2.5 / 14}  # of 14 days, in this week and those before: NOON is a Monday


def main() -> None:
    """Fills an embedded Valkey, stops at each size to measure, and writes the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with EmbeddedServer(folder, folder / "valkey.sock"):
            client = redis.Redis.from_url(f"unix://{folder / 'valkey.sock'}", socket_timeout=60)
            text = report(client)
    REPORT.write_text(text, "utf-8")
    print(text)


def report(client: redis.Redis) -> str:
    """Gives the figures as a page."""
    chance = random.Random(7)  # noqa: S311
    words = [f"{chance.choice(ONSETS)}{chance.choice(RIMES)}{chance.choice(RIMES)}" for _ in range(20_000)]
    empty, filled, rows = memory(client), 0, []
    for size in STEPS:
        fill(client, chance, range(filled, size))
        filled, used = size, memory(client)
        pace, its = joined(client, chance, words, size)
        rows.append(
            f"| {size:,} | {pace:,.0f} | {its:.0%} | {(used - empty) / 2**20:,.0f} MB "
            f"| {(used - empty) / size:,.0f} bytes |\n"
        )
        print(rows[-1], end="", flush=True)
    alone = bare(chance, words)
    return (
        "# Joining stories\n"
        "By `make bench` (bench/stories.py): texts of 300 words spread over 14 days, one worker on the "
        f"embedded Valkey; {MEASURED:,} articles joined at each size, a third copies; CPU of both.\n\n"
        "| fingerprints kept | joined a second of one core | of it the server's | memory | a fingerprint |\n"
        "|---|---|---|---|---|\n" + "".join(rows) + "\n"
        f"A fingerprint alone, made and not kept: {alone:,.0f} a second. What a fingerprint "
        "takes is its postings, its bytes and its story. Reading an article takes some 30 ms beside it.\n"
    )


ONSETS = ("b", "ch", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "tr", "pl")
RIMES = ("ale", "on", "er", "ine", "ou", "ette", "ois", "an", "ure", "ime", "ote", "eur")


def memory(client: redis.Redis) -> int:
    """Gives the bytes that the server has in use."""
    return int(client.info("memory")["used_memory"])


def fill(client: redis.Redis, chance: random.Random, numbers: range) -> None:
    """Keeps stories of one text each, whose grams are as unlike the others' as texts are.

    Postings are written hash by hash, as many in each as are expected: story by story it would take an hour.
    """
    names = [short(f"fill{number:028x}") for number in numbers]
    texts = packed((made_up(chance),))
    for first in range(0, len(names), BATCH):
        with client.pipeline(transaction=False) as pipe:
            for number, name in enumerate(names[first : first + BATCH], numbers.start + first):
                at = NOON - timedelta(days=14 * chance.random())
                value = struct.pack(">II", 1, len(story := kept(f"fill{number:028x}", at))) + story + texts
                pipe.set(f"beffroi:stories:{name}", value, ex=1_814_400)
            pipe.execute()
    post(client, chance, [bytes.fromhex(name) for name in names])


def post(client: redis.Redis, chance: random.Random, names: list[bytes]) -> None:
    """Spreads these stories' grams over the hashes of the weeks that they fell into."""
    for ago, share in SHARES.items():
        prefix = b"beffroi:grams:%d:" % (week(NOON) - ago)
        client.incr(f"beffroi:posted:{week(NOON) - ago}")
        each = len(names) * GRAMS * share / HASHES
        for first in range(0, HASHES, BATCH):
            with client.pipeline(transaction=False) as pipe:
                for number in range(first, min(first + BATCH, HASHES)):
                    if count := int(each + chance.random()):
                        key = prefix + (number >> 1).to_bytes(2) + (b"1" if number & 1 else b"0")
                        fields = chance.randbytes(3 * count)
                        parts = (fields[at : at + 3] for at in range(0, 3 * count, 3))
                        pairs = zip(parts, chance.choices(names, k=count), strict=True)
                        pipe.execute_command("HSET", key, *chain.from_iterable(pairs))
                pipe.execute()


def made_up(chance: random.Random) -> Fingerprint:
    """A text as it is kept with its story; its postings are others, as unlike as texts are."""
    grams = tuple(chance.getrandbits(40) for _ in range(GRAMS))
    slots = tuple(chance.getrandbits(48) for _ in range(SLOTS))
    name = f"fill{0:028x}"
    return Fingerprint(
        article_id=name, source="fil", at=NOON, words=300, grams=grams, lead=38, opening=14, slots=slots
    )


def kept(name: str, at: datetime) -> bytes:
    """Gives a story as it is kept."""
    copy = Copy(article_id=name, source="fil", title=TITLE, url=ADDRESS, at=at, published=at)
    return packed_story(Story(id=name, copies=(copy,), outlets=("fil",)))


TITLE = "Au large de Palawan, une frégate s'entraîne avec la marine philippine"
ADDRESS = "https://journal.example/monde/2026/11/une-fregate-s-entraine-avec-la-marine-philippine"


def articles(chance: random.Random, words: list[str], size: int) -> Iterator[Article]:
    """Two new texts, then the first paragraphs of the first of them by another outlet."""
    for number in range(MEASURED // 3):
        texts = [" ".join(chance.choices(words, k=300)) for _ in range(2)]
        texts.append(" ".join(texts[0].split()[:150]))
        for part, body in enumerate(texts):
            yield Article(
                id=f"{size:x}-{number:028x}-{part}", feed_id=f"f{part}", source=f"f{part}", url=ADDRESS,
                title=TITLE, body=body, origin="page", origin_reason=None, language="fr", published=NOON,
                seen=NOON,
            )  # fmt: skip


def joined(client: redis.Redis, chance: random.Random, words: list[str], size: int) -> tuple[float, float]:
    """Gives articles a second of one core, worker and server together; and the share that is the server's."""
    joining = Joining(stories=RedisStories(client), watches=dict, now=lambda: NOON)
    nothing, copies = Findings(language="fr"), 0
    listed = list(articles(chance, words, size))
    mine, its = time.process_time(), served(client)
    for article in listed:
        placed = joining.placed(article, nothing, fingerprint(article)).placed
        copies += not placed.is_first
    mine, its = time.process_time() - mine, served(client) - its
    if copies != MEASURED // 3:
        raise SystemExit(f"{copies} copies were found, not {MEASURED // 3}")
    return len(listed) / (mine + its), its / (mine + its)


def served(client: redis.Redis) -> float:
    """Gives the CPU seconds that the server has used."""
    used = client.info("cpu")
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])


def bare(chance: random.Random, words: list[str]) -> float:
    """Gives fingerprints made a second."""
    listed = list(articles(chance, words, 0))
    start = time.process_time()
    for article in listed:
        fingerprint(article)
    return len(listed) / (time.process_time() - start)


if __name__ == "__main__":
    main()
