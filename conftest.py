"""Before Django loads: an empty data folder, and PostgreSQL where `MASOHI_TEST_DATABASE=postgresql` asks for it."""

import os
import tempfile

import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("masohi", deadline=None, derandomize=True)
hypothesis_settings.load_profile("masohi")

_server = None

if "MASOHI_DATA" not in os.environ:
    os.environ["MASOHI_DATA"] = tempfile.mkdtemp(prefix="masohi-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser driver keeps an event loop in the test's thread


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Nothing: kept out of the way so that pytest-django reads settings after `pytest_configure`."""


def pytest_configure(config):
    """Start the database once, in the controlling process; workers inherit its address."""
    global _server
    wanted = os.environ.get("MASOHI_TEST_DATABASE", "sqlite")
    if wanted == "postgresql" and "DATABASE_URL" not in os.environ:
        from tests.postgres import Server

        _server = Server()
        os.environ["DATABASE_URL"] = _server.url


def pytest_unconfigure(config):
    if _server is not None:
        _server.stop()
