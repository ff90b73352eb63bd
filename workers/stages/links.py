"""Signed links in alerts: each does one thing with one alert until a time, and answers nothing to a guess.

A token is `purpose.expiry.subject.mac`; the subject is named in the clear, for it is no secret.
`itsdangerous` was weighed: it reads the clock itself and knows no purpose.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from workers.news.alert import Alert
from workers.news.notice import NOWHERE, Links

GOOD_FOR = timedelta(days=30)  # from the alert: a vote after a month's leave still counts
MAC_BYTES = 16  # 128 bits: nobody guesses one
LONGEST = 400  # signs of a token that are looked at
PURPOSES = frozenset({"true", "false", "dull", "acknowledge", "mute"})
_PARTS = 4


def delivery_id(alert_id: str, channel_id: str) -> str:
    """Gives 32 hexadecimal digits, the same for one alert on one channel at each attempt."""
    return hashlib.blake2b(f"{alert_id}\n{channel_id}".encode(), digest_size=16).hexdigest()


def token(key: bytes, purpose: str, subject: str, expires: datetime) -> str:
    """Gives a token that is good for one purpose, one subject and until `expires`."""
    until = str(int(expires.timestamp()))
    named = base64.urlsafe_b64encode(subject.encode()).decode().rstrip("=")
    return f"{purpose}.{until}.{named}.{_mac(key, purpose, until, named)}"


def verified(key: bytes, purpose: str, text: str, now: datetime) -> str | None:
    """Gives the subject of a token; None where it is forged, too old, or made for another purpose."""
    parts = text[:LONGEST].split(".")
    if len(parts) != _PARTS:
        return None
    said, until, named, mac = parts
    genuine = hmac.compare_digest(mac.encode(), _mac(key, said, until, named).encode())
    if not genuine or said != purpose or now >= datetime.fromtimestamp(int(until), UTC):
        return None
    return base64.urlsafe_b64decode(named + "=" * (-len(named) % 4)).decode()


def links(alert: Alert, *, page: str, key: bytes, kibana: str = "") -> Links:
    """Gives an alert's links to the desk's page, and to Kibana where that is where one searches.

    They are the same at each attempt: what they are good for counts from the alert's own time.
    """
    search = f"{kibana.rstrip('/')}/app/discover#/?{_kibana(alert)}" if kibana else ""
    if not page:
        return Links(search=search) if search else NOWHERE
    root = page.rstrip("/")
    expires = alert.created + GOOD_FOR
    signed = {
        purpose: f"{root}/alerts/{quote(token(key, purpose, alert.id, expires))}" for purpose in PURPOSES
    }
    return Links(search=search or f"{root}/?{urlencode({'q': _query(alert)})}", **signed)


def _mac(key: bytes, *parts: str) -> str:
    made = hmac.digest(key, "\n".join(parts).encode(), "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _query(alert: Alert) -> str:
    """Gives the words that find the story: the first form that fired, else the title."""
    return f'"{alert.fired[0].forms[0]}"' if alert.fired else alert.title


def _kibana(alert: Alert) -> str:
    """Gives Discover's state: the story's articles, or those that the watch matched."""
    wanted = f'story_id:"{alert.story.id}"' if alert.story else f'watches:"{alert.watch_id}"'
    said = quote(wanted.replace("!", "!!").replace("'", "!'"), safe="!")
    return f"_g=(time:(from:now-7d,to:now))&_a=(query:(language:kuery,query:'{said}'))"
