"""`beffroi setup --kibana`: what is imported, with a query for each watch of the file."""

import json

from desk import Desk
from loopback import Site

IMPORT = "/api/saved_objects/_import?overwrite=true"


def imported(tmp_path, url: str, feeds: str) -> tuple[set[str], str]:
    """The saved queries that came in, and what the command said."""
    (tmp_path / "feeds.yaml").write_text(feeds, "utf-8")
    given = {"ELASTICSEARCH_URL": url, "BEFFROI_ELASTICSEARCH_PASSWORD": "x"}
    with Site() as kibana:
        kibana.serve(IMPORT, b'{"success": true, "successCount": 9}')
        done = Desk(tmp_path, given).run("setup", "--no-key", "--kibana", kibana.url(""))
        assert done.returncode == 0, done.stderr
        lines = kibana.requests[0].body.decode().splitlines()
    objects = [json.loads(line) for line in lines if line.startswith("{")]
    return {one["id"] for one in objects if one["type"] == "query"}, done.stderr


def test_each_watch_has_its_query_in_kibana(tmp_path, elasticsearch_url):
    feeds = "watches: [{id: mali, any: Mali}, {id: sahel, any: Sahel}]"
    queries, said = imported(tmp_path, elasticsearch_url, feeds)
    assert queries == {"beffroi-watch-mali", "beffroi-watch-sahel"}
    assert "9 objects imported" in said


def test_a_file_with_mistakes_leaves_the_dashboards_to_be_imported(tmp_path, elasticsearch_url):
    queries, said = imported(tmp_path, elasticsearch_url, "watches: [{id: mali, anny: Mali}]")
    assert queries == set()
    assert "no query is saved for the watches" in said
