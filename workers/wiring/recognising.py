"""What is watched, and what recognises it in a text: compiled once a process, the model before the fork."""

from functools import cache
from typing import TYPE_CHECKING

from workers.enriching import Enricher
from workers.news.calm import Urgency
from workers.news.document import Tag
from workers.reading import Watching
from workers.renewal import watching
from workers.settings import environment
from workers.watchlist.load import Watchlist, load
from workers.wiring.in_use import settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workers.edges.spacy.tagger import SpacyTagger


@cache
def watchlist() -> Watchlist:
    """Gives feeds.yaml; raises BadWatchlist with all its mistakes."""
    return load(settings().config, environment())


@cache
def tagger() -> "SpacyTagger":
    """Gives the entity model, loaded once a process and shared by its forks."""
    from workers.edges.spacy.tagger import SpacyTagger

    return SpacyTagger()


def tag(texts: "Sequence[str]") -> "Sequence[Sequence[Tag]]":
    """Tags with the model; it is loaded at the first text, so that only reading processes pay for it."""
    return tagger()(texts)


@cache
def in_force() -> Watching:
    """Gives the compiled watches, and what finds their terms with names, countries and words of defence."""
    return watching(watchlist(), tag)


@cache
def enricher_alone() -> Enricher:
    """Gives what recognises names, countries and words of defence, without watches."""
    return Enricher(tag)


@cache
def urgencies_at_start() -> "Mapping[str, Urgency]":
    """Gives what the watches of the start ask of their alerts."""
    return {watch.id: watch.urgency for watch in watchlist().watches}


def preload() -> None:
    """Loads what the reading processes share, before they are forked."""
    import trafilatura  # noqa: F401

    from workers.stages.enrich import language_of

    text = "Le ministre de la Défense est arrivé à Paris."  # long enough for its language to be looked at
    in_force().enricher([text], [language_of(text)])
