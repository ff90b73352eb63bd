"""What all tests share: real servers come from the fixture modules beside this file.

With `-n`, a module's tests stay together, for its fixtures; those that need Elasticsearch share the
one process that starts it; the long ones, which mostly wait, come first and one by one.
"""

from collections.abc import Iterator

import pytest

from known_secrets import SECRETS

pytest_plugins = ["valkey_fixture", "elasticsearch_fixture"]
LONG = {
    *("test_backup", "test_bad_input", "test_end_to_end", "test_kill", "test_ops", "test_page_browser"),
    *("test_supervisor", "test_terminal", "test_two_hosts"),
}


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
    items.sort(key=lambda item: (not _needs_elasticsearch(item), item.path.stem not in LONG))


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


def _needs_elasticsearch(item: pytest.Item) -> bool:
    return "elasticsearch_running" in getattr(item, "fixturenames", ())
