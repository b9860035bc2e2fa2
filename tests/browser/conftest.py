"""A real Chromium over a real server. `clock` moves the pages' time, nobody else's."""

import shutil
from datetime import datetime
from functools import partial
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from masohi.parties.accounts.models import User
from masohi.writing.indonesian import WIT
from tests import cast
from tests.browser import handset
from tests.browser.town import Town

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def driver():
    """One a process: a second one would meet the event loop of the first."""
    assert shutil.which("chromium"), "Berhenti: Chromium tidak ada. Minta pengelola: apt-get install chromium"
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(driver):
    flags = ["--no-sandbox", "--disable-dev-shm-usage"]
    browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def in_hand(driver):
    """`with in_hand(folder, url) as handset`: a phone with a memory of its own."""
    return partial(handset.in_hand, driver)


@pytest.fixture(scope="session")
def server(django_db_setup):
    """The program behind a real port. Unlike `live_server` it leaves the data of a module alone."""
    server = LiveServer("localhost")
    yield server
    server.stop()


class Clock:
    """What time it is for the pages."""

    def __init__(self):
        self.at = cast.AT

    def now(self):
        return self.at

    def set(self, year, month, day, hour=9, minute=0):
        self.at = datetime(year, month, day, hour, minute, tzinfo=WIT)

    def rule(self, patch):
        """Be the time of every page while `patch` holds."""
        patch.setattr("masohi.faces.pages.timezone", SimpleNamespace(now=self.now))
        return self


@pytest.fixture
def clock(monkeypatch):
    return Clock().rule(monkeypatch)


@pytest.fixture
def people(clock, stage):
    """The cast and one site, for a test that changes things (it is marked `django_db(transaction=True)`)."""
    people = stage.show("people", cast.people)
    stage.show("site", cast.site, people)
    return people


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """The database for a whole module and without a transaction: the server looks at it over connections of its own."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def town(db, stage, tmp_path_factory):
    """A town that the tests of one module only look at: made once, gone with the module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "KEYS", tmp_path_factory.mktemp("kunci"))  # a new record, and a log that signed nothing
        clock = Clock().rule(patch)
        town = stage.show("town", Town)
        User.objects.exclude(username="sistem").update(is_sample=True)
        clock.at = town.evening
        yield town


@pytest.fixture
def open_page(chromium, server):
    """`open_page(user, path, width=, mode=)`: a fresh window of that person."""
    contexts = []

    def opened(user, path, *, width=1280, height=800, mode="terang", javascript=True, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="id-ID",
            java_script_enabled=javascript,
            base_url=server.url,
            **more,
        )
        contexts.append(context)
        cookies = [{"name": "tampilan", "value": mode, "url": server.url}]
        if user is not None:
            cookies.append({"name": "sessionid", "value": signed_in(user), "url": server.url})
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.server, page.faults = server.url, []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        if path:
            page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def signed_in(user):
    """The key of a session of `user`."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key
