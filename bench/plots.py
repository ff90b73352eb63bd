"""docs/intervals.svg: the interval over a week for three patterns of publishing, drawn with pygal."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pygal
from pygal.style import CleanStyle

from facts import entry
from virtual_press import DAY_HOURS, FLAT_HOURS, HOUR, START, Kind, publications
from workers.news.feed import Feed, Visit
from workers.stages.poll import interval
from workers.stages.poll.rhythm import observed

PICTURE = Path(__file__).parents[1] / "docs/intervals.svg"
STEP = timedelta(minutes=30)
WEEKS = timedelta(days=28)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
PATTERNS = {
    "agence, 120 par jour": Kind("wire", 1, (120, 120), FLAT_HOURS, (30, 30)),
    "quotidien, 24 par jour": Kind("daily", 1, (24, 24), DAY_HOURS, (30, 30)),
    "groupe de réflexion, 1 par semaine": Kind("think tank", 1, (0.15, 0.15), DAY_HOURS, (10, 10)),
}
ANY = Feed(id="fil", url="https://exemple.fr/fil", title="Le Fil")


def main() -> None:
    """Draws the three lines, minutes on a logarithmic scale over the hours of a week."""
    chart = pygal.Line(
        logarithmic=True, show_dots=False, style=CleanStyle, js=(), no_prefix=True, width=900, height=360,
        title="Minutes entre deux visites, sur une semaine", legend_at_bottom=True, show_minor_x_labels=False,
        y_labels=[1, 2, 5, 10, 30, 60, 180, 360],
    )  # fmt: skip
    steps = [START + number * STEP for number in range(int(7 * 24 * HOUR / STEP))]
    chart.x_labels = [f"{DAYS[at.weekday()]}" for at in steps]
    chart.x_labels_major = list(DAYS)
    for name, kind in PATTERNS.items():
        visit = known(kind)
        chart.add(name, [minutes(visit, START + WEEKS + (at - START)) for at in steps])
    PICTURE.write_bytes(chart.render())


def known(kind: Kind) -> Visit:
    """Gives the visit of a feed of this kind after four weeks of being seen."""
    rhythm = None
    chance = random.Random(3)  # noqa: S311
    seconds = publications(kind, chance, WEEKS)
    times = [START + timedelta(seconds=at - START.timestamp()) for at in seconds]
    for at in (one for one in times if one >= START):
        rhythm = observed(rhythm or observed(None, [], START), [entry(published=at)], at)
    return Visit(feed_id="fil", at=START, outcome="unchanged", entries=20, rhythm=rhythm)


def minutes(visit: Visit, at: datetime) -> float:
    """Gives the interval after a visit at that time."""
    return interval(ANY, replace(visit, at=at)).total_seconds() / 60


if __name__ == "__main__":
    main()
