"""What a template may speak of: plain texts, cut and without what cannot be seen; never an object of ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from workers.news.alert import Alert, Condition, Fired, Story
from workers.news.channel import Channel
from workers.news.notice import Links, Notice
from workers.stages.render.conditions import conditions
from workers.stages.render.escape import PASSAGE, Raw, line, web_link
from workers.stages.render.labels import LABELS, carried, headline, more
from workers.stages.render.times import both, clock

Facts = dict[str, object]
GRAVITY = ("low", "normal", "high", "critical")
MOST_STORIES = 100  # of a digest by mail; a reader of more opens the list
MOST_IN_CHAT = 10  # what fits in a card


def facts(notice: Notice, channel: Channel, *, most: int = MOST_STORIES) -> Facts:
    """Gives what the templates of an alert or a digest speak of."""
    t = LABELS[channel.lang]
    told = digest(notice, channel, most) if notice.form == "digest" else story(notice, channel)
    note = t.get(notice.form, "") if notice.form != "digest" else ""
    return {
        "t": t,
        "lang": channel.lang,
        "form": notice.form,
        "note": note,
        "doubtful": notice.doubtful,
        "sent": both(notice.sent, channel.timezone, channel.lang),
        **told,
    }


def story(notice: Notice, channel: Channel, place: int = 0, alerts: Sequence[Alert] = ()) -> Facts:
    """Gives one story's facts, of the alert at `place`; `alerts` are all that tell of it."""
    alert, links = notice.alerts[place], notice.links_of(place)
    told = alerts or notice.alerts
    lang = channel.lang
    labels = LABELS[lang]
    severity = gravest(told)
    return {
        "id": alert.id,
        "watches": watches(told),
        "several": len({one.watch_id for one in told}) > 1,
        "severity": severity,
        "importance": _of(labels, "severity", severity),
        "title": line(alert.title),
        "source": line(alert.source),
        "url": link(alert.url),
        "passage": parts(alert),
        "reason": line("; ".join(dict.fromkeys(one.reason for one in told if one.reason)), PASSAGE),
        "conditions": conditions(lang, told),
        "agencies": line(", ".join(alert.agencies)),
        "countries": line(", ".join(alert.countries)),
        "places": line(", ".join(alert.places)),
        "story": carried(lang, alert.story.outlets, line(alert.story.first_outlet)) if alert.story else "",
        "news": line(" ; ".join(dict.fromkeys(_news(told))), PASSAGE),
        "links": _links(links),
        "at": clock(alert.published or alert.created, channel.timezone),
        **_times(alert, channel),
    }


def digest(notice: Notice, channel: Channel, most: int) -> Facts:
    """Gives a digest's facts: its stories under their countries, the countries with most stories first."""
    stories = _by_matter(notice.alerts)
    shown = stories[:most]
    groups: dict[str, list[Facts]] = {}
    for places in shown:
        told = [notice.alerts[place] for place in places]
        country = next((one.countries[0] for one in told if one.countries), "")
        name = line(country) or str(LABELS[channel.lang]["elsewhere"])
        groups.setdefault(name, []).append(story(notice, channel, places[0], told))
    every = watches(notice.alerts)
    return {
        "count": len(stories),
        "watches": every,
        "severity": gravest(notice.alerts),
        "headline": headline(channel.lang, len(stories), every),
        "groups": [
            {"country": name, "stories": told}
            for name, told in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        ],
        "more": more(channel.lang, len(stories) - len(shown)),
    }


def _by_matter(alerts: Sequence[Alert]) -> list[list[int]]:
    """Gives the places of those that tell of the same, together."""
    known: dict[str, int] = {}
    groups: list[list[int]] = []
    for place, alert in enumerate(alerts):
        group = next((known[matter] for matter in alert.matters if matter in known), len(groups))
        for matter in alert.matters:
            known.setdefault(matter, group)
        if group == len(groups):
            groups.append([])
        groups[group].append(place)
    return groups


def _news(alerts: Iterable[Alert]) -> Iterator[str]:
    return (new for one in alerts if one.story for new in one.story.news)


def watches(alerts: Iterable[Alert]) -> str:
    """Gives the names of the watches that fired."""
    return line(", ".join(dict.fromkeys(alert.watch_title for alert in alerts)))


def gravest(alerts: Iterable[Alert]) -> str:
    """Gives the highest severity of all."""
    return max(
        (alert.severity for alert in alerts), key=lambda one: GRAVITY.index(one) if one in GRAVITY else 1
    )


def parts(alert: Alert) -> list[dict[str, object]]:
    """Gives the passage in pieces, those that fired marked."""
    return [{"text": text, "marked": marked} for text, marked in _pieces(alert) if text]


def link(url: str) -> Raw:
    """Gives an address that ends nothing where it is written."""
    return Raw(web_link(url))


def _pieces(alert: Alert) -> Iterator[tuple[str, bool]]:
    """Cuts the passage at its marks; blanks at the edges of a piece stay."""
    text = alert.passage[:PASSAGE]
    edges = [0, *(at for span in alert.marks for at in span if span[1] <= len(text)), len(text)]
    for number, (start, end) in enumerate(pairwise(edges)):
        piece = text[start:end]
        shown = line(piece, PASSAGE)
        left = " " if piece[:1].isspace() and number else ""
        right = " " if piece[-1:].isspace() and shown and end < len(text) else ""
        yield f"{left}{shown}{right}", number % 2 == 1


def _times(alert: Alert, channel: Channel) -> Facts:
    named = {"published": alert.published, "seen": alert.seen, "matched": alert.created}
    return {name: both(when, channel.timezone, channel.lang) if when else "" for name, when in named.items()}


def _links(links: Links) -> dict[str, Raw]:
    names = ("search", "true", "false", "dull", "acknowledge", "mute")
    return {name: link(getattr(links, name)) for name in names}


def _of(labels: object, group: str, name: str) -> str:
    words = labels[group]  # type: ignore[index]
    return str(words.get(name, line(name)))


def sample(now: datetime, channel: str) -> Notice:
    """Gives a notice to try a channel or a template with; it says of itself that it is a test."""
    alert = Alert(
        id="0" * 32,
        watch_id="essai",
        watch_title="Essai",
        severity="normal",
        article_id="essai",
        title="Le chef de l’Africom reçu à Rabat",
        url="https://www.example.org/rabat",
        source="Journal d’essai",
        feed_id="essai",
        reason="Africom (Africom)",
        passage="Le chef de l’Africom a été reçu mardi à Rabat.",
        published=now,
        created=now,
        channels=(channel,),
        seen=now,
        marks=((13, 20),),
        fired=(Fired(term="Africom", forms=("Africom",)),),
        conditions=(Condition(kind="any", terms=("Africom",)),),
        agencies=("AFP",),
        countries=("Maroc",),
        places=("Rabat",),
        story=Story(id="essai", outlets=2, first_outlet="Journal d’essai"),
    )
    return Notice(id="0" * 32, alerts=(alert,), form="test", sent=now.astimezone(UTC))


def as_digest(notice: Notice) -> Notice:
    """Gives the same alerts as a digest."""
    return replace(notice, form="digest")
