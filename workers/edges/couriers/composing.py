"""A channel that no message can be made for is a mistake of the file, not of the alert."""

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError

from workers.news.channel import Channel
from workers.news.errors import Permanent


@contextmanager
def composing(channel: Channel) -> Iterator[None]:
    """Tells what is wrong with a template of the channel's own, or with its addresses; never quotes those."""
    try:
        yield
    except (TemplateError, TypeError, ArithmeticError, LookupError, ValueError) as error:
        if channel.templates:
            said = str(error) or type(error).__name__
            raise Permanent(
                f"channel '{channel.id}': its template fails: {said}; see config check"
            ) from error
        told = f"no message can be made for it ({type(error).__name__})"
        raise Permanent(f"channel '{channel.id}': {told}; check its url, sender and to") from error
