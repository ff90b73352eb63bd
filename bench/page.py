"""The page: first byte and size of each view, its memory, and what fifty live viewers cost.

Writes bench/page.md. Arguments: the numbers of articles, 1000 and 100000 where none are given, and
`--kept FOLDER`, where a filled index is found again by the next run.
"""

import argparse
import http.client
import os
import platform
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import redis

from eventually import eventually
from page_press import feeds_yaml, fill_index, fill_store
from page_server import Reader, free_port
from workers.edges.embedded_server import EmbeddedServer
from workers.services import LEAN

REQUESTS = 100  # of each view
VIEWERS = 50
WATCHED = 10.0  # seconds
TICK = os.sysconf("SC_CLK_TCK")
REPORT = Path(__file__).with_suffix(".md")
VIEWS = {
    "stream": "/",
    "search": "/recherche?q=arm%C3%A9e",
    "search with a country": "/recherche?q=drone+pays:UA+depuis:30j",
    "search of three days": "/recherche?q=depuis:3j&tri=date",
    "article": "/article/a1",
    "map": "/carte",
    "map of 30 days": "/carte?jours=30&role=tous",
    "alerts": "/alertes",
    "watches": "/veilles",
    "sources": "/sources",
    "state": "/etat",
    "api": "/api/v1/search?q=arm%C3%A9e",
}
TEXT = """\
# The page, measured

Written by `make bench`: articles of four weeks made of the relevance collection, 300 feeds,
40 watches, 5,000 alerts, embedded index, {cores} cores shared with
the reader and {others}, Python {python}, {requests} requests of each view one after the other: the first
byte, what the page's process itself computed for it, the size.
Aims: p95 below 50 ms, below 150 kB, the process at most 80 MB, fifty viewers below 5 % of a core.
"""


def first_bytes(reader: Reader, path: str) -> tuple[list[float], int]:
    """Milliseconds to the first byte of each request, and the bytes of the last answer."""
    took, size = [], 0
    for _ in range(REQUESTS):
        line = http.client.HTTPConnection("127.0.0.1", reader.port, timeout=30)
        line.connect()
        begun = time.perf_counter()
        line.request("GET", path)
        answer = line.getresponse()
        took.append(1000 * (time.perf_counter() - begun))
        size = len(answer.read())
        if answer.status != http.client.OK:
            raise SystemExit(f"{path}: {answer.status}")
        line.close()
    return took, size


def memory(process: int) -> tuple[float, float]:
    """Megabytes of a process: its own, and files of the index and of libraries that it has mapped."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    own, mapped = (int(text.split(f"\n{name}:")[1].split()[0]) / 1024 for name in ("Pss_Anon", "Pss_File"))
    return own, mapped


def seconds_of(process: int) -> float:
    """CPU seconds a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def viewers(reader: Reader, process: int) -> float:
    """Percent of a core that live viewers cost while nothing new comes."""
    with ExitStack() as stack:
        for _ in range(VIEWERS):
            line = http.client.HTTPConnection("127.0.0.1", reader.port, timeout=30)
            stack.callback(line.close)
            line.request("GET", "/direct")
            line.getresponse().readline()
        before = seconds_of(process)
        threading.Event().wait(WATCHED)
        return 100 * (seconds_of(process) - before) / WATCHED


def up(reader: Reader) -> bool:
    """Whether the page answers."""
    try:
        return reader.ask("/etat.json").status == http.client.OK
    except ConnectionError:
        return False


def measured(number: int, kept: Path | None) -> str:
    """The table of one size of index."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = kept / str(number) if kept else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)  # noqa: TID251
        fill_index(folder / "index", number, now)
        (folder / "feeds.yaml").write_text(feeds_yaml(), "utf-8")
        socket = Path(name) / "s.sock"
        stack.enter_context(EmbeddedServer(Path(name), socket))
        fill_store(redis.Redis(unix_socket_path=str(socket)), now)
        reader = Reader(free_port())
        env = {
            **os.environ,  # noqa: TID251 - what the page is started with
            "BEFFROI_STATE": str(folder),
            "BEFFROI_CONFIG": str(folder / "feeds.yaml"),
            "BEFFROI_REDIS_URL": f"unix://{socket}",
            "BEFFROI_PAGE_PORT": str(reader.port),
            "MALLOC_ARENA_MAX": "1",
            **LEAN,
        }
        page = subprocess.Popen([sys.executable, "-m", "workers", "page"], env=env)
        stack.callback(page.wait, 10)
        stack.callback(page.terminate)
        eventually(lambda: up(reader), bool, within=60)
        rows = [
            f"## {number:,} articles",
            "",
            "| view | median | p95 | computed | size |",
            "|---|---|---|---|---|",
        ]
        for view, path in VIEWS.items():
            first_bytes(reader, path)  # warm
            before = seconds_of(page.pid)
            took, size = first_bytes(reader, path)
            computed = 1000 * (seconds_of(page.pid) - before) / REQUESTS
            middle, last = quantiles(took, n=2)[0], quantiles(took, n=20)[-1]
            rows.append(
                f"| {view} | {middle:.1f} ms | {last:.1f} ms | {computed:.1f} ms | {size / 1000:.0f} kB |"
            )
        cost = viewers(reader, page.pid)
        own, mapped = memory(page.pid)
        told = (
            f"{own:.0f} MB of its own after all of it, beside {mapped:.0f} MB of files that it has mapped "
            f"(index, libraries), which the system takes back when it wants; {VIEWERS} live viewers: "
            f"{cost:.1f} % of a core. The machine's load at the end: {os.getloadavg()[1]:.0f}."
        )
        rows += ["", told]
        return "\n".join(rows)


def main() -> None:
    """Measures each size and writes the report."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("sizes", type=int, nargs="*", default=[1000, 100_000])
    given.add_argument("--kept", type=Path)
    asked = given.parse_args()
    others = f"a load of {os.getloadavg()[1]:.0f} by others"
    head = TEXT.format(
        cores=os.cpu_count(), python=platform.python_version(), requests=REQUESTS, others=others
    )
    report = "\n".join([head, *(measured(number, asked.kept) + "\n" for number in asked.sizes)])
    REPORT.write_text(report.rstrip() + "\n", "utf-8")
    print(report)


if __name__ == "__main__":
    main()
