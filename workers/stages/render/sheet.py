"""Alerts as CSV, which a spreadsheet opens without taking a title for a formula."""

import csv
import io
from collections.abc import Iterable

from workers.news.alert import Raised
from workers.stages.render.escape import cell

COLUMNS = ("id", "created", "watch", "severity", "title", "source", "url", "reason", "passage", "delivered")


def sheet(raised: Iterable[Raised]) -> str:
    """Gives a table with a line of names first."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for one in raised:
        alert = one.alert
        states = ", ".join(f"{delivery.channel}: {delivery.state}" for delivery in one.deliveries)
        texts = (alert.severity, alert.title, alert.source, alert.url, alert.reason, alert.passage, states)
        writer.writerow(
            [cell(text) for text in (alert.id, alert.created.isoformat(), alert.watch_id, *texts)]
        )
    return out.getvalue()
