"""Which wording of a watch a match was made by."""

import hashlib
from functools import lru_cache

from workers.news.watch import Watch
from workers.stages.match.expressions import MOST_KNOWN, expression

DIGITS = 12


@lru_cache(maxsize=MOST_KNOWN)
def version(watch: Watch) -> str:
    """Gives 12 hexadecimal digits that change with what the watch asks for, and with nothing else."""
    asked = repr((expression(watch), watch.min_count))
    return hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=DIGITS // 2).hexdigest()
