"""The tables that are lines of tab-separated cells."""

from importlib.resources import files


def table(name: str) -> list[dict[str, str]]:
    """Gives the rows of a table by their column names."""
    text = files("workers.french").joinpath("data", f"{name}.tsv").read_text("utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def forms(cell: str) -> list[str]:
    """Gives the forms in a cell."""
    return [form for form in cell.split("|") if form]
