"""A file of feeds from a text."""

from textwrap import dedent

import pytest

from workers.watchlist.load import load
from workers.watchlist.mistakes import BadWatchlist


@pytest.fixture
def listed(tmp_path):
    """Gives what a text says."""

    def loaded(text, environ=None):
        path = tmp_path / "feeds.yaml"
        path.write_text(dedent(text), "utf-8")
        return load(path, environ or {})

    return loaded


@pytest.fixture
def mistakes(listed):
    """Gives a text's mistakes as `line:column code`, with message and help on demand."""

    def found(text, environ=None):
        with pytest.raises(BadWatchlist) as caught:
            listed(text, environ)
        return caught.value.mistakes

    return found


@pytest.fixture
def told(mistakes):
    """Gives a text's mistakes as `line:column code`."""
    return lambda text, environ=None: [
        f"{one.line}:{one.column} {one.code}" for one in mistakes(text, environ)
    ]
