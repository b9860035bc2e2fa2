"""R14, R15, R16: kill -9 of PostgreSQL and of the server, again and again, while phones send. What was said stays said."""

import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import threading
import time

import psycopg
import pytest

from tests.sync.server import Durable, exact, sender, until

QUESTION = (
    "SELECT d.code, e.dseq, e.body FROM work_fieldentry e JOIN parties_device d ON d.id = e.device_id ORDER BY 1, 2"
)


def beside(database):
    """A connection of one's own beside the server: to PostgreSQL, or to the SQLite file."""
    if isinstance(database, Durable):
        told = {"host": str(database.folder), "user": "masohi", "dbname": "postgres", "connect_timeout": 5}
        return contextlib.closing(psycopg.connect(**told, autocommit=True))
    return contextlib.closing(sqlite3.connect(database, timeout=10))


def stored(database):
    """By phone: the digests in order; each number stands once and without a gap, else AssertionError."""
    held = {}
    with beside(database) as link:
        rows = link.execute(QUESTION).fetchall()
    for code, dseq, body in rows:
        mine = held.setdefault(code, [])
        assert dseq == len(mine) + 1, f"{code}: number {dseq} after {len(mine)}"
        mine.append(hashlib.sha256(bytes(body)).hexdigest())
    return held


class Writers:
    """Phones that write and send without a pause. `promised[code]` is the most that the server ever said it has."""

    def __init__(self, town):
        self.town, self.promised = town, {phone.code: [] for phone in town.phones}
        self.stopped = threading.Event()

    def run(self, phone):
        send = sender(self.town.port, timeout=30)
        while not self.stopped.is_set():
            for _ in range(3):
                phone.write("photo", min(phone.sessions), {"when": "sebelum"})
            if phone.push(send) is None:
                time.sleep(0.01)
            elif phone.acked > len(self.promised[phone.code]):
                self.promised[phone.code] = phone.digests()[: phone.acked]

    def __enter__(self):
        self.stopped.clear()
        self.threads = [threading.Thread(target=self.run, args=[one], daemon=True) for one in self.town.phones]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join(60)
            assert not thread.is_alive()

    @property
    def said(self):
        return sum(map(len, self.promised.values()))

    def lost(self, database):
        """Entries that were said to be there and are not."""
        held = stored(database)
        return sum(
            1
            for code, digests in self.promised.items()
            for place, digest in enumerate(digests)
            if held.get(code, [])[place : place + 1] != [digest]
        )


def storm(town, database, kills, seed):
    """Kill PostgreSQL with all its backends while phones send. Gives (writers, lost) after each kill."""
    chance, writers = random.Random(seed), Writers(town)
    for phone in town.phones:
        town.anchored(phone)
    for _ in range(kills):
        before = writers.said
        with writers:
            until(lambda then=before: writers.said > then, 60, town.say)  # at work again, then killed mid-push
            time.sleep(chance.uniform(0.0, 0.15))
            assert database.kill() > 1
            writers.stopped.set()
            assert database.again(), "the server did not crash: nothing was tested"
        yield writers, writers.lost(database)


def at_rest(town):
    for phone in town.phones:
        for _ in range(1000):
            if phone.acked == len(phone.written):
                break
            phone.push(sender(town.port))
    return exact(town, town.phones)


def nothing_lost(town_of, kills, figure):
    database = Durable()
    town = town_of(4, server=database)
    losses = [lost for _writers, lost in storm(town, database, kills, 14)]
    found = at_rest(town)
    assert losses == [0] * kills
    assert town.command("ledger", "verify")[0] == 0
    figure(
        "R14",
        f"{kills} x kill -9 of PostgreSQL, each with its recovery line; {found['received']} entries, 0 lost, 0 twice",
    )


def test_what_was_acknowledged_outlives_the_database(town_of, figure):
    nothing_lost(town_of, 5, figure)


@pytest.mark.long
def test_what_was_acknowledged_outlives_200_deaths_of_the_database(town_of, figure):
    nothing_lost(town_of, 200, figure)


@pytest.mark.long
def test_a_database_that_does_not_sync_is_caught_losing(town_of, figure):
    """Control: the same storm over a forgetful database does lose, and the test sees it."""
    database = Durable("wal_writer_delay=10s")
    town = town_of(4, server=database)
    # the server would not start on such a database: it is made forgetful behind its back
    with psycopg.connect(host=str(database.folder), user="masohi", dbname="postgres", autocommit=True) as link:
        link.execute("ALTER SYSTEM SET synchronous_commit = off")
        link.execute("SELECT pg_reload_conf()")
    for kill, (writers, lost) in enumerate(storm(town, database, 30, 15), start=1):
        if lost:
            figure("R15", f"synchronous_commit=off: {lost} of {writers.said} acknowledged entries lost at kill {kill}")
            return
    raise AssertionError("30 kills of a forgetful database and nothing was lost: the harness sees nothing")


def killed_before_the_answer(town, database, kills):
    """A push is stored; before its answer is out the server dies. The phone sends again. Returns the hits."""
    phone, hits = town.phones[0], 0
    town.anchored(phone)
    for number in range(kills):
        code, answers = sorted(phone.sessions)[number % len(phone.sessions)], []
        phone.write("start", code, {"heads": 1, "began": 480, "absent": [], "late": [], "cards": []})
        phone.write("end", code, {"heads": 1, "ended": 780, "rest": 0})
        push = threading.Thread(target=lambda told=answers: told.append(phone.push(sender(town.port, timeout=20))))
        with beside(database) as link:
            push.start()
            until(lambda see=link: cursor(see) == len(phone.written), 20, town.say, pause=0.0005)  # committed
            town.kill()
            push.join(30)
            hits += answers == [None]
            assert cursor(link) == len(phone.written)
        town.serve()
        assert phone.push(sender(town.port))["cursor"] == len(phone.written)
    exact(town, town.phones)
    return hits


def cursor(link):
    return link.execute("SELECT max(cursor) FROM parties_device").fetchone()[0]


def worker_killed(town_of, kills, figure):
    postgresql = os.environ.get("MASOHI_TEST_DATABASE") == "postgresql"
    database = Durable() if postgresql else None
    town = town_of(1, server=database)
    hits = killed_before_the_answer(town, database or town.folder / "masohi.sqlite3", kills)
    assert hits >= kills * 0.8, "the window was missed: the answer was out before the kill"
    name = "PostgreSQL" if postgresql else "SQLite"
    figure("R16", f"{hits} of {kills} kills -9 of the server fell between commit and answer ({name}); 0 lost, 0 twice")


def test_a_server_that_dies_before_it_answers(town_of, figure):
    worker_killed(town_of, 10, figure)


@pytest.mark.long
def test_a_server_that_dies_before_it_answers_100_times(town_of, figure):
    worker_killed(town_of, 100, figure)


def test_a_kill_is_a_kill(town_of):
    """Control of the harness: after `kill` nobody answers, and a database that was stopped in order did not recover."""
    database = Durable()
    town = town_of(1, server=database)
    town.kill()
    assert sender(town.port, timeout=2)("GET", "/lapangan/api/waktu", b"", {})[0] == 0
    database.process.send_signal(signal.SIGINT)
    database.process.wait(20)
    assert not database.again()
