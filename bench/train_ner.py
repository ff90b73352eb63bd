"""Fine-tunes the entity model on hand-annotated French news, and writes its weights and their model card.

    make train-ner GOLD=folder

The folder holds WiNER-fr as JSON lines (`id`, `text`, `entities`). A tenth of the texts, chosen by the
hash of their ids, is kept to judge by; another chooses the epoch. The tuning half of our own gold texts
is shown too. The same seed gives the same weights on one machine.
"""

import argparse
import hashlib
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch
from thinc.api import use_ops

from gold_texts import gold_texts
from ner_card import card
from workers.edges.spacy.tagger import MODEL, UNUSED, WEIGHTS
from workers.french.text import reading

LABELS = ("PER", "ORG", "LOC")
SEED = 7
EPOCHS = 10
DROP = 0.25
ALTERED = 0.35  # share of the texts that are read once more with other capitals, accents or apostrophes

Spans = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Text:
    """A text and its names; spans in code points."""

    id: str
    text: str
    spans: Spans


@dataclass(frozen=True)
class Score:
    """Exact span and type."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def texts(gold: Path) -> list[Text]:
    """Gives every annotated text of a folder."""
    lines = [
        json.loads(line) for file in sorted(gold.glob("*.jsonl")) for line in file.open(encoding="utf-8")
    ]
    return [Text(one["id"], one["text"], tuple(map(tuple, one["entities"]))) for one in lines]


def own_texts() -> list[Text]:
    """Gives the tuning half of tests/gold: other subjects than the encyclopaedia's reporters have."""
    kinds = {"person": "PER", "organisation": "ORG", "place": "LOC"}
    return [
        Text(
            text.name,
            text.text,
            tuple((one.start, one.end, kinds.get(one.type, "MISC")) for one in text.entities),
        )
        for text in gold_texts("tuning")
    ]


def tenth(text: Text) -> int:
    """Gives which tenth a text is in: 0 judges, 1 chooses the epoch, the others train."""
    return hashlib.sha256(text.id.encode()).digest()[0] % 10


def altered(text: Text, rng: random.Random) -> Text:
    """Gives the text as a hurried desk would write it; every span stays where it is."""
    title, blank, body = text.text.partition("\n\n")
    ways = (
        title.upper() + blank + body if len(title.upper()) == len(title) else text.text,
        _bare(text.text),
        text.text.replace("'", "’") if "'" in text.text else text.text.replace("’", "'"),
        re.sub(r"(?<!\w)[ÀÂÉÈÊÎÔÛ](?=\w)", lambda letter: _bare(letter[0]), text.text),
    )
    return Text(text.id, rng.choice(ways), text.spans)


def _bare(text: str) -> str:
    """Without accents, with its capitals; as it was where the length would change."""
    folded = reading(text).folded
    if len(folded) != len(text):
        return text
    pairs = zip(text, folded, strict=True)
    return "".join(
        (bare.upper() if letter.isupper() else bare) if letter.isalpha() else letter for letter, bare in pairs
    )


def pieces(text: Text, rng: random.Random) -> Iterator[Text]:
    """Gives the text whole, or (half the time) by paragraphs."""
    if rng.random() < 0.5:
        yield text
        return
    start = 0
    for part in re.split(r"(?<=\n\n)", text.text):
        end = start + len(part)
        spans = tuple((a - start, b - start, kind) for a, b, kind in text.spans if start <= a and b <= end)
        if part.strip():
            yield Text(text.id, part, spans)
        start = end


def example(nlp: Language, text: Text) -> Example:
    """Gives what the model is shown: names cut at the tokens within them."""
    doc = nlp.make_doc(text.text)
    spans = (doc.char_span(a, b, label=kind, alignment_mode="contract") for a, b, kind in text.spans)
    doc.set_ents(filter_spans([cut for span in spans if span is not None and (cut := _cut(span))]))
    return Example(
        Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]), doc
    )


def _cut(span: Span) -> Span | None:
    """The name without the blanks and signs at its ends, which the model may not begin or end a name with."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and not _is_word(doc[start].text):
        start += 1
    while end > start and not _is_word(doc[end - 1].text):
        end -= 1
    return Span(doc, start, end, label=span.label) if start < end else None


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))


def scores(nlp: Language, gold: Sequence[Text]) -> dict[str, Score]:
    """Gives precision and recall of each type, and of all as `micro`."""
    docs = nlp.pipe((text.text for text in gold), batch_size=8)
    return tally(gold, [[(name.start_char, name.end_char, name.label_) for name in doc.ents] for doc in docs])


def tally(gold: Sequence[Text], names: Sequence[Sequence[tuple[int, int, str]]]) -> dict[str, Score]:
    """Gives the same of the names that were found in each text."""
    pairs = zip(gold, names, strict=True)
    found = {(text.id, *name) for text, each in pairs for name in each if name[2] in LABELS}
    true = {(text.id, a, b, kind) for text in gold for a, b, kind in text.spans if kind in LABELS}
    return {
        label: _score(
            {one for one in found if label in (one[3], "micro")},
            {one for one in true if label in (one[3], "micro")},
        )
        for label in (*LABELS, "micro")
    }


def _score(found: set[tuple[str, int, int, str]], true: set[tuple[str, int, int, str]]) -> Score:
    right = len(found & true)
    return Score(right / max(1, len(found)), right / max(1, len(true)))


def epoch(nlp: Language, optimizer: object, train: Sequence[Text], rng: random.Random) -> None:
    """Shows every text once, some of them altered once more."""
    shown = [piece for text in train for piece in pieces(text, rng)]
    shown += [piece for text in train if rng.random() < ALTERED for piece in pieces(altered(text, rng), rng)]
    rng.shuffle(shown)
    examples = [example(nlp, text) for text in shown]
    for batch in minibatch(examples, size=8):
        nlp.update(batch, sgd=optimizer, drop=DROP)


def trained(train: Sequence[Text], choose: Sequence[Text], epochs: int) -> bytes:
    """Gives the averaged weights of the epoch that reads the choosing tenth best."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - the same shuffle in every run
    nlp = plain()
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.0005
    best, weights = 0.0, b""
    for number in range(1, epochs + 1):
        started = time.monotonic()
        epoch(nlp, optimizer, train, rng)
        with nlp.use_params(optimizer.averages):
            reached = scores(nlp, choose)["micro"].f1
            if reached > best:
                best, weights = reached, nlp.get_pipe("ner").model.to_bytes()
        took = time.monotonic() - started
        print(f"epoch {number}: F1 {reached:.3f} on the choosing tenth, {took:.0f} s", flush=True)
    return weights


def plain() -> Language:
    """Gives the package's model."""
    with use_ops("numpy", use_blis=False):
        return spacy.load(MODEL, exclude=UNUSED)


def main() -> None:
    """Trains, keeps the best epoch's averaged weights, and writes them and their card beside the tagger."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path, help="folder of the annotated texts")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    given = options.parse_args()
    gold = texts(given.gold)
    parts = {part: [text for text in gold if min(tenth(text), 2) == part] for part in range(3)}
    judge, choose, train = parts[0], parts[1], [*parts[2], *own_texts()]
    weights = trained(train, choose, given.epochs)
    nlp = plain()
    nlp.get_pipe("ner").model.from_bytes(weights)
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_bytes(weights)
    text = card(
        scores(plain(), judge),
        scores(nlp, judge),
        texts=len(parts[2]),
        own=len(own_texts()),
        size=len(weights),
        epochs=given.epochs,
    )
    given.out.with_name("MODEL_CARD.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
