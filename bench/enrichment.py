"""Enrichment beside bare `nlp.pipe` on the same texts, in the same run, on one core.

CPU time, the best of three turns; every paragraph is a different one, so that none is remembered.
"""

import gc
import platform
import resource
import time
from collections.abc import Callable
from pathlib import Path

import spacy

import pages
from workers.edges.spacy.tagger import MODEL, UNUSED, SpacyTagger
from workers.enriching import Enricher
from workers.stages.enrich import language_of

COUNT = 200  # texts a turn
TURNS = 3
BATCH = 20  # texts of a message
REPORT = Path(__file__).with_suffix(".md")
TEXT = """\
# Enrichment on one core

Written by `make bench`: {count} different texts of {size:.1f} kB, CPU time, the best of {turns} turns,
Python {python}.

| | ms a text | texts/s | beside bare `nlp.pipe` |
|---|---|---|---|
{rows}

The whole reaches **{ratio:.2f}** of bare `nlp.pipe` with `ner` alone (target 0.85 or more). All of it but the
model does **{others:,.0f}** texts a second (target 1,500 or more). Peak memory of the process, both models
loaded: {memory:.0f} MB.
"""

Texts = list[str]


def main() -> None:
    """Measures in turns, so that a machine that slows down slows all of them."""
    written = pages.texts(COUNT * (TURNS + 1) * 2)
    tag = SpacyTagger()
    model = spacy.load(MODEL, exclude=UNUSED)
    without, whole = Enricher(lambda texts: [()] * len(texts)), Enricher(tag)
    measured: dict[str, Callable[[Texts], object]] = {
        "bare `nlp.pipe`, `ner` alone": lambda texts: [*model.pipe(texts, batch_size=16)],
        "our model alone": lambda texts: _by_message(tag, texts),
        "all but the model": lambda texts: _by_message(lambda part: _enriched(without, part), texts),
        "all of enrichment": lambda texts: _by_message(lambda part: _enriched(whole, part), texts),
    }
    gc.collect()
    gc.freeze()  # as the reading service does before it forks
    best = dict.fromkeys(measured, float("inf"))
    for turn in range(TURNS + 1):  # the first warms up
        for number, (name, work) in enumerate(measured.items()):
            # Our model alone and the whole share one memory: each gets texts of its own.
            first = (2 * turn + (number == 3)) * COUNT
            seconds = _seconds(work, written[first : first + COUNT]) / COUNT
            best[name] = min(best[name], seconds) if turn else best[name]
    _report(best, sum(map(len, written)) / len(written))


def _by_message(work: Callable[[Texts], object], texts: Texts) -> None:
    for first in range(0, len(texts), BATCH):
        work(texts[first : first + BATCH])


def _enriched(enricher: Enricher, texts: Texts) -> None:
    enricher(texts, [*map(language_of, texts)])


def _seconds(work: Callable[[Texts], object], texts: Texts) -> float:
    started = time.process_time()
    work(texts)
    return time.process_time() - started


def _report(best: dict[str, float], size: float) -> None:
    bare, _, others, whole = best.values()
    rows = "\n".join(
        f"| {name} | {seconds * 1000:.2f} | {1 / seconds:,.0f} | {bare / seconds:.2f} |"
        for name, seconds in best.items()
    )
    text = TEXT.format(
        count=COUNT,
        size=size / 1000,
        turns=TURNS,
        python=platform.python_version(),
        rows=rows,
        ratio=bare / whole,
        others=1 / others,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
