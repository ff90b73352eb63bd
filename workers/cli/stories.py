"""`beffroi stories`: texts grouped as the pipeline does it, and a story with its copies."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

import click

from workers.cli.shell import each_line, emit, json_option, table, wanted

if TYPE_CHECKING:
    from workers.joining import Joining
    from workers.news.article import Article
    from workers.news.story import Story

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
LEAP = timedelta(days=7)  # between two lines; two dates in a row are believed


@click.group(name="stories")
def command() -> None:
    """Group texts into stories; show one with its copies.

    \b
    Example: beffroi stories group --lines - < articles.jsonl
    """


@command.command()
@click.option(
    "--lines",
    "file",
    type=click.File("rb"),
    required=True,
    help='One {"id", "title", "text", "published", "source"} a line; - is standard input.',
)
def group(file: BinaryIO) -> None:
    """Say which texts are copies of one, in the order given, a line each; nothing is kept.

    \b
    Example: beffroi stories group --lines - < articles.jsonl
    """
    grouping = Grouping()
    each_line(file, grouping.placed)


class Grouping:
    """Stories in memory; the clock is the latest publication read so far."""

    def __init__(self) -> None:
        self._now = FIRST
        self._ahead = False
        self._joining = self._in_memory()

    def _in_memory(self) -> "Joining":
        from workers.edges.memory.stories import MemoryStories
        from workers.joining import Joining

        return Joining(stories=MemoryStories(), watches=dict, now=lambda: self._now)

    def placed(self, asked: dict[str, object]) -> dict[str, object]:
        """Gives the story of a line's article; raises KeyError, TypeError or ValueError for others."""
        from workers.news.document import Findings
        from workers.stages.cluster import fingerprint

        published = _published(asked.get("published"))
        self._turn(published or self._now)
        article = _article(asked, published, self._now)
        findings = Findings(language=article.language)
        placed = self._joining.placed(article, findings, fingerprint(article)).placed
        return {
            "story": placed.story_id,
            "copy_kind": placed.copy_kind,
            "similarity": placed.similarity,
        }

    def _turn(self, published: datetime) -> None:
        """Turns the clock; one date far ahead is a mistake, and must not make all that was read too old."""
        ahead = self._now > FIRST and published - self._now > LEAP
        if not ahead or self._ahead:
            self._now = max(self._now, published)
        self._ahead = ahead


def _article(asked: dict[str, object], published: datetime | None, now: datetime) -> "Article":
    """As the pipeline reads a feed's own text: without the lines that are the house's."""
    from workers.news.feed import Entry
    from workers.stages.extract import extract

    source = wanted(asked, "source") if asked.get("source") else ""
    entry = Entry(
        id=wanted(asked, "id"),
        feed_id=source,
        guid="",
        url=None,
        title=wanted(asked, "title") if asked.get("title") else "",
        summary="",
        content=_paragraphs(wanted(asked, "text")),
        published=published,
        seen=now,
    )
    return extract(entry, None, source=source, language_of=lambda _: "fr")


def _paragraphs(text: str) -> str:
    return "\n\n".join(part for line in text.splitlines() if (part := line.strip()))


def _published(written: object) -> datetime | None:
    if written is None or written == "":
        return None
    if not isinstance(written, str):
        raise TypeError(f"'published' must be a date as text, not {type(written).__name__}")
    try:
        at = datetime.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"'published' must be like 2026-03-02T12:00:00Z, not '{written}'") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@command.command()
@click.argument("story_id", metavar="ID")
@json_option
def show(story_id: str, *, as_json: bool) -> None:
    """Show a story by its id, or by that of any article in it: its copies in order, whom it names.

    \b
    Example: beffroi stories show 3f9ac1d2 --json
    """
    from workers.edges.redis.stories import RedisStories
    from workers.wiring import store

    found = RedisStories(store()).story_of(story_id)
    if found is None:
        raise click.ClickException(f"no story '{story_id}'; a story is kept 3 weeks after its last copy")
    if as_json:
        emit(found)
        return
    _show(found)


def _show(story: "Story") -> None:
    rows = [
        [
            f"{copy.at:%d/%m %H:%M}",
            copy.source,
            copy.kind or "first",
            f"{copy.similarity:.2f}" if copy.similarity is not None else "",
            copy.title,
        ]
        for copy in story.copies
    ]
    table(f"{len(story.outlets)} outlets", ("seen", "outlet", "copy", "similarity", "title"), rows)
    click.echo(f"agency: {story.agency or 'none credited'}")
    click.echo(f"names: {', '.join(actor.name for actor in story.actors) or 'none'}")
    click.echo(f"related: {', '.join(story.related) or 'none'}")
