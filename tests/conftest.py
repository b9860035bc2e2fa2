"""Settings that make tests fast without making them easier, and the cast."""

import json
import os

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.views.defaults import page_not_found

from tests import cast, ready
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


def pytest_collection_modifyitems(config, items):
    """A run about PostgreSQL leaves out what it cannot change: tests that ask for no database, or start their own ones."""
    if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        config.hook.pytest_deselected(items=[item for item in items if not meets_database(item)])
        items[:] = [item for item in items if meets_database(item)]


def meets_database(item):
    """Does the test see the database that the run is about? Without one of these nobody lets it (pytest-django)."""
    asks = {"db", "transactional_db", "town_of"} & set(item.fixturenames)
    return bool(asks) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    """Every test has an empty database, so it needs a log that has signed nothing yet."""
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def one_404(monkeypatch):
    """The page of what is not there is drawn once an account: thousands of closed doors show the same one."""
    shown = set()

    def answer(request, exception):
        if request.user.pk in shown:
            return HttpResponse(status=404)
        shown.add(request.user.pk)
        return page_not_found(request, exception)

    monkeypatch.setattr("django.conf.urls.handler404", answer)


@pytest.fixture(scope="session")
def stage():
    """Scenes that this process has played: `stage.show(name, play, *given)`."""
    return ready.Stage()


@pytest.fixture
def people(db, stage):
    """The cast: one person a role, at the institutions of Ambon."""
    return stage.show("people", cast.people)


@pytest.fixture
def site(people, stage):
    """A declared site with three slots and a supervisor."""
    return stage.show("site", cast.site, people)


@pytest.fixture
def order(people, stage):
    """A registered order of 60 hours."""
    return stage.show("order", cast.order, people)


@pytest.fixture
def running(people, site, stage):
    """A running order of 60 hours."""
    return stage.show("running", cast.running, people)


@pytest.fixture
def planned(people, running, stage):
    """A running order with an accepted plan."""
    return stage.show("planned", cast.planned, people, running)


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
