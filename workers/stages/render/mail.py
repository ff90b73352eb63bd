"""A notice as an e-mail: text and HTML, threaded by story, with an id that stays at each attempt."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import blake2b

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.render.escape import line, web_link
from workers.stages.render.templates import rendered

GRAVE = frozenset({"high", "critical"})
LONGEST_SUBJECT = 200


def mail(notice: Notice, channel: Channel) -> EmailMessage:
    """Gives the message, the same bytes for the same notice; no text of the web writes a header."""
    message = EmailMessage(policy=SMTP)
    domain = address_of(channel.sender).partition("@")[2] or "beffroi.invalid"
    message["Message-ID"] = f"<{notice.id}@{domain}>"
    message["Date"] = format_datetime(notice.sent)
    message["From"] = _mailbox(channel.sender)
    message["To"] = ", ".join(str(_mailbox(one)) for one in channel.to)
    message["Subject"] = line(rendered("subject", notice, channel), LONGEST_SUBJECT)
    for name, value in _headers(notice, domain).items():
        message[name] = value
    message.set_content(rendered("text", notice, channel) + "\n", cte="quoted-printable")
    message.add_alternative(rendered("html", notice, channel) + "\n", subtype="html", cte="quoted-printable")
    message.set_boundary(f"beffroi-{notice.id}")
    return message


def address_of(mailbox: str) -> str:
    """Gives the bare address of « Beffroi <veille@example.org> »."""
    return parseaddr(mailbox)[1]


def _mailbox(text: str) -> Address:
    name, address = parseaddr(text)
    return Address(display_name=line(name), addr_spec=address)


def _headers(notice: Notice, domain: str) -> dict[str, str]:
    alert = notice.alert
    headers = {"Auto-Submitted": "auto-generated", "X-Beffroi-Alert": alert.id}
    if notice.form != "digest":
        # A story's alerts refer to one message that need not exist: readers thread by it all the same.
        root = f"<story-{_name(alert.story.id if alert.story else alert.article_id)}@{domain}>"
        headers |= {"References": root, "In-Reply-To": root}
        headers["List-Id"] = f"<{re.sub('[^A-Za-z0-9.-]', '-', alert.watch_id)}.beffroi.{domain}>"
    if notice.form == "alert" and alert.severity in GRAVE:
        headers |= {"Importance": "high", "X-Priority": "1"}
    if mute := web_link(notice.links_of(0).mute):
        headers["List-Unsubscribe"] = f"<{mute}>"
    return headers


def _name(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
