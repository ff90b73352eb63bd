"""The live screen: feeds, articles by step, services, failing feeds, alerts; in French, for the desk.

Texts from feeds are shown as they are: never as markup, never with a control character in them.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from workers.cli.page_notice import NO_PAGE, PageNotice
from workers.cli.snapshot import State
from workers.logs import FORGING
from workers.news.alert import Raised
from workers.news.document import Found
from workers.news.feed import Feed, Visit
from workers.stages.poll import in_french

if TYPE_CHECKING:
    from workers.supervisor import State as Service

SEVERITY = {"critical": "bold red", "high": "red", "normal": "yellow", "low": "blue"}
# Each step: its heading, the counter of what it has done, the queue that waits for it.
STEPS = (
    ("annoncés", "announced", "poll"),
    ("pages", "paged", "page"),
    ("lus", "read", "read"),
    ("indexés", "indexed", "index"),
    ("alertes", "alerted", "alert"),
    ("remises", "delivered", None),
)
ARTICLE_LINES = 3  # fewer are no list
MOST_COUNTRIES, COUNTRIES_WIDE, MOST_ENTITIES = 4, 11, 5
FAILING_LINES = 3  # at least, if as many feeds fail; a quarter of a tall screen
MINUTE, HOUR = 60, 3600  # seconds


def render(
    state: State | None,
    services: Sequence["Service"],
    now: datetime,
    *,
    trouble: str | None = None,
    page: PageNotice = NO_PAGE,
) -> RenderableType:
    """Gives the screen as large as the terminal; times are told in the zone of `now`.

    `state` is None until the system has answered once; `trouble` is why it does not answer now.
    """
    return _Screen(state, services, now, trouble, page)


def picture(state: State, services: Sequence["Service"], path: Path, *, width: int = 110) -> None:
    """Writes the screen as an SVG that asks for no font from elsewhere."""
    console = Console(record=True, width=width, height=30, file=io.StringIO(), force_terminal=True)
    console.print(render(state, services, state.at))
    svg = console.export_svg(title="beffroi up")
    path.write_text(re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL), encoding="utf-8")


class _Screen:
    def __init__(
        self,
        state: State | None,
        services: Sequence["Service"],
        now: datetime,
        trouble: str | None,
        page: PageNotice,
    ) -> None:
        self._state = state
        self._services = services
        self._now = now
        self._trouble = trouble
        self._page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yields as many lines as there is room for, each cut at the width."""
        del console
        height = options.height or options.size.height
        for line in list(self._lines(height - 1))[: height - 1]:  # the last line is the cursor's
            line.truncate(options.max_width, overflow="ellipsis")
            yield line

    def _lines(self, height: int) -> Iterator[Text]:
        head = [*self._head(), *(self._figures(self._state) if self._state else ())]
        yield from head
        if self._state is None:
            return
        most = max(FAILING_LINES, height // 4)
        failing = list(_failing(self._state, self._now, most=most))
        yield from failing
        rest = height - len(head) - len(failing)
        articles = list(_articles(self._state.articles, height=rest // 3))
        yield from _alerts(self._state.alerts, self._now, height=rest - len(articles))
        yield from articles

    def _head(self) -> Iterator[Text]:
        yield Text.assemble(
            ("Beffroi", "bold"),
            f"   {self._now:%d/%m/%Y %H:%M:%S}   ",
            ("Ctrl-C arrête", "dim"),
            *self._where(),
        )
        if trouble := self._trouble or self._page.trouble:
            yield Text(_clean(trouble), style="red")
        elif self._state is None:
            yield Text("démarrage…", style="dim")
        else:
            yield Text()
        yield _services(self._services)

    def _where(self) -> Iterator[tuple[str, str]]:
        """The page's address; why there is none stands on the next line."""
        if self._page.served:
            yield f"   {self._page.address}", "bold blue"

    def _figures(self, state: State) -> Iterator[Text]:
        yield Text.assemble(
            _label("Flux"),
            f"{_count(state.feeds, 'suivi')} · {_number(state.due)} à relever · ",
            f"{_count(state.polled, 'relevé')} · ",
            (f"{_number(len(state.failing))} en échec", "red" if state.failing else ""),
        )
        yield Text.assemble(
            _label("Index"),
            _count(state.indexed, "article"),
            (f" · {_number(state.dead)} au rebut (beffroi dead list)" if state.dead else "", "red"),
        )
        yield Text()
        yield Text.assemble(_label("Articles"), ("".join(f"{name:>11}" for name, *_ in STEPS), "dim"))
        done = (_number(state.counts.get(counter, 0)) for _, counter, _ in STEPS)
        yield Text.assemble(_label("  faits"), "".join(f"{number:>11}" for number in done))
        waiting = (_number(state.backlog.get(queue, 0)) if queue else "" for *_, queue in STEPS)
        yield Text.assemble(_label("  attente"), "".join(f"{number:>11}" for number in waiting))


def _services(services: Sequence["Service"]) -> Text:
    line = Text.assemble(_label("Services"))
    for service in services:
        line.append("● " if service.up else "○ ", style="green" if service.up else "red")
        line.append(service.name)
        line.append(f" (relancé {service.restarts} fois)" if service.restarts else "", style="yellow")
        line.append("  ")
    return line


def _failing(state: State, now: datetime, *, most: int) -> Iterator[Text]:
    if not state.failing:
        return
    yield Text()
    yield Text(f"Flux en échec ({_number(len(state.failing))})", style="bold")
    shown = state.failing if len(state.failing) <= most else state.failing[: most - 1]
    for feed, visit, due in shown:
        yield _failure(feed, visit, due, now)
    if rest := len(state.failing) - len(shown):
        yield Text(f"  et {_number(rest)} de plus (beffroi feeds list)", style="dim")


def _failure(feed: Feed, visit: Visit, due: datetime | None, now: datetime) -> Text:
    again = f" · prochain essai {_until(due, now)}" if due else ""
    line = Text.assemble("  ", (_clean(feed.id), "red"), "  ")
    line.append(f"{_count(visit.failures, 'échec')}{again}  ", style="dim")
    line.append(_clean(in_french(visit)))
    return line


def _alerts(alerts: Sequence[Raised], now: datetime, *, height: int) -> Iterator[Text]:
    yield Text()
    yield Text("Alertes" if alerts else "Alertes : aucune pour l’instant", style="bold")
    for raised in alerts[: max(0, (height - 2) // 2)]:
        alert = raised.alert
        style = SEVERITY.get(alert.severity, "yellow")
        at = alert.created.astimezone(now.tzinfo)
        when = f"{at:%H:%M}" if at.date() == now.date() else f"{at:%d/%m}"
        yield Text.assemble(
            *("  ", (when, "dim"), "  ", (_clean(alert.watch_title), style), "  "),
            (_undelivered(raised), "red"),  # before the title, which may be cut
            (_clean(alert.title), "bold"),
        )
        yield Text.assemble("         ", (f"«\u00a0{_clean(alert.passage)}\u00a0»", "dim"))


def _articles(articles: Sequence[Found], *, height: int) -> Iterator[Text]:
    """The newest articles, each with its countries and the first names in it."""
    if not articles or height < ARTICLE_LINES:
        return
    yield Text()
    yield Text("Articles", style="bold")
    for article in articles[: height - 2]:
        yield Text.assemble(
            *(
                "  ",
                (_clean(" ".join(article.countries[:MOST_COUNTRIES])).ljust(COUNTRIES_WIDE), "green"),
                "  ",
            ),
            (_clean(article.title), "bold"),
            ("  " + _clean(", ".join(article.entities[:MOST_ENTITIES])), "dim"),
        )


def _undelivered(raised: Raised) -> str:
    lost = [delivery.channel for delivery in raised.deliveries if delivery.state == "failed"]
    return f"(non remise : {', '.join(map(_clean, lost))})  " if lost else ""


def _label(text: str) -> tuple[str, str]:
    return f"{text:<10}", "bold"


def _clean(text: str) -> str:
    """Keeps a text to one line without anything that drives a terminal."""
    return " ".join(FORGING.sub(" ", text).split())


def _number(number: int) -> str:
    """Gives 12 345 with the narrow space of French figures."""
    return f"{number:,}".replace(",", "\u202f")


def _count(number: int, noun: str) -> str:
    """Gives a number and its noun: in French, nought and one are singular."""
    return f"{_number(number)} {noun}{'s' if number > 1 else ''}"


def _until(due: datetime, now: datetime) -> str:
    seconds = (due - now).total_seconds()
    if seconds < 1:
        return "maintenant"
    if seconds < MINUTE:
        return f"dans {seconds:.0f} s"
    if seconds < HOUR:
        return f"dans {seconds / MINUTE:.0f} min"
    return f"dans {seconds / HOUR:.0f} h"
