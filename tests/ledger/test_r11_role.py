"""R11: the program's own database role can add to the record and read it; nothing that it tries changes it."""

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests import cast
from tests.furnished import furnish
from tests.ledger.conftest import database, masohi

ATTACKS = {
    "update": "UPDATE ledger_entry SET body = '' WHERE seq = 1",
    "delete": "DELETE FROM ledger_entry WHERE seq = 1",
    "truncate": "TRUNCATE ledger_entry CASCADE",
    "drop": "DROP TABLE ledger_entry CASCADE",
    "alter": "ALTER TABLE ledger_entry ALTER COLUMN body DROP NOT NULL",
    "upsert": "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET kind = 'x'",
    "hidden update": "WITH gone AS (UPDATE ledger_subtree SET hash = '' RETURNING 1) SELECT count(*) FROM gone",
    "rule": "CREATE RULE swallow AS ON INSERT TO ledger_entry DO INSTEAD NOTHING",
    "replica": "SET session_replication_role = replica",
    "owner": "SET ROLE masohi",
    "grant": "DO $$ BEGIN EXECUTE 'GRANT UPDATE ON ledger_entry TO masohi_app'; IF NOT has_table_privilege("
    "'ledger_entry', 'UPDATE') THEN RAISE insufficient_privilege; END IF; END $$",
    "head": "DELETE FROM ledger_checkpoint",
}
CLOSED = ("ledger_entry", "ledger_subtree", "ledger_reading", "ledger_readingsubtree", "ledger_cosignature")


@pytest.fixture(scope="module")
def office(durable_server, tmp_path_factory):
    """A database with a record in it, and the program's role."""
    data, url = furnish(tmp_path_factory.mktemp("office")), database(durable_server, "peran")
    with owner(durable_server) as connection:
        connection.execute("CREATE ROLE masohi_app LOGIN")
    code, answer, _said = masohi("ledger", "roles", "masohi_app", data=data, DATABASE_URL=url)
    assert (code, set(CLOSED) <= set(answer["append_only"])) == (0, True)
    return durable_server, data, url


def owner(server):
    return psycopg.connect(make_conninfo(host=str(server.folder), user="masohi", dbname="peran"), autocommit=True)


def program(server):
    return psycopg.connect(make_conninfo(host=str(server.folder), user="masohi_app", dbname="peran"), autocommit=True)


def refused(connection, attack):
    """Whether the database forbids it; any other fault of the attack is a fault of the test."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(attack)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def test_the_program_cannot_change_the_record(office, figure):
    with program(office[0]) as connection:
        held = {name: refused(connection, attack) for name, attack in ATTACKS.items()}
    assert [name for name, good in held.items() if not good] == []
    figure("R11", f"{sum(held.values())} of {len(ATTACKS)}")


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_would_work_for_the_owner(office, name):
    """Each attack is a sound one: the tables' owner can do it."""
    with owner(office[0]) as connection:
        assert not refused(connection, ATTACKS[name])


@pytest.mark.parametrize("table", CLOSED)
def test_every_table_of_the_record_is_closed(office, table):
    with program(office[0]) as connection:
        assert refused(connection, f"DELETE FROM {table}")
        connection.execute(f"SELECT count(*) FROM {table}")


def test_the_program_works_with_its_role(office):
    """It starts, records, signs and verifies; and it cannot shred."""
    _server, data, owned = office
    url = owned.replace("masohi@", "masohi_app@")
    admin = ("create-admin", "kepala", "--name", "Kepala", "--password-stdin")
    code, answer, _said = masohi(*admin, data=data, text=cast.PASSWORD, DATABASE_URL=url)
    assert (code, answer) == (0, {"ok": True})
    assert masohi("nightly", data=data, DATABASE_URL=url)[0] == 0
    code, answer, said = masohi("ledger", "shred", "1", data=data, DATABASE_URL=url)
    assert (code, "pemilik basis data" in said) == (1, True)
    code, answer, _said = masohi("ledger", "verify", data=data, DATABASE_URL=url)
    assert (code, answer["ok"], answer["heads"]) == (0, True, [])
    assert masohi("ledger", "shred", "1", data=data, DATABASE_URL=owned)[0] == 0
    assert masohi("ledger", "verify", data=data, DATABASE_URL=url)[1]["ok"]


def test_a_role_that_no_grant_can_bind_is_refused(office):
    server, data, url = office
    with owner(server) as connection:
        connection.execute("CREATE ROLE kuat LOGIN SUPERUSER")
    for role, word in (("kuat", "terlalu berkuasa"), ("masohi", "terlalu berkuasa"), ("tidakada", "belum ada")):
        code, _answer, said = masohi("ledger", "roles", role, data=data, DATABASE_URL=url)
        assert (code, word in said) == (1, True)


def test_an_embedded_database_has_no_roles(tmp_path):
    code, _answer, said = masohi("ledger", "roles", "masohi_app", data=furnish(tmp_path))
    assert (code, "PostgreSQL" in said) == (1, True)
