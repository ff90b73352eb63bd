"""A notice as a line of syslog, RFC 5424: its facts as structured data, its subject as the message."""

import re
from datetime import UTC

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.render.escape import line
from workers.stages.render.templates import rendered

FACILITY = 16  # local0
SEVERITY = {"critical": 2, "high": 4, "normal": 5, "low": 6}
DATA = "beffroi@32473"  # RFC 5612 keeps this enterprise number for examples; ours has none
_QUOTED = re.compile(r'(["\\\]])')


def syslog(notice: Notice, channel: Channel, host: str) -> bytes:
    """Gives one line in UTF-8, without its framing; `id` in its data lets a receiver drop a second copy."""
    alert = notice.alert
    priority = FACILITY * 8 + SEVERITY.get(alert.severity, 5)
    name = re.sub(r"[^\x21-\x7e]", "", host)[:255] or "-"
    stamp = notice.sent.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    facts = {
        "id": notice.id,
        "alert": alert.id,
        "watch": ",".join(dict.fromkeys(one.watch_id for one in notice.alerts)),
        "severity": alert.severity,
        "source": alert.source,
        "url": alert.url,
        "reason": alert.reason,
        "passage": alert.passage,
        "count": str(len(notice.alerts)),
        "doubtful": "true" if notice.doubtful else "false",
    }
    data = "".join(f' {key}="{_value(value)}"' for key, value in facts.items())
    text = line(rendered("subject", notice, channel))
    return f"<{priority}>1 {stamp} {name} beffroi - {notice.form} [{DATA}{data}] \ufeff{text}".encode()


def _value(text: str) -> str:
    return _QUOTED.sub(r"\\\1", line(text, 400))
