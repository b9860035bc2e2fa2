"""Heads that were signed, and the witnesses' lines about them."""

from django.db import models


class Checkpoint(models.Model):
    """A head as the log signed it. `text` is the signed note, with the log's own signature and nobody else's."""

    log = models.CharField(max_length=10)
    epoch = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.BinaryField()
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "kepala bertanda tangan"
        constraints = [models.UniqueConstraint(fields=["log", "epoch", "size"], name="ledger_checkpoint_once")]


class Cosignature(models.Model):
    """A witness's line under a head: it saw this head, and the log had only grown since the last one it saw."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=100)
    line = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "tanda tangan saksi"
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="ledger_cosignature_once")]
