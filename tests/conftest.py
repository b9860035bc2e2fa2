"""Settings that make tests fast without making them easier, and the cast."""

import pytest
from django.conf import settings

from tests import cast


def pytest_configure():
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        # a file, as in real life: threads and the live server then meet the same locks that users meet
        settings.DATABASES["default"]["TEST"]["NAME"] = str(settings.DATA / "test.sqlite3")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m]


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
