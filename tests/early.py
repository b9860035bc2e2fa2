"""A plugin loaded before Django's settings: an empty data folder, and PostgreSQL where it is asked for.

`MASOHI_TEST_DATABASE=postgresql` starts a throwaway server once, in the controlling process; workers inherit its address.
"""

import os
import tempfile

from hypothesis import settings as hypothesis_settings

from tests.postgres import Server

hypothesis_settings.register_profile("masohi", deadline=None, derandomize=True)
hypothesis_settings.load_profile("masohi")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser driver keeps an event loop in the test's thread
if "MASOHI_DATA" not in os.environ:
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    os.environ["MASOHI_DATA"] = tempfile.mkdtemp(prefix="masohi-test-", dir=memory)

server = None
if os.environ.get("MASOHI_TEST_DATABASE") == "postgresql" and "DATABASE_URL" not in os.environ:
    server = Server()
    os.environ["DATABASE_URL"] = server.url


def pytest_report_header():
    """Says which database the run is about."""
    return f"database: {'PostgreSQL' if 'DATABASE_URL' in os.environ else 'SQLite'}"


def pytest_unconfigure():
    """End the server with the run."""
    if server is not None:
        server.stop()
