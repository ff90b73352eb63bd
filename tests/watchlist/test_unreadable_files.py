"""Files that cannot be read at all: one clear mistake, never a traceback."""

import os
from pathlib import Path

import pytest

from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.source import LARGEST


def told(path):
    with pytest.raises(BadWatchlist) as caught:
        load(path, {})
    (mistake,) = caught.value.mistakes
    assert mistake.file == str(path)
    return f"{mistake.line}:{mistake.column} {mistake.code}", mistake.help


@pytest.fixture
def written(tmp_path):
    def write(raw):
        path = tmp_path / "feeds.yaml"
        path.write_bytes(raw)
        return path

    return write


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# rien\n", b"---\n", b"{}", b"\xef\xbb\xbf", b"~"])
def test_an_empty_file_says_how_to_begin(written, raw):
    code, help = told(written(raw))
    assert code == "1:1 empty"
    assert "feeds:" in help


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"feeds: [", "1:9 not-yaml"),
        (b'feeds:\n  - "\\U00110000"\n', "2:6 not-yaml"),
        (b'feeds: ["\\ud800"]\n', "1:9 not-yaml"),
        (b"feeds:\n\t- http://a.example/\n", "2:1 not-yaml"),
        (b'feeds:\n  - "http://a.example/" x\n', "2:25 not-yaml"),
        (b"a: b: c\n", "1:5 not-yaml"),
        (b"feeds: *rien\n", "1:8 not-yaml"),
        (b"feeds: &a [*a]\n", "1:12 not-yaml"),
        (b"feeds: !env HOME\n", "1:8 not-yaml"),
        (b"feeds: !!python/object/apply:os.getcwd []\n", "1:8 not-yaml"),
        (b"? [a]\n: b\n", "1:3 not-yaml"),
        (b"feeds: []\n---\nfeeds: []\n", "2:1 not-yaml"),
        (b"feeds:\n  - a\x00b\n", "2:6 not-yaml"),
        (b"[" * 100_000, "1:22 not-yaml"),
        (b"- " * 100_000, "1:43 not-yaml"),
        (b"{a: " * 100_000, "1:85 not-yaml"),
        (b"feeds:\n  - http://\xe9.example/\n", "2:12 not-utf8"),
        ("feeds: é\n# ".encode() + b"\xff", "2:3 not-utf8"),
        ("feeds: []".encode("utf-16"), "1:1 not-utf8"),
        (b"- http://a.example/\n", "1:1 wrong-type"),
        (b"http://a.example/\n", "1:1 wrong-type"),
        (b"12\n", "1:1 wrong-type"),
    ],
)
def test_what_is_no_file_of_feeds_is_one_mistake(written, raw, expected):
    assert told(written(raw))[0] == expected


def test_a_missing_file_is_one_mistake(tmp_path):
    code, help = told(tmp_path / "feeds.yaml")
    assert code == "1:1 not-a-file"
    assert "--config" in help


@pytest.mark.parametrize("name", ["", "a\x00b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_one_mistake(tmp_path, name):
    assert told(Path(f"{tmp_path}/{name}"))[0] == "1:1 not-a-file"


def test_a_file_that_may_not_be_read_is_one_mistake(tmp_path):
    path = tmp_path / "boucle"
    path.symlink_to(path)
    assert told(path)[0] == "1:1 not-a-file"


def test_a_pipe_without_end_is_one_mistake():
    assert told(Path("/dev/zero"))[0] == "1:1 too-large"


def test_a_file_of_many_megabytes_is_not_parsed(written):
    path = written(b"#")
    os.truncate(path, LARGEST + 1)
    assert told(path)[0] == "1:1 too-large"


def test_an_alias_bomb_does_not_go_off(written):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert told(written("\n".join(lines).encode()))[0] == "6:10 too-large"
