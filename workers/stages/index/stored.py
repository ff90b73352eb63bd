"""An article read back from the fields of the index, for a watch to be tried on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from workers.news.forecast import Stored


def stored(fields: Mapping[str, object]) -> Stored:
    """Reads what `body` gave; a missing field is empty, and an article of no story is its own."""
    id = str(fields.get("id") or "")
    return Stored(
        id=id,
        story_id=str(fields.get("story_id") or id),
        feed_id=str(fields.get("feed") or ""),
        source=str(fields.get("source") or ""),
        language=str(fields.get("language") or ""),
        title=str(fields.get("title") or ""),
        body=str(fields.get("body") or ""),
        published=datetime.fromisoformat(str(fields["@timestamp"])),
        names=tuple(
            (str(one.get("text")), str(one.get("type")))
            for one in _listed(fields, "mentions")
            if isinstance(one, Mapping)
        ),
        watches=tuple(map(str, _listed(fields, "watches"))),
    )


def _listed(fields: Mapping[str, object], name: str) -> Sequence[object]:
    found = fields.get(name)
    return found if isinstance(found, list) else ()
