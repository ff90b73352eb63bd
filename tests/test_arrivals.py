"""The forecast of messages is what live delivery sends: the same channels, moments, digests."""

from datetime import time, timedelta

import pytest

from delivery_room import room, tell
from facts import NOON
from workers.arrivals import arrivals
from workers.news.calm import Calm, Quiet, Throttle, Urgency
from workers.news.forecast import Told

STEP = timedelta(minutes=20)
HOUR = timedelta(hours=1)
CALMS = {
    "at once": (Calm(), Urgency()),
    "quiet": (Calm(quiet=Quiet(start=time(14), end=time(17, 30))), Urgency()),
    "breaking": (Calm(quiet=Quiet(start=time(14), end=time(17, 30))), Urgency(breaking=True)),
    "digest": (Calm(digest=(time(15), time(18))), Urgency()),
    "throttled": (Calm(throttle=Throttle(most=2, period=HOUR)), Urgency()),
    "throttled watch": (Calm(), Urgency(throttle=Throttle(most=1, period=2 * HOUR))),
    "all": (
        Calm(
            throttle=Throttle(most=3, period=HOUR),
            digest=(time(15),),
            quiet=Quiet(start=time(13, 30), end=time(14, 30)),
        ),
        Urgency(throttle=Throttle(most=1, period=HOUR)),
    ),
}
MOMENTS = (0, 1, 2, 3, 3, 4, 9, 10, 11, 15)  # steps of twenty minutes after one o'clock in Paris


def told(number: int, step: int) -> Told:
    return Told(
        watch_id="mali",
        article_id=f"a{number}",
        story_id=f"a{number}",
        feed_id="sahel-info",
        title="Titre",
        at=NOON + step * STEP,
        term="Mali",
        form="Mali",
        sentence="Le Mali.",
    )


@pytest.mark.parametrize(("calm", "urgency"), CALMS.values(), ids=CALMS)
def test_messages_are_forecast_as_live_sends_them(calm, urgency):
    here = room(calm, urgency=urgency)
    live = []
    for step in range(90):
        names = [f"a{number}" for number, at in enumerate(MOMENTS) if at == step]
        before = len(here.courier.notices)
        tell(here, *names, channels=("desk",), breaking=urgency.breaking)
        live += [
            (here.now_is[0], notice.form == "digest", {alert.article_id for alert in notice.alerts})
            for notice in here.courier.notices[before:]
        ]
        here.wait(STEP)
    past = [told(number, step) for number, step in enumerate(MOMENTS)]
    found = arrivals(past, here.watches, here.channels)
    assert {one.channel for one in found} == {"desk"}
    # A sweep looks at what is due each twenty minutes here; the forecast tells the moment itself.
    seen = [
        (NOON + -(-(one.at - NOON) // STEP) * STEP, one.digest, {article for _, article in one.alerts})
        for one in found
    ]
    key = lambda one: (one[0], sorted(one[2]))  # noqa: E731
    assert sorted(seen, key=key) == sorted(live, key=key)
    assert len({article for *_, articles in seen for article in articles}) == len(MOMENTS)
