"""Writes feeds.yaml: whole or not at all, and never a text that would not load."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from workers.news.errors import BadConfiguration, Permanent
from workers.watchlist.listing import Watchlist
from workers.watchlist.load import loaded
from workers.watchlist.source import LARGEST, Source, read

BOM = b"\xef\xbb\xbf"


def change(
    path: Path, environ: Mapping[str, str], edit: Callable[[Source], str], *, write: bool = True
) -> Watchlist:
    """Changes the file and gives what it says then; without `write` it is only tried.

    The file's mode stays; a link still leads where it led. Raises BadWatchlist where the result would
    have mistakes, BadConfiguration where the file changed meanwhile, Permanent where it cannot be written:
    then it is as it was.
    """
    target = path.resolve()
    source = read(target)
    text = edit(source)
    result = loaded(Source.of(str(path), text), environ)
    if write and text != source.text:
        _replace(target, source, text)
    return result


def _replace(target: Path, source: Source, text: str) -> None:
    try:
        raw = target.read_bytes()
        _check(target, raw, source, text)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write((BOM if raw.startswith(BOM) else b"") + text.encode())
        try:
            _same_rights(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Permanent(f"{target} cannot be written: {reason}; it is as it was") from error


def _check(target: Path, raw: bytes, source: Source, text: str) -> None:
    if raw.decode("utf-8-sig", "replace") != source.text:
        raise BadConfiguration(f"{target} was changed by someone else meanwhile; run the command again")
    if len(text.encode()) > LARGEST:
        raise BadConfiguration(f"{target} would have more than {LARGEST // 1_000_000} MB; it is as it was")


def _same_rights(target: Path, beside: Path) -> None:
    now = target.stat()
    beside.chmod(now.st_mode & 0o7777)
    with contextlib.suppress(PermissionError):  # only root may give a file to another
        shutil.chown(beside, now.st_uid, now.st_gid)
