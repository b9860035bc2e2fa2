"""The server signs by itself: without a request, beside the requests, and in its own process."""

import os
import subprocess
import sys
import time
import urllib.request

import pytest

from masohi.faces.jobs import server
from tests.furnished import furnish
from tests.ledger.conftest import ROOT, database, masohi

SERVE = """
import sys
from masohi.config import cli
from masohi.faces.jobs import server
server.HEADS_EVERY = 0.3
sys.exit(cli.main(["serve", "--port", sys.argv[1]]))
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_served_office_signs_without_a_request(request, tmp_path, kind):
    place = {}
    if kind == "postgresql":
        place = {"DATABASE_URL": database(request.getfixturevalue("durable_server"), "layanan")}
    furnish(tmp_path)
    port = 18_700 + os.getpid() % 1000
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"MASOHI_DATA": str(tmp_path), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "masohi.config.settings"}
    command = [sys.executable, "-c", "import django; django.setup()\n" + SERVE, str(port)]
    process = subprocess.Popen(command, env=env | place, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        state = tmp_path / "keys" / "log-state.json"
        assert waited_for(state.exists)
        assert waited_for(lambda: answers(port)), "pages are served beside it"
    finally:
        process.terminate()
        process.wait(20)
    code, answer, _said = masohi("ledger", "verify", data=tmp_path, **place)
    assert (code, answer["heads"]) == (0, [])


def waited_for(question, seconds=60):
    """Ask until the answer is yes, or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.2)
    return False


def answers(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200
    except OSError:
        return False


def test_signing_ends_when_it_is_told(monkeypatch):
    rounds = []
    monkeypatch.setattr(server, "sign_once", lambda: rounds.append("signed"))
    pauses = iter([False, False, True])
    server.keep_signing(lambda seconds: seconds == 600 and next(pauses))
    assert rounds == ["signed", "signed"]
