"""Where a sign of a text stands in the file, however the text was written there."""

import re

from workers.watchlist.source import Place, Source

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)


def place_within(source: Source, place: Place, at: int) -> Place:
    """Gives the place of a text's sign, from 0: on one line, in quotes or not, and in blocks after `|`."""
    start = source.starts[place.line - 1] + place.column - 1
    sign = source.text[start : start + 1]
    if sign in {"|", ">"}:
        return source.place(_in_block(source, place, at))
    end = source.text.find("\n", start)
    offset = _skipped(source.text, start, at, sign)
    return source.place(min(offset, len(source.text) if end < 0 else end))


def _skipped(text: str, start: int, at: int, sign: str) -> int:
    """Goes over so many signs of the value: a doubled quote and an escape are one each."""
    if sign not in {"'", '"'}:
        return start + at
    offset = start + 1
    for _ in range(at):
        if sign == "'" and text.startswith("''", offset):
            offset += 2
        elif sign == '"' and (escape := _ESCAPE.match(text, offset)):
            offset = escape.end()
        else:
            offset += 1
    return offset


def _in_block(source: Source, place: Place, at: int) -> int:
    """Goes over so many signs of a block, its indent left out."""
    line = place.line
    while line < len(source.lines) and not source.lines[line].strip():
        line += 1
    indent = len(source.lines[line]) - len(source.lines[line].lstrip(" ")) if line < len(source.lines) else 0
    while line < len(source.lines) - 1 and at > len(source.lines[line]) - indent:
        at -= max(0, len(source.lines[line]) - indent) + 1
        line += 1
    return source.starts[min(line, len(source.starts) - 1)] + indent + at
