"""Who wrote an article: people only, whatever stands in the field."""

import re
from collections.abc import Iterable

from workers.stages.extract.agencies import without_agencies

LONGEST = 120  # code points
MOST = 20
_BY = re.compile(r"^(?:(?:par|by|de|propos recueillis par|texte)\b\s*:?\s*)+", re.IGNORECASE)
_NOBODY = frozenset(
    {"", "par", "by", "admin", "administrator", "administrateur", "webmaster", "auteur", "author", "null"}
    | {"undefined", "none", "n/a", "anonyme", "rss", "import"}
)


def people(names: Iterable[str], *, outlets: Iterable[str]) -> tuple[str, ...]:
    """Gives the authors among what feed or page name as such, each once: no address, no agency, no outlet."""
    refused = _NOBODY | {outlet.casefold() for outlet in outlets}
    found: dict[str, str] = {}
    for name in names:
        bare = without_agencies(_BY.sub("", " ".join(name.split()))).strip(" ,;-–—|")
        if (
            bare.casefold() not in refused
            and len(bare) <= LONGEST
            and not re.search(r"https?:|www\.|@", bare)
        ):
            found.setdefault(bare.casefold(), bare)
    return tuple(found.values())[:MOST]
