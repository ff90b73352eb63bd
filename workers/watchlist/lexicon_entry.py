"""An entry written into the desk's own lexicon: after the others, in a file of its kind, checked first."""

from dataclasses import dataclass
from pathlib import Path

from workers.french.lexicon import of_files
from workers.news.errors import BadConfiguration
from workers.watchlist.writing import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be known: a name with its `type`, or a term with its `category`."""

    name: str
    type: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    note: str = ""


def add(folder: Path, entry: NewEntry) -> Path:
    """Writes the entry and gives the file; raises BadConfiguration where it is not right."""
    if bool(entry.type) == bool(entry.category):
        raise BadConfiguration("a name has a --type, a term of defence a --category: give one of them")
    if not folder.is_dir():
        raise BadConfiguration(
            f"{folder}: there is no such folder; make it, or mend `lexicon:` in feeds.yaml"
        )
    file = folder / (f"vocabulary-{entry.category}.yaml" if entry.category else "names.yaml")
    before = file.read_text("utf-8") if file.exists() else _head(entry)
    text = before.rstrip("\n") + "\n" + _block(entry) if before else _block(entry)
    if mistakes := of_files({str(file): text}).mistakes:
        raise BadConfiguration("\n".join(map(str, mistakes)))
    file.write_text(text, "utf-8")
    return file


def _head(entry: NewEntry) -> str:
    return f"category: {entry.category}\nterms:\n" if entry.category else ""


def _block(entry: NewEntry) -> str:
    values = {"term": entry.name} if entry.category else {"name": entry.name, "type": entry.type}
    values |= {"country": entry.country, "note": entry.note}
    lines = [f"{key}: {quoted(value)}" for key, value in values.items() if value]
    if entry.aliases:
        lines.append(f"aliases: [{', '.join(map(quoted, entry.aliases))}]")
    indent = "  " if entry.category else ""
    return "".join(f"{indent}{'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))
