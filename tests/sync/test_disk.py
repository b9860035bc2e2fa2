"""R17: the disk fails once, at each write and each sync of one push; what was acknowledged is there and the record is whole."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from tests.sync.server import Durable, children, sender, until
from tests.sync.test_kills import stored

pytestmark = pytest.mark.long
CALLS = ("fsync", "fdatasync", "pwrite64")
MOST = 300  # calls of one kind in one push; a push that makes more than that is a fault of its own


@pytest.fixture(scope="module", autouse=True)
def strace():
    """Debian's strace makes one system call fail."""
    if not shutil.which("strace"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "strace"], stdout=subprocess.DEVNULL)
    if not shutil.which("strace"):
        pytest.skip("strace is not here and cannot be installed")


class Failing:
    """While it lasts, call number `when` of `call` made by these processes fails with EIO. `hit` says whether it came."""

    def __init__(self, pids, call, when, log):
        self.log = log
        log.unlink(missing_ok=True)
        inject = f"inject={call}:error=EIO:when={when}"
        attach = [word for pid in pids for word in ("-p", str(pid))]
        command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}", "-e", inject, *attach]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for pid in pids:
            until(lambda traced=pid: tracer(traced), 10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)

    @property
    def hit(self):
        return "(INJECTED)" in self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else False


def tracer(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return int(re.search(r"TracerPid:\t(\d+)", file.read())[1])
    except FileNotFoundError:
        return 1


def spoil(town, phone, database, pids, call, when):
    """One push while one call fails. Returns whether it was hit; what was acknowledged must be stored."""
    code, processes = min(phone.sessions), pids()
    for kind in ("sebelum", "sesudah"):
        phone.write("photo", code, {"when": kind})
    acked = phone.acked
    with Failing(processes, call, when, town.folder / "strace.log") as failing:
        said = phone.push(sender(town.port, timeout=15))
        time.sleep(0.05)
    if isinstance(database, Durable) and database.process.poll() is not None:
        database.again()
    until(lambda: reachable(database), 30, town.say)
    held = stored(database).get(phone.code, [])
    sure = phone.digests()[: phone.acked if said else acked]
    assert held[: len(sure)] == sure, f"acknowledged and not there: {call} {when}"
    return failing.hit


def reachable(database):
    try:
        stored(database)
    except Exception:
        return False
    return True


def every_call(town, database, pids, restart):
    """Fail call 1, 2, 3 … of each kind until two pushes make no more of them. Returns the failed calls by kind."""
    phone, count = town.phones[0], {}
    town.anchored(phone)
    for call in CALLS:
        missed = 0
        for when in range(1, MOST):
            hit = spoil(town, phone, database, pids, call, when)
            restart()
            code, answer = town.command("ledger", "verify")
            assert code == 0, (call, when, answer)
            until(lambda: phone.push(sender(town.port)) is not None, 60, town.say)
            assert phone.acked == len(phone.written)
            count[call] = count.get(call, 0) + hit
            missed = 0 if hit else missed + 1
            if missed == 2:
                break
    return count


def test_sqlite_on_a_failing_disk(town_of, monkeypatch, figure):
    monkeypatch.delenv("MASOHI_TEST_DATABASE", raising=False)
    town = town_of(1)
    database = town.folder / "masohi.sqlite3"

    def restart():
        if sender(town.port, timeout=5)("GET", "/lapangan/api/waktu", b"", {})[0] != 200:
            town.serve()

    count = every_call(town, database, town.workers, restart)
    assert count.get("fsync", 0) + count.get("fdatasync", 0) >= 3
    assert count.get("pwrite64", 0) >= 3
    figure(
        "R17",
        f"SQLite: EIO at each of {told(count)} calls of one push: record whole and nothing acknowledged lost, 100 %",
    )


def test_postgresql_on_a_failing_disk(town_of, figure):
    database = Durable()
    town = town_of(1, server=database)

    def backends():
        town.anchored(town.phones[0])
        return [*town.workers(), database.process.pid, *children(database.process.pid)]

    count = every_call(town, database, backends, lambda: None)
    assert count.get("fsync", 0) + count.get("fdatasync", 0) >= 2
    figure(
        "R17",
        f"PostgreSQL: EIO at each of {told(count)} calls of one push: record whole, nothing acknowledged lost, 100 %",
    )


def told(count):
    return ", ".join(f"{number} {call}" for call, number in sorted(count.items())) + f" ({os.uname().sysname})"
