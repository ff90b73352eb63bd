"""E-mail to a real server on the loopback address: STARTTLS, TLS, login, refusals, lines that break."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from facts import NOON, alert
from mail_server import PASSWORD, USER, Certificates, MailServer
from workers.addresses import EVERY_HOST
from workers.edges.couriers.mail_courier import MailCourier
from workers.news.channel import Channel
from workers.news.errors import Doubtful, Permanent, Transient
from workers.news.notice import Notice

# Requiring a login without TLS is what one of these servers is for; another has TLS from the start.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
NOTICE = Notice(id="9c4a" * 8, alerts=(alert(),), sent=NOON)
CERTIFICATES = Certificates()


@pytest.fixture
def courier() -> Iterator[MailCourier]:
    made = MailCourier(allow_private_hosts=EVERY_HOST, trust=CERTIFICATES.trust, seconds=5)
    yield made
    made.hang_up()


def channel(server: MailServer, scheme: str = "smtp", **other) -> Channel:
    given = {
        "id": "redaction",
        "kind": "mail",
        "url": f"{scheme}://{USER}@localhost:{server.port}",
        "secret": PASSWORD,
        "sender": "Beffroi <veille@example.org>",
        "to": ("desk@example.org", "Chef <chef@example.org>"),
    }
    return Channel(**given | other)


@pytest.mark.parametrize(("tls", "scheme"), [("starttls", "smtp"), ("smtps", "smtps")])
def test_a_mail_arrives_over_an_encrypted_line_after_login(tls, scheme, courier):
    with MailServer(CERTIFICATES, tls=tls) as server:
        assert courier.deliver(NOTICE, channel(server, scheme)) == ""
    (taken,) = server.box.taken
    assert (taken.mail_from, taken.rcpt_tos) == (
        "veille@example.org",
        ["desk@example.org", "chef@example.org"],
    )
    message = message_from_bytes(taken.content, policy=policy.default)
    assert message["Message-ID"] == f"<{NOTICE.id}@example.org>"
    assert alert().passage in message.get_body(("plain",)).get_content()


def test_a_line_is_used_again_and_not_for_another_password(courier):
    with MailServer(CERTIFICATES) as server:
        for number in range(3):
            courier.deliver(replace(NOTICE, id=f"{number:032x}"), channel(server))
        assert len(server.logins) == 1
        with pytest.raises(Permanent, match="login"):
            courier.deliver(NOTICE, channel(server, secret="autre"))
    assert len(server.box.taken) == 3


def test_a_line_that_the_server_left_is_dialled_anew(courier):
    with MailServer(CERTIFICATES, timeout=0.2) as server:
        courier.deliver(NOTICE, channel(server))
        line = next(iter(courier._lines.values()))  # noqa: SLF001 - until the server has hung up
        line.client.sock.recv(1)
        courier.deliver(NOTICE, channel(server))
    assert len(server.logins) == 2


def test_a_wrong_password_is_for_good_and_is_not_told(courier):
    with MailServer(CERTIFICATES) as server, pytest.raises(Permanent, match="535") as caught:
        courier.deliver(NOTICE, channel(server, secret="faux-motdepasse"))
    assert "faux-motdepasse" not in str(caught.value)


@pytest.mark.parametrize(
    ("command", "answer", "kind"),
    [
        ("MAIL", "451 later", Transient),
        ("MAIL", "550 no", Permanent),
        ("DATA", "452 full", Transient),
        ("DATA", "554 spam", Permanent),
        ("DATA", "421 closing", Transient),
    ],
)
def test_4xx_is_for_now_and_5xx_for_good(command, answer, kind, courier):
    with MailServer(CERTIFICATES) as server:
        server.box.answers[command] = [answer]
        with pytest.raises(kind, match=f"answered {answer[:3]}") as caught:
            courier.deliver(NOTICE, channel(server))
        assert not isinstance(caught.value, Doubtful)
        courier.deliver(NOTICE, channel(server))
    assert len(server.box.taken) == 1


def test_recipients_refused_beside_others_are_a_remark(courier):
    with MailServer(CERTIFICATES) as server:
        server.box.answers["RCPT chef@example.org"] = ["550 unknown"]
        assert courier.deliver(NOTICE, channel(server)) == "1 of 2 recipients refused (550)"
    assert server.box.taken[0].rcpt_tos == ["desk@example.org"]


@pytest.mark.parametrize(("answer", "kind"), [("550 unknown", Permanent), ("450 greylisted", Transient)])
def test_no_recipient_left_is_a_refusal(answer, kind, courier):
    with MailServer(CERTIFICATES) as server:
        for one in ("desk", "chef"):
            server.box.answers[f"RCPT {one}@example.org"] = [answer]
        with pytest.raises(kind):
            courier.deliver(NOTICE, channel(server))


def test_a_server_that_hangs_up_after_the_message_may_have_it(courier):
    with MailServer(CERTIFICATES) as server:
        server.box.answers["DATA"] = ["hang up"]
        with pytest.raises(Doubtful):
            courier.deliver(NOTICE, channel(server))


def test_a_server_without_starttls_gets_nothing(courier):
    with (
        MailServer(CERTIFICATES, tls="none", login=False) as server,
        pytest.raises(Permanent, match="no STARTTLS"),
    ):
        courier.deliver(NOTICE, channel(server))
    assert server.logins == []


def test_no_password_goes_over_a_plain_line(courier):
    with MailServer(CERTIFICATES, tls="none") as server, pytest.raises(Permanent, match="without encryption"):
        courier.deliver(NOTICE, channel(server, "smtp+plain"))
    assert server.logins == []


def test_a_relay_of_one_s_own_needs_neither(courier):
    with MailServer(CERTIFICATES, tls="none", login=False) as server:
        url = f"smtp+plain://localhost:{server.port}"
        courier.deliver(NOTICE, channel(server, url=url, secret=None))
    assert len(server.box.taken) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_of_a_stranger_is_not_trusted(scheme):
    courier = MailCourier(allow_private_hosts=EVERY_HOST, trust=Certificates().trust, seconds=5)
    tls = "starttls" if scheme == "smtp" else "smtps"
    with (
        MailServer(CERTIFICATES, tls=tls) as server,
        pytest.raises(Transient, match="certificate is not valid"),
    ):
        courier.deliver(NOTICE, channel(server, scheme))
    assert server.logins == []


def test_a_silent_server_is_given_up_for_now():
    courier = MailCourier(allow_private_hosts=EVERY_HOST, trust=CERTIFICATES.trust, seconds=0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://localhost:{silent.getsockname()[1]}"
        with pytest.raises(Transient, match="no answer in"):
            courier.deliver(
                NOTICE, Channel(id="r", kind="mail", url=url, sender="a@example.org", to=("b@example.org",))
            )


def test_a_server_that_drips_is_given_up_for_now():
    done = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        taken, _ = listening.accept()
        with taken, suppress(OSError):
            while not done.wait(0.05):
                taken.send(b"2")

    thread = threading.Thread(target=drip)
    thread.start()
    courier = MailCourier(allow_private_hosts=EVERY_HOST, trust=CERTIFICATES.trust, seconds=0.4)
    url = f"smtp://localhost:{listening.getsockname()[1]}"
    with pytest.raises(Transient):
        courier.deliver(
            NOTICE, Channel(id="r", kind="mail", url=url, sender="a@example.org", to=("b@example.org",))
        )
    done.set()
    thread.join()
    listening.close()


def test_a_private_address_is_refused_unless_the_channel_opens_it():
    courier = MailCourier(allow_private_hosts=frozenset(), trust=CERTIFICATES.trust, seconds=5)
    with MailServer(CERTIFICATES) as server:
        with pytest.raises(Permanent, match="private: true"):
            courier.deliver(NOTICE, channel(server))
        courier.deliver(NOTICE, channel(server, private=True))
    courier.hang_up()
    assert len(server.box.taken) == 1


@pytest.mark.parametrize(
    "url", ["", "http://a.example", "smtp://", "smtp://a:x", "smtp://[", "smtp://a:99999"]
)
def test_an_address_that_is_no_mail_server_s_is_a_mistake_to_mend(url, courier):
    with pytest.raises(Permanent, match="'redaction'"):
        courier.deliver(
            NOTICE, Channel(id="redaction", kind="mail", url=url, sender="a@b.example", to=("c@d.example",))
        )
