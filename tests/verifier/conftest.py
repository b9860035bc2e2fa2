"""The stand-alone verifier as a module, and its page in Chromium."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

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
