"""The live screen, drawn at two sizes, and its log lines."""

import io
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from structlog.testing import capture_logs

from eventually import eventually
from workers.cli.lines import Lines
from workers.cli.lookout import Look, Lookout
from workers.cli.screen import picture, render
from workers.cli.snapshot import State
from workers.logs import FORGING
from workers.news.alert import Alert, Delivery, Raised
from workers.news.document import Found
from workers.news.errors import Transient
from workers.news.feed import Feed, Visit
from workers.supervisor import State as Service

NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
SIZES = [(80, 24), (120, 40)]
SERVICES = [
    Service(name=name, pid=100, restarts=2 if name == "read" else 0, up=name != "index")
    for name in ("fetch", "read", "index", "alert", "beat")
]


def raised(number: int, *, title: str = "Le général Anderson reçu à Rabat", state: str = "sent") -> Raised:
    alert = Alert(
        id=f"{number:032x}",
        watch_id="africom",
        watch_title="Africom",
        severity="high",
        article_id=f"a{number}",
        title=title,
        url="https://journal.example/rabat",
        source="Journal du matin",
        feed_id="matin",
        reason="Africom (AFRICOM)",
        passage=f"Passage {number}\nsur deux lignes.",
        published=None,
        created=NOW - timedelta(minutes=number),
        channels=("bureau",),
    )
    return Raised(alert=alert, deliveries=(Delivery(channel="bureau", state=state),))


def read(number: int) -> Found:
    return Found(
        id=str(number),
        title=f"Un accord signé à Bamako ({number})",
        url="https://a.example/1",
        feed="flux",
        published=None,
        countries=("ML", "FR"),
        entities=("Assimi Goïta", "Pentagone"),
        keywords=(),
        watches=(),
        highlights=(),
    )


def failing(number: int, *, reason: str = "404 Not Found") -> tuple[Feed, Visit, datetime]:
    feed = Feed(id=f"flux-{number}", url="https://a.example", title="Flux", interval=timedelta(minutes=5))
    fault = "http-404" if reason.startswith("404") else ""
    visit = Visit(feed_id=feed.id, at=NOW, outcome="failed", reason=reason, fault=fault, failures=3)
    return feed, visit, NOW + timedelta(minutes=number)


STATE = State(
    at=NOW,
    feeds=1240,
    due=3,
    polled=1,
    failing=(failing(4),),
    backlog={"poll": 0, "page": 12, "read": 34, "index": 0, "alert": 0, "maint": 0},
    counts={"announced": 12345, "paged": 12000, "read": 11990, "alerted": 20, "delivered": 19},
    alerts=tuple(raised(number) for number in range(30)),
    articles=tuple(read(number) for number in range(30)),
    dead=2,
    indexed=11980,
)


def drawn(
    state: State | None,
    *,
    size: tuple[int, int] = (120, 40),
    services: Sequence[Service] = SERVICES,
    trouble: str | None = None,
) -> list[str]:
    console = Console(width=size[0], height=size[1], file=io.StringIO(), color_system=None)
    console.print(render(state, services, NOW, trouble=trouble))
    return console.file.getvalue().split("\n")[:-1]


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_has_feeds_steps_alerts_failures_and_services(size: tuple[int, int]):
    text = "\n".join(drawn(STATE, size=size))
    for expected in (
        "1\u202f240 suivis · 3 à relever · 1 relevé · 1 en échec",
        "11\u202f980 articles · 2 au rebut",
        "12\u202f345     12\u202f000     11\u202f990          0         20         19",
        "flux-4  3 échecs · prochain essai dans 4 min  404 : page introuvable",
        "08:30  Africom  Le général Anderson reçu à Rabat",
        "«\u00a0Passage 0 sur deux lignes.\u00a0»",
        "● fetch  ● read (relancé 2 fois)  ○ index  ● alert  ● beat",
    ):
        assert expected in text


@pytest.mark.parametrize("size", [*SIZES, (40, 12), (200, 8), (10, 3)])
def test_the_screen_fits_its_terminal(size: tuple[int, int]):
    full = replace(STATE, failing=tuple(failing(number) for number in range(50)))
    rows = drawn(full, size=size, trouble="le serveur ne répond pas " * 20)
    assert len(rows) < size[1]
    assert all(cell_len(row) <= size[0] for row in rows)


@pytest.mark.parametrize(("size", "alerts"), [((80, 24), 3), ((120, 40), 8)])
def test_a_taller_terminal_shows_more_alerts(size: tuple[int, int], alerts: int):
    assert sum("Anderson" in row for row in drawn(STATE, size=size)) == alerts


def test_failing_feeds_leave_room_for_alerts():
    full = replace(STATE, failing=tuple(failing(number) for number in range(50)))
    text = "\n".join(drawn(full, size=(80, 24)))
    assert "et 46 de plus" in text
    assert "Passage 0" in text


def test_a_quiet_day_says_so():
    quiet = replace(STATE, failing=(), alerts=(), dead=0)
    text = "\n".join(drawn(quiet))
    assert "aucune pour l’instant" in text
    assert "Flux en échec" not in text
    assert "rebut" not in text


def test_before_the_first_answer_it_says_that_it_starts():
    text = "\n".join(drawn(None))
    assert "démarrage…" in text
    assert "fetch" in text


