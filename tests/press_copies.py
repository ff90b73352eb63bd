"""Twenty agency texts as eight outlets print them: retitled, cut, reordered, with lines of the house."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from facts import NOON, article
from workers.demo.story import Story, stories
from workers.news.article import Article

DOUBLE = {"cargo-ble-hodeida", "meteo-brouillard-saone"}  # the first is the demo's own copy of another
STORIES = 20
OUTLETS = (
    "AFP",
    "Le Fanal",
    "Deux Rives",
    "Glacis",
    "Cap Méridien",
    "Le Rempart",
    "Radio Levant",
    "La Vigie",
)

HOUSE = {
    "Deux Rives": (
        "Toute l'actualité de la Méditerranée est à retrouver chaque matin dans notre lettre, préparée par "
        "nos correspondants et envoyée avant sept heures à ceux qui le demandent."
    ),
    "Glacis": (
        "Glacis est une revue indépendante. Ses enquêtes existent grâce aux lecteurs qui la soutiennent, "
        "et à eux seuls. Pour nous aider à continuer ce travail exigeant, rejoignez le cercle des amis."
    ),
    "Cap Méridien": "Ce sujet vous intéresse ? Notre dossier, ses cartes et ses archives vous attendent.",
    "Le Rempart": (
        "La rédaction du Rempart relit chaque dépêche avant de la publier et signale ses erreurs. Vous en "
        "avez vu une ? Écrivez à la médiatrice, qui répond à tous les messages dans la semaine."
    ),
    "La Vigie": "Vous lisez gratuitement La Vigie. Demain aussi, si vous le décidez : dix euros suffisent.",
}
INTROS = (
    "Voici ce que l'on sait à cette heure, d'après les premiers éléments réunis par nos journalistes.",
    "Une information qui ne manquera pas d'être commentée dans les chancelleries de la région.",
    "C'est une étape de plus dans un dossier que nous suivons depuis des mois.",
)
HEADS = ("Ce que l'on sait : {}", "{}, selon une agence", "Les faits du jour : {}", "{}")
SYNONYMS = {
    "mais": "toutefois",
    "aussi": "également",
    "après": "à la suite de",
    "selon": "d'après",
    "depuis": "à partir de",
    "plusieurs": "différents",
    "doit": "devrait",
    "dont": "parmi lesquels",
    "pendant": "durant",
}
_QUOTE = re.compile(r"« ([^«»]{30,}?)([,.]) [^«»]* »|« ([^«»]{40,}) »")
_SENTENCE = re.compile(r"(?<=[.!?»]) (?=[A-ZÀ-Þ«])")


@dataclass(frozen=True)
class Line:
    """An article of the shuffled press, and the story it truly is of."""

    article: Article
    story: str


def press(seed: int) -> list[Line]:
    """Every story by every outlet, shuffled; the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - a press that is the same each time
    told = [story for story in stories() if story.slug not in DOUBLE]
    lines = [
        Line(_printed(story, outlet, chance, number), story.slug)
        for number, story in enumerate(told[:STORIES])
        for outlet in OUTLETS
    ]
    chance.shuffle(lines)
    return lines


def _printed(story: Story, outlet: str, chance: random.Random, number: int) -> Article:
    at = NOON + timedelta(hours=number, minutes=0 if outlet == "AFP" else chance.randrange(5, 600))
    body = "\n\n".join(MANNERS[outlet](list(story.paragraphs), story, chance))
    title = story.title if outlet == "AFP" else _retitled(story, chance)
    name = f"{story.slug}-{outlet}".replace(" ", "-").lower()
    agencies = ("AFP",) if outlet in {"AFP", "Le Fanal", "La Vigie"} else ()
    return article(
        name, title=title, body=body, source=outlet, feed_id=outlet, published=at, seen=at, agencies=agencies
    )


def _retitled(story: Story, chance: random.Random) -> str:
    head = story.title.split(" : ")[-1]
    if chance.random() < 0.5:
        return chance.choice(HEADS).format(head[:1].upper() + head[1:])
    words = story.paragraphs[0].split()
    return " ".join(words[: chance.randrange(6, 11)]).rstrip(",;:.")


def _agency(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del chance
    return [f"{story.place}, 2 mars 2026 (AFP) - {parts[0]}", *parts[1:], "(AFP)"]


def _whole(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story, chance
    return [part.replace("'", "’").replace("« ", "“").replace(" »", "”") for part in parts]


def _cut(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story
    return [*parts[: chance.randrange(2, 4)], HOUSE["Deux Rives"]]


def _brief(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story, chance
    return [parts[0], HOUSE["Glacis"]]


def _reordered(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story
    first, rest = parts[0], parts[1:]
    chance.shuffle(rest)
    at = chance.randrange(len(rest))
    return [*rest[:at], first, *rest[at:], HOUSE["Cap Méridien"]]


def _shortened(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story
    own = chance.choice(INTROS)
    return [HOUSE["Le Rempart"], own, *(_QUOTE.sub(_half, part) for part in parts)]


def _half(quote: "re.Match[str]") -> str:
    whole = quote[1] or quote[3]
    return f"« {' '.join(whole.split()[: len(whole.split()) // 2 + 1])} (…) »"


def _rewritten(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    del story
    shorter = [_fewer_sentences(part, chance) for part in parts[1:4]]
    return [_other_words(part, chance) for part in (shorter[0], parts[0], *shorter[1:])]


def _fewer_sentences(part: str, chance: random.Random) -> str:
    return " ".join([one for one in _SENTENCE.split(part) if chance.random() > 0.15]) or part


def _other_words(part: str, chance: random.Random) -> str:
    words = part.split()
    return " ".join(SYNONYMS.get(word, word) for word in words if chance.random() > 0.01)


def _dropped(parts: list[str], story: Story, chance: random.Random) -> list[str]:
    """Another beginning, quotes left out, the end cut."""
    first, *rest = _SENTENCE.split(parts[0])
    kept = [" ".join([_other_words(first, chance), *rest]), *parts[1 : chance.randrange(2, 5)]]
    return [*(_QUOTE.sub("", part) for part in kept), f"Avec AFP, à {story.place}", HOUSE["La Vigie"]]


MANNERS = {
    "AFP": _agency,
    "Le Fanal": _whole,
    "Deux Rives": _cut,
    "Glacis": _brief,
    "Cap Méridien": _reordered,
    "Le Rempart": _shortened,
    "Radio Levant": _rewritten,
    "La Vigie": _dropped,
}


def scores(stories: Sequence[str], truth: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles."""
    pairs = [(i, j) for i in range(len(truth)) for j in range(i)]
    found = sum(stories[i] == stories[j] for i, j in pairs)
    true = sum(truth[i] == truth[j] for i, j in pairs)
    right = sum(stories[i] == stories[j] and truth[i] == truth[j] for i, j in pairs)
    precision, recall = right / found if found else 1.0, right / true
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
