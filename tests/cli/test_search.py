"""`beffroi search` as a person and a script see it, over the embedded index."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from arro3.io import read_parquet

from desk import Desk
from facts import document
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.described import body_fields
from workers.news.story import Placed


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "feeds.yaml").write_text("feeds: []", "utf-8")
    soon = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251 - what the command itself compares with
    archive = TantivyArchive(folder / "state" / "index")
    archive.put([document("a1", title="Convoi attaqué", body="Un convoi blindé du Mali.", published=soon)])
    archive.put([document("a2", title="Convoi ancien", published=soon - timedelta(days=40))])
    place = Placed(story_id="s0", is_first=False)
    copies = [document(f"s{n}", title="Un navire", body="Rien.", published=soon) for n in range(3)]
    archive.put([replace(one, story=place) for one in copies])
    return Desk(folder, {})


def test_a_list_with_its_facets_for_a_person(desk):
    done = desk.run("search", "convoi pays:ML")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "2 found"
    assert lines[3] == "Convoi attaqué"
    assert "  Un « convoi » blindé du Mali." in lines
    assert "  https://sahel-info.example/a1" in lines
    assert "countries     ML 2" in lines
    assert "keywords      véhicule blindé 2" in lines
    assert any(line.startswith("timeline") and "█" in line for line in lines)


def test_copies_are_one_line_for_a_person_and_each_its_own_for_a_script(desk):
    lines = desk.run("search", "navire").stdout.splitlines()
    assert lines[0] == "3 found in 1 story"
    assert lines[2].endswith("· 2 more of the story")
    assert desk.run("search", "navire", "--articles").stdout.splitlines()[0] == "3 found"
    assert [one["also"] for one in desk.json_lines("search", "navire")] == [0, 0, 0]
    one, last = desk.json_lines("search", "navire", "--stories", "--facets")
    assert (one["also"], last["total"], last["stories"]) == (2, 3, 1)


def test_one_object_a_line_for_a_script(desk):
    found = desk.json_lines("search", "convoi depuis:7j")
    assert [one["id"] for one in found] == ["a1"]
    assert {"title", "url", "feed", "published", "countries", "entities", "keywords", "watches"} <= set(
        found[0]
    )


def test_facets_are_a_last_line_where_a_script_asks_for_them(desk):
    done = desk.run("search", "convoi", "--json", "--facets", "-n", "1", "--newest")
    first, last = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "a1"
    assert last["total"] == 2
    assert last["facets"]["countries"] == [{"value": "ML", "articles": 2}]
    assert sum(one["articles"] for one in last["timeline"]) == 2


def test_a_wrong_query_is_two_and_points_at_the_sign(desk):
    done = desk.run("search", "convoi pays:Malie")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[1:3] == ["  convoi pays:Malie", "              ^"]
    assert "Traceback" not in done.stderr


def test_answers_are_exported_as_lines_or_as_a_table(desk):
    lines = desk.run("export", "--query", "convoi").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a2", "a1"]
    assert "body" in json.loads(lines[0])
    table = desk.run("export", "--query", "convoi pays:ML", "--format", "csv").stdout.splitlines()
    assert table[0].startswith("id,published")
    assert [row.split(",")[0] for row in table[1:]] == ["a2", "a1"]
    assert desk.run("export", "--query", "pays:Malie").returncode == 2


def test_parquet_keeps_every_field_under_its_type(desk):
    out = desk.folder / "convois.parquet"
    assert (
        desk.run("export", "--query", "convoi", "--format", "parquet", "--output", str(out)).returncode == 0
    )
    first, second = read_parquet(out).read_all().to_struct_array().to_pylist()
    assert (first["id"], second["id"]) == ("a2", "a1")
    assert set(first) == body_fields() - {"search"}
    lines = desk.run("export", "--query", "convoi id:a1").stdout
    stored = json.loads(lines)
    assert second["published"] == datetime.fromisoformat(stored["published"])
    same = set(second) - {"@timestamp", "published", "seen", "indexed", "modified"}
    assert {name: second[name] for name in same} == {name: stored[name] for name in same}


def test_parquet_goes_through_a_pipe_and_nothing_found_is_an_empty_table(desk):
    command = [sys.executable, "-m", "workers", "export", "--query", "zeppelin", "--format", "parquet"]
    done = subprocess.run(command, env=desk.env, capture_output=True, check=True)
    assert read_parquet(BytesIO(done.stdout)).read_all().num_rows == 0


def test_a_wrong_query_leaves_no_file(desk):
    out = desk.folder / "rien.parquet"
    words = ["export", "--query", "pays:Malie", "--format", "parquet", "--output", str(out)]
    assert desk.run(*words).returncode == 2
    assert not out.exists()


def test_where_the_packages_of_parquet_are_missing_the_error_names_them(desk):
    (desk.folder / "bare" / "arro3").mkdir(parents=True)
    (desk.folder / "bare" / "arro3" / "__init__.py").write_text("")  # one that has no `io`
    bare = Desk(desk.folder, {"PYTHONPATH": str(desk.folder / "bare")})
    done = bare.run("export", "--query", "convoi", "--format", "parquet")
    assert (done.returncode, done.stdout) == (1, "")
    assert "arro3-io" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_index_is_counted_and_thinned_out(desk):
    told = json.loads(desk.run("index", "stats", "--json").stdout)
    assert (told["articles"], told["searched"]) == (5, True)
    (soon,) = desk.json_lines("search", "id:a1")
    shown = desk.run("index", "stats").stdout.splitlines()
    assert shown[0].strip() == "5 articles searched"
    assert soon["published"][:10] in shown[2]
    assert desk.run("index", "migrate").stdout.startswith("all parts")
    assert desk.run("index", "prune", "--keep", "1h", "--yes").returncode == 2
    assert desk.run("index", "prune", "--keep", "90j", "--yes").stdout.startswith("0 articles")