def test_trouble_stands_beside_the_last_state():
    text = "\n".join(drawn(STATE, trouble="the Redis server does not answer"))
    assert "the Redis server does not answer" in text
    assert "Africom" in text


def test_an_alert_that_did_not_go_out_says_where():
    text = "\n".join(drawn(replace(STATE, alerts=(raised(1, state="failed"),))))
    assert "Africom  (non remise : bureau)  Le général" in text


def test_markup_in_a_title_is_inert():
    text = "\n".join(drawn(replace(STATE, alerts=(raised(1, title="[red]Le général[/red] [/] :smile:"),))))
    assert "[red]Le général[/red] [/] :smile:" in text


@settings(max_examples=50)
@given(st.text())
def test_any_text_from_outside_leaves_the_terminal_alone(text: str):
    odd = replace(STATE, alerts=(raised(1, title=text),), failing=(failing(1, reason=text),))
    rows = drawn(odd, trouble=text)
    assert len(rows) < SIZES[1][1]
    assert not any(FORGING.search(row) for row in rows)


def test_yesterdays_alert_shows_its_day():
    old = replace(raised(0).alert, created=NOW - timedelta(days=1))
    text = "\n".join(drawn(replace(STATE, alerts=(Raised(alert=old, deliveries=()),))))
    assert "01/11  Africom" in text


@pytest.mark.parametrize(
    ("wait", "said"),
    [(-5, "maintenant"), (30, "dans 30 s"), (600, "dans 10 min"), (7200, "dans 2 h")],
)
def test_the_next_try_is_told_in_the_unit_that_fits(wait: int, said: str):
    feed, visit, _ = failing(1)
    state = replace(STATE, failing=((feed, visit, NOW + timedelta(seconds=wait)),))
    assert any(f"prochain essai {said}  " in row for row in drawn(state))


def test_the_picture_is_an_svg_that_asks_for_nothing_from_elsewhere(tmp_path: Path):
    picture(STATE, SERVICES, tmp_path / "up.svg")
    svg = (tmp_path / "up.svg").read_text("utf-8")
    assert svg.startswith("<svg")
    assert "Africom" in svg
    assert "url(http" not in svg.replace('"', "")


class Told:
    """The log lines of looks, a second apart."""

    def __init__(self) -> None:
        self.now = NOW
        self._lines = Lines(lambda: self.now)

    def after(self, look: Look, *, seconds: int = 1, services: Sequence[Service] = ()) -> list[dict]:
        self.now += timedelta(seconds=seconds)
        with capture_logs() as lines:
            self._lines.show(look, services)
        return lines


def events(lines: list[dict]) -> list[str]:
    return [line["event"] for line in lines]


def test_nothing_is_said_twice():
    told = Told()
    assert events(told.after(Look(STATE), services=SERVICES[:1])) == ["service.up", "feed.failing", "state"]
    assert told.after(Look(STATE), seconds=60, services=SERVICES[:1]) == []


def test_only_an_alert_since_the_first_look_has_a_line():
    told = Told()
    told.after(Look(replace(STATE, alerts=(raised(2),))))
    told_of = told.after(Look(replace(STATE, alerts=(raised(0), raised(1), raised(2)))))
    assert [line["article_id"] for line in told_of] == ["a1", "a0"]
    assert {line["event"] for line in told_of} == {"alert"}


def test_a_feed_that_recovers_has_a_line():
    told = Told()
    told.after(Look(STATE))
    lines = told.after(Look(replace(STATE, failing=())))
    assert [(line["event"], line["feed"]) for line in lines] == [("feed.recovered", "flux-4")]


def test_figures_are_written_at_most_every_ten_seconds():
    told = Told()
    told.after(Look(STATE))
    assert told.after(Look(replace(STATE, indexed=1)), seconds=9) == []
    (line,) = told.after(Look(replace(STATE, indexed=2)), seconds=1)
    assert (line["event"], line["indexed"], line["waiting"]) == ("state", 2, 46)


def test_a_service_that_goes_down_and_comes_back_has_two_lines():
    told = Told()
    up = Service(name="read", pid=7, restarts=0, up=True)
    told.after(Look(), services=[up])
    assert events(told.after(Look(), services=[replace(up, pid=None, up=False)])) == ["service.down"]
    assert events(told.after(Look(), services=[replace(up, restarts=1)])) == ["service.up"]


def test_trouble_is_told_once():
    told = Told()
    assert events(told.after(Look(None, "no answer"))) == ["state.unknown"]
    assert told.after(Look(None, "no answer")) == []


def looks(*answers: State | Exception) -> Look:
    """Gives the look after these answers."""
    stop, rest = threading.Event(), list(answers)

    def take() -> State:
        answer = rest.pop(0)
        if not rest:
            stop.set()
        if isinstance(answer, Exception):
            raise answer
        return answer

    lookout = Lookout(take, stop, 0.01)
    lookout.start()
    eventually(lookout.is_alive, lambda alive: not alive, within=10)
    return lookout.look


def test_a_server_that_is_still_starting_is_no_trouble():
    assert looks(Transient("not yet")) == Look(None, None)


def test_trouble_after_an_answer_keeps_the_answer():
    assert looks(STATE, Transient("gone")) == Look(STATE, "gone")


def test_an_answer_ends_the_trouble():
    assert looks(STATE, OSError("gone"), STATE) == Look(STATE, None)
