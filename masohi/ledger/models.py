"""Two tables: the entries, and one row that says where the chain ends."""

from datetime import date, datetime
from typing import Any

from django.db import models

from masohi.ledger import chain


def name_of(row: models.Model) -> str:
    """How an entry names a row, e.g. `cases.order:17`."""
    return f"{row._meta.label_lower}:{row.pk}"


def seal_of(row: models.Model) -> str:
    """Digest of a row's columns, those in its class's UNSEALED excepted; it stands in the ledger for the row.

    Whoever changes the row behind the program's back changes its digest, and `touched` finds it.
    """
    left_out = {"id", *getattr(row, "UNSEALED", ())}
    columns = [field.attname for field in row._meta.concrete_fields if field.attname not in left_out]
    return chain.digest({name: _plain(getattr(row, name)) for name in columns})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return chain.utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) or value is None:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)


class Head(models.Model):
    """End of the chain. A deed takes this row first, so deeds happen one after the other (decision 0003)."""

    size = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(default=chain.GENESIS)

    class Meta:
        verbose_name = "ujung catatan"


class Entry(models.Model):
    """One deed or consequence. `body` holds the bytes that were hashed; the other columns repeat them for searching."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    thread = models.CharField(max_length=60, blank=True)
    actor = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    because = models.ForeignKey("self", models.PROTECT, null=True)
    body = models.BinaryField()
    previous = models.BinaryField(unique=True)
    hash = models.BinaryField(unique=True)

    class Meta:
        verbose_name = "catatan"
        indexes = [
            models.Index(fields=["thread", "seq"], name="ledger_thread"),
            models.Index(fields=["subject", "seq"], name="ledger_subject"),
        ]
