"""Read and recompute the record."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from masohi.ledger import chain
from masohi.ledger.models import Entry, Head, name_of, seal_of


def history_of(thread: models.Model, *, limit: int = 50) -> models.QuerySet[Entry]:
    """Newest entries of one thread (an order's whole story), at most `limit`."""
    return Entry.objects.filter(thread=name_of(thread)).order_by("-seq")[:limit]


def newest(*, before: int | None = None, limit: int = 50) -> list[Entry]:
    """Newest entries of everything, at most `limit`; with `before`, those with a smaller sequence number."""
    rows = Entry.objects.order_by("-seq")
    return list((rows if before is None else rows.filter(seq__lt=before))[:limit])


def facts_of(entry: Entry) -> dict[str, Any]:
    """What the entry says beyond its columns."""
    return dict(json.loads(bytes(entry.body))["facts"])


def stored_rows() -> Iterator[chain.Stored]:
    """Every entry in order, streamed, as the chain wants them."""
    names = ("seq", "previous", "body", "hash", "kind", "subject", "thread", "actor", "at", "because_id")
    for row in Entry.objects.order_by("seq").values_list(*names).iterator(chunk_size=2000):
        seq, previous, body, digest, kind, subject, thread, actor, at, because = row
        columns = {
            "seq": seq,
            "kind": kind,
            "subject": subject,
            "thread": thread,
            "actor": actor,
            "at": chain.utc_text(at),
            "because": because,
        }
        yield chain.Stored(seq, bytes(previous), bytes(body), bytes(digest), columns)


def verify() -> chain.Checked:
    """Recompute the whole chain from the stored bytes."""
    head = Head.objects.filter(pk=1).first() or Head()
    return chain.verify(stored_rows(), head_size=head.size, head_hash=bytes(head.hash))


def end_of_chain() -> str:
    """Hex hash of the newest entry, to be printed on letters."""
    head = Head.objects.filter(pk=1).first() or Head()
    return bytes(head.hash).hex()


def touched(models_watched: Iterable[type[models.Model]], thread: models.Model | None = None) -> Iterator[str]:
    """Rows that are not as the ledger last sealed them, rows that vanished, rows that no entry knows.

    With `thread` only the rows whose seals stand in that thread's entries are looked at, by their keys.
    """
    entries = Entry.objects.order_by("seq")
    if thread is not None:
        entries = entries.filter(thread=name_of(thread))
    sealed: dict[str, str | None] = {}
    for body in entries.values_list("body", flat=True).iterator(chunk_size=2000):
        sealed.update(json.loads(bytes(body))["facts"].get("seals", {}))
    for model in models_watched:
        label = f"{model._meta.label_lower}:"
        own = {int(name.removeprefix(label)): seal for name, seal in sealed.items() if name.startswith(label)}
        rows = model._default_manager.order_by("pk")
        seen = set()
        for row in (rows.filter(pk__in=own) if thread is not None else rows).iterator(chunk_size=2000):
            seen.add(row.pk)
            if own.get(row.pk) != seal_of(row):
                yield name_of(row)
        yield from (f"{label}{number}" for number, seal in own.items() if seal is not None and number not in seen)
