"""The page as a real server in a thread, over a real index and a real Valkey, and a client of it."""

import base64
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import redis
import uvicorn

from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.edges.tantivy_replay import TantivyReplay
from workers.news.watch import Watch
from workers.page.app import app
from workers.page.security import COOKIE, Door, door
from workers.page.wired import over
from workers.page.world import World
from workers.settings import Settings
from workers.watchlist.listing import Watchlist
from workers.watchlist.trial import WatchFile

KEY = b"k" * 32
LINK_KEY = b"l" * 32
WATCHES = (Watch(id="mali", title="Mali", any=("Mali",), channels=("log",)),)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def world(
    folder: Path, store: redis.Redis, now: Callable[[], datetime], watches: Sequence[Watch] = WATCHES
) -> World:
    """A world over an index in the folder and a Valkey; what is retried is put on its list `retried`."""
    archive = TantivyArchive(folder / "index", now)
    return over(
        store,
        archive=archive,
        holdings=archive,
        retry=lambda letter: store.rpush("retried", letter.subject),
        free=lambda: 5_000_000_000,
        watchlist=lambda: Watchlist(watches=tuple(watches)),
        watch_file=WatchFile(folder / "feeds.yaml", {}),
        replay=TantivyReplay(folder / "index" / SCHEMA_VERSION),
        link_key=lambda: LINK_KEY,
        now=now,
    )


def open_door(now: Callable[[], datetime], **settings: object) -> Door:
    """The door that such settings give."""
    return door(Settings(**settings), KEY, now)


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> object:
        return json.loads(self.text)


@dataclass
class Reader:
    """A browser without a screen: keeps cookies, follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Cookie": cookie} if cookie else {}
        line.request(method, path, body.encode() or None, given | dict(headers or {}))
        answer = line.getresponse()
        text = answer.read().decode()
        for one in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = one.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, text)

    def send(self, path: str, token: str | None = None, **fields: str) -> Answer:
        """Sends a form with the token of a page that is asked for first."""
        if token is None:
            token = self.token()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(path, "POST", urlencode(fields | {"csrf": token}), kind)

    def token(self) -> str:
        """The token that a form of this reader carries."""
        if COOKIE not in self.cookies:
            self.ask("/entrer")
        held = self.cookies[COOKIE].split(".")
        name = base64.urlsafe_b64decode(held[2] + "=" * (-len(held[2]) % 4)).decode()
        return Door(key=KEY, now=datetime.now, hosts=frozenset())._named(name).csrf  # noqa: SLF001, TID251


@contextmanager
def served(over: World, behind: Door | None = None) -> Iterator[Reader]:
    """Serves a world until the block ends; gives a reader of it."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(1024)
    made = app(over, behind or open_door(over.now))
    config = uvicorn.Config(made, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < deadline, "the page did not start"
            assert thread.is_alive(), "the page ended at its start"
            thread.join(0.02)
        yield Reader(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(15)
        listening.close()
