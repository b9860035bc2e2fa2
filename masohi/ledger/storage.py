"""What the database itself has to promise: that a commit is on disk, and that the program cannot rewrite the record."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.utils.translation import gettext

from masohi.writing.refusals import Refused

APPEND_ONLY = (
    "ledger_entry",
    "ledger_subtree",
    "ledger_reading",
    "ledger_readingsubtree",
    "ledger_checkpoint",
    "ledger_cosignature",
)
DURABLE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "postgresql": {
        "fsync": frozenset({"on"}),
        "synchronous_commit": frozenset({"on", "remote_apply"}),
        "full_page_writes": frozenset({"on"}),
        "data_checksums": frozenset({"on"}),
    },
    "sqlite": {"synchronous": frozenset({"2", "3"})},  # FULL, EXTRA
}


def storage_settings() -> dict[str, str]:
    """The settings of this connection's database that decide whether a commit survives a power cut."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return {"synchronous": str(cursor.fetchone()[0])}
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE["postgresql"])])
        return dict(cursor.fetchall())


def forgetful(vendor: str, found: Mapping[str, str]) -> list[str]:
    """Settings under which a commit can be lost or spoilt unnoticed, as `name=value`; one that is missing counts.

    >>> forgetful("sqlite", {"synchronous": "1"}), forgetful("sqlite", {"synchronous": "2"})
    (['synchronous=1'], [])
    """
    return [f"{name}={found.get(name, '?')}" for name, good in DURABLE[vendor].items() if found.get(name) not in good]


def durability_refusal() -> str:
    """Why this database must not hold verified hours, as a sentence; "" where a commit is safe on disk."""
    found = forgetful(connection.vendor, storage_settings())
    if not found:
        return ""
    told = gettext("Basis data dapat kehilangan catatan saat listrik padam (%(found)s). Perbaiki pengaturannya dulu.")
    return told % {"found": ", ".join(found)}


def grant_role(role: str, *, append_only: Iterable[str] = ()) -> list[str]:
    """Let a PostgreSQL role do what the program does, and on the tables of the record only add and read.

    `append_only` names more tables of this kind. Returns all of them, sorted. Refused on SQLite, where there are no
    roles, and for a role that does not exist, that owns the tables, or that no grant can bind.
    """
    if connection.vendor != "postgresql":
        raise Refused(gettext("Peran hanya ada di PostgreSQL. Tidak ada yang berubah."))
    with transaction.atomic(), connection.cursor() as cursor:
        _refuse_unbound(cursor, role)
        tables = sorted(connection.introspection.table_names(cursor))
        closed = [table for table in tables if table in {*APPEND_ONLY, *append_only}]
        who, quote = connection.ops.quote_name(role), connection.ops.quote_name
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {who}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {who}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {who}")
        for table in tables:
            cursor.execute(f"REVOKE ALL ON {quote(table)} FROM PUBLIC, {who}")
            more = "" if table in closed else ", UPDATE, DELETE"
            cursor.execute(f"GRANT SELECT, INSERT{more} ON {quote(table)} TO {who}")
    return closed


def _refuse_unbound(cursor, role: str) -> None:  # type: ignore[no-untyped-def]
    cursor.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR pg_has_role(oid, current_user, 'MEMBER')"
        " FROM pg_roles WHERE rolname = %s",
        [role],
    )
    row = cursor.fetchone()
    if row is None:
        told = gettext("Peran %(role)s belum ada. Buat dulu di PostgreSQL: %(command)s.")
        raise Refused(told % {"role": role, "command": f"CREATE ROLE {role} LOGIN PASSWORD '…'"})
    if row[0]:
        told = gettext("Peran %(role)s terlalu berkuasa: ia dapat mengubah catatan. Buat peran biasa untuk program.")
        raise Refused(told % {"role": role})


def begin_scrubbing() -> None:
    """Before a shredding, SQLite: freed pages are overwritten."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def end_scrubbing() -> None:
    """After a shredding has been committed: nothing stays in the database's own files. Backups are not reached."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM ledger_entry")
