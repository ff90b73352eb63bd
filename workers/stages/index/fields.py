"""The fields that a query may name, in French and in English, and what each takes."""

import difflib
from dataclasses import dataclass

from workers.stages.index.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the query language.

    `kind` says what it takes: text, name, country, code, number, since, before, after, day.
    `store` is the index's field; `names` are what an analyst may write, the first as in docs/search.md.
    """

    store: str
    kind: str
    names: tuple[str, ...]
    holds: str
    example: str


FIELDS = (
    Field(
        store="countries", kind="country", names=("pays", "country"),
        holds="country, by code or name", example="pays:ML",
    ),
    Field(
        store="place_countries", kind="country", names=("pays-lieu", "place-country"),
        holds="country where it happens", example="pays-lieu:Soudan",
    ),
    Field(
        store="actor_countries", kind="country", names=("pays-acteur", "acteur", "actor-country", "actor"),
        holds="country that acts", example="acteur:Russie",
    ),
    Field(
        store="persons", kind="name", names=("personne", "person", "qui", "who"),
        holds="person, by any part of the name", example='personne:"Assimi Goïta"',
    ),
    Field(
        store="organisations", kind="name", names=("org", "organisation", "organization"),
        holds="organisation, also by its acronym", example="org:Minusma",
    ),
    Field(
        store="places", kind="name", names=("lieu", "place"),
        holds="place", example="lieu:Kidal",
    ),
    Field(
        store="events", kind="name", names=("événement", "event"),
        holds="event, exercise, operation", example='événement:"African Lion"',
    ),
    Field(
        store="equipment", kind="name", names=("matériel", "équipement", "equipment"),
        holds="equipment", example="matériel:Rafale",
    ),
    Field(
        store="entities", kind="name", names=("nom", "entité", "entity", "name"),
        holds="any name of the five above", example="nom:Wagner",
    ),
    Field(
        store="regions", kind="name", names=("région", "region"),
        holds="part of the world", example="région:Sahel",
    ),
    Field(
        store="keywords", kind="name", names=("mot", "keyword", "catégorie", "category"),
        holds="word of the defence vocabulary, or its category", example="mot:pertes",
    ),
    Field(
        store="sources", kind="name", names=("source", "média", "flux", "feed"),
        holds="source, by its title or its id", example="source:RFI",
    ),
    Field(
        store="agencies", kind="name", names=("agence", "agency"),
        holds="news agency that signs the text", example="agence:AFP",
    ),
    Field(
        store="authors", kind="name", names=("auteur", "author"),
        holds="author", example="auteur:Koné",
    ),
    Field(
        store="sections", kind="name", names=("rubrique", "section", "étiquette", "tag"),
        holds="section or label that the source gave", example="rubrique:International",
    ),
    Field(
        store="language", kind="code", names=("langue", "language", "lang"),
        holds="language, by its code", example="langue:fr",
    ),
    Field(
        store="watches", kind="code", names=("veille", "watch"),
        holds="watch that matched, by its id", example="veille:africom",
    ),
    Field(
        store="text_quality", kind="code", names=("qualité", "quality"),
        holds="full, feed or stub", example="qualité:full",
    ),
    Field(
        store="id", kind="code", names=("id",),
        holds="article, by its id", example="id:3f9ac1",
    ),
    Field(
        store="defence_score", kind="number", names=("défense", "defence", "defense"),
        holds="how surely a defence desk wants it, 0 to 1", example="défense:>0.5",
    ),
    Field(
        store="title", kind="text", names=("titre", "title"),
        holds="words of the title", example="titre:drone",
    ),
    Field(
        store="body", kind="text", names=("texte", "text", "body"),
        holds="words of the body", example='texte:"coup d\'État"',
    ),
    Field(
        store="published", kind="since", names=("depuis", "since"),
        holds="not older than a duration, or not before a date", example="depuis:7j",
    ),
    Field(
        store="published", kind="before", names=("avant", "before"),
        holds="before a date, or longer ago than a duration", example="avant:2026-03-01",
    ),
    Field(
        store="published", kind="after", names=("après", "after"),
        holds="after the day of a date", example="après:2026-03-01",
    ),
    Field(
        store="published", kind="day", names=("date", "on"),
        holds="on a day, in a month or a year", example="date:2026-03",
    ),
)  # fmt: skip

_BY_NAME = {fold(name).replace("_", "-"): field for field in FIELDS for name in field.names}

CATEGORIES = {
    "cooperation": "coopération", "operation": "opération", "exercise": "exercice", "land": "terre",
    "air": "air", "naval": "mer", "space": "espace", "cyber": "cyber", "nuclear": "nucléaire",
    "drone": "drone", "armament": "armement", "command": "commandement", "intelligence": "renseignement",
    "terrorism": "terrorisme", "coup": "coup d'État", "peace": "paix", "sanctions": "sanctions",
    "losses": "pertes", "hostage": "otages", "border": "frontière",
}  # fmt: skip
"""The categories of the vocabulary, as a French desk calls them."""


def field_named(name: str) -> Field | None:
    """Gives a field by one of its names, written with or without accents, - or _."""
    return _BY_NAME.get(fold(name).replace("_", "-"))


def nearest(name: str) -> str | None:
    """Gives the name that was probably meant, as it is written in the documents."""
    near = difflib.get_close_matches(fold(name).replace("_", "-"), _BY_NAME, n=1)
    if not near:
        return None
    return next(known for known in _BY_NAME[near[0]].names if fold(known) == near[0])
