"""One answer to a server out of reach: the work waits."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import redis

from workers.news.errors import Transient

Edge = TypeVar("Edge", bound=type)


def reached(edge: Edge) -> Edge:
    """Makes every public method of a class raise Transient where the server cannot be reached."""
    for name, method in list(vars(edge).items()):
        if callable(method) and not name.startswith("_"):
            setattr(edge, name, _reached(method))
    return edge


def _reached(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the method takes
        try:
            return method(*args, **options)
        except redis.RedisError as error:
            raise Transient(
                f"the Redis server does not answer ({error}); is `beffroi up` running? see `beffroi doctor`"
            ) from error

    return call
