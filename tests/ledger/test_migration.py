"""Entries of the first version go on as they are: the new columns are computed from their bytes, once."""

import pytest

from tests.ledger.conftest import database, masohi, python

OLD = """
from datetime import datetime, timezone
from django.core.management import call_command
from django.db import connection
from masohi.ledger import chain
call_command("migrate", "ledger", "0001", verbosity=0)
at, previous, rows = datetime(2026, 2, 9, tzinfo=timezone.utc), chain.GENESIS, []
for seq in range(600):
    said = {"seq": seq, "kind": "test.old", "subject": "x.y:1", "thread": "", "actor": 1, "at": chain.utc_text(at)}
    body = chain.canonical({"v": 1, **said, "because": None, "facts": {"number": seq}})
    rows.append((seq, "test.old", "x.y:1", "", 1, at, body, previous, previous := chain.link(previous, body)))
with connection.cursor() as cursor:
    cursor.executemany("INSERT INTO ledger_entry (seq, kind, subject, thread, actor, at, body, previous, hash)"
                       " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", rows)
    cursor.execute("INSERT INTO ledger_head (id, size, hash) VALUES (1, 600, %s)", [previous])
    if SPOIL:
        cursor.execute("UPDATE ledger_entry SET body = %s WHERE seq = 77", [rows[78][6]])
"""


@pytest.mark.parametrize(("kind", "spoilt"), [("sqlite", False), ("sqlite", True), ("postgresql", False)])
def test_old_entries_are_carried_over(kind, spoilt, request, tmp_path):
    place = {}
    if kind == "postgresql":
        place = {"DATABASE_URL": database(request.getfixturevalue("durable_server"), "lama", empty=True)}
    python(OLD.replace("SPOIL", str(spoilt)), data=tmp_path, **place)
    code, answer, _said = masohi("ledger", "verify", data=tmp_path, **place)
    assert (code, answer["ok"], answer["first_bad"]) == ((1, False, 77) if spoilt else (0, True, None))
    assert answer["entries"] > 600, "the reference data came after the old entries"
    code, answer, _said = masohi("ledger", "head", data=tmp_path, **place)
    assert (code, answer["size"] > 600) == (0, True)
    code, answer, _said = masohi("ledger", "proof", "300", data=tmp_path, **place)
    assert (code, answer["proof"].startswith("c2sp.org/tlog-proof@v1\nindex 300\n")) == (0, True)
