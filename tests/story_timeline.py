"""One event in twelve versions over a day: an agency that learns more, and the papers that print it."""

# ruff: noqa: E501 - a sentence is one line, as in a text that a person pastes

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from facts import NOON, article
from workers.news.article import Article
from workers.news.document import Tag

LEAD = "{toll} soldats maliens ont été tués lundi dans une embuscade contre un convoi près de Labbezanga"
PLACE = (
    "Le convoi, qui reliait Gao à Ansongo, est tombé vers 7 heures sur des hommes armés arrivés à moto, ont "
    "raconté deux habitants joints au téléphone. Plusieurs véhicules ont été incendiés, a constaté l'un d'eux."
)
QUOTE = (
    "« Nous avons entendu des tirs pendant plus d'une heure, puis les avions sont arrivés et tout s'est tu », a "
    "dit un berger du village voisin, qui a vu passer des blessés sur des charrettes."
)
REGION = (
    "La région de Gao, à la frontière du Niger, est disputée par l'armée malienne, ses alliés russes de l'Africa "
    "Corps, le Groupe de soutien à l'islam et aux musulmans et l'État islamique au Sahel."
)
HISTORY = (
    "Le Mali est dirigé par des militaires depuis les coups d'État de 2020 et 2021. Ils ont rompu avec la France "
    "et demandé le départ de la mission des Nations unies, achevé en décembre 2023."
)
PERSONS = ("Oumar Diarra", "Sadio Camara")


@dataclass(frozen=True)
class Version:
    """What an outlet printed, and what the watch's readers are to be told of it; None for nothing."""

    article: Article
    news: tuple[str, ...] | None


def known_persons(texts: Sequence[str]) -> list[tuple[Tag, ...]]:
    """A model that knows two persons."""
    return [tuple(_tags(text)) for text in texts]


def _tags(text: str) -> list[Tag]:
    found = [(text.find(name), name) for name in PERSONS]
    return [Tag(start=at, end=at + len(name), type="person") for at, name in sorted(found) if at >= 0]


def _printed(number: int, hours: float, source: str, title: str, parts: tuple[str, ...]) -> Article:
    at = NOON + timedelta(hours=hours)
    body = "\n\n".join(parts)
    return article(
        f"v{number:02}", title=title, body=body, source=source, feed_id=source, published=at, seen=at
    )


def timeline() -> list[Version]:
    """The twelve versions in their order."""
    twelve = LEAD.format(toll="Douze") + ", a appris l'AFP auprès d'élus de la région."
    fifteen = LEAD.format(toll="Quinze") + ", selon un nouveau bilan obtenu auprès d'élus de la région."
    wounded = LEAD.format(toll="Quinze") + " et trente autres blessés, selon des élus de la région."
    official = (
        LEAD.format(toll="Quinze")
        + " et trente autres blessés, a confirmé le ministère de la Défense à Bamako."
    )
    named = "Le chef d'état-major, le général Oumar Diarra, est arrivé à Gao après la mort de quinze soldats."
    rest = (PLACE, QUOTE, REGION, HISTORY)
    shorter = QUOTE.replace(", puis les avions sont arrivés et tout s'est tu", " (…)")
    printed = (
        (0, "AFP", "Mali : douze soldats tués dans une embuscade", (twelve, *rest), ()),
        (0.2, "Le Fanal", "Embuscade meurtrière au Mali", (twelve, *rest), None),
        (
            0.4,
            "Deux Rives",
            "Douze morts près de Labbezanga",
            (twelve, PLACE, "Notre lettre du matin."),
            None,
        ),
        (0.7, "Radio Levant", "12 soldats tués au Mali", (twelve.replace("Douze", "12"), PLACE, QUOTE), None),
        (1.5, "AFP", "Mali : quinze soldats tués dans une embuscade", (fifteen, *rest), ("morts : 12 → 15",)),
        (1.8, "Le Rempart", "L'embuscade de Labbezanga fait 15 morts", (fifteen, *rest[1:], PLACE), None),
        (2.5, "AFP", "Mali : quinze tués, trente blessés", (wounded, *rest), ("blessés : 30",)),
        (3, "La Vigie", "Ce que l'on sait de l'embuscade au Mali", (PLACE, wounded, REGION, QUOTE), None),
        (4, "AFP", "Mali : Bamako confirme", (official, *rest), ("source officielle : ministère",)),
        (5, "Glacis", "Quinze soldats tués au Mali", (official, PLACE, shorter, REGION), None),
        (7, "AFP", "Mali : l'état-major à Gao", (named, official, *rest), ("nommé en tête : Oumar Diarra",)),
        (8, "Cap Méridien", "Le général à Gao", (named, official, *rest), ("repris par 8 titres",)),
    )
    return [
        Version(_printed(number, hours, source, title, parts), news)
        for number, (hours, source, title, parts, news) in enumerate(printed, start=1)
    ]
