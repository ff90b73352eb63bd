"""Cards of Slack and Teams, of pieces shown letter by letter: nothing of the web is read as markup."""

from collections.abc import Iterator, Sequence
from typing import cast

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.render.escape import line
from workers.stages.render.facts import MOST_IN_CHAT, Facts, facts
from workers.stages.render.templates import rendered

Json = dict[str, object]
HEADER, SECTION = 150, 3000  # signs that Slack takes
BUTTONS = ("search", "acknowledge", "true", "false", "dull", "mute")
COLOUR = {"critical": "attention", "high": "warning", "normal": "accent", "low": "default"}


def slack(notice: Notice, channel: Channel) -> Json:
    """Gives a message of blocks; a channel's own `chat` template takes the place of passage and facts."""
    told = facts(notice, channel, most=MOST_IN_CHAT)
    subject = line(rendered("subject", notice, channel), HEADER)
    if notice.form == "digest" or "chat" in dict(channel.templates):
        text = rendered("chat", notice, channel, "mrkdwn", SECTION)
        middle: list[Json] = [
            {"type": "section", "text": {"type": "mrkdwn", "text": text[:SECTION] or " ", "verbatim": True}}
        ]
    else:
        middle = [_passage(told), {"type": "context", "elements": [_plain(one) for one in _lines(told)]}]
    buttons = [
        {"type": "button", "text": _plain(label, 75), "url": url} for label, url in _buttons(told, notice)
    ]
    actions: list[Json] = [{"type": "actions", "elements": buttons}] if buttons else []
    return {
        "text": subject.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": [{"type": "header", "text": _plain(subject, HEADER)}, *middle, *actions],
    }


def teams(notice: Notice, channel: Channel) -> Json:
    """Gives an Adaptive Card for a Teams workflow."""
    told = facts(notice, channel, most=MOST_IN_CHAT)
    colour = COLOUR.get(str(told["severity"]), "default")
    body = [
        _runs(
            [_run(line(rendered("subject", notice, channel)), weight="Bolder", size="Medium", color=colour)]
        )
    ]
    body += list(_digest_runs(told)) if notice.form == "digest" else list(_alert_runs(told, notice, channel))
    actions = [
        {"type": "Action.OpenUrl", "title": label, "url": url} for label, url in _buttons(told, notice)
    ]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "actions": actions,
        "msteams": {"width": "Full"},
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attachment]}


def _plain(text: str, most: int = SECTION) -> Json:
    return {"type": "plain_text", "text": text[:most] or " ", "emoji": False}


def _passage(told: Facts) -> Json:
    words = cast("dict[str, str]", told["t"])
    pieces = cast("Sequence[dict[str, object]]", told["passage"])
    elements: list[Json] = [
        {"type": "text", "text": one["text"], **({"style": {"bold": True}} if one["marked"] else {})}
        for one in pieces
    ]
    quoted = [{"type": "text", "text": words["open"]}, *elements, {"type": "text", "text": words["close"]}]
    shown = quoted if pieces else [{"type": "text", "text": str(told["reason"]) or " "}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": shown}]}


def _lines(told: Facts) -> list[str]:
    """Gives the facts below the passage; Slack takes ten at most."""
    words = cast("dict[str, str]", told["t"])
    notes = [str(told["note"]), words["doubtful"] if told["doubtful"] else ""]
    origin = [str(told["source"]), str(told["agencies"]), str(told["countries"])]
    said = [
        *notes,
        " · ".join(filter(None, origin)),
        f"{words['reason']}{words['colon']}{told['reason']}",
        f"{words['news']}{words['colon']}{told['news']}" if told["news"] else "",
        f"{words['story']}{words['colon']}{told['story']}" if told["story"] else "",
        str(told["published"] or told["matched"]),
    ]
    return [one for one in said if one]


def _buttons(told: Facts, notice: Notice) -> Iterator[tuple[str, str]]:
    if notice.form == "digest":
        return
    words = cast("dict[str, str]", told["t"])
    if told["url"]:
        yield words["read"], str(told["url"])
    links = cast("dict[str, str]", told["links"])
    yield from ((words[name], str(links[name])) for name in BUTTONS if links[name])


def _alert_runs(told: Facts, notice: Notice, channel: Channel) -> Iterator[Json]:
    if "chat" in dict(channel.templates):
        yield _runs([_run(rendered("chat", notice, channel, "plain"))])
        return
    words = cast("dict[str, str]", told["t"])
    pieces = cast("Sequence[dict[str, object]]", told["passage"])
    if pieces:
        marked = [
            _run(str(one["text"]), **({"weight": "Bolder", "highlight": True} if one["marked"] else {}))
            for one in pieces
        ]
        yield _runs([_run(words["open"]), *marked, _run(words["close"])])
    for text in _lines(told):
        yield _runs([_run(text, isSubtle=True)])


def _digest_runs(told: Facts) -> Iterator[Json]:
    for group in cast("Sequence[Facts]", told["groups"]):
        yield _runs([_run(str(group["country"]), weight="Bolder")])
        for one in cast("Sequence[Facts]", group["stories"]):
            target = (
                {"selectAction": {"type": "Action.OpenUrl", "url": str(one["url"])}} if one["url"] else {}
            )
            yield _runs([_run(str(one["title"]), **target), _run(f" ({one['source']}) {one['watches']}")])
    if told["more"]:
        yield _runs([_run(str(told["more"]))])


def _run(text: str, **style: object) -> Json:
    return {"type": "TextRun", "text": text, **style}


def _runs(inlines: Sequence[Json]) -> Json:
    return {"type": "RichTextBlock", "inlines": list(inlines)}
