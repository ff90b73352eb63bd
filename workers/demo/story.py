"""The demo's articles: invented texts, each a file of a few header lines, a blank line and paragraphs."""

import re
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files

UNITS = {"min": timedelta(minutes=1), "s": timedelta(seconds=1)}
_OFFSET = re.compile(r"(?P<number>\d+) (?P<unit>min|s) (?P<side>avant|après)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article of the demo; `offset` says when it comes out, from the start of the site."""

    slug: str
    title: str
    outlet: str
    author: str
    place: str
    offset: timedelta
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where its page is on the site."""
        return f"/{self.outlet}/{self.slug}.html"


def offset(written: str) -> timedelta:
    """Reads « 95 min avant » or « 20 s après »; raises ValueError for anything else."""
    found = _OFFSET.fullmatch(written)
    if not found:
        raise ValueError(f"'{written}' is no offset; write '95 min avant' or '20 s après'")
    length = int(found["number"]) * UNITS[found["unit"]]
    return -length if found["side"] == "avant" else length


def story(slug: str, text: str) -> Story:
    """Reads one file; a line's end within a paragraph is a space."""
    head, *parts = text.strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    return Story(
        slug=slug,
        title=fields["titre"],
        outlet=fields["journal"],
        author=fields["auteur"],
        place=fields["lieu"],
        offset=offset(fields["parution"]),
        paragraphs=tuple(" ".join(part.split("\n")).strip() for part in parts),
    )


def stories() -> tuple[Story, ...]:
    """Gives every article of the demo, the newest first."""
    folder = files("workers.demo").joinpath("articles")
    found = (story(one.name.removesuffix(".txt"), one.read_text("utf-8")) for one in folder.iterdir())
    return tuple(sorted(found, key=lambda one: (one.offset, one.slug), reverse=True))
