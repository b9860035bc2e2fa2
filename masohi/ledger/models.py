"""Two tables: the entries, and one row that says where the chain ends."""

from django.db import models

from masohi.ledger import chain


def name_of(row: models.Model) -> str:
    """How an entry names a row, e.g. `cases.order:17`."""
    return f"{row._meta.label_lower}:{row.pk}"


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
