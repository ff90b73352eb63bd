"""What a reader thought of an alert."""

from dataclasses import dataclass
from datetime import datetime

TRUE, FALSE, DULL = "true", "false", "dull"
VERDICTS = (TRUE, FALSE, DULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A verdict on an alert: `true` as meant, `false` something else, `dull` right and not worth an alert."""

    alert_id: str
    verdict: str
    at: datetime
