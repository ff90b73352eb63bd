"""The documents are true: commands, targets, settings, keys and files they name exist."""

import re
from pathlib import Path

import pytest

from workers.cli.main import COMMANDS, beffroi
from workers.settings import Settings
from workers.stages.index import FIELDS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("ops/**/*.md")])
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def told(pattern: str) -> set[str]:
    """What the pages name."""
    return {found for page in PAGES for found in re.findall(pattern, page.read_text("utf-8"))}


def test_every_command_named_exists():
    named = told(r"(?:bin/|`|\n +)beffroi ([a-z]+(?: [a-z]+)?)")
    assert len(named) > 8
    for words in named:
        group, *leaf = words.split()
        assert group in COMMANDS, words
        command = beffroi.get_command(None, group)
        if leaf and hasattr(command, "commands"):
            assert leaf[0] in command.commands, words


def test_every_make_target_named_exists():
    named = told(r"(?:`|\n +)make ([a-z-]+)")
    assert {"run", "demo", "test", "bench"} <= named
    assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in named)


def test_every_setting_named_exists():
    known = {f"BEFFROI_{name.upper()}" for name in Settings.model_fields} | {"ELASTICSEARCH_URL"}
    assert told(r"\b(BEFFROI_[A-Z_]+|ELASTICSEARCH_URL)\b") <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_linked_exists(page):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    for link in links:
        assert link.startswith("http") or (page.parent / link).exists(), link


def test_every_key_in_redis_is_documented():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "workers/edges/redis").glob("*.py"))
    used = set(re.findall(r'"beffroi:(\w+)"', code)) | set(re.findall(r'_key\("(\w+)"', code))
    documented = set(re.findall(r"beffroi:(\w+)", (ROOT / "docs/state.md").read_text("utf-8")))
    assert used <= documented


def test_every_dependency_is_justified():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = project.split("dependencies = [")[1].split("]")[0]
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert [name for name in re.findall(r'"([a-z0-9._-]+)', listed) if name not in text] == []


def test_every_field_of_a_search_is_documented():
    text = (ROOT / "docs/search.md").read_text("utf-8")
    assert [name for field in FIELDS for name in field.names if f"`{name}:`" not in text] == []
