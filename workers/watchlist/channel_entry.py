"""The keys of a channel, and the fact they stand for."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from workers.news.channel import Channel
from workers.watchlist.calm_keys import ChannelCalm, calm
from workers.watchlist.channels import BUILT_IN, kind_of
from workers.watchlist.values import ChannelLang, Kind, Text, Timezone, one_as_list, url_as_mapping

Part = Literal[
    "subject", "text", "html", "chat", "short",
    "digest_subject", "digest_text", "digest_html", "digest_chat", "digest_short",
]  # fmt: skip
Secret = Annotated[str, Field(min_length=1, max_length=2000)]
People = Annotated[list[Text], BeforeValidator(one_as_list, json_schema_input_type=Text | list[Text])]


class ChannelEntry(ChannelCalm):
    """A way to a person."""

    kind: Kind | None = Field(
        default=None, description="Default: by the url: webhook, mail, syslog, else apprise."
    )
    url: Secret | None = Field(
        default=None,
        description="Where to: a web address, a mail server, an Apprise address; may hold ${VARIABLES}.",
    )
    secret: Secret | None = Field(
        default=None,
        description="What signs webhooks or logs in, or a service's token; may hold ${VARIABLES}.",
    )
    sender: Text | None = Field(default=None, description="Who e-mails come from.")
    to: People = Field(
        default=[],
        description="Mail addresses; of Telegram the chat, of Pushover the user; may hold ${VARIABLES}.",
    )
    lang: ChannelLang = Field(default="fr", description="Language of messages.")
    timezone: Timezone | None = Field(
        default=None, description="Zone of times told and of calm; default: defaults.timezone."
    )
    private: bool = Field(default=False, description="Whether its host may be on a private address.")
    templates: dict[Part, Annotated[str, Field(max_length=20_000)]] = Field(
        default={}, description="Jinja templates that stand in for the shipped ones, by part."
    )


ChannelItem = Annotated[
    ChannelEntry, BeforeValidator(url_as_mapping, json_schema_input_type=str | ChannelEntry)
]


def channels(listed: dict[str, ChannelEntry], timezone: str) -> tuple[Channel, ...]:
    """Gives the channels, `log` among them."""
    made = {id: _channel(id, entry, timezone) for id, entry in listed.items()}
    return tuple({BUILT_IN: Channel(id=BUILT_IN, kind="log", timezone=timezone), **made}.values())


def _channel(id: str, entry: ChannelEntry, timezone: str) -> Channel:
    zone = entry.timezone or timezone
    return Channel(
        id=id,
        kind=kind_of(entry.kind, entry.url) or "log",
        url=entry.url or "",
        secret=entry.secret,
        sender=entry.sender or "",
        to=tuple(entry.to),
        lang=entry.lang,
        timezone=zone,
        private=entry.private,
        templates=tuple(entry.templates.items()),
        calm=calm(entry, zone),
    )
