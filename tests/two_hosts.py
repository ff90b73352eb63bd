"""Two hosts on one machine: network namespaces on a bridge, or two sets of processes."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desk import family
from workers.edges.embedded_server import find_binary
from workers.services import SERVICES

NET = "10.203.77"  # of these tests alone; nothing leaves the machine
NAMES = ("h1", "h2")


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@cache
def can_make_namespaces() -> bool:
    """Whether this machine lets us make network namespaces with a wire between them."""
    try:
        with bridge():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def bridge() -> Iterator[str]:
    """A bridge of this run; gives the machine's address on it."""
    name = f"bf{os.getpid()}"
    ip("link", "add", name, "type", "bridge")
    try:
        ip("addr", "add", f"{NET}.1/24", "dev", name)
        ip("link", "set", name, "up")
        yield f"{NET}.1"
    finally:
        ip("link", "delete", name)


@contextmanager
def wired(name: str, number: int) -> Iterator[list[str]]:
    """A network namespace with a wire to the bridge; gives the words that start a command in it."""
    inside, wire = f"beffroi-{os.getpid()}-{name}", f"bf{os.getpid()}{name}"
    ip("netns", "add", inside)
    try:
        ip("link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", inside)
        ip("link", "set", wire, "master", f"bf{os.getpid()}", "up")
        ip("-n", inside, "addr", "add", f"{NET}.{number}/24", "dev", "eth0")
        ip("-n", inside, "link", "set", "eth0", "up")
        ip("-n", inside, "link", "set", "lo", "up")
        yield ["ip", "netns", "exec", inside]
    finally:
        ip("link", "delete", wire)  # sockets of a host that was cut off keep its namespace for minutes
        ip("netns", "delete", inside)


@dataclass
class Host:
    """A machine that runs workers and keeps nothing; its requests are told by its contact."""

    name: str
    folder: Path
    env: Mapping[str, str]
    enter: list[str] = field(default_factory=list)
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def contact(self) -> str:
        return f"https://{self.name}.example.org"

    def start(self, *services: str) -> None:
        self.folder.mkdir()
        env = {**self.env, "BEFFROI_STATE": str(self.folder), "BEFFROI_CONTACT": self.contact}
        for name in services:
            words = (word.format(readers=1).replace("%h", self.name) for word in SERVICES[name])
            command = [*self.enter, sys.executable, "-m", *words]
            with (self.folder / f"{name}.log").open("wb") as log:
                self.running[name] = subprocess.Popen(command, env=env, stdout=log, stderr=log)

    def send(self, sign: signal.Signals, *services: str) -> None:
        """Sends a signal to all processes of some services."""
        for name in services or tuple(self.running):
            for pid in family(self.running[name].pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, sign)

    def lose(self) -> None:
        """Cuts the wire, so that nobody hears that the host is gone; without one, all processes die."""
        if self.enter:
            ip("-n", self.enter[-1], "link", "set", "eth0", "down")
        else:
            self.send(signal.SIGKILL)

    def end(self) -> None:
        self.send(signal.SIGKILL)
        for process in self.running.values():
            process.wait()


@contextmanager
def valkey_on(address: str, folder: Path) -> Iterator[str]:
    """A server that other hosts reach; gives its URL."""
    with socket.socket() as free:
        free.bind((address, 0))
        port = free.getsockname()[1]
    words = ["--bind", address, "--port", str(port), "--protected-mode", "no", "--dir", str(folder)]
    with (folder / "valkey.log").open("wb") as log:
        process = subprocess.Popen([find_binary(), *words], stdout=log, stderr=log)
    try:
        yield f"redis://{address}:{port}/0"
    finally:
        process.terminate()
        process.wait()
