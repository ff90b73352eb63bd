"""Log lines: what is in them, and what cannot get into them."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from structlog.contextvars import bound_contextvars

from workers.logs import FORGING, QUIET, configure, visible


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, least in quiet.items():
        logging.getLogger(name).setLevel(least)
    structlog.reset_defaults()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def logging_to(stream: io.StringIO, *, format: str = "json", level: str = "info") -> io.StringIO:
    configure(format=format, level=level, stream=stream)
    return stream


def fail(reason: str) -> None:
    raise ValueError(reason)


def test_a_line_names_time_level_event_and_article():
    stream = logging_to(io.StringIO())
    with bound_contextvars(article_id="a1", feed="matin", trace_id="t1"):
        structlog.get_logger().info("article.read", alerts=2)
    (line,) = lines(stream)
    assert line["@timestamp"].endswith("Z")
    assert (line["log.level"], line["message"], line["alerts"]) == ("info", "article.read", 2)
    assert (line["article_id"], line["feed"], line["trace_id"]) == ("a1", "matin", "t1")


def test_a_library_logs_under_the_same_article():
    stream = logging_to(io.StringIO())
    with bound_contextvars(article_id="a1"):
        logging.getLogger("celery.worker").warning("lost %s", "broker")
    (line,) = lines(stream)
    assert (line["message"], line["log"], line["article_id"]) == (
        "lost broker",
        {"logger": "celery.worker"},
        "a1",
    )


def test_a_failure_has_its_trace_beside_its_reason():
    stream = logging_to(io.StringIO())
    try:
        fail("abîmé")
    except ValueError as error:
        structlog.get_logger().exception("work.failed", error=str(error))
    (line,) = lines(stream)
    assert (line["log.level"], line["error"]["message"]) == ("error", "abîmé")
    assert line["error"]["stack_trace"].endswith("ValueError: abîmé")


def test_accents_stand_as_they_are_so_that_a_line_can_be_searched():
    stream = logging_to(io.StringIO())
    structlog.get_logger().info("feed.visited", reason="délai dépassé")
    assert "délai dépassé" in stream.getvalue()


@pytest.mark.parametrize("name", ["kombu", "elastic_transport.transport", "celery.beat"])
def test_a_talkative_library_is_heard_from_warnings_on(name: str):
    stream = logging_to(io.StringIO())
    logging.getLogger(name).info("bavardage")
    logging.getLogger(name).warning("ennui")
    assert [line["message"] for line in lines(stream)] == ["ennui"]


@pytest.mark.parametrize(("level", "heard"), [("debug", 3), ("info", 2), ("warning", 1), ("error", 0)])
def test_what_is_below_the_level_is_not_written(level: str, heard: int):
    stream = logging_to(io.StringIO(), level=level)
    log = structlog.get_logger()
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert len(lines(stream)) == heard


def test_auto_is_json_in_a_file_and_a_plain_line_on_a_terminal():
    for stream, first in ((io.StringIO(), "{"), (Terminal(), "\x1b")):
        logging_to(stream, format="auto")
        structlog.get_logger().info("feed.visited")
        assert stream.getvalue().startswith(first)


@given(st.text(), st.text())
def test_any_text_stays_on_one_json_line_and_comes_back_whole(event: str, title: str):
    stream = logging_to(io.StringIO())
    structlog.get_logger().info(event, title=title)
    assert len(stream.getvalue().splitlines()) == 1
    assert not FORGING.search(stream.getvalue().removesuffix("\n"))
    (line,) = lines(stream)
    assert (line["message"], line["title"]) == (event, title)


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_text_stays_on_one_console_line(event: str, title: str, names: list[str]):
    stream = logging_to(io.StringIO(), format="console")
    structlog.get_logger().info(event, title=title, names=names)
    assert not FORGING.search(stream.getvalue().removesuffix("\n"))


def test_a_message_in_a_trace_forges_no_line_on_the_console():
    stream = logging_to(io.StringIO(), format="console")
    try:
        fail("\n2026-11-02 [info] tout va bien\x1b[2J")
    except ValueError:
        logging.getLogger("elsewhere").exception("failed")
    first, *rest = stream.getvalue().rstrip("\n").split("\n")
    assert "failed" in first
    assert all(line.startswith("    ") for line in rest)
    assert "\x1b" not in stream.getvalue()


@given(st.text())
def test_visible_text_has_nothing_left_to_forge(text: str):
    assert not FORGING.search(visible(text))


def test_a_warning_of_python_becomes_a_line():
    code = (
        "import warnings; from workers.logs import configure; configure(format='json', level='info');"
        "warnings.warn('vieilli')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "vieilli" in json.loads(done.stderr)["message"]
