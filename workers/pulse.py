"""A sign of life: a file that a process touches as long as it does its work, for health checks."""

from pathlib import Path

EVERY = 10.0  # seconds; health checks call a minute of silence dead


def beat(folder: Path, name: str) -> None:
    """Touches the file of a process; a full disk is for others to tell."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / name).touch()
