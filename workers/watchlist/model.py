"""The shape of feeds.yaml: every key, with its default and its meaning."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from workers.watchlist.calm_keys import WatchUrgency
from workers.watchlist.channel_entry import ChannelItem
from workers.watchlist.strict import Strict
from workers.watchlist.values import (
    FeedType,
    Id,
    Ids,
    Interval,
    Lang,
    Sentences,
    Severity,
    Store,
    Tags,
    Terms,
    Text,
    Timezone,
    WebAddress,
    url_as_mapping,
)


class FeedEntry(Strict):
    """A source to poll."""

    id: Id | None = Field(
        default=None, description="Name in commands and logs; default: a slug of title or url."
    )
    url: WebAddress = Field(description="Address of the feed, http or https; may hold ${VARIABLES}.")
    title: Text | None = Field(default=None, description="Name for people; default: the url's host.")
    type: FeedType = Field(default="feed", description="What stands there: a feed or a news sitemap.")
    interval: Interval | None = Field(
        default=None,
        description="Time between two visits, 1s to 1d; default: defaults.interval, else by its rhythm.",
    )
    store: Store | None = Field(
        default=None, description="How much of the text is kept and indexed; default: defaults.store."
    )
    sitemap: WebAddress | None = Field(
        default=None, description="Address of the site's news sitemap, read when entries were missed."
    )
    lang: Lang | None = Field(
        default=None, description="Language where the feed names none; default: defaults.lang."
    )
    tags: Tags = Field(default=[], description="Words to sort feeds by.")
    enabled: bool = Field(default=True, description="Whether the feed is polled.")
    full_text: bool = Field(
        default=True, description="Whether article pages are read, or only the feed's own text."
    )


class ExampleEntry(Strict):
    """Sentences that show what a watch is for; `beffroi config check` tries them."""

    match: Sentences = Field(default=[], description="Sentences on which the watch must fire.")
    ignore: Sentences = Field(default=[], description="Sentences on which it must not.")


class WatchEntry(WatchUrgency):
    """A subject: fires where one of any, all of all and none of none stand in a text."""

    id: Id = Field(description="Name in commands, logs and alerts.")
    title: Text | None = Field(default=None, description="Name for people; default: the id.")
    any: Terms = Field(default=[], description="Terms of which one must stand in the text.")
    all: Terms = Field(default=[], description="Terms that must all stand in the text.")
    none: Terms = Field(default=[], description="Terms of which none may stand in the text.")
    severity: Severity | None = Field(default=None, description="How grave; default: defaults.severity.")
    channels: Ids | None = Field(default=None, description="Where alerts go; default: defaults.channels.")
    examples: ExampleEntry = Field(default_factory=ExampleEntry, description="Sentences that try the watch.")


class Defaults(Strict):
    """What holds where an entry does not say."""

    interval: Interval | None = Field(
        default=None,
        description="Time between two visits to a feed, 1s to 1d; default: what the feed's rhythm asks for.",
    )
    store: Store = Field(default="full", description="How much of an article's text is kept and indexed.")
    lang: Lang = Field(default="fr", description="Language of feeds.")
    timezone: Timezone = Field(default="Europe/Paris", description="Zone of dates without one.")
    channels: Ids = Field(default=["log"], description="Where alerts go.")
    severity: Severity = Field(default="normal", description="How grave alerts are.")


FeedItem = Annotated[
    FeedEntry, BeforeValidator(url_as_mapping, json_schema_input_type=WebAddress | FeedEntry)
]


class File(Strict):
    """Feeds, watches and channels of Beffroi."""

    feeds: list[FeedItem] = Field(default=[], description="Sources to poll.")
    watches: list[WatchEntry] = Field(default=[], description="Subjects to watch for.")
    channels: dict[Id, ChannelItem] = Field(default={}, description="Ways to people, by id.")
    defaults: Defaults = Field(
        default_factory=Defaults, description="What holds where an entry does not say."
    )
