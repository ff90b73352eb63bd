"""Secrets from the environment and from files: ${NAME}, ${NAME:-default}, file:/run/secrets/name."""

import re
from collections.abc import Iterator, Mapping

from workers.news.errors import BadConfiguration
from workers.watchlist.mistakes import Mistake
from workers.watchlist.secret_files import FILE, WRITE_FILE, secret_file
from workers.watchlist.source import Place, Source
from workers.watchlist.tree import Loc, Node, Plain

VARIABLE = re.compile(r"\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{")
"""`$$`, a variable with or without a default, or a brace that begins no variable."""


def filled_in(text: str, environ: Mapping[str, str]) -> str:
    """Gives an address of the file with its variables; raises BadConfiguration naming one that is not set."""
    for match in VARIABLE.finditer(text):
        if match[0] != "$$" and match[2] is None and not environ.get(match[1] or ""):
            raise BadConfiguration(f"error: the variable {match[1] or match[0]} of the address is not set")
    return VARIABLE.sub(lambda match: _value(match, environ), text)


def expand(root: Node, source: Source, environ: Mapping[str, str]) -> tuple[Plain, set[Loc], list[Mistake]]:
    """Gives the file's values with their variables filled in, where that failed, and why.

    Only a feed's url and a channel's url, secret, sender and to may hold variables; a channel's may be
    `file:` and the path of a file that holds the value. No message holds such a value.
    """
    failed: set[Loc] = set()
    mistakes: list[Mistake] = []
    plain = _copy(root.plain)
    for loc, node in _expandable(root):
        text = str(node.plain)
        found = [_trouble(match, node, source, environ) for match in VARIABLE.finditer(text)]
        if troubles := [one for one in found if one]:
            mistakes += troubles
            failed.add(loc)
        filled = VARIABLE.sub(lambda match: _value(match, environ), text)
        if loc[0] == "channels" and filled.startswith(FILE) and loc not in failed:
            filled, trouble = secret_file(filled.removeprefix("file:"))
            if trouble:
                mistakes.append(source.mistake(node.place, "no-secret", trouble, WRITE_FILE))
                failed.add(loc)
        _put(plain, loc, filled)
    return plain, failed, mistakes


def _copy(plain: Plain) -> Plain:
    """Copies as deep as values are replaced; aliases share what is below."""
    if not isinstance(plain, dict):
        return plain
    return {key: _copy_entries(value) for key, value in plain.items()}


def _copy_entries(entries: Plain) -> Plain:
    if isinstance(entries, list):
        return [_copy_entry(one) for one in entries]
    if isinstance(entries, dict):
        return {key: _copy_entry(one) for key, one in entries.items()}
    return entries


def _copy_entry(entry: Plain) -> Plain:
    if not isinstance(entry, dict):
        return entry
    return {key: list(one) if isinstance(one, list) else one for key, one in entry.items()}


def _expandable(root: Node) -> Iterator[tuple[Loc, Node]]:
    for part, keys in (("feeds", ("url",)), ("channels", ("url", "secret", "sender", "to"))):
        for name, entry in root.inner[part].inner.items() if part in root.inner else ():
            loc: Loc = (part, name)
            if isinstance(entry.plain, str):
                yield loc, entry
            for key in keys:
                if key in entry.inner:
                    yield from _texts((*loc, key), entry.inner[key])


def _texts(loc: Loc, node: Node) -> Iterator[tuple[Loc, Node]]:
    """The text at a place, or those of the list there."""
    if isinstance(node.plain, str):
        yield loc, node
    elif isinstance(node.plain, list):
        yield from (((*loc, place), one) for place, one in node.inner.items() if isinstance(one.plain, str))


def _put(plain: Plain, loc: Loc, text: str) -> None:
    around = plain
    for step in loc[:-1]:
        around = around[step]  # type: ignore[index]
    around[loc[-1]] = text  # type: ignore[index]


def _value(match: re.Match[str], environ: Mapping[str, str]) -> str:
    if match[0] == "$$":
        return "$"
    return environ.get(match[1] or "") or match[2] or ""


def _trouble(match: re.Match[str], node: Node, source: Source, environ: Mapping[str, str]) -> Mistake | None:
    if match[0] == "$$" or match[2] is not None or environ.get(match[1] or ""):
        return None
    place = _within(node.place, match[0], source)
    if match[1] is None:
        return source.mistake(
            place,
            "bad-value",
            "'${' begins no variable",
            "write ${NAME}, ${NAME:-default}, or $${ for the signs",
        )
    state = "is empty" if match[1] in environ else "is not set"
    help = f"export {match[1]}=… first, or give a default: ${{{match[1]}:-…}}"
    return source.mistake(place, "missing-variable", f"environment variable {match[1]} {state}", help)


def _within(place: Place, text: str, source: Source) -> Place:
    """Gives where a part of a value stands, if that is on the value's first line; else the value's place."""
    at = source.line(place).find(text, place.column - 1)
    return place if at < 0 else Place(place.line, at + 1)
