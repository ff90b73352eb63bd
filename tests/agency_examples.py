"""The sixty texts of tests/golden/agencies, and how well their credits are found."""

from dataclasses import dataclass
from pathlib import Path

from workers.stages.extract import agencies

FOLDER = Path(__file__).parent / "golden" / "agencies"


@dataclass(frozen=True)
class Example:
    """A text, who is named as its author, and the agencies credited for it."""

    expected: frozenset[str]
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]

    def found(self) -> frozenset[str]:
        return frozenset(agencies(self.authors, self.paragraphs))


def examples(name: str) -> list[Example]:
    """The examples of a file."""
    blocks = (FOLDER / name).read_text("utf-8").split("### ")[1:]
    return [_example(block) for block in blocks]


def _example(block: str) -> Example:
    head, _, text = block.partition("\n")
    expected, _, authors = head.partition("|")
    return Example(
        frozenset(_names(expected)) - {"-"},
        tuple(_names(authors)),
        tuple(text.strip().split("\n\n")),
    )


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def f1(of: list[Example]) -> float:
    """The harmonic mean of precision and recall over all credits."""
    right = sum(len(one.expected & one.found()) for one in of)
    return 2 * right / sum(len(one.expected) + len(one.found()) for one in of)
