"""Keys of its own for every test, witnesses, and logs to prove things about."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from psycopg.conninfo import make_conninfo

from masohi.ledger.actions import hold_head, many, record
from masohi.ledger.heads.actions import add_cosignature, add_witness, sign_head
from masohi.ledger.heads.queries import note_of
from masohi.ledger.models import DEEDS, Head
from masohi.ledger.notes import WITNESS, Note, cosign, key_of, parse_checkpoint, parse_note, write_key, write_note
from tests import cast
from tests.furnished import cluster
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("bapas-ambon", "kejari-ambon", "pn-ambon")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """A folder of keys that no other test has signed with."""
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


def grow(count, at=cast.AT):
    """Add so many entries to the log of deeds."""
    with transaction.atomic():
        hold_head()
        head = Head.objects.get(pk=1)
        if count == 1:
            record("test.grown", head, at=at, number=1)
            return
        with many() as note:
            for number in range(count):
                note("test.grown", head, at=at, number=number)


class Witness:
    """An agency that cosigns what it is given; the real one checks first (verify.py)."""

    def __init__(self, name, seed):
        self.name, self.private = name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.key = write_key(key_of(name, WITNESS, self.private))

    def signed(self, note, at=1_790_000_000):
        """The note with this witness's line at its end."""
        read = parse_note(note)
        line = cosign(parse_checkpoint(read.text), self.name, self.private, at=at)
        return write_note(Note(read.text, (*read.signatures, line)))


@pytest.fixture
def witnesses(db):
    """Three agencies that the policy names; two are enough."""
    three = [Witness(name, 40 + place) for place, name in enumerate(NAMES)]
    for one in three:
        add_witness(one.name, one.key)
    return three


def cosigned_head(witnesses, log=DEEDS, at=cast.AT):
    """Sign the log's end and let the given witnesses cosign it."""
    head = sign_head(log, at=at)
    for one in witnesses:
        add_cosignature(one.signed(note_of(head)), at=at)
    return head


@pytest.fixture(scope="session")
def outside():
    """The verifier that strangers use."""
    spec = importlib.util.spec_from_file_location("verify", ROOT / "verifier" / "verify.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def durable_server():
    """A PostgreSQL that keeps its promises, as an office runs it; not the hurried one of the other tests."""
    server = Server(durable=True, source=cluster())
    yield server
    server.stop()


def database(server, name, *, empty=False):
    """A database of that name as the first start leaves it, or an `empty` one, as DATABASE_URL."""
    place = make_conninfo(host=str(server.folder), user="masohi", dbname="postgres")
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {'template1' if empty else 'postgres'}")
    return server.url.replace("/postgres", f"/{name}")


def masohi(*arguments, data, text="", **variables):
    """The command in a process of its own: exit code, answer, sentence."""
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "MASOHI_ORIGIN"}}
    env |= {"MASOHI_DATA": str(data), "PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", "masohi.config.cli", *map(str, arguments), "--json"]
    done = subprocess.run(command, input=text, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, json.loads(done.stdout), done.stderr


def python(script, *, data, **variables):
    """A few lines after Django is set up, in a process of their own; what they print."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"MASOHI_DATA": str(data), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "masohi.config.settings"}
    lines = f"import django\ndjango.setup()\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", lines], env=env | variables, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
