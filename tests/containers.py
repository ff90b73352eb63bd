"""docker-compose.yml as Docker Compose itself resolves it, and its containers' commands without an engine."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
USER = 10001
# What a container gives: nothing to write but the folders named, and a user without any right.
CONFINED = f"""set -e
state=$1; shift
mount --bind "$state" "$state"
mount -o remount,ro,bind /
cd "$state" # the mount over the folder that one stood in
exec unshare --user --map-user={USER} --map-group={USER} -- "$@"
"""


def compose(
    *words: str, env_file: str = ".env.example", profiles: str = "kibana"
) -> subprocess.CompletedProcess:
    """Runs Docker Compose, which needs no engine to read its file."""
    command = [
        PROGRAMS / "docker-compose",
        "--project-directory",
        ROOT,
        "--env-file",
        ROOT / env_file,
        *words,
    ]
    env = {"PATH": os.defpath, "COMPOSE_PROFILES": profiles, "HOME": "/nonexistent"}
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


@cache
def composition() -> dict:
    """The file as resolved: anchors, variables and profiles."""
    done = compose("config", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def services(image: str = "") -> dict[str, dict]:
    """All services, or those of an image."""
    return {name: one for name, one in composition()["services"].items() if one["image"].startswith(image)}


def image_environment() -> dict[str, str]:
    """The variables that the Dockerfile sets."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    (line,) = re.findall(r"^ENV (.*)$", text, re.MULTILINE)
    return dict(word.split("=", 1) for word in line.split())


def health(service: dict) -> str:
    """The shell line of a service's health check, as the shell gets it."""
    kind, line = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    return line.replace("$$", "$")


def confined(command: list[str], state: Path) -> list[str]:
    """The command in namespaces of its own: a read-only root but for `state`, as a user without rights."""
    return ["unshare", "--mount", "sh", "-c", CONFINED, "sh", str(state), *command]


@cache
def can_confine() -> bool:
    """Whether this machine lets us make namespaces."""
    probe = confined(["true"], Path("/tmp"))  # noqa: S108 - mounted over itself, for the probe alone
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def start(command: list[str], env: Mapping[str, str], folder: Path) -> subprocess.Popen:
    """Starts a container's command under that environment and no other, confined where that can be."""
    folder.mkdir(exist_ok=True)
    words = confined(command, folder) if can_confine() else command
    path = f"{PROGRAMS}:{os.defpath}:/usr/sbin:/sbin"
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        return subprocess.Popen(words, env={**env, "PATH": path}, cwd=folder, stdout=log, stderr=log)
