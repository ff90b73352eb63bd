"""The demo's web site on the loopback address: feeds, articles that come out while it runs, a hook."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from workers.demo.outlets import OUTLETS, Dated
from workers.demo.page import article_page, front_page
from workers.demo.server import Asked, Reply, Server
from workers.demo.story import Story, stories

HTML = "text/html; charset=utf-8"
PLACEHOLDER = "http://demo.invalid"  # stands for the site in the demo's feeds.yaml
GONE = "/flux/disparu.xml"  # a feed that was taken down
NO_FEED = "/flux/accueil.xml"  # a feed's address that now answers a web page
RELATED = 4  # links beside an article


def wall_clock() -> datetime:
    """Gives the time now, in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    content_type: str


class DemoSite:
    """Serves the sample outlets until its `with` block ends; what is out depends on the clock alone."""

    def __init__(self, *, port: int = 0, clock: Callable[[], datetime] = wall_clock) -> None:
        self._clock = clock
        self._start = clock().replace(microsecond=0)
        self._stories = stories()
        self._server = Server(("127.0.0.1", port), self._answer)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.hooks: list[bytes] = []
        """The bodies that were posted to /hook, oldest first."""

    def url(self, path: str) -> str:
        """Gives the address of a path that begins with a slash."""
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def watchlist(self, folder: Path) -> Path:
        """Writes a feeds.yaml that watches this site; gives where it is."""
        text = files("workers.demo").joinpath("feeds.yaml").read_text("utf-8")
        path = folder / "feeds.yaml"
        path.write_text(text.replace(PLACEHOLDER, self.url("")), "utf-8")
        return path

    def published(self) -> Dated:
        """Gives what is out by now, the newest first."""
        now = self._clock()
        dated = ((story, self._start + story.offset) for story in self._stories)
        return [(story, at) for story, at in dated if at <= now]

    def _answer(self, asked: Asked) -> Reply:
        if asked.method == "POST":
            return self._hooked(asked)
        page = self._page(asked.path)
        if page is None:
            return Reply(HTTPStatus.NOT_FOUND, b"Cette page n'existe pas.", {"Content-Type": HTML})
        etag = f'"{hashlib.blake2b(page.body, digest_size=8).hexdigest()}"'
        if asked.etag == etag:
            return Reply(HTTPStatus.NOT_MODIFIED, b"", {"ETag": etag})
        return Reply(HTTPStatus.OK, page.body, {"ETag": etag, "Content-Type": page.content_type})

    def _hooked(self, asked: Asked) -> Reply:
        if asked.path != "/hook":
            return Reply(HTTPStatus.NOT_FOUND, b"", {})
        self.hooks.append(asked.body)
        return Reply(HTTPStatus.NO_CONTENT, b"", {})

    def _page(self, path: str) -> _Page | None:
        dated = self.published()
        if path in {"/", NO_FEED}:
            return _Page(front_page([story for story, _ in dated]).encode(), HTML)
        for outlet in OUTLETS:
            own = [(story, at) for story, at in dated if story.outlet == outlet.id]
            if path == outlet.path:
                return _Page(outlet.feed(outlet, self.url(""), own).encode(), outlet.content_type)
            for story, at in own:
                if path == story.path:
                    return _Page(article_page(outlet, story, at, self._others(story)).encode(), HTML)
        return None

    def _others(self, story: Story) -> list[Story]:
        always = (one for one in self._stories if one.offset <= timedelta())
        return [one for one in always if one is not story][:RELATED]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
