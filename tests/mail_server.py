"""A real mail server on the loopback address, with STARTTLS, login and a certificate made for the run."""

import asyncio
import ssl
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "veille", "motdepasse-ultrasecret"


@dataclass(frozen=True)
class Certificates:
    """An authority that a client may trust, and a server's certificate of its making."""

    authority: trustme.CA = field(default_factory=trustme.CA)

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        return context

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context


@dataclass
class Mailbox:
    """What the server took, and what it is told to answer instead, by command."""

    taken: list[Envelope] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    answers: dict[str, list[str]] = field(default_factory=dict)

    def said(self, command: str, otherwise: str) -> str:
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else otherwise

    async def handle_RCPT(  # noqa: N802 - the names that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.said(f"RCPT {address}", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        envelope.mail_from = address
        return self.said("MAIL", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.said("DATA", "250 OK")
        if answer == "hang up":
            self.taken.append(envelope)
            server.transport.abort()
            return "250 OK"
        if answer.startswith("250"):
            self.taken.append(envelope)
        return answer


class AnyPort(Controller):
    """Takes a port that is free, and tells which; leaves no connection open."""

    served: list[SMTP]

    def factory(self) -> SMTP:
        made = super().factory()
        self.served.append(made)
        return made

    async def hang_up(self) -> None:
        """Ends what is still connected; a turn of the loop later it is gone."""
        for one in self.served:
            if one.transport is not None:
                one.transport.abort()
        for _ in range(3):
            await asyncio.sleep(0)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """Serves until its `with` block ends; `tls` is starttls, smtps or none."""

    def __init__(
        self, certificates: Certificates, *, tls: str = "starttls", login: bool = True, **other: Any
    ) -> None:
        self.box = Mailbox()
        self.logins: list[bytes] = []
        context = certificates.server()
        options: dict[str, Any] = {"auth_required": login, "authenticator": self._known} | other
        if tls == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        else:
            options |= {"auth_require_tls": False}
        self._controller = AnyPort(
            self.box,
            hostname="127.0.0.1",
            port=0,
            ssl_context=context if tls == "smtps" else None,
            ready_timeout=30,
            **options,
        )
        self._controller.served = []

    def _known(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=good)

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._controller.hang_up(), self._controller.loop).result(10)
        self._controller.stop()
