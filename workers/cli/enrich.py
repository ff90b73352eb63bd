"""`beffroi enrich`: what is recognised in a text, and why."""

from typing import TYPE_CHECKING, BinaryIO

import click

from workers.cli.shell import each_line, emit, json_option, lines_option, read_text, table, wanted

if TYPE_CHECKING:
    from rich.text import Text

    from workers.enriching import Enriched
    from workers.stages.enrich import Mark

COLOURS = {"entity": "cyan", "country": "green", "region": "blue", "keyword": "yellow"}


@click.command(name="enrich")
@click.argument("file", type=click.File("rb"))
@click.option("--explain", is_flag=True, help="Say for each mark which entry, table, rule or model made it.")
@json_option
@lines_option
def command(file: BinaryIO, *, explain: bool, as_json: bool, lines: bool) -> None:
    """Recognise entities, countries, regions and keywords in FILE (- is standard input).

    \b
    Example: echo "L'Africom est à Rabat." | beffroi enrich - --json
             beffroi enrich article.txt --explain
    """
    if lines:
        each_line(file, lambda asked: findings(wanted(asked, "text"), explain=explain))
    elif as_json:
        emit(findings(read_text(file), explain=explain))
    elif explain:
        _show_marks(read_text(file))
    else:
        _show(findings(read_text(file)))


def findings(text: str, *, explain: bool = False) -> dict[str, object]:
    """Gives the findings as the JSON contract names them, with their `marks` if asked."""
    import msgspec

    enriched = _enriched(text)
    found = {str(key): value for key, value in msgspec.to_builtins(enriched.findings).items()}
    return {**found, "marks": msgspec.to_builtins(enriched.marks())} if explain else found


def _enriched(text: str) -> "Enriched":
    from workers.stages.enrich import language_of
    from workers.wiring import enricher_alone

    return enricher_alone()([text], [language_of(text)])[0]


def _show(found: dict[str, object]) -> None:
    click.echo(f"language: {found['language']}   defence: {found['defence_score']}")
    for kind, columns in (
        ("entities", ("type", "canonical")),
        ("countries", ("code", "name")),
        ("regions", ("name",)),
        ("keywords", ("category", "term")),
    ):
        items = found[kind]
        rows = [[*(item[column] for column in columns), str(len(item["mentions"]))] for item in items]  # type: ignore[attr-defined]
        table(kind, [*columns, "mentions"], rows)


def _show_marks(text: str) -> None:
    from rich.console import Console

    enriched = _enriched(text)
    marks = enriched.marks()
    Console().print(_coloured(text, marks))
    legend = "   ".join(f"[{colour}]{kind}[/]" for kind, colour in COLOURS.items())
    Console().print(f"\n{legend}   defence: {enriched.findings.defence_score}\n")
    rows = [
        [f"{mark.start}-{mark.end}", mark.form, mark.kind, mark.detail, mark.name, mark.by] for mark in marks
    ]
    table(f"{len(marks)} marks", ("where", "form", "kind", "detail", "name", "by"), rows)


def _coloured(text: str, marks: "tuple[Mark, ...]") -> "Text":
    from rich.text import Text

    shown = Text(text)
    for mark in marks:
        shown.stylize(COLOURS[mark.kind], mark.start, mark.end)
    return shown
