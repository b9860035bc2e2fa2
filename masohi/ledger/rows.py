"""What every log of the house is made of: entries, the row that says where the log ends, hashes of complete subtrees.

`models` has the log of deeds; `reads` has the log of who opened whose file, in tables of its own.
"""

import secrets
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models, transaction

from masohi.ledger import chain
from masohi.ledger.tree import Tree

VERSION = 2  # of an entry's bytes; version 1 had no salt


class LogEntry(models.Model):
    """One entry. `body` holds the bytes that were hashed; the other columns repeat them for searching.

    `leaf` is the entry's hash in the tree; it stays when the body is shredded.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    thread = models.CharField(max_length=60, blank=True)
    actor = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    body = models.BinaryField()
    previous = models.BinaryField(unique=True)
    hash = models.BinaryField(unique=True)
    leaf = models.BinaryField()

    objects = models.Manager()

    class Meta:
        abstract = True


class LogHead(models.Model):
    """End of a log: how many entries, the newest one's hash, the peaks of the tree, largest first."""

    size = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(default=chain.GENESIS)
    peaks = models.BinaryField(default=b"")

    objects = models.Manager()

    class Meta:
        abstract = True

    @property
    def end(self) -> chain.End:
        """The same as plain bytes."""
        return chain.End(self.size, bytes(self.hash), bytes(self.peaks))

    @property
    def root(self) -> bytes:
        """Head of the tree over all entries."""
        return Tree.resume(self.size, bytes(self.peaks)).root()


class LogSubtree(models.Model):
    """Hash over the 2**level entries from index * 2**level on, for the levels that are kept."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField()

    objects = models.Manager()

    class Meta:
        abstract = True


class Log(NamedTuple):
    """One log: its name in file names and addresses, and its three tables."""

    name: str
    entries: Any  # type[LogEntry]; the checker knows no manager of an abstract model
    heads: Any
    subtrees: Any

    def head(self) -> Any:
        """Where the log ends as stored; of a log that was never written to, the empty end."""
        return self.heads.objects.filter(pk=1).first() or self.heads(pk=1)


class Draft:
    """Entries to come after the end of a log: made in memory one after the other, then stored together.

    The caller holds the log's head in a transaction of its own from before the first entry until after `store`.
    """

    def __init__(self, log: Log, head: Any) -> None:
        self._log, self._head, self._before = log, head, head.size
        self._tree = Tree.resume(head.size, bytes(head.peaks))
        self._subtrees: list[Any] = []
        self.entries: list[Any] = []

    def add(
        self,
        kind: str,
        subject: str,
        *,
        at: datetime,
        thread: str = "",
        actor: int | None = None,
        because: Any = None,
        facts: dict[str, Any],
    ) -> Any:
        """The next entry, not stored yet. 128 bits of salt keep its hash from telling what it says."""
        columns = {
            "seq": self._head.size,
            "kind": kind,
            "subject": subject,
            "thread": thread,
            "actor": actor,
            "at": chain.utc_text(at),
            "because": because.pk if because is not None else None,
        }
        body = chain.canonical({"v": VERSION, **columns, "facts": facts, "salt": secrets.token_hex(16)})
        previous = bytes(self._head.hash)
        digest = chain.link(previous, body)
        complete = self._tree.add(body)
        self._head.size, self._head.hash, self._head.peaks = self._tree.size, digest, self._tree.peaks
        hashes = {"body": body, "previous": previous, "hash": digest, "leaf": complete[0]}
        entry = self._log.entries(**(columns | {"at": at, "because": because}), **hashes)
        self.entries.append(entry)
        self._subtrees += [
            self._log.subtrees(level=level, index=(self._tree.size >> level) - 1, hash=complete[level])
            for level in chain.STORED_LEVELS
            if level < len(complete)
        ]
        return entry

    def store(self) -> None:
        """Write the entries and move the head, which must be where it was when the draft began."""
        if len(self.entries) == 1:
            self.entries[0].save(force_insert=True)
        else:
            self._log.entries.objects.bulk_create(self.entries, batch_size=500)
        if self._subtrees:
            self._log.subtrees.objects.bulk_create(self._subtrees)
        head, rows = self._head, self._log.heads.objects.filter(pk=1, size=self._before)
        if not rows.update(size=head.size, hash=head.hash, peaks=head.peaks):
            raise transaction.TransactionManagementError("the chain moved on: record() was called outside a deed")
