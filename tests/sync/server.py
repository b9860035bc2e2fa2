"""Real processes for the tests: PostgreSQL of our own that can be killed, the server, phones that talk HTTP to it."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.furnished import cluster, furnish
from tests.phone import Phone
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]


class Durable(Server):
    """PostgreSQL as an office runs it: fsync on, on a disk, checksums; it can be killed and started again."""

    def __init__(self, *more):
        self.more = [word for setting in more for word in ("-c", setting)]
        super().__init__(durable=True, source=cluster())

    def place(self):
        return tempfile.mkdtemp(prefix="masohi-pg-", dir="/var/tmp")

    def options(self):
        return super().options() + self.more

    def kill(self):
        """kill -9 of the postmaster and of every backend. Returns how many processes died."""
        self.process.send_signal(signal.SIGSTOP)  # it begins no further backend
        found = [self.process.pid, *children(self.process.pid)]
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(20)
        until(lambda: not any(alive(pid) for pid in found), 20)
        return len(found)

    def again(self):
        """Start on the same data. Returns whether the server says that it recovered from a crash."""
        before = self.log.stat().st_size if self.log.exists() else 0
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock", "data/postmaster.pid"):
            (self.folder / name).unlink(missing_ok=True)
        self.launch()
        with self.log.open(encoding="utf-8", errors="replace") as file:
            file.seek(before)
            return "automatic recovery in progress" in file.read()


def children(pid):
    """Process numbers of the children of a process."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def alive(pid):
    """Whether a process is there and more than a corpse that nobody has buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


class Town:
    """A database with a town in it, and a server that can be started, killed and asked."""

    def __init__(self, phones, url="", serve=True):
        # a disk, not memory: the signing state and SQLite are synced as in an office
        self.folder = Path(tempfile.mkdtemp(prefix="masohi-town-", dir="/var/tmp"))
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "PG_BIN"}}
        self.environment = kept | {"MASOHI_DATA": str(self.folder), "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        self.environment |= {"DJANGO_SETTINGS_MODULE": "masohi.config.settings", "PYTHONUNBUFFERED": "1"}
        self.log = self.folder / "server.log"
        furnish(self.folder)
        made = self._python("build", str(phones))
        self.phones = [self._phone(one) for one in made["phones"]]
        self.port, self.process = 0, None
        if serve:
            self.serve()

    def _python(self, *words):
        done = subprocess.run(
            [sys.executable, "-m", "tests.sync.town", *words], env=self.environment, capture_output=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        return json.loads(done.stdout)

    def _phone(self, one):
        phone = Phone(code=one["code"])
        phone.key._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(one["seed"]))
        phone.key.public = phone.key._key.public_key().public_bytes_raw()
        phone.sessions = one["sessions"]
        return phone

    def command(self, *words):
        """`masohi WORDS` on this database: exit code and JSON."""
        call = "import sys; from masohi.config.cli import main; sys.exit(main())"
        done = subprocess.run(
            [sys.executable, "-P", "-c", call, *words, "--json"], env=self.environment, capture_output=True, cwd=ROOT
        )
        return done.returncode, json.loads(done.stdout or b"{}")

    def serve(self, wrapper=()):
        """Start the server, as `masohi serve` does, and wait until it answers."""
        self.port = self.port or free_port()
        call = "import sys; from masohi.config.cli import main; sys.exit(main())"
        command = [*wrapper, sys.executable, "-P", "-c", call, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=self.log.open("ab"), stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        until(lambda: sender(self.port, timeout=1)("GET", "/lapangan/api/waktu", b"", {})[0] == 200, 40, self.say)

    def say(self):
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]

    def workers(self):
        """The processes that answer requests."""
        return [pid for child in [self.process.pid] for pid in children(child)] or [self.process.pid]

    def kill(self):
        """kill -9 of the server with all that it started."""
        group = os.getpgid(self.process.pid)
        os.killpg(group, signal.SIGKILL)
        self.process.wait(20)

    def look(self):
        """What the database holds (see `town.look`)."""
        return self._python("look")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def anchored(self, phone):
        """The phone has had signal once, so that it knows the time."""
        assert phone.push(sender(self.port)) is not None, self.say()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(true, seconds, say=lambda: "", pause=0.02):
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, say()
        time.sleep(pause)


def sender(port, timeout=20.0):
    """A `send` over HTTP, one connection a request; whatever the network does is (0, {})."""

    def send(method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        try:
            told = headers | {"Connection": "close", "Host": "127.0.0.1"}
            connection.request(method, path, body or None, told | {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            said = json.loads(text) if text.startswith(b"{") else {}
            return (0, {}) if answer.status == 200 and not said else (answer.status, said)  # cut off in the middle
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()

    return send


def exact(town, phones):
    """Everything that the phones wrote is there once, in order; returns what the database holds."""
    found = town.look()
    for phone in phones:
        mine = [[number, digest] for number, digest in enumerate(phone.digests(), start=1)]
        assert found["held"].get(phone.code, []) == mine
    assert found["received"] == sum(len(phone.written) for phone in phones)
    assert len(found["credited"]) == len(set(found["credited"]))
    assert found["ok"]
    return found
