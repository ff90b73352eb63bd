"""What a changed file of watches costs a reader: bench/reload.md.

The file is written, read and compiled as at a start, then one watch is added and all of it is done again, as
a reader does it beside its work.
"""

import gc
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from matching import watches
from workers.news.document import Tag
from workers.renewal import watching
from workers.watchlist.load import Watchlist, load

REPORT = Path(__file__).with_suffix(".md")
SIZES = (100, 1_000, 10_000)
ADDED = "  - {id: neuf, any: [drone kamikaze]}\n"


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
        path.write_text(written(size) + added, "utf-8")
        return load(path, {})


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
