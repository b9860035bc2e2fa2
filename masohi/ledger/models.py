"""The log of deeds, and how its entries name and seal the rows they are about."""

from datetime import date, datetime
from typing import Any

from django.db import models

from masohi.ledger import chain
from masohi.ledger.rows import Log, LogEntry, LogHead, LogSubtree


def name_of(row: models.Model) -> str:
    """How an entry names a row, e.g. `cases.order:17`."""
    return f"{row._meta.label_lower}:{row.pk}"


def seal_of(row: models.Model) -> str:
    """Digest of a row's columns, those in its class's UNSEALED excepted; it stands in the ledger for the row.

    Whoever changes the row behind the program's back changes its digest, and `touched` finds it. A column in
    SEALED_WHEN_SET came with a later version: it counts where it holds something, so that older seals stay good. A
    class with SEALED_ONCE never changes its sealed columns, so its first seal counts; rows from before have none.
    """
    left_out = {"id", *getattr(row, "UNSEALED", ())}
    left_out |= {name for name in getattr(row, "SEALED_WHEN_SET", ()) if not getattr(row, name)}
    columns = [field.attname for field in row._meta.concrete_fields if field.attname not in left_out]
    return chain.digest({name: _plain(getattr(row, name)) for name in columns})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return chain.utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, int) or value is None:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)


class Head(LogHead):
    """End of the record. A deed takes this row first, so deeds happen one after the other (decision 0003).

    `epoch` counts the lives of the database: one more after each restore from a copy.
    """

    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "ujung catatan"


class Entry(LogEntry):
    """One deed or consequence."""

    because = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        verbose_name = "catatan"
        indexes = [
            models.Index(fields=["thread", "seq"], name="ledger_thread"),
            models.Index(fields=["subject", "seq"], name="ledger_subject"),
        ]


class Subtree(LogSubtree):
    """Hashes that make proofs about deeds quick."""

    class Meta:
        verbose_name = "simpul catatan"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_subtree_once")]


DEEDS = Log("deeds", Entry, Head, Subtree)
