"""What telling people needs from the world: the other ports."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from workers.news.alert import Alert, Claimed, Raised
from workers.news.channel import Channel
from workers.news.holdings import Shelf
from workers.news.line import Latency, Line
from workers.news.notice import Notice


class Outbox(Protocol):
    """Alerts, written before they are sent; each has a delivery a channel."""

    def put(self, alert: Alert) -> bool:
        """Writes the alert with a pending delivery a channel; False if it was there already.

        Where a channel was told of the same matter by an alert no less urgent, or is about to be, the
        delivery is joined to that one; one that is less urgent and still waits is joined to this one.
        """

    def channels(self, alert_ids: Sequence[str]) -> list[str]:
        """The channels that these alerts go to."""

    def claim(self, channel: str, now: datetime, *, most: int, lease: timedelta) -> list[Claimed]:
        """The deliveries of a channel that are due, the longest due first, leased."""

    def begin(
        self, alert_ids: Sequence[str], channel: str, now: datetime, *, lease: timedelta, bundle: str = ""
    ) -> list[str]:
        """Notes that deliveries are being sent, as one digest where `bundle` names it.

        Gives those that no one has settled or taken over. One claimed again in that state may have arrived.
        """

    def settle(
        self, alert_ids: Sequence[str], channel: str, state: str, now: datetime, *, error: str | None = None
    ) -> None:
        """Ends deliveries: sent (with a remark in `error`), failed or muted; they are never claimed again."""

    def postpone(
        self,
        alert_ids: Sequence[str],
        channel: str,
        until: datetime,
        *,
        error: str | None = None,
        held: str = "",
        doubtful: bool = False,
    ) -> None:
        """Gives deliveries back, to be claimed from `until`; `held` says why they wait for a digest."""

    def extend(self, alert_id: str, channel: str, now: datetime) -> bool:
        """Adds a channel to an alert because nobody acknowledged it; False if it had it already."""

    def remind(self, alert_id: str, channel: str, at: datetime) -> None:
        """Asks to be told of this alert and the channel to extend it to at `at`."""

    def reminders(self, now: datetime, *, most: int) -> list[tuple[str, str]]:
        """Those due: alert and channel."""

    def forget_reminder(self, alert_id: str, channel: str) -> None:
        """Drops one."""

    def overdue(self, now: datetime, *, most: int) -> list[str]:
        """Alerts with a delivery that is due and not leased, one a channel: its others follow it."""

    def alerts(self, *, most: int) -> list[Raised]:
        """The newest alerts first."""

    def raised(self, alert_id: str) -> Raised | None:
        """One alert with its deliveries."""

    def reopen(self, alert_id: str, now: datetime) -> bool:
        """Makes failed deliveries pending again; False if there are none."""

    def resend(self, alert_id: str, now: datetime) -> bool:
        """Makes every settled delivery pending again, as another message; False if there are none."""


class Lanes(Protocol):
    """Work by channel: each channel's in its own lane, so that a slow one delays no other."""

    def run(self, channel: str, work: Callable[[], bool]) -> None:
        """Does the work until it gives False; where the lane is at it already, once more after that."""

    def finish(self, within: float) -> None:
        """Takes up nothing new and waits for what is at it, at most so many seconds."""


class Lines(Protocol):
    """How each channel has been doing: failures, pauses, what was sent when."""

    def line(self, channel: str) -> Line:
        """Its failures in a row, and until when nothing is sent there."""

    def failed(self, channel: str) -> int:
        """Notes a failure; gives how many in a row."""

    def pause(self, channel: str, until: datetime) -> None:
        """Nothing is sent there before `until`."""

    def worked(self, channel: str) -> None:
        """Ends the row of failures."""

    def tell(self, channel: str, watches: Sequence[str], at: datetime) -> None:
        """Notes a message about these watches."""

    def told_since(self, channel: str, watch: str, since: datetime) -> list[datetime]:
        """When messages about a watch, of any where it is empty, were sent there, the oldest first."""

    def took(self, latency: Latency) -> None:
        """Notes how long an alert took; the last thousand are kept."""

    def latencies(self) -> list[Latency]:
        """Those kept, the newest first."""


class Remarks(Protocol):
    """What readers said of alerts: acknowledged, muted."""

    def acknowledge(self, alert_id: str, at: datetime) -> None:
        """Somebody has taken it up."""

    def acknowledged(self, alert_id: str) -> datetime | None:
        """When somebody did first."""

    def mute(self, subject: str, until: datetime) -> None:
        """Nothing is told of `story:…`, `source:…` or `watch:…` before `until`; the past unmutes."""

    def mutes(self, now: datetime) -> dict[str, datetime]:
        """What is muted, and until when."""


class Courier(Protocol):
    """One kind of channel."""

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Brings the notice there; gives a remark where it arrived in part, empty where all is well.

        Raises Permanent where it never will arrive, Transient where it may later; that is Busy where the
        receiver asked for time, Doubtful where it may have arrived all the same.
        """


class Ledger(Protocol):
    """Alerts in the index, for those who look back: a copy of the outbox."""

    def record(self, raised: Sequence[Raised]) -> None:
        """Writes alerts, each once by its id; raises Transient when the index is out of reach."""

    def newest(self, *, most: int) -> list[dict[str, object]]:
        """The alerts raised last, the newest first, by the names of their fields."""

    def shelves(self) -> list[Shelf]:
        """What it is made of."""
