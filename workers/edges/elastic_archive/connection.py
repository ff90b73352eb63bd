"""How the server is reached: address, key, certificate, compression."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elasticsearch import Elasticsearch

ANSWER_SECONDS = 10.0  # the slowest search measured took 0.04 s, a bulk request of 500 articles 0.6 s
CONNECTIONS = 16  # more than ask at once: three write, the others wait for them
_NEAR = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One server, and what it is known by; `ca_file` replaces the certificates that the system trusts."""

    url: str
    api_key: str | None = None
    login: tuple[str, str] | None = None
    """Name and password of an administrator, for `beffroi setup`."""
    ca_file: Path | None = None
    fingerprint: str | None = None
    """SHA-256 of the server's certificate, in hexadecimal: any other is refused, whoever signed it."""

    @property
    def place(self) -> str:
        """Host and port, without the password that the URL may hold."""
        return urlsplit(self.url).netloc.rpartition("@")[2] or self.url

    def open(self) -> Elasticsearch:
        """Gives a client, which asks nothing yet; raises ValueError where the URL is none."""
        # No retries: the client's follow each other without delay. No sniffing: behind a proxy or in a
        # container the addresses that nodes give of themselves are not to be reached.
        return Elasticsearch(
            self.url,
            api_key=self.api_key,
            basic_auth=self.login,
            request_timeout=ANSWER_SECONDS,
            max_retries=0,
            retry_on_timeout=False,
            connections_per_node=CONNECTIONS,
            http_compress=self._far,
            **self._trust(),
        )

    @property
    def _far(self) -> bool:
        """Whether packing pays: it costs three times the client's time, for a seventh of the bytes."""
        return urlsplit(self.url).hostname not in _NEAR

    def _trust(self) -> dict[str, Any]:
        if not self.url.startswith("https:"):
            return {}
        trusted: dict[str, Any] = {"ca_certs": str(self.ca_file)} if self.ca_file else {}
        if self.fingerprint:
            trusted["ssl_assert_fingerprint"] = self.fingerprint.replace(":", "").lower()
        return trusted
