"""Log lines: one event a line, JSON under ECS names for machines, colours for a person.

Celery, kombu and the other libraries log through the standard library; their lines are
rendered here too, with the article, feed and trace that are bound at the time.
"""

import logging
import re
import sys
from typing import TextIO

import structlog
from ecs_logging import StructlogFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

QUIET = {
    # A line a task or a request says nothing that our own events do not.
    "celery.app.trace": logging.WARNING,
    "celery.beat": logging.WARNING,
    "celery.worker.strategy": logging.WARNING,
    "aiohttp": logging.WARNING,
    "asyncio": logging.WARNING,
    "elastic_transport": logging.WARNING,
    "elasticsearch": logging.WARNING,
    "kombu": logging.WARNING,
    "trafilatura": logging.CRITICAL,  # logs an error for every page that it reads no text in
    "urllib3": logging.ERROR,  # its warnings name whole URLs
}
SILENT = "apprise"  # its errors name whole URLs, tokens included; the courier reads them and tells the rest
# What could forge a line or drive a terminal: C0, DEL and C1 controls, line and paragraph separators,
# marks that reorder text; surrogates could not even be written.
FORGING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def configure(*, format: str, level: str, stream: TextIO | None = None) -> None:
    """Sends all log lines of this process to `stream`, standard error by default.

    `format` is json, console, or auto: colours on a terminal, JSON elsewhere.
    """
    stream = stream or sys.stderr
    least = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="@timestamp"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    rendering = _rendering(format, stream)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
    )
    _replace_handlers(formatter, stream, least)


def _replace_handlers(formatter: logging.Formatter, stream: TextIO, least: int) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(lambda record: record.name.partition(".")[0] != SILENT)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(least)
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(max(quiet, least))
    logging.getLogger(SILENT).setLevel(logging.WARNING)  # whatever ours is: the courier wants them
    logging.captureWarnings(True)


def _rendering(format: str, stream: TextIO) -> list[Processor]:
    if format == "console" or (format == "auto" and stream.isatty()):
        return [_shown, structlog.dev.ConsoleRenderer(timestamp_key="@timestamp", colors=stream.isatty())]
    return [_ecs_names, _JsonLine()]


def _ecs_names(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Renames what ECS has a name for; article_id, feed and trace_id stay as they are."""
    event["log.level"] = event.pop("level")
    if "logger" in event:
        event["log.logger"] = event.pop("logger")
    if "exception" in event:
        event["error.stack_trace"] = event.pop("exception")
    if "error" in event:  # ECS has an object there
        event["error.message"] = str(event.pop("error"))
    return event


class _JsonLine:
    """Writes accents as they are, so that a line can be searched, and escapes what could forge one."""

    def __init__(self) -> None:
        self._render = StructlogFormatter(ensure_ascii=False)

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> str:
        line: str = self._render(logger, method, dict(event))
        return FORGING.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _shown(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Makes controls in texts from outside visible; a traceback is indented, so that it forges no line."""
    trace = event.pop("exception", None)
    # The renderer writes what is no text by its repr, which escapes controls itself.
    event = {key: visible(value) if isinstance(value, str) else value for key, value in event.items()}
    if isinstance(trace, str):
        event["exception"] = "\n".join(f"    {visible(line)}" for line in trace.split("\n"))
    return event


def visible(text: str) -> str:
    r"""Gives the text with controls written out, such as \x1b for escape."""
    return FORGING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
