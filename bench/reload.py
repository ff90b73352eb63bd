"""What a changed file of watches costs a reader, and how soon a running desk goes by it: bench/reload.md.

The file is written, read and compiled as at a start, then one watch is added and all of it is done again,
as a reader does it beside its work. Then on a desk with two readers, while an article comes each second.
"""

import gc
import json
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from desk import Desk
from eventually import eventually
from loopback import Site
from matching import watches
from workers.news.document import Tag
from workers.renewal import watching
from workers.watchlist.load import Watchlist, load

REPORT = Path(__file__).with_suffix(".md")
SIZES = (100, 1_000, 10_000)
ADDED = "  - {id: neuf, any: [drone kamikaze], channels: [hook]}\n"
OWN = "  - {id: ancien, any: [planeur quadriplace], channels: [hook]}\n"
AFTER = 30  # articles, one a second, after the watch was added
CHANNELS = "channels: {hook: {kind: webhook, url: 'http://127.0.0.1:9/hook'}}\n"  # nothing is sent there


def main() -> None:
    """Writes the table."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    watching(load_of(1, ""), no_names)  # the lexicon, which every reader has
    gc.collect()
    gc.freeze()
    gc.disable()  # as the renewal does
    rows = []
    for size in SIZES:
        first, again = seconds(size, ""), seconds(size, ADDED)
        rows.append(f"| {size:,} | {sum(first):.1f} | {again[0]:.1f} | {again[1]:.1f} | {sum(again):.1f} |\n")
    text = (
        "# A changed file of watches (`make bench`)\n"
        "Watches of five terms as in [matching.md](matching.md), one added; seconds of one core. A change is "
        "read within two seconds after the last writing.\n\n"
        "| watches | at the start | read again | compiled again | together |\n|---|---|---|---|---|\n"
        + "".join(rows)
        + f"\nA desk with two readers and {SIZES[-1]:,} watches, an article a second: the last that a watch "
        f"missed came {at_work(SIZES[-1]):.0f} seconds after the watch was saved (aim: 10).\n"
    )
    REPORT.write_text(text, "utf-8")
    print(text)


def seconds(size: int, added: str) -> tuple[float, float]:
    """Gives the processor's seconds of reading the file and of compiling it."""
    start = time.process_time()
    listed = load_of(size, added)
    middle = time.process_time()
    watching(listed, no_names)
    return middle - start, time.process_time() - middle


def load_of(size: int, added: str) -> Watchlist:
    """Gives what a file of so many watches says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.yaml"
        path.write_text(CHANNELS + written(size) + added, "utf-8")
        return load(path, {})


def at_work(size: int) -> float:
    """Gives the seconds from a watch added to the publication of the last article that it missed."""
    with tempfile.TemporaryDirectory() as folder, Site() as site:
        hook = f"channels: {{hook: {{kind: webhook, url: '{site.serve('/hook', b'', status=204)}'}}}}\n"
        feeds = f"feeds: [{{id: essai, url: '{site.url('/feed')}', interval: 1s}}]\n"
        path, items, missed = Path(folder) / "feeds.yaml", [item(0, "Un planeur quadriplace")], {0: 0.0}
        path.write_text(feeds + hook + written(size) + OWN, "utf-8")
        publish(site, items)
        with Desk(Path(folder), {"BEFFROI_READERS": "2"}).up():
            eventually(lambda: told(site), bool, within=180)
            path.write_text(feeds + hook + written(size) + OWN + ADDED, "utf-8")
            start = time.monotonic()
            for number in range(1, AFTER + 1):
                missed[number] = time.monotonic() - start
                items.append(item(number, "Un drone kamikaze"))
                publish(site, items)
                time.sleep(1)  # noqa: TID251 - the pace of the articles
            last = set(range(AFTER - 5, AFTER + 1))
            eventually(lambda: told(site), lambda numbers: last <= numbers, within=60)
            return max(missed[number] for number in missed.keys() - (told(site) - {0}))


def publish(site: Site, items: Sequence[str]) -> None:
    """Serves a feed of these articles."""
    channel = f"<rss version='2.0'><channel><title>Essai</title>{''.join(items)}</channel></rss>"
    site.serve("/feed", channel.encode())


def item(number: int, subject: str) -> str:
    """Gives an article that has no words with the others in common, so that each is a story."""
    rng = random.Random(number)  # noqa: S311 - words
    words = " ".join("".join(rng.choices("abdeilmnorst", k=7)) for _ in range(60))
    told = f"<title>{subject}, avis {number}</title><description>{words}</description>"
    return f"<item>{told}<guid>{number}</guid></item>"


def told(site: Site) -> set[int]:
    """The numbers of the articles of which an alert was posted."""
    titles = [json.loads(one.body)["data"]["title"] for one in list(site.requests) if one.path == "/hook"]
    return {int(title.rpartition(" ")[2]) for title in titles}


def written(size: int) -> str:
    """Gives the file."""
    rows = [
        f"  - id: {one.id}\n    any: {_list(one.any)}\n    all: {_list(one.all)}\n    none: [football]\n"
        for one in watches(size)
    ]
    return "watches:\n" + "".join(rows)


def no_names(texts: Sequence[str]) -> list[Sequence[Tag]]:
    """No model: it has nothing to do with watches."""
    return [() for _ in texts]


def _list(terms: Sequence[object]) -> str:
    return json.dumps(list(map(str, terms)), ensure_ascii=False)


if __name__ == "__main__":
    main()
