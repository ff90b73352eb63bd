"""Where things run: the only reader of the environment."""

import hashlib
import os
import re
import tempfile
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from workers.news.errors import BadConfiguration

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_CONTACT = 200
LONGEST_SOCKET_PATH = 100  # bytes; the kernel allows 107


def environment() -> Mapping[str, str]:
    """Gives the variables that feeds.yaml may name as ${NAME}."""
    return os.environ  # noqa: TID251


def proxies() -> Mapping[str, str]:
    """Gives HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case, by `http`, `https` and `no`."""
    return urllib.request.getproxies_environment()


def state_home() -> Path:
    """Gives the folder for state that XDG names, ~/.local/state by default."""
    return Path(environment().get("XDG_STATE_HOME") or Path.home() / ".local" / "state")


class BadSettings(BadConfiguration):
    """Variables of the environment have values that cannot be; the values, perhaps secret, are not told."""

    def __init__(self, errors: "Sequence[ErrorDetails]") -> None:
        super().__init__("\n".join(map(_told, errors)))


def _told(error: "ErrorDetails") -> str:
    name = str(error["loc"][0])
    variable = name if name.isupper() else f"BEFFROI_{name.upper()}"
    message = error["msg"].removeprefix("Value error, ")
    return f"error: the variable {variable} is not right: {message}; docs/configuration.md has every setting"


class Settings(BaseSettings):
    """Each field is set by BEFFROI_ and its name in capitals; every default works on a laptop."""

    def __init__(self, **given: Any) -> None:
        """Reads the environment; raises BadSettings with every setting that is not right."""
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise BadSettings(error.errors(include_url=False, include_input=False)) from None

    model_config = SettingsConfigDict(env_prefix="BEFFROI_", populate_by_name=True, extra="ignore")

    config: Path = Field(default=Path("feeds.yaml"), description="the file of feeds, watches and channels")
    state: Path = Field(
        default_factory=lambda: state_home() / "beffroi",
        description="folder of the embedded server's data, the embedded index and signs of life",
    )
    redis_url: str | None = Field(
        default=None,
        description="Redis or Valkey server (redis://host:6379/0); the embedded one where not set",
    )
    elasticsearch_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("ELASTICSEARCH_URL", "BEFFROI_ELASTICSEARCH_URL"),
        description="Elasticsearch 9 server; the embedded index where not set",
    )
    elasticsearch_api_key: SecretStr | None = Field(default=None, description="API key for that server")
    elasticsearch_api_key_file: Path | None = Field(
        default=None, description="file that holds that key, as `beffroi setup --key-file` writes it"
    )
    elasticsearch_password: SecretStr | None = Field(
        default=None, description="password of that server's administrator, for `beffroi setup` alone"
    )
    elasticsearch_ca: Path | None = Field(
        default=None, description="file of the certificates (PEM) that may sign that server's"
    )
    elasticsearch_fingerprint: str | None = Field(
        default=None, description="SHA-256 of that server's certificate, in hexadecimal; no other is accepted"
    )
    readers: int = Field(
        default=2, ge=1, le=64, description="processes that read articles (`beffroi up` only)"
    )
    high_water: int = Field(
        default=2000, ge=1, description="messages in a queue above which no feed is polled"
    )
    allow_private_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="hosts, between commas, that may be on loopback or private addresses: feeds, pages, "
        "webhooks; `*` for all",
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="auto: colours on a terminal, JSON elsewhere"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="least level logged"
    )
    visibility_seconds: float = Field(
        default=300.0,
        ge=5,
        description="seconds until a dead worker's work is given to another; reading has 0.4 of it",
    )
    answer_seconds: float = Field(default=30.0, gt=0, description="total time for one feed or page, seconds")
    body_bytes: int = Field(
        default=10 * 1024 * 1024, gt=0, description="largest feed read, bytes, packed and unpacked"
    )
    page_bytes: int = Field(
        default=8 * 1024 * 1024, gt=0, description="largest page read, bytes, packed and unpacked"
    )
    respect_robots: bool = Field(
        default=True, description="whether pages and sitemaps that a site's robots.txt bars are left alone"
    )
    host_gap_seconds: float = Field(
        default=1.0, ge=0, le=60, description="seconds between two pages of one host, over all workers"
    )
    contact: str | None = Field(
        default=None, description="URL or mail address at which sites reach you, told to them in User-Agent"
    )

    page_url: str | None = Field(
        default=None,
        description="address at which readers reach Beffroi's page: links in alerts to search, vote, mute",
    )
    page_host: str = Field(default="127.0.0.1", description="address that the page listens on")
    page_port: int = Field(
        default=8080,
        ge=0,
        le=65535,
        description="port that the page listens on; 0: no page with `beffroi up`",
    )
    page_password: SecretStr | None = Field(
        default=None, description="password that the page asks for; needed on any address but loopback"
    )
    page_proxy_header: str | None = Field(
        default=None,
        description="header in which a proxy that asks for passwords itself names the reader; in its place",
    )
    page_proxies: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="addresses of that proxy, between commas, loopback where none; the header is "
        "believed from no other",
    )
    page_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="names, between commas, under which readers reach the page, beside that of its address",
    )
    kibana_url: str | None = Field(
        default=None, description="address of Kibana, where links in alerts search instead"
    )

    @field_validator("allow_private_hosts", "page_proxies", "page_hosts", mode="before")
    @classmethod
    def _names(cls, hosts: object) -> object:
        if not isinstance(hosts, str):
            return hosts
        names = (name.strip().lower().strip("[]").rstrip(".") for name in hosts.split(","))
        return frozenset(name for name in names if name)

    @field_validator("contact")
    @classmethod
    def _one_line(cls, contact: str | None) -> str | None:
        if contact and not (contact.isascii() and contact.isprintable() and len(contact) <= LONGEST_CONTACT):
            raise ValueError("it must be one line of at most 200 plain letters")
        return contact

    @field_validator("redis_url")
    @classmethod
    def _known_scheme(cls, url: str | None) -> str | None:
        if url and not url.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("it must begin with redis://, rediss:// or unix://")
        return url

    @property
    def api_key(self) -> str | None:
        """The key for Elasticsearch, or that of its file; BadConfiguration where that cannot be read."""
        if self.elasticsearch_api_key or self.elasticsearch_api_key_file is None:
            return self.elasticsearch_api_key.get_secret_value() if self.elasticsearch_api_key else None
        try:
            line = self.elasticsearch_api_key_file.read_text("ascii").strip()
        except (OSError, ValueError) as error:
            name = "BEFFROI_ELASTICSEARCH_API_KEY_FILE"
            raise BadConfiguration(f"error: {name} cannot be read: {error}; run `beffroi setup`") from error
        return line.removeprefix("BEFFROI_ELASTICSEARCH_API_KEY=")

    @property
    def socket(self) -> Path:
        """The embedded server's socket, in a short private folder where the state's path is too long."""
        path = self.state.absolute() / "valkey.sock"
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
            return path
        name = hashlib.blake2b(os.fsencode(path), digest_size=6).hexdigest()
        return Path(tempfile.gettempdir()) / f"beffroi-{os.getuid()}-{name}" / "valkey.sock"

    @property
    def store_url(self) -> str:
        """The Redis-compatible server's URL as redis-py wants it."""
        return self.redis_url or f"unix://{self.socket}"

    @property
    def broker_url(self) -> str:
        """The same server's URL as Celery wants it: a socket has another scheme there."""
        return re.sub("^unix://", "redis+socket://", self.store_url)
