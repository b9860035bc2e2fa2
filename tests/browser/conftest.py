"""A real Chromium over the live server. `clock` moves the pages' time, nobody else's."""

import shutil
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import sync_playwright

from masohi.writing.indonesian import WIT
from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    assert path, "Berhenti: Chromium tidak ada. Minta pengelola: apt-get install chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Clock:
    """What time it is for the pages."""

    def __init__(self):
        self.at = cast.AT

    def now(self):
        return self.at

    def set(self, year, month, day, hour=9, minute=0):
        self.at = datetime(year, month, day, hour, minute, tzinfo=WIT)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("masohi.faces.pages.timezone", SimpleNamespace(now=clock.now))
    return clock


@pytest.fixture
def open_page(chromium, live_server):
    """`open_page(user, path, width=, mode=)`: a fresh window of that person."""
    contexts = []

    def opened(user, path, *, width=1280, mode="terang", javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="id-ID", java_script_enabled=javascript
        )
        contexts.append(context)
        cookies = [{"name": "tampilan", "value": mode, "url": live_server.url}]
        if user is not None:
            cookies.append({"name": "sessionid", "value": signed_in(user), "url": live_server.url})
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        if path:
            page.goto(live_server.url + path)
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
