"""How the command starts: a place it cannot work in is one sentence, and judging an order leaves no trace."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import OperationalError

from masohi.config import environment
from masohi.config.cli import main
from tests.law.samples import ORDER

ROOT = Path(__file__).resolve().parents[2]


def started(*arguments, data, text="", **variables):
    """The command in a process of its own: exit code, standard output, standard error."""
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "MASOHI_ORIGIN"}}
    env |= {"MASOHI_DATA": str(data), "PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", "masohi.config.cli", *arguments]
    done = subprocess.run(command, input=text, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


BAD = {
    "debug": {"MASOHI_DEBUG": "mungkin"},
    "proxies": {"MASOHI_PROXIES": "satu"},
    "scheme": {"DATABASE_URL": "mysql://x/y"},
    "port": {"DATABASE_URL": "postgres://x:lima/y"},
    "no name": {"DATABASE_URL": "postgres://x"},
    "folder": {"MASOHI_DATA": "/dev/null/data"},
}


@pytest.mark.parametrize("kind", BAD)
def test_a_place_that_cannot_be_used_is_one_sentence(tmp_path, kind):
    code, out, err = started("migrate", "--json", data=tmp_path, **BAD[kind])
    answer = json.loads(out)
    assert (code, answer) == (2, {"ok": False, "error": err.strip()})
    assert "\n" not in err.strip()
    assert err.strip().endswith(".")


def test_a_file_that_is_no_database_is_one_sentence(tmp_path):
    (tmp_path / "masohi.sqlite3").write_bytes(b"bukan basis data" * 100)
    code, out, err = started("migrate", "--json", data=tmp_path)
    assert (code, json.loads(out)["error"]) == (2, err.strip())
    assert err.startswith("Basis data tidak dapat dipakai")


def test_a_database_that_goes_away_is_one_sentence(monkeypatch, capsys):
    def gone(options):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setitem(main.__globals__["import_string"]("masohi.faces.jobs.commands.COMMANDS"), "nightly", gone)
    assert main(["nightly", "--json"]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out) == {"ok": False, "error": told.err.strip()}
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("place", ["tidak-ada", "/dev/null/data", "kosong"])
def test_judging_an_order_needs_no_folder_and_leaves_no_file(tmp_path, place):
    (tmp_path / "kosong").mkdir()
    data = tmp_path / place
    code, out, err = started("check-order", "-", "--json", data=data, text=json.dumps(ORDER))
    assert (code, err) == (0, "")
    assert json.loads(out)["orders"][0]["admissible"]
    assert list(tmp_path.rglob("*")) == [tmp_path / "kosong"]


def test_numbers_that_cannot_be_read_are_not_replaced_in_silence(tmp_path):
    (tmp_path / "masohi.sqlite3").write_bytes(b"bukan basis data" * 100)
    code, out, err = started("check-order", "-", "--json", data=tmp_path, text=json.dumps(ORDER))
    assert (code, len(json.loads(out)["orders"])) == (0, 1)
    assert "angka bawaan" in err


def test_a_key_that_was_cut_short_stops_the_program(tmp_path):
    environment.key(tmp_path, "field")
    (tmp_path / "keys" / "field").write_text("abc")
    with pytest.raises(environment.BadEnvironment, match="rusak"):
        environment.key(tmp_path, "field")


def test_a_key_leaves_no_draft(tmp_path):
    environment.key(tmp_path, "field")
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["field"]


def test_letters_name_the_port_that_is_served(tmp_path):
    """The origin stands before the settings are read, because letters of the sample carry it."""
    script = (
        "import sys; from masohi.config import cli; from django.utils import module_loading\n"
        "cli.import_string = lambda name: {'serve': lambda o: (0, {}, __import__('django.conf').conf.settings.ORIGIN)}\n"
        "sys.exit(cli.main(['serve', '--port', '8123', '--sample']))"
    )
    env = {k: v for k, v in os.environ.items() if k != "MASOHI_ORIGIN"}
    env |= {"MASOHI_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for origin, expected in (("", "http://127.0.0.1:8123"), ("https://kota.example.org", "https://kota.example.org")):
        done = subprocess.run(
            [sys.executable, "-c", script], env=env | {"MASOHI_ORIGIN": origin}, capture_output=True, text=True
        )
        assert done.stderr.strip() == expected


@pytest.fixture
def checkout(tmp_path):
    """A checkout under a folder whose name holds a blank and a quote, with this environment's Python."""
    place = tmp_path / "kerja sosial's"
    binaries = place / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (place / "masohi").symlink_to(ROOT / "masohi")
    shutil.copy(ROOT / "run.py", place)
    (binaries / "python").symlink_to(Path(sys.executable).resolve())
    (place / ".venv" / "lib").symlink_to(Path(sys.prefix) / "lib")
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", place / ".venv")
    return place


def test_the_launcher_works_from_a_folder_with_a_blank(checkout, tmp_path):
    subprocess.run([sys.executable, "-c", "import run; run.launcher()"], cwd=checkout, check=True)
    (tmp_path / "json.py").write_text("raise SystemExit('the caller\\'s own file was taken for ours')")
    done = subprocess.run(
        [checkout / ".venv" / "bin" / "masohi", "check-order", "-", "--json"],
        input=json.dumps(ORDER),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "MASOHI_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["orders"][0]["admissible"]


def test_a_server_that_made_the_samples_can_draw_letters(tmp_path):
    """Threads that drew the samples' letters do not live on in the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "MASOHI_ORIGIN"}}
    env |= {"MASOHI_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "masohi.config.cli", "serve", "--sample", "--port", str(port)]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            content = fetched(f"http://127.0.0.1:{port}/buku-besar/lembar.pdf", server, seconds=300)
        finally:
            server.terminate()
            server.wait(20)
    assert content.startswith(b"%PDF")


def fetched(url, server, seconds):
    """What the address answers once the server listens there; a server that has ended is not waited for."""
    last = time.monotonic() + seconds
    while time.monotonic() < last and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        except urllib.error.URLError as fault:
            if not isinstance(fault.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise TimeoutError(url)
