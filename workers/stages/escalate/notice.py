"""Whether a copy is a notice of its own, from what a watch was told of the story before."""

from collections.abc import Iterator
from dataclasses import replace

from workers.news.story import Notice, Story, Told
from workers.news.watch import Watch
from workers.stages.escalate.facts import Facts, folded
from workers.stages.escalate.tolls import TOLLS, said

MOST_KNOWN = 400  # figures and names each; a story of 50 versions has a quarter


def noticed(
    told: Told | None, found: Facts, by: str, story: Story, watch: Watch
) -> tuple[Told, Notice | None]:
    """Gives what the watch's readers know after a copy, and its notice; None where it is no news.

    Nothing is news while fewer outlets carry the story than the watch asks for: the copy that completes them
    makes the first notice. The same again for a copy that made its notice before: a step may run twice.
    """
    if told is None or not told.notices:
        held = _more(told or Told(notices=()), found)
        if len(story.outlets) < watch.min_sources:
            return held, None
        first = Notice(number=0, by=by)
        return replace(held, notices=(first,), outlets=len(story.outlets)), first
    known = next((one for one in told.notices if one.by == by), None)
    if known:
        return told, known
    news = tuple(_news(told, found, story, watch))
    after = _more(told, found)
    if not news:
        return after, None
    notice = Notice(number=len(told.notices), by=by, news=news)
    return replace(after, notices=(*told.notices, notice), outlets=len(story.outlets)), notice


def _more(told: Told, found: Facts) -> Told:
    return replace(
        told,
        figures=tuple(dict.fromkeys((*told.figures, *found.figures)))[:MOST_KNOWN],
        names=tuple(dict.fromkeys((*told.names, *found.names)))[:MOST_KNOWN],
        officials=tuple(dict.fromkeys((*told.officials, *found.officials))),
    )


def _news(told: Told, found: Facts, story: Story, watch: Watch) -> Iterator[str]:
    yield from _changed(told, found)
    for name in found.head_names:
        if _is_new(name, told):
            yield f"nommé en tête : {name}"
    for name in found.officials:
        if name not in told.officials:
            yield f"source officielle : {name}"
    wanted = watch.escalate_outlets
    if wanted and told.outlets < wanted <= len(story.outlets):
        yield f"repris par {len(story.outlets)} titres"


def _changed(told: Told, found: Facts) -> Iterator[str]:
    """Figures that differ from all that were told in their role; « une douzaine » is no new figure."""
    for figure in found.head_figures:
        role, value = figure.split("=")
        before = [one.split("=")[1] for one in told.figures if one.split("=")[0] == role]
        if value.startswith("~") or value in before or (not before and role not in TOLLS):
            continue
        if role in TOLLS and _is_lower(value, before) and not found.corrects:
            continue  # a copy of an earlier version, printed late
        label, _ = said(figure)
        yield f"{label} : {before[-1].removeprefix('~')} → {value}" if before else f"{label} : {value}"


def _is_lower(value: str, before: list[str]) -> bool:
    return any(float(value) < float(one.removeprefix("~")) for one in before)


def _is_new(name: str, told: Told) -> bool:
    """Whether none of a name's words was read before: « Macron » is known from « Emmanuel Macron »."""
    words = folded(name)
    return bool(words) and not any(word in told.names for word in words)
