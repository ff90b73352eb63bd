"""Answers to a search as a person reads them: a list, then what it is about."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from workers.news.document import Found
from workers.news.search import Count, Period, Results

BARS = "▁▂▃▄▅▆▇█"
MOST_SHOWN = 6  # values of a facet; they stand on one line


def show(results: Results) -> None:
    """Prints the answers, the best first, then facets and timeline."""
    console = Console(highlight=False)
    told = results.total if results.stories is None else results.stories
    shown = f", the first {len(results.found)}" if len(results.found) < told else ""
    stories = f" in {told} {'story' if told == 1 else 'stories'}" if told < results.total else ""
    console.print(Text(f"{results.total} found{stories}{shown}", style="bold"))
    for at, one in enumerate(results.found):
        console.print()
        if at == told:
            console.print(Text("with most of what was asked for:", style="bold"))
        _answer(console, one)
    if any(results.facets.values()):
        console.print()
    for name, counts in results.facets.items():
        if counts:
            console.print(_facet(name, counts))
    if len(results.timeline) > 1:
        console.print(_timeline(results.timeline))


def _answer(console: Console, one: Found) -> None:
    about = " · ".join(part for part in (_time(one.published), one.feed, " ".join(one.countries)) if part)
    line = Text(about, style="dim")
    if one.watches:
        line.append(f" · {' '.join(one.watches)}", style="bold red")
    if one.also:
        line.append(f" · {one.also} more of the story", style="bold")
    console.print(line)
    console.print(Text(one.title, style="bold"))
    for passage in one.highlights:
        console.print(_marked(f"  {passage}"))
    console.print(Text(f"  {one.url}", style="dim"), overflow="ignore", no_wrap=True)


def _time(published: str | None) -> str:
    return f"{datetime.fromisoformat(published):%Y-%m-%d %H:%M}" if published else ""


def _marked(passage: str) -> Text:
    """The passage with its marks kept and in colour: without colours they are all there is."""
    text = Text(passage)
    text.highlight_regex(r"« [^»]* »", style="yellow")
    return text


def _facet(name: str, counts: Sequence[Count]) -> Text:
    values = ", ".join(f"{one.value} {one.articles}" for one in counts[:MOST_SHOWN])
    more = f" +{len(counts) - MOST_SHOWN}" if len(counts) > MOST_SHOWN else ""
    return Text.assemble((f"{name:<14}", "cyan"), values, (more, "dim"))


def _timeline(periods: Sequence[Period]) -> Text:
    most = max(one.articles for one in periods)
    bars = "".join(BARS[(len(BARS) - 1) * one.articles // most] for one in periods)
    first, last = (_moment(one.start) for one in (periods[0], periods[-1]))
    return Text.assemble((f"{'timeline':<14}", "cyan"), f"{first} {bars} {last}")


def _moment(start: datetime) -> str:
    """A day, with its hour where it does not begin there."""
    return f"{start:%Y-%m-%dT%HZ}" if start.hour else f"{start:%Y-%m-%d}"
