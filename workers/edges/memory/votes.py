"""Votes in memory."""

from dataclasses import dataclass, field

from workers.news.vote import Vote


@dataclass
class MemoryVotes:
    """The last vote on each alert."""

    held: dict[str, Vote] = field(default_factory=dict)

    def put(self, vote: Vote) -> None:
        """Keeps a vote; a later one on the same alert replaces it."""
        self.held[vote.alert_id] = vote

    def verdict(self, alert_id: str) -> str:
        """The last verdict on an alert; empty where nobody voted."""
        return self.held[alert_id].verdict if alert_id in self.held else ""

    def votes(self) -> list[Vote]:
        """All of them, oldest first."""
        return sorted(self.held.values(), key=lambda vote: vote.at)
