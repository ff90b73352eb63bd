"""What all tests share: real servers come from the fixture modules beside this file.

With `-n`, a module's tests stay together, for its fixtures; those that need Elasticsearch share the
one process that starts it; the long ones, which mostly wait, come first and one by one.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from known_secrets import SECRETS

pytest_plugins = ["valkey_fixture", "elasticsearch_fixture"]
settings.register_profile("untimed", parent=settings.default, deadline=None)  # figures belong to bench/
settings.load_profile("untimed")

LONG = {
    *("test_backup", "test_bad_input", "test_end_to_end", "test_kill", "test_ops"),
    *("test_supervisor", "test_terminal", "test_two_hosts"),
}
ON_IT = {"elasticsearch", "servers"}  # parameters for which a fixture asks for Elasticsearch
LONG_TOGETHER = "test_page_browser"  # one demo and one browser for all of them


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds how often the deliverer is killed at each point."""
    parser.addoption("--crashes", type=int, default=20)


@pytest.fixture
def crashes(request: pytest.FixtureRequest) -> int:
    """How often the deliverer is killed at each point."""
    return int(request.config.getoption("--crashes"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Marks each test with the company it needs, and puts the long ones first once all are shuffled."""
    for item in items:
        company = _company(item)
        if company:
            item.add_marker(pytest.mark.xdist_group(company))
    yield
    _groups_are_heard(items)
    items.sort(
        key=lambda item: (
            not _needs_elasticsearch(item),
            item.path.stem != LONG_TOGETHER,
            item.path.stem not in LONG,
        )
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Fails a test of which anything that was printed or logged holds one of the tests' secrets."""
    report = yield
    told = report.capstdout + report.capstderr + report.caplog
    if any(secret in told for secret in SECRETS):
        report.outcome = "failed"
        report.longrepr = "what this test logged or printed holds a secret (tests/known_secrets.py)"
    return report


def _company(item: pytest.Item) -> str | None:
    if _needs_elasticsearch(item):
        return "elasticsearch"
    return None if item.path.stem in LONG else str(item.path)


def _groups_are_heard(items: list[pytest.Item]) -> None:
    """Stops a run of several processes in which each would start the servers anew."""
    if items and getattr(items[0].config.option, "loadgroup", False):
        heard = (item.nodeid.endswith(f"@{company}") for item in items if (company := _company(item)))
        assert all(heard), "this release of pytest does not hear pytest-xdist's groups: see pyproject.toml"


def _needs_elasticsearch(item: pytest.Item) -> bool:
    """By a fixture that it names, or by a parameter for which its fixture asks for the server."""
    given = getattr(item, "callspec", None)
    return "elasticsearch_running" in getattr(item, "fixturenames", ()) or (
        given is not None and any(isinstance(one, str) and one in ON_IT for one in given.params.values())
    )
