"""A query taken less strictly, to fill the page where few answers have all that was asked for."""

from dataclasses import replace
from itertools import combinations

from workers.news.asked import All, Any, Asked, Code, Named, Not, Query, Words
from workers.news.document import Found
from workers.news.search import Results
from workers.stages.index.values import BadValue, country

MOST_WORDS = 8  # a longer question is a text that somebody pasted


def loosened(query: Query) -> Query | None:
    """Gives the query with one word missing, and countries' names standing for all that names them.

    « départ milices Centrafrique » finds what has one of the two and the country, be it « centrafricain » or
    « Bangui »: where it happens is never what may be missing. Of three words one may, of two one where a
    country or a field narrows the question down, and a single one where two fields of names do. Words with
    OU between them are one. What was put in quotes or into a field, and what is excluded, stays; None where
    there is nothing to loosen.
    """
    parts = query.root.parts if isinstance(query.root, All) else (query.root,) if query.root else ()
    countries = {part: wide for part in parts if (wide := _country(part))}
    free = [part for part in parts if _is_free(part) and part not in countries]
    kept = [countries.get(part, part) for part in parts if part not in free]
    may_miss = len(free) >= _least(kept)
    if len(free) > MOST_WORDS or not (countries or (free and may_miss)):
        return None
    rest = _but_one(free) if may_miss else tuple(free)
    return replace(query, root=All(parts=(*kept, *rest)))


def _least(kept: list[Asked]) -> int:
    """Of how many words one may be missing, beside parts that stay."""
    if sum(isinstance(part, Named) for part in kept) > 1:
        return 1
    return 2 if any(not isinstance(part, Not) for part in kept) else 3


def _is_free(part: Asked) -> bool:
    """A word that was typed as it came to mind, or several with OU between them."""
    if isinstance(part, Any):
        return all(_is_free(one) for one in part.parts)
    return isinstance(part, Words) and part.scope == "all" and not part.exact


def _country(part: Asked) -> Asked | None:
    """All that names the country that a word names; None for any other word."""
    if not isinstance(part, Words) or not _is_free(part):
        return None
    try:
        code = country(part.readings[0])
    except BadValue:
        return None
    return Any(parts=(part, Code(field="countries", values=(code,))))


def _but_one(parts: list[Asked]) -> tuple[Asked, ...]:
    """All of them but any one; nothing of a single one."""
    if len(parts) == 1:
        return ()
    some = combinations(parts, len(parts) - 1)
    return (Any(parts=tuple(All(parts=chosen) if len(chosen) > 1 else chosen[0] for chosen in some)),)


def _matter(found: Found, *, by_story: bool) -> str:
    return found.story_id or found.id if by_story else found.id


def joined(strict: Results, loose: Results, *, most: int) -> Results:
    """Gives the strict answers first, then the loose ones that are not among them."""
    by_story = strict.stories is not None
    known = {_matter(one, by_story=by_story) for one in strict.found}
    more = tuple(one for one in loose.found if _matter(one, by_story=by_story) not in known)
    return replace(strict, found=(*strict.found, *more)[:most])
