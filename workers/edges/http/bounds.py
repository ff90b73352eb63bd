"""What a request may cost, where it may go, and who it says is asking."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Holds for every request of one client."""

    seconds: float = 30.0
    """From the first byte sent to the last one read, redirects and slow drips included."""
    connect_seconds: float = 5.0
    feed_bytes: int = 10 * MIB
    """Of a feed or a sitemap; holds for the packed and for the unpacked body."""
    page_bytes: int = 8 * MIB
    allow_private_hosts: frozenset[str] = frozenset()
    """Hosts that may be on loopback or private addresses; `*` for all."""
    contact: str | None = None
    respect_robots: bool = False
    gap_seconds: float = 0.0
    """Between two pages of one host, over all workers; feeds have theirs in the schedule."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """Proxies by `http` and `https`, and under `no` the hosts that need none."""

    @property
    def user_agent(self) -> str:
        """The name that sites see."""
        return (
            f"Beffroi/0.1 (press monitoring; +{self.contact})"
            if self.contact
            else "Beffroi/0.1 (press monitoring)"
        )

    def body_bytes(self, purpose: str) -> int:
        """The largest body for a request's purpose."""
        return self.page_bytes if purpose == "page" else self.feed_bytes
