"""What readers said of alerts, in memory."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class MemoryRemarks:
    """Acknowledgements by alert, mutes by subject."""

    taken_up: dict[str, datetime] = field(default_factory=dict)
    muted: dict[str, datetime] = field(default_factory=dict)

    def acknowledge(self, alert_id: str, at: datetime) -> None:
        """Somebody has taken it up."""
        self.taken_up.setdefault(alert_id, at)

    def acknowledged(self, alert_id: str) -> datetime | None:
        """When somebody did first."""
        return self.taken_up.get(alert_id)

    def mute(self, subject: str, until: datetime) -> None:
        """Nothing is told of it before `until`."""
        self.muted[subject] = until

    def mutes(self, now: datetime) -> dict[str, datetime]:
        """What is muted, and until when."""
        return {subject: until for subject, until in self.muted.items() if until > now}
