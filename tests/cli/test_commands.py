"""The command line as a newcomer and a script use it: help, exit codes, JSON."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from desk import Desk
from workers.cli.main import COMMANDS, beffroi

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Essai</title>
<item><title>Une frégate à Djibouti</title><link>/fregate</link><guid>1</guid>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>Escale.</description></item>
</channel></rss>"""
FILE = """
feeds: [{id: essai, url: "https://essai.example/rss"}]
watches:
  - {id: otan, any: [Otan], examples: {match: ["Le sommet de l'Otan."], ignore: ["Les votants."]}}
"""


@pytest.fixture
def desk(tmp_path) -> Desk:
    (tmp_path / "feeds.yaml").write_text(FILE, "utf-8")
    return Desk(tmp_path, {})


def leaves(group, words=()):
    """Every command that does something, with the words that call it."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from leaves(command, (*words, name))
        else:
            yield (*words, name)


@pytest.mark.parametrize("words", list(leaves(beffroi)), ids=" ".join)
def test_every_command_has_help_with_an_example(words):
    done = CliRunner().invoke(beffroi, [*words, "--help"])
    assert done.exit_code == 0
    example = next(line for line in done.output.splitlines() if line.startswith("  Example: "))
    assert f"beffroi {' '.join(words)}" in example
    assert "\\b" not in done.output


def test_the_list_of_commands_says_what_each_command_says_of_itself():
    for name, (_, short) in COMMANDS.items():
        assert beffroi.get_command(None, name).help.split()[0] == short.split()[0]


def test_help_imports_nothing_heavy():
    script = "import sys; from workers.cli.main import beffroi as b; b(['-h'], standalone_mode=False); "
    script += "print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    heavy = {"pydantic", "spacy", "celery", "redis", "rich", "aiohttp", "elasticsearch", "trafilatura"}
    assert not heavy & set(loaded.split())


def test_a_misspelt_command_is_corrected(desk):
    done = desk.run("serach", "Mali")
    assert done.returncode == 2
    assert "Did you mean 'search'?" in done.stderr


def test_a_right_file_is_said_to_be_right(desk):
    done = desk.run("config", "check")
    assert (done.returncode, done.stdout.count("1 watches")) == (0, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("feeds: [", "YAML"),
        ("feeds:\n  - {idd: a, url: https://a.example}\n", "did you mean 'id'?"),
    ],
)
def test_a_wrong_file_is_two_and_says_where(desk, content, said):
    (desk.folder / "feeds.yaml").write_text(content, "utf-8")
    done = desk.run("config", "check")
    assert done.returncode == 2
    assert said in done.stderr
    assert f"{desk.folder}/feeds.yaml" in done.stderr
    assert "Traceback" not in done.stderr
    mistakes = json.loads(desk.run("config", "check", "--json").stdout)["mistakes"]
    assert all({"file", "line", "column", "message"} <= set(one) for one in mistakes)


def test_a_folder_in_place_of_the_file_is_one_clear_message_for_every_command(desk):
    (desk.folder / "feeds.yaml").unlink()
    (desk.folder / "feeds.yaml").mkdir()
    for words in (["config", "check"], ["feeds", "list"], ["up", "--plain"]):
        done = desk.run(*words)
        assert done.returncode == 2, words
        assert "this is a folder" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_feed_is_parsed_to_the_contract(desk):
    done = desk.run("feeds", "parse", "-", "--url", "https://essai.example/rss", "--json", stdin=FEED)
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "title": "Essai",
        "entries": [
            {
                "guid": "1",
                "url": "https://essai.example/fregate",
                "title": "Une frégate à Djibouti",
                "published": "2026-03-02T09:00:00Z",
                "summary": "Escale.",
                "authors": [],
            }
        ],
        "warnings": [],
    }


def test_a_file_that_is_no_feed_is_an_error(desk):
    done = desk.run("feeds", "parse", "-", "--json", stdin="<html><body>Bonjour</body></html>")
    assert done.returncode == 1
    assert "HTML" in json.loads(done.stdout)["error"]


def test_lines_are_answered_under_their_ids_and_a_bad_one_stops_nothing(desk):
    (desk.folder / "feed.xml").write_text(FEED, "utf-8")
    lines = [{"id": 1, "path": str(desk.folder / "feed.xml"), "url": "https://essai.example/"}, {"id": 2}]
    deep = '{"id": 3, "x": ' + "[" * 1500 + "]" * 1500 + "}"
    stdin = "\n".join(
        ["\ufeff" + json.dumps(lines[0]), "pas du JSON", json.dumps(lines[1]), deep, json.dumps(lines[0])]
    )
    done = desk.run("feeds", "parse", "-", "--lines", stdin=stdin)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 2, None, 1]
    assert ["error" in answer for answer in answers] == [False, True, True, True, False]


def test_watches_are_tried_on_a_text(desk):
    done = desk.run("watch", "test", "--text", "-", "--json", stdin="Le sommet de l’OTAN à Rabat")
    assert json.loads(done.stdout) == [
        {"watch": "otan", "matches": [{"term": "Otan", "form": "OTAN", "start": 15, "end": 19}]}
    ]


def test_watches_are_tried_line_by_line(desk):
    stdin = '{"id": "a", "text": "les votants"}\n{"id": "b", "text": "l\'Otan"}\n{"id": "c", "text": 7}\n'
    done = desk.run("watch", "test", "--text", "-", "--lines", stdin=stdin)
    first, second, third = [json.loads(line) for line in done.stdout.splitlines()]
    assert first == {"id": "a", "watches": []}
    assert second["watches"][0]["matches"][0]["form"] == "Otan"
    assert "must be text" in third["error"]


def test_enrich_gives_spans_in_code_points_of_the_text_as_given(desk):
    text = "\U0001f6e1\r\n« Le Mali », dit l’Otan.\n"
    (desk.folder / "texte.txt").write_bytes(text.encode())
    found = json.loads(desk.run("enrich", str(desk.folder / "texte.txt"), "--json").stdout)
    spans = [span for kind in ("entities", "countries") for one in found[kind] for span in one["mentions"]]
    assert {text[start:end] for start, end in spans} == {"Mali", "Otan"}


def test_bytes_that_are_no_utf8_are_an_error_with_their_place(desk):
    (desk.folder / "latin.txt").write_bytes("défense".encode("latin-1"))
    done = desk.run("enrich", str(desk.folder / "latin.txt"))
    assert done.returncode == 1
    assert "not UTF-8 (byte 1)" in done.stderr


def test_settings_that_cannot_be_are_all_told_without_their_values(tmp_path):
    wrong = {"BEFFROI_READERS": "abc", "BEFFROI_REDIS_URL": "http://:motdepasse@hote"}
    for words in (["status"], ["doctor"], ["up"], ["search", "Mali"]):
        done = Desk(tmp_path, wrong).run(*words)
        assert done.returncode == 2
        assert "BEFFROI_READERS is not right" in done.stderr
        assert "BEFFROI_REDIS_URL is not right: it must begin with redis://" in done.stderr
        assert "motdepasse" not in done.stderr
        assert "Traceback" not in done.stderr


def test_a_wrong_file_is_two_for_every_command_that_needs_it(desk):
    (desk.folder / "feeds.yaml").write_text("feeds: [1]", "utf-8")
    for words in (["status"], ["dead", "list"], ["feeds", "list"]):
        done = desk.run(*words)
        assert done.returncode == 2
        assert f"{desk.folder}/feeds.yaml:1:9: error" in done.stderr


def test_what_needs_the_server_says_how_to_start_it(desk):
    done = desk.run("alerts", "list")
    assert done.returncode == 1
    assert "beffroi up" in done.stderr


def test_doctor_says_what_it_found_and_what_to_do(desk):
    done = desk.run("doctor", "--json")
    findings = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {"python", "feeds.yaml", "state folder", "entity model", "embedded server"} <= set(findings)
    assert done.returncode == (0 if all(one["ok"] for one in findings.values()) else 1)
    (desk.folder / "feeds.yaml").write_text("feeds: [1]", "utf-8")
    done = desk.run("doctor")
    assert done.returncode == 1
    assert "beffroi config check" in done.stdout


def test_doctor_names_channels_that_apprise_does_not_understand(desk):
    channels = {"juste": "json://127.0.0.1:9", "tordu": "nimporte://quoi"}
    (desk.folder / "feeds.yaml").write_text(json.dumps({"channels": channels}), "utf-8")
    done = desk.run("doctor", "--json")
    found = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}["channels"]
    assert not found["ok"]
    assert found["found"].endswith("of tordu")


def test_an_index_that_is_not_there_yet_finds_nothing(desk):
    assert desk.json_lines("search", "Mali") == []
