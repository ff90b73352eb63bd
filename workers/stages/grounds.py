"""Why an alert was raised: what fired, where it stands in the passage, and what else a reader asks first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workers.news.alert import Alert, Condition, Fired, Span
from workers.news.article import Article
from workers.news.document import Findings
from workers.news.watch import Match, Watch

MOST_NAMED = 3  # countries and places: what is read at a glance


def explained(
    alert: Alert,
    article: Article,
    findings: Findings,
    watch: Watch,
    found: Sequence[Match],
    conditions: tuple[Condition, ...],
) -> Alert:
    """Gives the alert with its grounds; `found` and `conditions` are those of its watch."""
    terms = fired(found)
    return replace(
        alert,
        seen=article.seen,
        agencies=article.agencies,
        fired=terms,
        conditions=conditions,
        marks=marks(alert.passage, (form for one in terms for form in one.forms)),
        countries=_most_named((one.name, len(one.mentions)) for one in findings.countries),
        places=_places(findings),
        breaking=watch.urgency.breaking,
    )


def fired(found: Iterable[Match]) -> tuple[Fired, ...]:
    """Gives each term with its written forms on one line, in the order they stand in the text."""
    forms: dict[str, dict[str, None]] = {}
    for match in found:
        forms.setdefault(match.term, {})[" ".join(match.form.split())] = None
    return tuple(Fired(term=term, forms=tuple(seen)) for term, seen in forms.items())


def marks(passage: str, forms: Iterable[str]) -> tuple[Span, ...]:
    """Gives where the forms stand in a passage as whole words, neighbours and overlaps joined."""
    spans = sorted(
        found.span()
        for form in set(forms)
        if form
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", passage)
    )
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _places(findings: Findings) -> tuple[str, ...]:
    countries = {one.name for one in findings.countries}
    return _most_named(
        (one.canonical, len(one.mentions))
        for one in findings.entities
        if one.type == "place" and one.canonical not in countries
    )


def _most_named(named: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Gives the most named, those named as often in the order they came."""
    counted: Counter[str] = Counter()
    for name, times in named:
        counted[name] += times
    return tuple(name for name, _ in counted.most_common(MOST_NAMED))
