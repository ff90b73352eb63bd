"""Work that failed for good, in memory."""

from dataclasses import dataclass, field

from workers.news.dead_letter import DeadLetter


@dataclass
class MemoryDeadLetters:
    """Letters by id."""

    kept: dict[str, DeadLetter] = field(default_factory=dict)

    def put(self, letter: DeadLetter) -> None:
        """Keeps a letter; the same step and subject again replace it."""
        self.kept[letter.id] = letter

    def letters(self) -> list[DeadLetter]:
        """All of them, oldest first."""
        return sorted(self.kept.values(), key=lambda letter: letter.at)

    def drop(self, letter_id: str) -> DeadLetter | None:
        """Takes a letter out; None if there is none of that id."""
        return self.kept.pop(letter_id, None)
