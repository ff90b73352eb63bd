"""All that is recognised in one text, not yet put together: what the lexicon knows, what the model saw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workers.french.automaton import Hit
from workers.french.lexicon import automaton, signs
from workers.french.places import settled
from workers.french.signs import KEYWORD, NAME, Sign
from workers.french.text import Reading
from workers.news.document import Tag
from workers.stages.enrich.designations import designations
from workers.stages.enrich.entities import Named
from workers.stages.enrich.headed import headed
from workers.stages.enrich.repeated import repeated
from workers.stages.enrich.spans import trimmed
from workers.stages.enrich.things import typed
from workers.stages.enrich.together import PLACE, Row, is_family_name, together
from workers.stages.enrich.units import units
from workers.stages.enrich.unwrapped import whole

MODEL = "the model"
TABLES = "the tables of countries and regions"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The signs that count, and the names that stand, none over another."""

    signs: Sequence[Hit[Sign]]
    names: Sequence[Named]
    weighed: Sequence[Hit[Sign]]
    """The signs with those that are a part of names: « marine » in Marine nationale tells of defence too."""


def recognised(text: Reading, tags: Sequence[Tag], hits: Iterable[Hit[Sign]] | None = None) -> Recognised:
    """Gives what is recognised; the lexicon overrules the model, which takes Pentagone for a place."""
    hits = automaton().find(text) if hits is None else [*hits]
    seen = _seen(text, tags, hits)
    found = [hit for hit in settled(signs(text, hits), text) if not is_family_name(seen, hit.start, hit.end)]
    stands = Row(together(_known(found), seen))
    names = Row([*stands, *stands.free(repeated(text.text, stands))])
    return Recognised([hit for hit in found if not _is_part_of_a_name(hit, names)], [*names], found)


def _is_part_of_a_name(hit: Hit[Sign], names: Row) -> bool:
    """Whether a word of the vocabulary stands within a name: « marine » in Marine nationale is no thing."""
    return hit.key.kind == KEYWORD and any(
        name.start <= hit.start and hit.end <= name.end for name in names.touched(hit.start, hit.end)
    )


def _known(found: Sequence[Hit[Sign]]) -> Row:
    """Names and places of the tables; a place inside a name is no entity of its own."""
    names = Row(
        _named(hit, hit.key.detail, hit.key.name, hit.key.where) for hit in found if hit.key.kind == NAME
    )
    places = (_named(hit, PLACE, hit.key.place, TABLES) for hit in found if hit.key.place)
    return Row([*names, *names.free(places)])


def _named(hit: Hit[Sign], type: str, known: str, by: str) -> Named:
    return Named(hit.start, hit.end, type, hit.form, known, by)


def _seen(text: Reading, tags: Sequence[Tag], hits: Sequence[Hit[Sign]]) -> Row:
    named = [
        Named(tag.start, tag.end, tag.type, whole(text.text[tag.start : tag.end]), by=MODEL)
        for tag in trimmed(text.text, tags)
    ]
    heads = headed(text.text, Row(named))
    numbered = Row([*units(text.text), *designations(text.text, hits), *heads])
    return Row([*numbered, *numbered.free(typed(text, name, hits) for name in named)])
