"""Alerts all of whose texts are one that would be more than text."""

from dataclasses import replace

from workers.news.alert import Alert, Condition, Fired, Story


def poisoned(case: str, alert: Alert) -> Alert:
    """An alert all of whose texts are the case, each beginning as a word does."""
    text = f"{case}" if case[:1] in '=+-@＝"' else f"T {case}"
    passage = f"T {case[:200]}"
    return replace(
        alert,
        title=text,
        source=text,
        reason=text,
        passage=passage,
        marks=((0, 1), (2, len(passage))) if case[:200].strip() else ((0, 1),),
        agencies=(text,),
        countries=(text,),
        places=(text,),
        fired=(Fired(term=text, forms=(text,)),),
        conditions=(Condition(kind=text, terms=(text,), detail=text, met=(text,)),),
        story=Story(id="s1", outlets=2, first_outlet=text),
    )
