"""Who may read and write: hosts, sessions, forms that are ours, and what a browser may load."""

import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request

from workers.news.errors import BadConfiguration
from workers.ports import Clock
from workers.settings import Settings
from workers.stages.links import token, verified

COOKIE = "beffroi_session"
VISITOR, READER, FEED = "visitor", "reader", "feed"
"""Purposes of a token: anyone's session on an open page; that of one who gave the password; one address for a
feed reader, which can give none."""
LASTS = timedelta(days=30)
FEED_LASTS = timedelta(days=3650)  # a subscription is made once
CSRF_BYTES = 16
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", CONTENT.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser: its name, and the token that its forms carry."""

    name: str
    csrf: str
    cookie: str = ""
    """To be set; empty where the browser has it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What is asked of a request before a view sees it."""

    key: bytes
    now: Clock
    hosts: frozenset[str]
    password: str | None = None
    proxy_header: str | None = None
    proxies: frozenset[str] = field(default=LOOPBACK_NAMES)
    secure: bool = False
    """Whether readers come by TLS, a proxy's: cookies then go no other way."""

    def knows(self, host: str) -> bool:
        """Whether a Host header is ours; another name that leads here is somebody's trick (DNS rebinding)."""
        try:
            return (urlsplit(f"//{host}").hostname or "") in self.hosts
        except ValueError:
            return False

    def lets_in(self, request: Request) -> bool:
        """Whether the request is by a reader."""
        if self.proxy_header:
            peer = request.client.host if request.client else ""
            return peer in self.proxies and bool(request.headers.get(self.proxy_header, "").strip())
        return self.password is None or self._held(request, READER) is not None or self._subscribed(request)

    def feed_key(self, path: str) -> str:
        """Gives what opens one path without the password, whatever it is asked; empty where there is none."""
        if self.password is None or self.proxy_header:
            return ""
        return token(self.key, FEED, path, self.now() + FEED_LASTS)

    def _subscribed(self, request: Request) -> bool:
        return self._good(FEED, request.query_params.get("cle", "")) == request.url.path

    def is_password(self, said: str) -> bool:
        """Whether that is the password; takes the same time for any."""
        digests = (hmac.digest(self.key, one.encode(), "sha256") for one in (said, self.password or ""))
        return hmac.compare_digest(*digests) and self.password is not None

    def session_cookie(self, session: Session) -> str:
        """Gives what keeps a session in a browser; Lax, so that a link in a message finds its reader."""
        age, secure = int(LASTS.total_seconds()), "; Secure" if self.secure else ""
        return f"{COOKIE}={session.cookie}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"

    def session(self, request: Request) -> Session:
        """Gives the browser's session, a new one where it has none."""
        purpose = READER if self.password and not self.proxy_header else VISITOR
        held = self._held(request, purpose) or self._held(request, VISITOR)
        return self._named(held) if held else self.new(VISITOR)

    def new(self, purpose: str) -> Session:
        """Gives a session that no one knows, with the cookie to be set."""
        name = secrets.token_urlsafe(18)
        return self._named(name, token(self.key, purpose, name, self.now() + LASTS))

    def is_ours(self, request: Request, session: Session, said: str) -> bool:
        """Whether a form was sent from a page of ours: its token, and what the browser says of its origin."""
        return self.is_near(request) and hmac.compare_digest(said.encode(), session.csrf.encode())

    def is_near(self, request: Request) -> bool:
        """Whether no browser says that a page of another site sends it; programs say nothing of it."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        origin = request.headers.get("origin")
        return site in {"same-origin", "none"} and (
            origin is None or urlsplit(origin).netloc == request.headers.get("host")
        )

    def _named(self, name: str, cookie: str = "") -> Session:
        mac = hmac.digest(self.key, b"csrf\n" + name.encode(), "sha256")[:CSRF_BYTES].hex()
        return Session(name=name, csrf=mac, cookie=cookie)

    def _held(self, request: Request, purpose: str) -> str | None:
        return self._good(purpose, request.cookies.get(COOKIE, ""))

    def _good(self, purpose: str, said: str) -> str | None:
        try:
            return verified(self.key, purpose, said, self.now())
        except (ValueError, OverflowError):
            return None


def door(settings: Settings, key: bytes, now: Clock) -> Door:
    """Gives the door that the settings ask for; raises BadConfiguration where it would stand open."""
    refuse_open(settings)
    password = settings.page_password.get_secret_value() if settings.page_password else None
    return Door(
        key=key,
        now=now,
        hosts=_hosts(settings),
        password=password or None,
        proxy_header=settings.page_proxy_header or None,
        proxies=settings.page_proxies or LOOPBACK_NAMES,
        secure=(settings.page_url or "").startswith("https://"),
    )


def refuse_open(settings: Settings) -> None:
    """Raises BadConfiguration where any machine could read the page without a password."""
    has_password = settings.page_password and settings.page_password.get_secret_value()
    if is_loopback(settings.page_host) or has_password or settings.page_proxy_header:
        return
    raise BadConfiguration(
        f"error: the page would be open to every machine that reaches {settings.page_host}; set "
        "BEFFROI_PAGE_PASSWORD, or BEFFROI_PAGE_PROXY_HEADER behind a proxy that asks for passwords itself"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hosts(settings: Settings) -> frozenset[str]:
    told = urlsplit(settings.page_url).hostname if settings.page_url else None
    own = {settings.page_host.lower()} - {"0.0.0.0", "::"}  # noqa: S104 - no name of a host
    return LOOPBACK_NAMES | settings.page_hosts | own | ({told} if told else set())


def header_value(headers: Headers, name: str) -> str:
    """Gives a header, empty where it is not there or stands twice."""
    found = headers.getlist(name)
    return found[0] if len(found) == 1 else ""


class Attempts:
    """Wrong passwords by address: after a few, none is looked at for a while."""

    def __init__(self, most: int = 5, within: timedelta = timedelta(minutes=5), kept: int = 10_000) -> None:
        self._most, self._within, self._kept = most, within, kept
        self._failed: dict[str, list[datetime]] = {}

    def wait(self, address: str, now: datetime) -> timedelta:
        """Gives how long an address must wait; zero: it may try."""
        recent = [at for at in self._failed.get(address, ()) if now - at < self._within]
        return self._within - (now - recent[0]) if len(recent) >= self._most else timedelta()

    def failed(self, address: str, now: datetime) -> None:
        """Notes a wrong password."""
        recent = [at for at in self._failed.pop(address, ()) if now - at < self._within]
        while len(self._failed) >= self._kept:
            del self._failed[next(iter(self._failed))]
        self._failed[address] = [*recent, now]
