"""The shape of feeds.yaml: every key, with its default and its meaning."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from workers.watchlist.channel_entry import ChannelItem
from workers.watchlist.strict import Strict
from workers.watchlist.values import (
    FeedType,
    Id,
    Ids,
    Interval,
    Lang,
    Severity,
    Store,
    Tags,
    Text,
    Timezone,
    WebAddress,
    url_as_mapping,
)
from workers.watchlist.watch_model import Terms, WatchEntry


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


class PageEntry(Strict):
    """What readers of the page may do."""

    write: bool = Field(
        default=False, description="Whether the page may write watches into this file; else it shows them."
    )


class Included(Strict):
    """What a file that another one includes may hold."""

    feeds: list[FeedItem] = Field(default=[], description="Sources to poll.")
    terms: dict[Id, Terms] = Field(default={}, description="Lists of terms, used as $name in any watch.")
    watches: list[WatchEntry] = Field(default=[], description="Subjects to watch for.")
    channels: dict[Id, ChannelItem] = Field(default={}, description="Ways to people, by id.")


class File(Included):
    """Feeds, watches and channels of Beffroi."""

    include: Tags = Field(
        default=[], description="Files with more feeds, terms, watches and channels: feeds.d/*.yaml."
    )
    lexicon: Text | None = Field(
        default=None, description="Folder of a lexicon of one's own, laid over the built-in one."
    )
    page: PageEntry = Field(default_factory=PageEntry, description="What readers of the page may do.")
    defaults: Defaults = Field(
        default_factory=Defaults, description="What holds where an entry does not say."
    )
