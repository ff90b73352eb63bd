"""A channel's own template that fails is a mistake of the file, not of the alert."""

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError

from workers.news.channel import Channel
from workers.news.errors import Permanent


@contextmanager
def composing(channel: Channel) -> Iterator[None]:
    """Tells what a template of the channel lacks; the shipped ones lack nothing."""
    try:
        yield
    except (TemplateError, TypeError, ArithmeticError, LookupError) as error:
        if not channel.templates:
            raise
        said = str(error) or type(error).__name__
        raise Permanent(f"channel '{channel.id}': its template fails: {said}; see config check") from error
