"""Settings that make tests fast without making them easier, and the cast."""

import json
import os

import pytest
from django.conf import settings

from tests import cast
from tests.field import Field


def pytest_configure():
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        # a file, as in real life: threads and the live server then meet the same locks that users meet
        settings.DATABASES["default"]["TEST"]["NAME"] = str(settings.DATA / "test.sqlite3")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m]


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    """Every test has an empty database, so it needs a log that has signed nothing yet."""
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def people(db):
    """The cast: one person a role, at the institutions of Ambon."""
    return cast.people()


@pytest.fixture
def site(people):
    """A declared site with three slots and a supervisor."""
    return cast.site(people)


@pytest.fixture
def order(people):
    """A registered order of 60 hours."""
    return cast.order(people)


@pytest.fixture
def running(people, site):
    """A running order of 60 hours."""
    return cast.running(people)


@pytest.fixture
def planned(people, running):
    """A running order with an accepted plan."""
    return cast.planned(people, running)


@pytest.fixture
def field(planned, people, client, monkeypatch):
    """The day of a session, a supervisor with a phone in use, and a clock that the test moves."""
    return Field(people, planned, client, monkeypatch)


@pytest.fixture
def figure(request):
    """Says what a test has measured for a row of the scorecard; `tools.score` reads it."""

    def tell(row, text):
        print(f"{row}: {text}")
        if os.environ.get("MASOHI_SCORE"):
            with open(os.environ["MASOHI_SCORE"], "a", encoding="utf-8") as file:
                file.write(json.dumps({"row": row, "figure": text, "test": request.node.nodeid}) + "\n")

    return tell
