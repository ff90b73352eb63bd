"""A site for each case, and one client for all, as in the running programme."""

import pytest

from loopback import Site
from wild_desk import Desk, client


@pytest.fixture(scope="session")
def patient():
    return client()


@pytest.fixture(scope="session")
def hasty():
    return client(seconds=0.4, connect_seconds=0.2)


@pytest.fixture
def site():
    with Site() as site:
        yield site


@pytest.fixture
def desk(site, patient) -> Desk:
    return Desk(site, patient)
