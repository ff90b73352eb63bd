"""How long from an entry seen to its alert taken, on a running desk; writes bench/latency.md."""

import json
import tempfile
from pathlib import Path

from eventually import eventually
from test_kill import running

ARTICLES = 20
BUDGET = 2.0  # seconds for 95 in 100, beside the interval at which the feed is asked
REPORT = Path(__file__).with_suffix(".md")
WITHIN = 90.0


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """Publishes one article after the other, each when the last was told; gives seconds by stage."""
    with running(folder) as room:
        for number in range(ARTICLES):
            room.publish(f"article-{number}")
            eventually(room.settled, lambda settled: settled == len(room.published), within=WITHIN)
        status = json.loads(room.desk.run("status", "--json").stdout)
    took: dict[str, dict[str, float]] = status["alert_seconds"]
    return took


def page(took: dict[str, dict[str, float]]) -> str:
    """Gives the figures as Markdown."""
    rows = "\n".join(f"| {stage} | {one['p50']:.2f} | {one['p95']:.2f} |" for stage, one in took.items())
    verdict = "met" if took["total"]["p95"] <= BUDGET else "missed"
    where = (
        "Made by `bench/latency.py`: `beffroi up` over a feed and a webhook on this machine,\n"
        f"{ARTICLES + 1} articles one after the other. Reading is from the entry seen to the watch\n"
        "matched, waiting to the attempt, sending to the receiver's answer."
    )
    table = f"| stage | half within, s | 95 in 100 within, s |\n|---|---|---|\n{rows}"
    end = f"95 in 100 within {BUDGET:.0f} s: {verdict}.\n"
    return f"# From an entry seen to its alert taken\n\n{where}\n\n{table}\n\n{end}"


def main() -> None:
    """Measures and writes."""
    with tempfile.TemporaryDirectory() as name:
        text = page(measured(Path(name)))
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
