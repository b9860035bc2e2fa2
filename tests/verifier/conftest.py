"""The stand-alone verifier as a module, its page in Chromium, and a certificate for it to judge."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Source
from masohi.work.completion.actions import complete_order
from tests import cast

FOLDER = Path(__file__).resolve().parents[2] / "verifier"


def load(source, name="verify"):
    """The verifier from a text: a fresh module each time, so that a mutant leaves nothing behind."""
    spec = importlib.util.spec_from_loader(name, loader=None)
    module = importlib.util.module_from_spec(spec)
    exec(compile(source, f"{name}.py", "exec"), module.__dict__)
    return module


@pytest.fixture(scope="session")
def source():
    return (FOLDER / "verify.py").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def verify(source):
    return load(source)


@pytest.fixture(scope="session")
def periksa():
    """The offline page, opened from disk, with the network off."""
    path = shutil.which("chromium")
    assert path, "Berhenti: Chromium tidak ada. Minta pengelola: apt-get install chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        context = browser.new_context(offline=True, locale="id-ID")
        page = context.new_page()
        page.goto((FOLDER / "periksa.html").as_uri())
        yield page
        browser.close()


@pytest.fixture
def letter(field, people, running):
    """A certificate of 60 hours: the first session came from a phone, the others from the page."""
    field.begin()
    field.finish()
    field.push()
    first = Attendance.objects.get()
    assert first.source == Source.PHONE
    cast.accept(people, [first])
    after = cast.work_out(people, running)
    return complete_order(order=running, by=people.prosecutor, at=after)[1]
