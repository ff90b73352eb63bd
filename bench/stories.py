"""How fast articles join stories beside a million fingerprints, and what these take: bench/stories.md."""

import random
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import redis

from workers.edges.embedded_server import EmbeddedServer
from workers.edges.redis.packed_texts import packed
from workers.edges.redis.postings import short, week
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.article import Article
from workers.news.document import Findings
from workers.news.story import Copy, Fingerprint, Story
from workers.stages.cluster import fingerprint
from workers.wire import dump

STEPS = (10_000, 100_000, 1_000_000)
MEASURED = 1_500  # articles joined at each step: two new texts, then a copy of one of them
GRAMS, SLOTS = 93, 70  # of a text of 300 words
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
REPORT = Path(__file__).with_suffix(".md")
BATCH = 500  # more at once and the server takes longer than the client waits


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


# As `RedisStories.join` keeps a first article, without looking for copies first.
FILL = """
local weeks = 'beffroi:grams:' .. ARGV[1] .. ':'
redis.call('HSET', KEYS[1], 'version', '1', 'story', ARGV[3], 'texts', ARGV[4])
redis.call('EXPIRE', KEYS[1], 1814400)
redis.call('INCR', 'beffroi:posted:' .. ARGV[1])
for at = 1, #ARGV[5], 5 do
  local key = weeks .. string.sub(ARGV[5], at, at + 1) .. (string.byte(ARGV[5], at + 2) < 128 and '0' or '1')
  redis.call('HSET', key, string.sub(ARGV[5], at + 2, at + 4), ARGV[2])
end
"""


def fill(client: redis.Redis, chance: random.Random, numbers: range) -> None:
    """Keeps stories of one text each, whose grams are as unlike the others' as texts are."""
    script = client.register_script(FILL)
    texts = packed((made_up(chance),))
    for first in range(numbers.start, numbers.stop, BATCH):
        with client.pipeline(transaction=False) as pipe:
            for number in range(first, min(first + BATCH, numbers.stop)):
                at = NOON - timedelta(days=14 * chance.random())
                args = [week(at), *kept(f"fill{number:028x}", at), texts, chance.randbytes(5 * GRAMS)]
                script(keys=[f"beffroi:story:{args[1].hex()}"], args=args, client=pipe)
            pipe.execute()


def made_up(chance: random.Random) -> Fingerprint:
    """A text as it is kept with its story; its postings are others, as unlike as texts are."""
    grams = tuple(chance.getrandbits(40) for _ in range(GRAMS))
    slots = tuple(chance.getrandbits(48) for _ in range(SLOTS))
    name = f"fill{0:028x}"
    return Fingerprint(
        article_id=name, source="fil", at=NOON, words=300, grams=grams, lead=38, opening=14, slots=slots
    )


def kept(name: str, at: datetime) -> tuple[bytes, bytes]:
    """Gives a story's short name, and the story as it is kept."""
    copy = Copy(article_id=name, source="fil", title=TITLE, url=ADDRESS, at=at, published=at)
    story = Story(id=name, copies=(copy,), outlets=("fil",))
    return bytes.fromhex(short(name)), zlib.compress(dump(story), 1)


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
