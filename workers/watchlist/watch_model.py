"""The shape of a watch in feeds.yaml."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from workers.french.guards import guard
from workers.watchlist.calm_keys import WatchUrgency
from workers.watchlist.strict import Strict
from workers.watchlist.values import (
    Codes,
    Id,
    Ids,
    Interval,
    Langs,
    Over,
    Parts,
    Sentences,
    Severity,
    Tags,
    Term,
    Text,
    Within,
    Words,
    context_as_mapping,
    countries_as_mapping,
    mistake,
    one_term_as_list,
    term_as_mapping,
)


class ContextEntry(Strict):
    """Company that a term needs."""

    terms: Words = Field(description="Terms of which one must stand near.")
    within: Within = Field(default="sentence", description="Where: in the sentence or in the article.")


class TermEntry(Strict):
    """A term with options."""

    term: Term = Field(description="The word or expression, or $list.")
    exact: bool = Field(default=False, description="Only as written: no other form, case, accent, hyphen.")
    case: bool | None = Field(
        default=None, description="Whether its capitals count; default: those of acronyms do."
    )
    no_inflect: bool = Field(default=False, description="Whether its other forms are left out.")
    demonyms: bool = Field(default=False, description="Whether a country is found by its people's name too.")
    gap: int = Field(default=0, ge=0, le=10, description="Words that may come between its words.")
    context: (
        Annotated[
            ContextEntry,
            BeforeValidator(context_as_mapping, json_schema_input_type=ContextEntry | Term | list[Term]),
        ]
        | None
    ) = Field(default=None, description="Terms of which one must stand near for it to count.")
    unless: Words = Field(default=[], description="Phrases in which it means something else.")
    guard: bool = Field(default=False, description="Whether to use the context and unless known for it.")

    @model_validator(mode="after")
    def _has_guard(self) -> "TermEntry":
        if self.guard and guard(self.term) is None:
            raise mistake("bad-value", f"no guard is known for '{self.term}'", "write context: […] yourself")
        return self


TermItem = Annotated[TermEntry, BeforeValidator(term_as_mapping, json_schema_input_type=Term | TermEntry)]
Terms = Annotated[
    list[TermItem],
    BeforeValidator(one_term_as_list, json_schema_input_type=Term | TermEntry | list[Term | TermEntry]),
]


class NearEntry(Strict):
    """Terms close to the watch's own."""

    terms: Terms = Field(description="Terms of which one must stand close to a term of any or all.")
    within: int = Field(default=10, ge=0, le=100, description="The most words between.")


class CountriesEntry(Strict):
    """Countries by their role in the text."""

    any: Codes = Field(default=[], description="Countries in whatever role.")
    place: Codes = Field(default=[], description="Countries where it happens.")
    actor: Codes = Field(default=[], description="Countries that act.")
    mention: Codes = Field(default=[], description="Countries that are only mentioned.")


class SourcesEntry(Strict):
    """Feeds by their ids."""

    only: Ids = Field(default=[], description="Feeds of which the article must come from one.")
    except_: Ids = Field(
        default=[], alias="except", description="Feeds from which the article must not come."
    )


class WhereEntry(Strict):
    """What else must be so of the article."""

    countries: Annotated[
        CountriesEntry,
        BeforeValidator(
            countries_as_mapping, json_schema_input_type=Codes | CountriesEntry | list[str | CountriesEntry]
        ),
    ] = Field(default_factory=CountriesEntry, description="Countries of which one must be recognised.")
    entities: Tags = Field(default=[], description="Names of which one must be recognised.")
    keywords: Tags = Field(
        default=[], description="Categories or terms of the lexicon, of which one must be."
    )
    sources: SourcesEntry = Field(
        default_factory=SourcesEntry, description="Feeds it must or must not be from."
    )
    in_: Parts = Field(default=[], alias="in", description="Where the terms must stand; default: anywhere.")
    lang: Langs = Field(default=[], description="Languages of which the article must be in one.")
    defence: bool | None = Field(default=None, description="Whether it must be a defence text, or must not.")


class BurstEntry(Strict):
    """When many articles at once are an alert of their own."""

    over: Over = Field(default=4.0, description="How many times what is usual.")
    window: Interval = Field(description="The time that is compared, 1s to 1d.")
    only: bool = Field(default=False, description="Whether bursts alone are told, and no article by itself.")


class ExampleEntry(Strict):
    """Sentences that show what a watch is for; `beffroi config check` tries them."""

    match: Sentences = Field(default=[], description="Sentences on which the watch must fire.")
    ignore: Sentences = Field(default=[], description="Sentences on which it must not.")


class WatchEntry(WatchUrgency):
    """A subject: fires where one of any, all of all and none of none stand in a text, and query holds."""

    id: Id = Field(description="Name in commands, logs and alerts.")
    title: Text | None = Field(default=None, description="Name for people; default: the id.")
    any: Terms = Field(default=[], description="Terms of which one must stand in the text.")
    all: Terms = Field(default=[], description="Terms that must all stand in the text; of a $list, one.")
    none: Terms = Field(default=[], description="Terms of which none may stand in the text.")
    near: NearEntry | None = Field(default=None, description="Terms that must stand close to one of these.")
    query: Annotated[str, Field(max_length=2_000)] | None = Field(
        default=None, description="The same in the syntax of press databases: (a OU b) SAUF c."
    )
    where: WhereEntry = Field(default_factory=WhereEntry, description="What else must be so of the article.")
    min_count: int = Field(default=1, ge=1, le=100, description="Places of its terms that an article needs.")
    min_sources: int = Field(default=1, ge=1, le=100, description="Outlets that must carry the story.")
    burst: BurstEntry | None = Field(default=None, description="Alert when there are many articles at once.")
    severity: Severity | None = Field(default=None, description="How grave; default: defaults.severity.")
    channels: Ids | None = Field(default=None, description="Where alerts go; default: defaults.channels.")
    examples: ExampleEntry = Field(default_factory=ExampleEntry, description="Sentences that try the watch.")
