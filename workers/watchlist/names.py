"""The id of a feed that was given none."""

import re
import unicodedata
from urllib.parse import urlsplit

from workers.watchlist.variables import VARIABLE

LONGEST = 80
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})  # NFKD leaves them whole


def derived_id(title: str | None, url: str) -> str:
    """Gives the slug of the title, or else of the address's host and path; empty where neither has a letter.

    The address is the one in the file: a variable counts by its name, so that no secret gets into an id.
    """
    return slug(title or "") or slug(_host_and_path(url))


def slug(text: str) -> str:
    """Gives `Le Fil – Défense` as `le-fil-defense`."""
    flat = unicodedata.normalize("NFKD", text.translate(LIGATURES)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-")[:LONGEST].rstrip("-")


def _host_and_path(url: str) -> str:
    named = VARIABLE.sub(lambda match: match[1] or "", url)
    try:
        parts = urlsplit(named)
        return (parts.hostname or "") + parts.path
    except ValueError:
        return ""
