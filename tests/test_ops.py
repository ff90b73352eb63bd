"""The server deployment without a container engine: each service's own command, started by hand."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from desk import Desk
from eventually import eventually
from loopback import Site
from page_server import free_port
from workers.steps import QUEUES

ROOT = Path(__file__).parents[1]
COMPOSE = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"].startswith("beffroi")}
ONCE = {"setup", "dashboards"}
SERVICES = {name: one for name, one in OURS.items() if name not in ONCE}


@pytest.fixture
def servers(valkey, elasticsearch_url) -> dict[str, str]:
    """The environment of every service, with this run's servers in place of the network's names."""
    given = {"BEFFROI_REDIS_URL": valkey, "ELASTICSEARCH_URL": elasticsearch_url}
    key = {"BEFFROI_ELASTICSEARCH_API_KEY_FILE"}  # the server of the tests asks for none
    own = {"page": {"BEFFROI_PAGE_HOST", "BEFFROI_PAGE_PASSWORD", "BEFFROI_PAGE_HOSTS"}}
    for name, one in SERVICES.items():
        assert set(one["environment"]) == {*given, *key, *own.get(name, ())}
    return given


def start(command: list[str], desk: Desk, name: str) -> subprocess.Popen:
    """Runs a service's command as the image would, from its own folder."""
    folder = desk.folder / name
    folder.mkdir()
    env = desk.env | {"PATH": f"{Path(sys.executable).parent}:{os.defpath}", "BEFFROI_STATE": str(folder)}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log)


def end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0


def test_the_services_started_by_hand_find_index_and_tell(servers, tmp_path):
    with Site() as site, ExitStack() as stack:
        site.serve("/hook", b"", status=204)
        items = (
            "<item><title>Le Mali et l'Otan</title><guid>1</guid><description>Accord.</description></item>"
        )
        site.serve("/feed", f"<rss version='2.0'><channel><title>E</title>{items}</channel></rss>".encode())
        watched = {
            "feeds": [{"id": "essai", "url": site.url("/feed"), "interval": "1s"}],
            "channels": {"hook": {"kind": "webhook", "url": site.url("/hook")}},
            "watches": [{"id": "mali", "any": ["Mali"], "channels": ["hook"]}],
        }
        (tmp_path / "feeds.yaml").write_text(json.dumps(watched), "utf-8")
        desk = Desk(tmp_path, servers | {"BEFFROI_PAGE_PORT": str(free_port())})
        for name, service in SERVICES.items():
            stack.callback(end, start(service["command"], desk, name))
        eventually(lambda: site.count("/hook"), bool, within=120)
        found = eventually(lambda: desk.json_lines("search", "accord"), bool, within=60)
        assert [one["watches"] for one in found] == [["mali"]]


def test_every_queue_has_a_service():
    commands = [one["command"] for one in SERVICES.values()]
    taken = [command[command.index("-Q") + 1].split(",") for command in commands if "-Q" in command]
    assert sorted(queue for queues in taken for queue in queues) == sorted(QUEUES)


def test_compose_runs_what_up_runs():
    from workers.services import SERVICES as LOCAL

    for name, words in LOCAL.items():
        assert SERVICES[name]["command"] == [word.format(readers=2) for word in words]


def test_nothing_but_kibana_and_the_page_is_published_and_only_on_loopback():
    published = {name: one["ports"] for name, one in COMPOSE["services"].items() if "ports" in one}
    assert published == {
        "kibana": ["${KIBANA_ADDRESS:-127.0.0.1:5601}:5601"],
        "page": ["${PAGE_ADDRESS:-127.0.0.1:8080}:8080"],
    }


def test_every_service_is_bounded_and_has_no_rights_it_does_not_need():
    for name, one in COMPOSE["services"].items():
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "mem_limit" in one or name == "kibana-account", name
    for name, one in OURS.items():
        assert (one["read_only"], one["user"]) == (True, "10001:10001"), name


def test_no_password_stands_in_the_file_and_each_is_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    named = set(re.findall(r"\$\{(\w+):\?", text))
    example = (ROOT / ".env.example").read_text("utf-8")
    assert named == {"ELASTIC_PASSWORD", "KIBANA_PASSWORD", "KIBANA_KEY", "PAGE_PASSWORD"}
    assert all(f"\n{name}=" in example for name in named)
    assert ".env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_make_writes_passwords_of_its_own(tmp_path):
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text("utf-8"), "utf-8")
    subprocess.run(["make", "-s", ".env"], cwd=tmp_path, check=True, capture_output=True)
    lines = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text("utf-8").splitlines())
    secrets = {lines[name] for name in ("ELASTIC_PASSWORD", "KIBANA_PASSWORD", "KIBANA_KEY", "PAGE_PASSWORD")}
    assert (len(secrets), {len(one) for one in secrets}) == (4, {48})
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_the_commands_that_run_once_are_commands():
    for name in ONCE:
        words = OURS[name]["command"]
        help = subprocess.run(
            [sys.executable, "-m", "workers", words[1], "--help"], check=True, capture_output=True, text=True
        ).stdout
        assert all(word in help for word in words[2:] if word.startswith("--")), name


def test_the_image_copies_files_that_exist_and_runs_as_no_root():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert all((ROOT / name).exists() for names in copied for name in names)
    assert "USER beffroi" in lines
