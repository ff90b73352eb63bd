"""The same data for machines: JSON, CSV that no spreadsheet takes for formulas, Atom."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from starlette.responses import Response

from workers.stages.render.escape import cell, line, web_link

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed."""

    id: str
    title: str
    url: str
    at: datetime
    text: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()


def as_json(value: object, status: int = 200) -> Response:
    """Gives any facts as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def as_csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> Response:
    """Gives rows as CSV with a first line of names; several values of a cell stand between commas."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([[cell(_text(row.get(name))) for name in columns] for row in rows])
    return Response(written.getvalue(), media_type="text/csv; charset=utf-8")


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def as_atom(id: str, title: str, items: Iterable[Item]) -> Response:
    """Gives items, the newest first, as a feed that any reader subscribes to."""
    listed = list(items)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    SubElement(root, "id").text = f"urn:beffroi:{id}"
    SubElement(root, "title").text = line(title)
    SubElement(root, "updated").text = _stamp(
        max((one.at for one in listed), default=datetime(1970, 1, 1, tzinfo=UTC))
    )
    SubElement(SubElement(root, "author"), "name").text = "Beffroi"
    for one in listed:
        _entry(root, one)
    written = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")
    return Response(written, media_type="application/atom+xml")


def _entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = f"urn:beffroi:{line(item.id)}"
    SubElement(entry, "title").text = line(item.title)
    SubElement(entry, "updated").text = _stamp(item.at)
    if url := web_link(item.url):
        SubElement(entry, "link", {"href": url})
    SubElement(SubElement(entry, "author"), "name").text = line(item.author) or "Beffroi"
    for tag in item.tags:
        SubElement(entry, "category", {"term": line(tag)})
    SubElement(entry, "summary").text = line(item.text, 400)


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
