"""A query taken less strictly, to fill the page where few answers have all that was asked for."""

from dataclasses import replace
from itertools import combinations

from workers.news.asked import All, Any, Asked, Code, Not, Query, Words
from workers.news.document import Found
from workers.news.search import Results
from workers.stages.index.values import BadValue, country

MOST_WORDS = 8  # a longer question is a text that somebody pasted


def loosened(query: Query) -> Query | None:
    """Gives the query with one word missing, and countries' names standing for all that names them.

    « départ Wagner Centrafrique » finds what has two of the three, « centrafricain » or « Bangui » counting
    for the country. Of two words one may be missing where a field narrows the question down. What was put
    in quotes or into a field, and what is excluded, stays; None where there is nothing to loosen.
    """
    parts = query.root.parts if isinstance(query.root, All) else (query.root,) if query.root else ()
    free = [part for part in parts if isinstance(part, Words) and part.scope == "all" and not part.exact]
    kept = [part for part in parts if part not in free]
    wide = [_wide(word) for word in free]
    narrowed = any(not isinstance(part, Not) for part in kept)
    if not 1 <= len(wide) <= MOST_WORDS or (wide == free and len(free) < (2 if narrowed else 3)):
        return None
    may_miss = len(wide) > (1 if narrowed else 2)
    return replace(query, root=All(parts=(*kept, _but_one(wide) if may_miss else All(parts=tuple(wide)))))


def _wide(word: Words) -> Asked:
    try:
        code = country(word.readings[0])
    except BadValue:
        return word
    return Any(parts=(word, Code(field="countries", values=(code,))))


def _but_one(parts: list[Asked]) -> Asked:
    """All of them but any one."""
    some = combinations(parts, len(parts) - 1)
    return Any(parts=tuple(All(parts=chosen) if len(chosen) > 1 else chosen[0] for chosen in some))


def _matter(found: Found, *, by_story: bool) -> str:
    return found.story_id or found.id if by_story else found.id


def joined(strict: Results, loose: Results, *, most: int) -> Results:
    """Gives the strict answers first, then the loose ones that are not among them."""
    by_story = strict.stories is not None
    known = {_matter(one, by_story=by_story) for one in strict.found}
    more = tuple(one for one in loose.found if _matter(one, by_story=by_story) not in known)
    return replace(strict, found=(*strict.found, *more)[:most])
