"""A desk under test: `beffroi up` as a process over a folder of its own, and its other commands."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Desk:
    """A folder with feeds.yaml and state, and the environment of every command run there."""

    folder: Path
    extra: Mapping[str, str]

    @property
    def env(self) -> dict[str, str]:
        inherited = os.environ.items()  # noqa: TID251 - what a command is started with
        clean = {key: value for key, value in inherited if not key.startswith("BEFFROI_")}
        clean.pop("ELASTICSEARCH_URL", None)
        clean.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # some fifty processes: compiled once, each starts in half the time
        return clean | {
            "BEFFROI_CONFIG": str(self.folder / "feeds.yaml"),
            "BEFFROI_STATE": str(self.folder / "state"),
            "BEFFROI_ALLOW_PRIVATE_HOSTS": "*",
            "BEFFROI_READERS": "1",
            "BEFFROI_PAGE_PORT": "0",  # desks run beside each other
            **self.extra,
        }

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        command = [sys.executable, "-m", "workers", *words]
        return subprocess.run(
            command, env=self.env, input=stdin, capture_output=True, text=True, timeout=120, check=False
        )

    def json_lines(self, *words: str) -> list[dict]:
        """Runs a command that prints one object a line; none where the server is not up yet."""
        done = self.run(*words, "--json")
        return [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []

    @contextmanager
    def up(self) -> Iterator[subprocess.Popen]:
        """Runs `beffroi up` without a terminal; ends it as Ctrl-C does, within ten seconds."""
        log = (self.folder / "up.log").open("ab")
        command = [sys.executable, "-m", "workers", "up", "--plain"]
        process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=15)
            log.close()

    def worker(self, process: subprocess.Popen, name: str) -> int:
        """The process id of a service that `process`, a running `up`, keeps."""
        (pid,) = [child for child in children(process.pid) if f"{name}@%h" in command(child)]
        return pid


def children(pid: int) -> list[int]:
    """The ids of a process's children; a thread that ends meanwhile has none."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += [int(word) for word in (task / "children").read_text().split()]
    return found


def family(pid: int) -> list[int]:
    """A process and all that descend from it, the youngest first."""
    return [one for child in children(pid) for one in family(child)] + [pid]


def command(pid: int) -> list[str]:
    """A process's command line; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except FileNotFoundError:
        return []
