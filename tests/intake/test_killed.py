"""A server that is killed while it saves a register leaves nothing half-written, and the register can be saved then."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.furnished import furnish
from tests.intake import sheets_made as made

ROOT = Path(__file__).resolve().parents[2]
ROWS = 40


@pytest.fixture
def alone(tmp_path):
    """Starts a process on a data folder of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"MASOHI_DATA": str(furnish(tmp_path / "data")), "DJANGO_SETTINGS_MODULE": "masohi.config.settings"}

    def start(*words):
        command = [sys.executable, "-m", "tests.intake.importing_alone", *map(str, words)]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def said(process):
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out.splitlines()[-1]) if out else None


def test_killed_while_saving(alone, tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(made.csv([made.row(number) for number in range(1, ROWS + 1)]))
    said(alone("stage", path))
    hanging = alone("save_and_hang")
    assert json.loads(hanging.stdout.readline()) == {"written": ROWS}
    os.kill(hanging.pid, signal.SIGKILL)
    hanging.communicate()
    saved = {"orders": ROWS, "state": "tersimpan", "taken": ROWS, "ledger": True}
    assert said(alone("save_twice")) == {
        "found": {"orders": 0, "state": "siap", "taken": 0, "ledger": True},
        "saved": saved,
        "again": saved,
    }
