"""What every kind of channel is sent, as texts to compare: of one alert, of a digest, in both languages."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from workers.news.alert import Alert, Condition, Fired, Story
from workers.news.calm import Calm
from workers.news.channel import Channel
from workers.news.notice import Links, Notice
from workers.stages.render import atom, json_feed, mail, post, rendered, syslog
from workers.stages.render.feeds import Outlet
from workers.stages.render.posts import KINDS
from workers.stages.render.short import short

FOLDER = Path(__file__).parent / "snapshots"
AT = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
PAGE = "https://veille.example.org/alerts"
LINKS = Links(
    search="https://veille.example.org/?q=Africom",
    **{name: f"{PAGE}/{name}.1" for name in ("true", "false", "dull", "acknowledge", "mute")},
)
ALERT = Alert(
    id="5f1d" * 8,
    watch_id="africom",
    watch_title="Africom",
    severity="high",
    article_id="a1",
    title="Le général Anderson reçu à Rabat",
    url="https://journal.example/rabat?a=1&b=2",
    source="Journal du matin",
    feed_id="matin",
    reason="Africom (AFRICOM)",
    passage="Le chef de l'AFRICOM a été reçu mardi au palais, avec l'ambassadeur.",
    published=datetime(2026, 11, 2, 8, 12, tzinfo=UTC),
    created=AT,
    channels=("bureau",),
    seen=datetime(2026, 11, 2, 8, 29, 58, tzinfo=UTC),
    marks=((13, 20),),
    fired=(Fired(term="Africom", forms=("AFRICOM",)),),
    conditions=(
        Condition(kind="any", terms=("Africom",), met=("AFRICOM",), spans=((46, 53),)),
        Condition(kind="none", terms=("football",)),
        Condition(kind="near", terms=("palais",), detail="10", met=("AFRICOM", "palais")),
        Condition(kind="country", terms=("MA", "DZ"), detail="place", met=("Maroc",)),
    ),
    agencies=("AFP",),
    countries=("Maroc", "États-Unis"),
    places=("Rabat",),
    story=Story(id="s1", outlets=3, first_outlet="Dépêches du Maghreb"),
)
SAHEL = replace(
    ALERT, id="6a2e" * 8, watch_id="sahel", watch_title="Sahel", severity="normal", reason="Sahel (Sahel)"
)
OTHER = replace(
    SAHEL,
    id="7b3f" * 8,
    article_id="a2",
    title="Un convoi attaqué près de Gao",
    url="https://sahel.example/gao",
    passage="Le convoi a été attaqué au Sahel.",
    marks=((27, 32),),
    countries=("Mali",),
    places=("Gao",),
    story=None,
)
NOTICE = Notice(id="9c4a" * 8, alerts=(ALERT,), links=(LINKS,), sent=AT)
BOTH = replace(NOTICE, alerts=(ALERT, SAHEL), links=(LINKS, LINKS))
DIGEST = replace(NOTICE, form="digest", alerts=(ALERT, SAHEL, OTHER), links=(LINKS,) * 3)
NOTICES = {
    "alert": NOTICE,
    "both": BOTH,
    "digest": DIGEST,
    "escalation": replace(NOTICE, form="escalation", doubtful=True),
}


def channel(kind: str = "mail", **other: object) -> Channel:
    """A channel with all that any kind wants."""
    given = {"id": "bureau", "kind": kind, "url": "https://receveur.example/in", "secret": "sésame"}
    to = ("desk@example.org",) if kind == "mail" else ("4242",)
    return Channel(**given | {"sender": "Beffroi <veille@example.org>", "to": to, "calm": Calm()} | other)


def told(kind: str, notice: Notice, **other: object) -> str:
    """What a channel of this kind is sent, for a person to compare."""
    here = channel(kind, **other)
    if kind == "mail":
        message = mail(notice, here)
        text, html = (part.get_content() for part in message.iter_parts())
        head = "\n".join(f"{name}: {value}" for name, value in message.items())
        return f"{head}\n\n{text}\n----\n{html}"
    if kind == "syslog":
        return syslog(notice, here, "poste.example").decode()
    if kind == "sms":
        return short(rendered("short", notice, here), notice.alert.url)
    asked = post(notice, here)
    lines = [asked.url, asked.media, *(f"{name}: {value}" for name, value in asked.headers.items())]
    return "\n".join(lines) + "\n\n" + as_json(asked.content)


def as_json(value: object) -> str:
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=1)


def everything() -> dict[str, str]:
    """Every snapshot by its name."""
    kinds = ("mail", "syslog", "sms", *KINDS)
    shown = {f"{kind}-{name}.txt": told(kind, notice) for kind in kinds for name, notice in NOTICES.items()}
    shown["mail-english.txt"] = told("mail", NOTICE, lang="en", timezone="America/New_York")
    shown["telegram-english.txt"] = told("telegram", DIGEST, lang="en")
    outlet = Outlet(id="watch/africom", title="Africom", address="https://veille.example.org/africom.atom")
    shown["feed.atom"] = atom(outlet, (ALERT, OTHER)).decode()
    shown["feed.json"] = as_json(json_feed(outlet, (ALERT, OTHER)))
    return {name: text + "\n" for name, text in shown.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in everything().items():
        (FOLDER / name).write_text(text, "utf-8")
