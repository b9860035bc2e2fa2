"""The log of reads. Entries hold ids only: who, which row, whose file, which screen."""

from django.db import models

from masohi.ledger.rows import Log, LogEntry, LogHead, LogSubtree


class ReadingHead(LogHead):
    """End of the log of reads."""

    class Meta:
        verbose_name = "ujung catatan pembacaan"


class Reading(LogEntry):
    """Somebody opened a page that shows one person's file; `thread` is the person."""

    because = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        verbose_name = "catatan pembacaan"
        indexes = [
            models.Index(fields=["thread", "seq"], name="ledger_reading_thread"),
            models.Index(fields=["actor", "at"], name="ledger_reading_actor"),
        ]


class ReadingSubtree(LogSubtree):
    """Hashes that make proofs about reads quick."""

    class Meta:
        verbose_name = "simpul catatan pembacaan"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_reading_subtree_once")]


READS = Log("reads", Reading, ReadingHead, ReadingSubtree)
