"""What is recognised in the gold texts, scored against their annotation: `make score`. Writes docs/scores.md.

Fails where a figure falls below its floor in tests/gold/floors.json. What goes wrong in the held-out half is
not shown unless asked for: who works on the lexicon and the rules must not see it.
"""

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import ner_score
from country_cases import country_cases
from gold_texts import FOLDER, HALVES, GoldText, gold_texts
from tally import Case, Tally, add, add_sentence
from workers.edges.spacy.tagger import SpacyTagger
from workers.enriching import Enricher
from workers.stages.enrich import DEFENCE, enrich, language_of

FLOORS = FOLDER / "floors.json"
PAGE = Path(__file__).parents[1] / "docs" / "scores.md"

Figure = Callable[[Tally], float]
F1 = "entities", "person", "organisation", "place", "event+equipment"
FIGURES: dict[str, Figure] = {
    **{
        f"{of} {name}": lambda tally, of=of, measure=measure: getattr(tally, measure)(of)
        for of in F1
        for name, measure in (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))
    },
    "canonical accuracy": lambda tally: tally.recall("canonical"),
    "country F1": lambda tally: tally.f1("countries"),
    "role F1": lambda tally: tally.f1("roles"),
    "region F1": lambda tally: tally.f1("regions"),
    "sentence country F1": lambda tally: tally.f1("sentence countries"),
    "sentence role F1": lambda tally: tally.f1("sentence roles"),
    "keyword precision": lambda tally: tally.precision("keywords"),
    "keyword recall": lambda tally: tally.recall("keywords"),
    "defence precision": lambda tally: tally.precision("defence"),
    "defence recall": lambda tally: tally.recall("defence"),
    "defence F1": lambda tally: tally.f1("defence"),
}

REPORT = """# What is recognised, scored
Written by `make score` over invented texts, annotated by hand
by [rules](../tests/gold/GUIDE.md) fixed before anything was scored. Lexicon and rules
are made with the tuning half in view; of the held-out half, those who make them see these figures only.
`make score` fails where a figure falls below its floor.

{table}

{names}

The sentences are those of tests/golden/countries: ambiguous words, without the model.
Entities count with exact span and type. A keyword counts where a mark of its category overlaps it.
A text is a defence text from a score of {defence}. The model's weights were trained on the tuning half too:
its figures for names are no measure, those held out are.

The most frequent errors of the tuning half, with the numbers of the texts:

{worst}
"""
WORST = 10


def main() -> int:
    """Scores both halves, and tells."""
    asked = _asked()
    texts = {half: gold_texts(half) for half in HALVES}
    tag = SpacyTagger()
    enricher = Enricher(tag)
    tallies = {half: tallied(texts[half], enricher) for half in HALVES}
    for half, tally in tallies.items():
        for case in country_cases(half):
            add_sentence(tally, case, enrich(case.text, [], "fr"))
    table = _table(texts, tallies)
    print(table)
    names = ner_score.table(asked.gold, tag, enricher) if asked.gold else _kept_names()
    print(f"\n{names}")
    worst = "\n".join(f"    {line.strip()}" for line in _worst(tallies["tuning"].cases, WORST))
    PAGE.write_text(REPORT.format(table=table, names=names, defence=DEFENCE, worst=worst), "utf-8")
    print(*_worst(tallies["tuning"].cases, asked.cases), sep="\n")
    print(*_worst(tallies["heldout"].cases, asked.heldout_cases), sep="\n")
    if asked.write_floors:
        FLOORS.write_text(json.dumps(_floors(texts, tallies), indent=2) + "\n", "utf-8")
    return _below(texts, tallies)


def _kept_names() -> str:
    """The table of names that stands in the page: it is made anew only where its texts are at hand."""
    lines = PAGE.read_text("utf-8").splitlines()
    first = next((at for at, line in enumerate(lines) if "Wikinews" in line), len(lines))
    return "\n".join(line for line in lines[first:] if line.startswith("|"))


def _asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="Score the findings in the gold texts.")
    options.add_argument("--gold", type=Path, help="folder of annotated Wikinews, to score names on too")
    options.add_argument("--cases", type=int, default=0, help="the N most frequent errors of the tuning half")
    options.add_argument("--heldout-cases", type=int, default=0, help="the same of the held-out half")
    options.add_argument("--write-floors", action="store_true", help="take what is measured for the floors")
    return options.parse_args()


def tallied(texts: list[GoldText], enricher: Enricher) -> Tally:
    """Gives the counts of a half, by the real enrichment."""
    tally = Tally()
    written = [text.text for text in texts]
    for text, found in zip(texts, enricher(written, [*map(language_of, written)]), strict=True):
        add(tally, text, found.findings, defence=DEFENCE)
    return tally


def _table(texts: dict[str, list[GoldText]], tallies: dict[str, Tally]) -> str:
    rows = [["texts", *(str(len(texts[half])) for half in HALVES)]]
    rows += [[name, *(f"{figure(tallies[half]):.3f}" for half in HALVES)] for name, figure in FIGURES.items()]
    lines = [f"| {name:<25} | {' | '.join(f'{cell:>8}' for cell in cells)} |" for name, *cells in rows]
    head = [f"| {'figure':<25} | {' | '.join(f'{half:>8}' for half in HALVES)} |"]
    return "\n".join([*head, f"|{'-' * 27}|{'|'.join('-' * 9 + ':' for _ in HALVES)}|", *lines])


def _worst(cases: list[Case], most: int) -> list[str]:
    """The most frequent errors, each on a line with the texts it is in."""
    alike: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    for case in cases:
        alike[case.verdict, case.figure, case.form.casefold()].append(case)
    return [
        f"{len(group):3} {verdict:6} {figure:22} {group[0].form!r} "
        f"({','.join(sorted({case.where.split('-')[0] for case in group}))}) {group[0].context}"
        for (verdict, figure, _), group in sorted(alike.items(), key=lambda each: -len(each[1]))[:most]
    ]


def _floors(texts: dict[str, list[GoldText]], tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    return {
        half: {name: math.floor(figure(tallies[half]) * 100) / 100 for name, figure in FIGURES.items()}
        for half in HALVES
        if texts[half]
    }


def _below(texts: dict[str, list[GoldText]], tallies: dict[str, Tally]) -> int:
    """Gives the exit code, having named each figure below its floor."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    code = 0
    for half in (half for half in HALVES if texts[half]):
        for name, floor in floors.get(half, {}).items():
            measured = FIGURES[name](tallies[half])
            if measured < floor:
                print(f"below its floor: {half} {name} is {measured:.3f}, not {floor:.2f}")
                code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
