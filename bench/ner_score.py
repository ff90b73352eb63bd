"""Names found in a tenth of hand-annotated French news: by the plain model, by ours, by all of enrichment."""

from collections.abc import Callable, Sequence
from pathlib import Path

from train_ner import LABELS, Score, Text, plain, scores, tally, tenth, texts
from workers.edges.spacy.tagger import SpacyTagger
from workers.enriching import Enricher
from workers.news.document import Span, Tag

TYPES = {"person": "PER", "place": "LOC", "organisation": "ORG"}
Names = list[tuple[*Span, str]]


def table(gold: Path, tag: SpacyTagger, enricher: Enricher) -> str:
    """Gives a table of F1, exact span and type, on the tenth that nothing was chosen by."""
    judge = [text for text in texts(gold) if tenth(text) == 0]
    systems = {
        "plain model": scores(plain(), judge),
        "our weights": _scores(judge, lambda written: [_tagged(tags) for tags in tag(written)]),
        "all of enrichment": _scores(judge, lambda written: _enriched(enricher, written)),
    }
    head = f"| F1 on {len(judge)} texts of Wikinews | {' | '.join((*LABELS, 'micro'))} |"
    rows = [
        f"| {name} | {' | '.join(f'{of[label].f1:.3f}' for label in (*LABELS, 'micro'))} |"
        for name, of in systems.items()
    ]
    return "\n".join([head, f"|---|{'---|' * (len(LABELS) + 1)}", *rows])


def _scores(judge: Sequence[Text], names: Callable[[list[str]], Sequence[Names]]) -> dict[str, Score]:
    found = names([text.text for text in judge])
    return tally(judge, [[(start, end, TYPES.get(of, "MISC")) for start, end, of in each] for each in found])


def _tagged(tags: Sequence[Tag]) -> Names:
    return [(tag.start, tag.end, tag.type) for tag in tags]


def _enriched(enricher: Enricher, written: list[str]) -> list[Names]:
    found = enricher(written, ["fr"] * len(written))
    return [
        [(*span, entity.type) for entity in each.findings.entities for span in entity.mentions]
        for each in found
    ]
