"""How fast 10,000 alerts at once reach four channels while a fifth is dead; writes bench/alerts.md."""

import resource
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import redis
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from workers.addresses import EVERY_HOST
from workers.delivering import Delivering
from workers.edges.couriers.mail_courier import MailCourier
from workers.edges.couriers.post_courier import PostCourier
from workers.edges.couriers.syslog_courier import SyslogCourier
from workers.edges.embedded_server import EmbeddedServer
from workers.edges.lanes import ThreadLanes
from workers.edges.memory.notebook import MemoryNotebook
from workers.edges.redis.lines import RedisLines
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.redis.remarks import RedisRemarks
from workers.logs import configure
from workers.news.alert import Alert
from workers.news.channel import Channel
from workers.news.notice import NOWHERE

ALERTS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
TARGET = timedelta(minutes=5)  # of all four, on two cores
LONGEST = 900.0  # seconds after which it is given up
REPORT = Path(__file__).with_suffix(".md")
ALIVE = ("hook", "chat", "mail", "siem")


def clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251


class Hooks:
    """A server that takes posts, on any path."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        hooks = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """Counts it."""
                self.rfile.read(int(self.headers["Content-Length"]))
                hooks.taken[self.path] += 1
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server.server_port}{path}"


class Mailbox:
    """Counts mails."""

    taken = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        """Takes one."""
        self.taken += 1
        return "250 OK"


class AnyPort(Controller):
    """A mail server on a port that is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def alert(number: int, at: datetime) -> Alert:
    """One of many."""
    return Alert(
        id=f"{number:032x}",
        watch_id="sahel",
        watch_title="Sahel",
        severity="normal",
        article_id=f"a{number}",
        title=f"Un convoi attaqué près de Gao ({number})",
        url=f"https://sahel.example/{number}",
        source="Sahel Info",
        feed_id="sahel-info",
        reason="Sahel (Sahel)",
        passage="Le convoi a été attaqué au Sahel.",
        marks=((27, 32),),
        published=at,
        created=at,
        seen=at,
        channels=(*ALIVE, "dead"),
    )


def channels(hooks: Hooks, mail_port: int, siem_port: int, dead_port: int) -> dict[str, Channel]:
    """Four that work, and one that takes connections and says nothing."""
    listed = (
        Channel(id="hook", kind="webhook", url=hooks.url("/hook"), secret="essai"),  # noqa: S106
        Channel(id="chat", kind="slack", url=hooks.url("/chat")),
        Channel(
            id="mail",
            kind="mail",
            url=f"smtp+plain://127.0.0.1:{mail_port}",
            sender="a@example.org",
            to=("b@example.org",),
        ),
        Channel(id="siem", kind="syslog", url=f"syslog://127.0.0.1:{siem_port}"),
        Channel(id="dead", kind="webhook", url=f"http://127.0.0.1:{dead_port}/"),
    )
    return {channel.id: channel for channel in listed}


def deliverer(client: redis.Redis, listed: dict[str, Channel]) -> Delivering:
    """The product's own, over real edges."""
    post = PostCourier(allow_private_hosts=EVERY_HOST, now=clock)
    return Delivering(
        channels=listed,
        couriers={
            "webhook": post,
            "slack": post,
            "mail": MailCourier(allow_private_hosts=EVERY_HOST),
            "syslog": SyslogCourier(allow_private_hosts=EVERY_HOST),
        },
        urgencies=dict,
        outbox=RedisOutbox(client),
        lines=RedisLines(client),
        remarks=RedisRemarks(client),
        notebook=MemoryNotebook(),
        link=lambda _: NOWHERE,
        now=clock,
        jitter=lambda: 0.0,
        desk=(),
        patience=timedelta(minutes=5),
        bury=lambda *_: None,
        alarm=lambda _: None,
        record=lambda _: None,
    )


def timed(delivering: Delivering) -> dict[str, float]:
    """Seconds until each channel that works has everything."""
    lanes, ended = ThreadLanes(), threading.Condition()
    done: dict[str, float] = {}
    began = time.monotonic()

    def drain(channel: str) -> bool:
        more = delivering.drain(channel)
        if not more:
            with ended:
                done[channel] = time.monotonic() - began
                ended.notify_all()
        return more

    for channel in delivering.channels:
        lanes.run(channel, lambda channel=channel: drain(channel))
    with ended:
        ended.wait_for(lambda: set(ALIVE) <= set(done), timeout=LONGEST)
    return {name: done[name] for name in ALIVE}


def report(client: redis.Redis) -> str:
    """Gives the figures as a page."""
    hooks, box = Hooks(), Mailbox()
    controller = AnyPort(box, hostname="127.0.0.1", port=0, ready_timeout=30)
    controller.start()
    siem = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    siem.bind(("127.0.0.1", 0))
    silent = socket.create_server(("127.0.0.1", 0), backlog=50)
    listed = channels(hooks, controller.port, siem.getsockname()[1], silent.getsockname()[1])
    delivering = deliverer(client, listed)
    began, at = time.monotonic(), clock()
    for number in range(ALERTS):
        delivering.outbox.put(alert(number, at))
    written = time.monotonic() - began
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = timed(delivering)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    controller.stop()
    if not hooks.taken["/hook"] == hooks.taken["/chat"] == box.taken == ALERTS:
        sys.exit("not every alert arrived once")
    waiting = client.zcard("beffroi:pending:dead")
    return page(written, took, grown, waiting)


def page(written: float, took: dict[str, float], grown: float, waiting: int) -> str:
    """Gives the figures as Markdown."""
    rows = "".join(f"| {name} | {took[name]:.0f} | {ALERTS / took[name]:.0f} |\n" for name in ALIVE)
    verdict = "met" if max(took.values()) <= TARGET.total_seconds() else "missed"
    head = f"# {ALERTS:,} alerts at once to five channels, one of them dead"
    where = (
        "Made by `bench/alerts.py`: a real Valkey, and in the process of the deliverer a mail server, a web\n"
        "server and a socket, which all take their share of one interpreter."
    )
    put = f"Written to the outbox at {ALERTS / written:.0f} alerts a second. The dead channel never answers."
    table = f"| channel | seconds | alerts a second |\n|---|---|---|\n{rows}"
    end = (
        f"All of them within {TARGET.total_seconds():.0f} s: {verdict}. The process grew by {grown:.0f} MB;\n"
        f"{waiting:,} alerts wait for the dead channel.\n"
    )
    return f"{head}\n\n{where}\n\n{put}\n\n{table}\n{end}"


def main() -> None:
    """Measures and writes."""
    configure(format="json", level="error")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with EmbeddedServer(folder, folder / "valkey.sock"):
            text = report(redis.Redis.from_url(f"unix://{folder / 'valkey.sock'}"))
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
