"""What watches asked for and what met it, in words."""

from collections.abc import Iterable, Mapping

from workers.news.alert import Alert, Condition
from workers.stages.render.escape import PASSAGE, line
from workers.stages.render.labels import LABELS

IN_REASON = frozenset({"any", "all"})
"""Kinds of which the reason tells already by which forms they were met."""


def conditions(lang: str, alerts: Iterable[Alert]) -> list[dict[str, object]]:
    """Gives each condition once: its kind in words, what was asked, what met it if the reason is silent."""
    asked = {
        (one.kind, one.detail, one.terms): one for alert in alerts for one in alert.conditions
    }  # of two watches that ask the same, one
    return [
        {
            "kind": kind(one, lang),
            "terms": _listed(one.terms),
            "met": _listed(one.met) if one.kind not in IN_REASON else "",
        }
        for one in asked.values()
    ]


def kind(asked: Condition, lang: str) -> str:
    """Gives the kind of a condition in words, with its detail: « près de (10 mots au plus) »."""
    labels = LABELS[lang]
    named = _word(labels["kind"], asked.kind)
    if not asked.detail:
        return named
    if asked.kind == "near":
        return f"{named} ({asked.detail} {labels['words']})"
    return f"{named} ({_word(labels['detail'], asked.detail)})"


def _word(words: object, name: str) -> str:
    return str(words.get(name, line(name))) if isinstance(words, Mapping) else line(name)


def _listed(texts: Iterable[str]) -> str:
    return line(", ".join(texts), PASSAGE)
