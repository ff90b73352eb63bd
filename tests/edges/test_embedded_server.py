"""The embedded server: one a folder, kept data, a clean end, a parent that was killed."""

import os
import signal
import subprocess
import sys

import pytest
import redis

from workers.edges.embedded_server import EmbeddedServer
from workers.news.errors import NewsError


def client(folder) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(folder / "s.sock"))


def test_what_was_written_is_there_after_a_restart(tmp_path):
    with EmbeddedServer(tmp_path, tmp_path / "s.sock"), client(tmp_path) as store:
        store.set("clé", "valeur")
    with EmbeddedServer(tmp_path, tmp_path / "s.sock"), client(tmp_path) as store:
        assert store.get("clé") == b"valeur"


def test_it_never_evicts_and_listens_on_no_port(tmp_path):
    with EmbeddedServer(tmp_path, tmp_path / "s.sock"), client(tmp_path) as store:
        assert store.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
        assert store.config_get("port")["port"] == "0"
        assert store.config_get("appendonly")["appendonly"] == "yes"
        assert (tmp_path / "s.sock").stat().st_mode & 0o777 == 0o700


def test_nothing_runs_after_its_end(tmp_path):
    with EmbeddedServer(tmp_path, tmp_path / "s.sock") as server:
        pid = server.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_second_one_on_the_folder_is_refused_and_the_first_goes_on(tmp_path):
    with EmbeddedServer(tmp_path, tmp_path / "s.sock"), client(tmp_path) as store:
        with pytest.raises(NewsError, match=f"process {os.getpid()}"):
            EmbeddedServer(tmp_path, tmp_path / "s.sock").start()
        assert store.ping()


def test_a_server_left_by_a_killed_parent_is_taken_over(tmp_path):
    script = (
        "import sys, os, signal; from pathlib import Path\n"
        "from workers.edges.embedded_server import EmbeddedServer\n"
        "folder = Path(sys.argv[1]); EmbeddedServer(folder, folder / 's.sock').start()\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, timeout=30)
    assert killed.returncode == -signal.SIGKILL
    with client(tmp_path) as store:
        pid = store.info("server")["process_id"]
    with EmbeddedServer(tmp_path, tmp_path / "s.sock") as server:
        assert server.pid == pid
    assert not (tmp_path / "s.sock").exists()


def test_a_server_that_cannot_start_says_why(tmp_path):
    folder = tmp_path / "valkey"
    (folder / "appendonlydir").mkdir(parents=True)
    (folder / "appendonlydir" / "appendonly.aof.manifest").write_text("rubbish\n")
    with pytest.raises(NewsError, match=r"ended with status 1.*valkey\.log"):
        EmbeddedServer(tmp_path, tmp_path / "s.sock").start()
