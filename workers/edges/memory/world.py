"""The web, the couriers and the relay in memory: what was asked of them stays to be looked at."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.news.web import Answer, NoAnswer, Request


@dataclass
class MemoryWeb:
    """Answers with what stands under a URL; what does not is a 404."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    """Addresses whose host has no time when they are asked for next."""

    def get(self, requests: Sequence[Request]) -> Iterator[Answer | NoAnswer]:
        """Answers in the order asked."""
        for request in requests:
            self.asked.append(request.url)
            if request.url in self.busy:
                self.busy.remove(request.url)
                yield NoAnswer(id=request.id, url=request.url, reason="no time", fault="busy")
                continue
            body = self.pages.get(request.url)
            status = 404 if body is None else 200
            yield Answer(id=request.id, url=request.url, status=status, body=body or b"")

    def hand_on(
        self,
        requests: Sequence[Request],
        take: Callable[[Sequence[Answer | NoAnswer]], None],
        *,
        linger: float = 0.0,
    ) -> None:
        """Answers one by one, or together where the caller lingers; never late."""
        answers = self.get(requests)
        if linger:
            take(list(answers))
            return
        for answer in answers:
            take([answer])

    def hand_on_later(
        self, requests: Sequence[Request], take: Callable[[Sequence[Answer | NoAnswer]], None]
    ) -> None:
        """Answers one by one; never late."""
        self.hand_on(requests, take)

    def finish(self, within: float) -> None:
        """Awaits nothing."""


@dataclass
class MemoryCourier:
    """Keeps what it delivered; raises what it was told to raise, once each."""

    delivered: list[tuple[str, str]] = field(default_factory=list)
    troubles: deque[Exception] = field(default_factory=deque)
    notices: list[Notice] = field(default_factory=list)
    remark: str = ""

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Brings the notice nowhere, but remembers it."""
        if self.troubles:
            raise self.troubles.popleft()
        self.notices.append(notice)
        self.delivered += [(alert.id, channel.id) for alert in notice.alerts]
        return self.remark


@dataclass
class MemoryRelay:
    """Steps waiting, first in, first out."""

    queues: Mapping[str, str]
    waiting: deque[tuple[str, tuple[str, ...]]] = field(default_factory=deque)

    def pass_on(self, step: str, ids: Sequence[str]) -> None:
        """Asks for `step` on the ids, in one message."""
        if ids:
            self.waiting.append((step, tuple(ids)))

    def backlog(self) -> Mapping[str, int]:
        """Messages waiting, by queue."""
        return Counter(self.queues[step] for step, _ in self.waiting)


class MemoryLanes:
    """Does the work at once, where it is asked for."""

    def run(self, channel: str, work: Callable[[], bool]) -> None:
        """Does the work until it gives False."""
        del channel
        while work():
            continue

    def finish(self, within: float) -> None:
        """Awaits nothing."""
