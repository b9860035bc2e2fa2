"""Towns of real processes, for the tests in this folder."""

import os

import pytest

from tests.furnished import cluster
from tests.postgres import Server
from tests.sync.server import Town


@pytest.fixture
def town_of():
    """Makes towns, with a server that listens: on PostgreSQL where the run is about PostgreSQL, else on SQLite."""
    made = []

    def make(phones, *, server=None, **more):
        if server is None and os.environ.get("MASOHI_TEST_DATABASE") == "postgresql":
            server = Server(durable=True, source=cluster())
        if server is not None:
            made.append(server)
        town = Town(phones, server.url if server else "", **more)
        made.append(town)
        return town

    yield make
    for one in reversed(made):
        one.stop()
