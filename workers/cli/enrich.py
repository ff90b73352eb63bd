"""`beffroi enrich`: what is recognised in a text."""

from typing import BinaryIO

import click

from workers.cli.shell import each_line, emit, json_option, lines_option, read_text, table, wanted


@click.command(name="enrich")
@click.argument("file", type=click.File("rb"))
@json_option
@lines_option
def command(file: BinaryIO, *, as_json: bool, lines: bool) -> None:
    """Recognise entities, countries, regions and keywords in FILE (- is standard input).

    \b
    Example: echo "L'Africom est à Rabat." | beffroi enrich - --json
    """
    if lines:
        each_line(file, lambda asked: findings(wanted(asked, "text")))
    elif as_json:
        emit(findings(read_text(file)))
    else:
        _show(findings(read_text(file)))


def findings(text: str) -> dict[str, object]:
    """Gives the findings as the JSON contract names them."""
    import msgspec

    from workers.stages.enrich import enrich, language_of
    from workers.wiring import tag

    found = enrich(text, tag([text])[0], language_of(text))
    return {str(key): value for key, value in msgspec.to_builtins(found).items()}


def _show(found: dict[str, object]) -> None:
    click.echo(f"language: {found['language']}")
    for kind, columns in (
        ("entities", ("type", "canonical")),
        ("countries", ("code", "name")),
        ("regions", ("name",)),
        ("keywords", ("category", "term")),
    ):
        items = found[kind]
        rows = [[*(item[column] for column in columns), str(len(item["mentions"]))] for item in items]  # type: ignore[attr-defined]
        table(kind, [*columns, "mentions"], rows)
