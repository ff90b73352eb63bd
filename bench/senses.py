"""The gold sentences of sense guards, term by term, with the guard and without it (make score)."""

import sys
from pathlib import Path

from gold_senses import Counts, senses, total, tried

OUT = Path(__file__).with_name("senses.md")
PRECISION, RECALL = 0.95, 0.97


def main() -> int:
    """Prints and keeps the table; 1 where guards are below the floors."""
    lines = ["| term | half | precision | recall | precision bare |", "|---|---|---|---|---|"]
    for sense in senses():
        guarded, bare = tried(sense)[0], tried(sense, guarded=False)[0]
        lines.append(_row(sense.term, "held out" if sense.held else "tuning", guarded, bare))
    low = False
    for held, name in ((False, "tuning"), (True, "held out")):
        guarded = total(held=held)
        low |= guarded.precision < PRECISION or guarded.recall < RECALL
        lines.append(_row("**all**", name, guarded, total(held=held, guarded=False)))
    sys.stdout.write("\n".join(lines) + "\n")
    OUT.write_text("# Terms of two senses (`make score`)\n\n" + "\n".join(lines) + "\n", "utf-8")
    return int(low)


def _row(term: str, half: str, guarded: Counts, bare: Counts) -> str:
    return f"| {term} | {half} | {guarded.precision:.2f} | {guarded.recall:.2f} | {bare.precision:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
