"""How often words stand in French news at large, and how often without the vocabulary of defence.

`python bench/common_words.py FOLDER` reads annotated news (one JSON object a line, with `text`) and writes
workers/french/data/common_words.tsv: counts, and no text.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from workers.french.forms import forms, is_gendered
from workers.french.lexicon import automaton, signs
from workers.french.signs import KEYWORD
from workers.french.text import reading

OUT = Path(__file__).parents[1] / "workers" / "french" / "data" / "common_words.tsv"
LEAST = 4  # texts: what is rarer says nothing of a term
MILITARY = 3  # different words of defence that make a text one of defence
WORD = re.compile(r"[^\W\d_]{3,}")


def main(folder: Path) -> None:
    """Writes the table."""
    texts = [
        json.loads(line)["text"]
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    civil = [_is_civil(text) for text in texts]
    words = [set(WORD.findall(reading(text).accented)) for text in texts]
    seen = Counter(word for each in words for word in each)
    rows = []
    for word in sorted(seen):
        own = set(forms(word, feminine=is_gendered(word)))
        held = [number for number, each in enumerate(words) if own & each]
        if len(held) >= LEAST:
            rows.append(f"{word}\t{len(held)}\t{sum(civil[number] for number in held)}")
    OUT.write_text("\n".join([f"word\ttexts of {len(texts)}\twithout defence", *rows]) + "\n", "utf-8")
    sys.stdout.write(f"{len(rows)} words of {len(texts)} texts\n")


def _is_civil(text: str) -> bool:
    read = reading(text)
    found = signs(read, automaton().find(read))
    return len({hit.key.name for hit in found if hit.key.kind == KEYWORD}) < MILITARY


if __name__ == "__main__":
    main(Path(sys.argv[1]))
