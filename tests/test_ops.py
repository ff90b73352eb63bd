"""The server deployment without a container engine: each container's own command and health check, by hand.

Under the environment of docker-compose.yml and no other, on a read-only root and as its user where this
machine makes namespaces; with this run's servers in place of the network's names.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis

from containers import PROGRAMS, USER, can_confine, health, image_environment, services, start
from desk import Desk
from eventually import eventually
from hooked_desk import watch_mali
from loopback import Site
from page_server import free_port
from workers.edges.append_only_copy import copy_running
from workers.edges.embedded_server import EmbeddedServer, find_binary
from workers.steps import QUEUES

ONCE = {"setup", "dashboards"}
FLOW = {name: one for name, one in services("beffroi").items() if name not in ONCE}


def end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0


def well(line: str, **given: str) -> bool:
    """Runs the shell line of a health check."""
    env = {"PATH": f"{PROGRAMS}:{os.defpath}"} | given
    return subprocess.run(["sh", "-c", line], env=env, capture_output=True, check=False).returncode == 0


def environment(service: dict, folder: Path, store: str, node) -> dict[str, str]:
    """That of a container, its addresses and folders replaced by those of this run."""
    given = {
        "BEFFROI_REDIS_URL": store,
        "ELASTICSEARCH_URL": node.url,
        "BEFFROI_ELASTICSEARCH_API_KEY_FILE": str(folder / "key.env"),
        "BEFFROI_ELASTICSEARCH_PASSWORD": node.password,
        "BEFFROI_CONFIG": str(folder / "feeds.yaml"),
        "BEFFROI_PAGE_HOST": "127.0.0.1",
    }
    named = image_environment() | service["environment"]
    replaced = {name: given.get(name, value) for name, value in named.items()}
    ours = {"BEFFROI_ELASTICSEARCH_CA": str(node.certificate), "BEFFROI_ALLOW_PRIVATE_HOSTS": "*"}
    return replaced | ours


def runs_as(pid: int) -> int:
    """The user whom a process takes itself for."""
    done = subprocess.run(
        ["nsenter", "--target", str(pid), "--user", "--preserve-credentials", "id", "-u"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def test_the_containers_started_by_hand_find_index_and_tell_and_say_how_they_are(
    valkey, secured_elasticsearch, tmp_path
):
    node = secured_elasticsearch
    with Site() as site, ExitStack() as stack:
        items = (
            "<item><title>Mali, Otan</title><guid>1</guid><description>Traité composé.</description></item>"
        )
        site.serve("/feed", f"<rss version='2.0'><channel><title>E</title>{items}</channel></rss>".encode())
        watch_mali(tmp_path, site)
        setup = services()["setup"]
        env = environment(setup, tmp_path, valkey, node) | {"BEFFROI_STATE": str(tmp_path / "setup")}
        written = tmp_path / "setup" / "key.env"
        words = [str(written) if word.endswith("key.env") else word for word in setup["command"]]
        assert start(words, env, tmp_path / "setup").wait(120) == 0
        shutil.copy(written, tmp_path / "key.env")
        running, port = {}, free_port()
        for name, one in FLOW.items():
            state = {"BEFFROI_STATE": str(tmp_path / name), "BEFFROI_PAGE_PORT": str(port)}
            env = environment(one, tmp_path, valkey, node) | state
            running[name] = start(one["command"], env, tmp_path / name)
            stack.callback(end, running[name])
        eventually(lambda: site.count("/hook"), bool, within=180)
        key = written.read_text("utf-8").strip().partition("=")[2]
        desk = Desk(
            tmp_path,
            {
                "ELASTICSEARCH_URL": node.url,
                "BEFFROI_ELASTICSEARCH_API_KEY": key,
                "BEFFROI_ELASTICSEARCH_CA": str(node.certificate),
            },
        )
        found = eventually(lambda: desk.json_lines("search", "traité composé"), bool, within=60)
        assert [one["watches"] for one in found] == [["mali"]]
        for name, process in running.items():
            _says_how_it_is(name, process, tmp_path / name, port)


def _says_how_it_is(name: str, process: subprocess.Popen, state: Path, port: int) -> None:
    """A container that does its work is well; one that hangs for two minutes is not."""
    line = health(FLOW[name]).replace("/var/lib/beffroi", str(state)).replace(":8080/", f":{port}/")
    eventually(lambda: well(line), bool, within=60)
    assert not can_confine() or runs_as(process.pid) == USER
    process.send_signal(signal.SIGSTOP)
    for sign in (state / "pulse").glob("*"):
        os.utime(sign, (time.time() - 120,) * 2)
    assert not well(line), name
    process.send_signal(signal.SIGCONT)
    eventually(lambda: well(line), bool, within=60)


NOT_IN_CI = os.environ.get("CI") != "true"  # noqa: TID251 - there it fails instead


@pytest.mark.skipif(NOT_IN_CI and not can_confine(), reason="the user of a container is made by a namespace")
def test_a_container_writes_nowhere_but_where_it_may(tmp_path):
    script = "touch here && ! touch ../there && ! touch /there && test $(id -u) = 10001 && ! chown 0 here"
    assert start(["sh", "-c", script], {}, tmp_path / "state").wait(30) == 0


def test_valkey_as_composed_says_how_it_is_and_its_log_is_copied_while_it_runs(tmp_path):
    client = shutil.which("valkey-cli") or shutil.which("redis-cli")
    assert client, "the health check needs valkey-cli, or redis-cli: apt-get install redis-tools"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "valkey-cli").symlink_to(client)
    one = services("valkey")["valkey"]
    socket = tmp_path / "data" / "s.sock"
    words = [str(find_binary()), *one["command"][1:], "--port", "0", "--unixsocket", str(socket)]
    line = health(one).replace("valkey-cli", f"valkey-cli -s {socket}")
    path = f"{tmp_path / 'bin'}:{os.defpath}"
    assert not well(line, PATH=path)
    process = start(words, one.get("environment") or {}, tmp_path / "data")
    eventually(lambda: well(line, PATH=path), bool, within=30)
    with redis.Redis(unix_socket_path=str(socket)) as store:
        store.set("clé", "valeur")
        copy_running(store, tmp_path / "data", tmp_path / "elsewhere" / "valkey")
    end(process)
    assert not well(line, PATH=path)
    (tmp_path / "elsewhere").chmod(0o700)
    with (
        EmbeddedServer(tmp_path / "elsewhere", tmp_path / "e.sock"),
        redis.Redis(unix_socket_path=str(tmp_path / "e.sock")) as copied,
    ):
        assert copied.get("clé") == b"valeur"


def test_elasticsearch_says_how_it_is(secured_elasticsearch):
    node = secured_elasticsearch
    given = {"ELASTIC_PASSWORD": node.password, "CURL_CA_BUNDLE": str(node.certificate)}
    line = health(services()["elasticsearch"]).replace("http://localhost:9200", node.url)
    assert well(line, **given)
    assert not well(line, **given | {"ELASTIC_PASSWORD": "un-autre"})
    assert not well(line.replace(node.url, "https://127.0.0.1:1"), **given)


def test_the_account_of_kibana_is_asked_for_as_the_manual_has_it():
    """The request alone: the server of the tests answers none that changes a reserved user's password."""
    account = services()["kibana-account"]
    (script,) = account["command"]
    assert account["entrypoint"] == ["/bin/bash", "-c"]
    path = "/_security/user/kibana_system/_password"
    with Site() as site:
        site.serve(path, b"{}")
        line = script.replace("$$", "$").replace("http://elasticsearch:9200", site.url(""))
        assert well(line, ELASTIC_PASSWORD="de-l-administrateur", KIBANA_PASSWORD="de-kibana")
        (asked,) = site.requests
    assert (asked.method, asked.path) == ("POST", path)
    assert json.loads(asked.body) == {"password": "de-kibana"}
    assert asked.headers["Authorization"] == f"Basic {b64encode(b'elastic:de-l-administrateur').decode()}"


def test_every_queue_has_a_service():
    commands = [one["command"] for one in FLOW.values()]
    taken = [command[command.index("-Q") + 1].split(",") for command in commands if "-Q" in command]
    assert sorted(queue for queues in taken for queue in queues) == sorted(QUEUES)


def test_compose_runs_what_up_runs():
    from workers.services import SERVICES as LOCAL

    for name, words in LOCAL.items():
        assert FLOW[name]["command"] == [word.format(readers=2) for word in words]


def test_the_commands_that_run_once_are_commands():
    for name in ONCE:
        words = services()[name]["command"]
        help = subprocess.run(
            [sys.executable, "-m", "workers", words[1], "--help"], check=True, capture_output=True, text=True
        ).stdout
        assert all(word in help for word in words[2:] if word.startswith("--")), name
    assert (PROGRAMS / "beffroi").exists()
