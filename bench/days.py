"""72 hours of polling 2,000 made-up feeds on a virtual clock; writes the figures into docs/polling.md.

Run by hand (`make days`, half an hour): with --feeds and --hours less of it.
"""

import argparse
import random
import re
import time
from datetime import timedelta
from pathlib import Path

import structlog

from virtual_desk import Figures, VirtualDesk
from virtual_press import HOUR, START, Outlet, press

DOC = Path(__file__).parents[1] / "docs/polling.md"
ERRORS = 50
BLACKOUT = timedelta(minutes=12)


def main() -> None:
    """Runs the days and writes what they came to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--feeds", type=int, default=2000)
    asked.add_argument("--hours", type=int, default=72)
    options = asked.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(ERRORS))
    span, began = options.hours * HOUR, time.monotonic()
    outlets = press(options.feeds, span)
    noon = START + min(36 * HOUR, span / 2)
    figures = VirtualDesk(outlets, troubles(outlets, span), (noon, noon + BLACKOUT)).run(span)
    text = told(figures, time.monotonic() - began)
    print(text)
    written = re.sub(
        r"(<!-- days -->\n).*(<!-- /days -->)",
        lambda found: f"{found[1]}{text}{found[2]}",
        DOC.read_text("utf-8"),
        flags=re.DOTALL,
    )
    DOC.write_text(written, "utf-8")


def troubles(outlets: list[Outlet], span: timedelta) -> dict:
    """One host in fifty is out of reach, in trouble, or wants peace, for up to four hours."""
    chance = random.Random(11)  # noqa: S311
    hosts = sorted({one.url.split("/")[2] for one in outlets if one.kind.name != "wire"})
    some = chance.sample(hosts, max(len(hosts) // 50, 1))
    return {
        host: (since, since + chance.uniform(0.2, 4) * HOUR, chance.choice((0, 429, 503)))
        for host in some
        for since in [START + chance.uniform(0.1, 0.9) * span]
    }


def told(figures: Figures, seconds: float) -> str:
    """Gives the figures as a table."""
    rows = (
        ("feeds, hours", f"{figures.outlets:,}, {figures.hours:g}"),
        ("visits; of these 304", f"{figures.visits:,}; {figures.statuses.get(304, 0) / figures.visits:.0%}"),
        ("visits a feed and day", f"{figures.visits / figures.outlets / figures.hours * 24:.0f}"),
        ("entries seen", f"{figures.entries:,}"),
        ("**entries lost**", f"**{figures.lost}**"),
        ("feeds of more than one entry an hour", f"{figures.lively}"),
        ("**their median delay from publication to seen**", f"**{figures.delay:.0f} s**"),
        ("the slowest of them, median", f"{figures.slowest_delay:.0f} s"),
        ("least time between visits to a host of several feeds", f"{figures.least_gap:.0f} s"),
        ("least time between visits to a feed", f"{figures.least_interval:.0f} s"),
        ("real time it took", f"{seconds / 60:.0f} min"),
    )
    body = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"| | |\n|---|---|\n{body}\n"


if __name__ == "__main__":
    main()
