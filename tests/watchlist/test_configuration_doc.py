"""docs/configuration.md says what the code does."""

import re
from pathlib import Path

import pytest

from workers.settings import Settings
from workers.watchlist.calm_keys import EscalateEntry, WatchEscalateEntry
from workers.watchlist.channel_entry import ChannelEntry
from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.model import Defaults, FeedEntry, File
from workers.watchlist.watch_model import ExampleEntry, TermEntry, WatchEntry

DOC = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
EXAMPLE = DOC.split("```yaml\n")[1].split("```")[0]
ROW = re.compile(r"^\| `([a-z_]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
TABLES = {
    File: "## feeds.yaml",
    FeedEntry: "### Feeds",
    WatchEntry: "### Watches",
    TermEntry: "#### Terms",
    WatchEscalateEntry: "An alert is raised once a story",
    ExampleEntry: "`examples` shows",
    ChannelEntry: "### Channels",
    EscalateEntry: "`escalate`, on a channel",
    Defaults: "### Defaults",
}


def table(heading):
    """Gives the rows of the first table after a heading."""
    after = DOC[DOC.index(f"\n{heading}") :]
    return ROW.findall(after[after.index("\n|---") :].split("\n\n")[0])


@pytest.mark.parametrize(("model", "heading"), TABLES.items())
def test_every_key_of_the_file_is_documented(model, heading):
    assert {key for key, _, _ in table(heading)} == set(model.named())


@pytest.mark.parametrize(("model", "heading"), TABLES.items())
def test_the_keys_said_to_be_required_are(model, heading):
    required = {key for key, field in model.model_fields.items() if field.is_required()}
    assert {key for key, _, default in table(heading) if default == "required"} == required


def test_the_defaults_are_those_of_the_code():
    said = {key: default.strip("`") for key, _, default in table("### Defaults")}
    defaults = Defaults()
    assert said.pop("interval") == "by each feed's rhythm"
    assert defaults.interval is None
    assert said.pop("channels") == f"[{', '.join(defaults.channels)}]"
    assert said == {key: getattr(defaults, key) for key in said}


def test_the_example_is_right(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(EXAMPLE, "utf-8")
    listed = load(path, {"SIEM_SECRET": "essai"})
    assert f"{len(listed.feeds)} feeds, {len(listed.watches)} watches, {len(listed.channels)} channels" in DOC


def test_the_mistakes_look_as_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = DOC.split("## Mistakes")[1].split("feeds.yaml\n")[1].split("\n```")[0]
    lines = ["feeds: []", "watches:", "  - id: africom", *["    # à suivre"] * 7, "    any: Africom"]
    lines += ["    chanels: [desk]", "    severity: hihg"]
    Path("feeds.yaml").write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadWatchlist) as caught:
        load(Path("feeds.yaml"), {})
    assert str(caught.value) == shown


def test_every_code_is_documented():
    package = Path(__file__).parents[2] / "workers" / "watchlist"
    source = "".join(path.read_text("utf-8") for path in package.glob("*.py"))
    codes = set(re.findall(r"\"((?:[a-z]+-)+[a-z0-9]+|empty|duplicate|example|ambiguous)\",", source)) - {
        "utf-8",
        "utf-16",
    }
    listed = DOC.split("| code | what is wrong |")[1].split("## Environment")[0]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", listed, re.MULTILINE)) == codes


def names(name, field):
    aliases = getattr(field.validation_alias, "choices", [f"BEFFROI_{name.upper()}"])
    return " or ".join(f"`{alias}`" for alias in aliases)


def default(name, field):
    if name == "state":
        return "`~/.local/state/beffroi`"
    value = field.default
    if value is None or value == frozenset():
        return "not set"
    shown = {bool: str(value).lower(), float: f"{value:g}" if isinstance(value, float) else ""}
    return f"`{shown.get(type(value), value)}`"


def test_every_setting_is_documented_with_its_default_and_meaning():
    expected = [
        f"| {names(name, field)} | {default(name, field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    rows = [line for line in DOC.split("## Environment")[1].splitlines() if line.startswith("| `")]
    assert rows == expected
