"""Three hundred texts with what was found in them: 120 of the gold half for tuning, 180 made of topics."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from facts import NOON, document
from gold_texts import gold_texts
from relevance.topics import GOLD, TOPICS, Topic
from workers.news.document import Document, Tag
from workers.stages.enrich import enrich

WIDER = (
    "Ce qu'il faut retenir de la semaine stratégique",
    "Entretien : « Le temps long revient dans les affaires militaires »",
    "Budgets, alliances, matériels : le tour des états-majors",
    "Revue de presse : la diplomatie en cinq dossiers",
)
ELSEWHERE = (
    "Que faire ce week-end ? Notre sélection",
    "Le marché central rouvre après travaux",
    "Portrait d'un artisan obstiné",
    "Cahier d'été : carnets et voyages",
)
FILLERS = (
    "La réunion s'est tenue à huis clos et n'a pas donné lieu à un communiqué.",
    "Les chiffres définitifs seront publiés dans le courant du mois prochain.",
    "Plusieurs responsables joints par téléphone n'ont pas souhaité s'exprimer.",
    "La presse locale y consacre depuis mardi l'essentiel de ses pages.",
    "Le calendrier reste suspendu à une décision attendue avant la fin du trimestre.",
    "Dans les rues, la vie a repris son cours entre deux averses.",
    "Un rapport remis en février concluait à la nécessité d'une réforme.",
    "Les observateurs disent n'avoir rien vu de comparable depuis dix ans.",
    "Il faudra attendre l'avis du conseil pour connaître la suite.",
    "Interrogé sur ce point, le porte-parole a renvoyé aux annonces précédentes.",
    "Le dossier oppose deux administrations qui se parlent peu.",
    "À l'étranger, l'affaire est suivie avec prudence.",
)


OF_GOLD = 120  # the queries want texts of these; more came later


def collection() -> tuple[list[Document], list[tuple[str, str, dict[str, int]]]]:
    """The documents, and each query with its bare words and the grades of the documents it wants."""
    chance = random.Random(8)  # noqa: S311 - the same collection each time
    made = [_made(topic, number, chance) for topic in TOPICS for number in range(12)]
    gold = [_gold(text, chance) for text in gold_texts("tuning")[:OF_GOLD]]
    queries = [
        (
            query,
            plain,
            {f"{topic.key}-{number}": 3 - number // 4 for number in range(12)} | _named(topic.gold),
        )
        for topic in TOPICS
        for query, plain in topic.asked
    ]
    queries += [
        (query, plain, {f"gold-{name}": grade for name, grade in grades.items()})
        for query, plain, grades in GOLD
    ]
    return made + gold, queries


def _named(grades: Mapping[str, int]) -> dict[str, int]:
    return {f"gold-{name}": grade for name, grade in grades.items()}


def _made(topic: Topic, number: int, chance: random.Random) -> Document:
    """Numbers 0 to 3 are about the topic, 4 to 7 treat it, 8 to 11 mention it."""
    which, kind = number % 4, number // 4
    title = (topic.titles, WIDER, ELSEWHERE)[kind][which]
    said = (topic.leads[which], topic.aside, topic.mention)[kind]
    fillers = chance.sample(FILLERS, 4 + chance.randrange(4))
    at = 0 if kind == 0 else chance.randrange(1, len(fillers))
    body = " ".join([*fillers[:at], said, *fillers[at:]])
    if kind == 0:
        body += " " + topic.leads[(which + 1) % 4]
    published = NOON - timedelta(hours=chance.randrange(60 * 24))
    plain = document(f"{topic.key}-{number}", title=title, body=body, published=published)
    typed = {"person": topic.persons, "organisation": topic.organisations, "place": topic.places}
    known = [(name, type) for type, names in typed.items() for name in names]
    return _read(plain, known + [(name.split()[-1], "person") for name in topic.persons])


def _read(plain: Document, names: Sequence[tuple[str, str]]) -> Document:
    """With what is recognised where the model sees these names."""
    text = plain.article.text
    tags = [
        Tag(start=found.start(), end=found.end(), type=type)
        for name, type in names
        for found in re.finditer(re.escape(name), text)
    ]
    first = {tag.end: tag for tag in sorted(tags, key=lambda tag: -tag.start)}  # the longest that ends there
    findings = enrich(text, sorted(first.values(), key=lambda tag: tag.start), "fr")
    return replace(plain, findings=findings, matches=())


def _gold(text, chance: random.Random) -> Document:
    title, _, body = text.text.partition("\n\n")
    published = NOON - timedelta(hours=chance.randrange(60 * 24))
    plain = document(f"gold-{text.name[:3]}", title=title, body=body, published=published)
    tagged = [one for one in text.entities if one.type in {"person", "organisation", "place"}]
    return _read(plain, list({(text.text[one.start : one.end], one.type) for one in tagged}))
