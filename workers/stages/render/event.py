"""A notice as an event for machines: JSON in a CloudEvents 1.0 envelope."""

from dataclasses import fields

from workers.news.alert import Alert, Story
from workers.news.notice import Notice
from workers.stages.render.escape import line

TYPE = "beffroi.alert"
LONGEST = 1000  # code points: a title of 1 MB is nobody's
_INNER = frozenset({"channels", "trace_id", "story"})
_SHOWN = tuple(field.name for field in fields(Alert) if field.name not in _INNER)

Event = dict[str, object]


def event(notice: Notice) -> Event:
    """Gives the event, the same at each attempt, so that a receiver can compare.

    `timestamp` says the same as `time`: Standard Webhooks has it there.
    """
    alert = notice.alert
    digest = notice.form == "digest"
    return {
        "specversion": "1.0",
        "id": notice.id,
        "source": f"/beffroi/watches/{alert.watch_id}" if not digest else "/beffroi/digests",
        "type": f"{TYPE}.{notice.form}" if notice.form != "alert" else TYPE,
        "subject": alert.id,
        "time": alert.created,
        "timestamp": alert.created,
        "datacontenttype": "application/json",
        "data": {"alerts": [described(one) for one in notice.alerts]} if digest else _data(notice),
    }


def described(alert: Alert) -> Event:
    """Gives an alert under the names of its fields."""
    cut = {name: line(getattr(alert, name), LONGEST) for name in ("title", "source", "reason")}
    return {name: getattr(alert, name) for name in _SHOWN} | cut | of_story(alert)


def of_story(alert: Alert) -> Event:
    """Gives what an alert says of its story; the id is empty for what is no story."""
    story = alert.story or Story(id="")
    return {
        "story_id": story.id,
        "escalation": story.escalation,
        "news": story.news,
        "outlets": story.outlets,
        "first_outlet": line(story.first_outlet, LONGEST),
        "first_seen": story.first_seen,
    }


def _data(notice: Notice) -> Event:
    links = notice.links_of(0)
    also = [
        {
            **{name: getattr(one, name) for name in ("id", "watch_id", "reason")},
            "news": one.story.news if one.story else (),
        }
        for one in notice.alerts[1:]
    ]
    return {
        **described(notice.alert),
        "also": also,
        "links": {name: getattr(links, name) for name in links.__slots__},
    }
