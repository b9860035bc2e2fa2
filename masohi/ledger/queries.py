"""Read and recompute the record."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from masohi.ledger import chain
from masohi.ledger.models import DEEDS, Entry, name_of, seal_of
from masohi.ledger.rows import Log


def history_of(thread: models.Model, *, limit: int = 50) -> models.QuerySet[Entry]:
    """Newest entries of one thread (an order's whole story), at most `limit`."""
    return Entry.objects.filter(thread=name_of(thread)).order_by("-seq")[:limit]


def newest(*, before: int | None = None, limit: int = 50) -> list[Entry]:
    """Newest entries of everything, at most `limit`; with `before`, those with a smaller sequence number."""
    rows = Entry.objects.order_by("-seq")
    return list((rows if before is None else rows.filter(seq__lt=before))[:limit])


def facts_of(entry: Entry) -> dict[str, Any]:
    """What the entry says beyond its columns; nothing where it was shredded."""
    return dict(json.loads(bytes(entry.body))["facts"]) if entry.body else {}


def stored_rows(log: Log = DEEDS, *, below: int | None = None) -> Iterator[chain.Stored]:
    """Every entry in order, streamed, as the chain wants them; with `below`, those with a smaller sequence number."""
    names = ("seq", "previous", "body", "hash", "leaf", "kind", "subject", "thread", "actor", "at", "because_id")
    rows = log.entries.objects.order_by("seq")
    rows = rows if below is None else rows.filter(seq__lt=below)
    for row in rows.values_list(*names).iterator(chunk_size=2000):
        seq, previous, body, digest, leaf, kind, subject, thread, actor, at, because = row
        columns = {
            "seq": seq,
            "kind": kind,
            "subject": subject,
            "thread": thread,
            "actor": actor,
            "at": chain.utc_text(at),
            "because": because,
        }
        yield chain.Stored(seq, bytes(previous), bytes(body), bytes(digest), bytes(leaf), columns)


def recount(log: Log, sizes: Iterable[int] = ()) -> tuple[chain.Checked, dict[int, bytes]]:
    """Recompute a whole log from the stored bytes; its roots at `sizes` come by the way.

    People may go on working meanwhile: what is recomputed is the log as its head says at the beginning, and what was
    stored beyond that has to lie below the head as it is at the end.
    """
    end = log.head().end
    stored = log.subtrees.objects.values_list("level", "index", "hash").iterator(chunk_size=2000)
    subtrees = {(level, index): bytes(digest) for level, index, digest in stored}
    reach = {place: (place[1] + 1) << place[0] for place in subtrees}
    counted = chain.Recount(sizes, {place: subtrees[place] for place in subtrees if reach[place] <= end.size})
    for row in stored_rows(log, below=end.size):
        counted.take(row)
    checked = counted.checked(end)
    newest = log.entries.objects.order_by("-seq").values_list("seq", flat=True).first()
    beyond = max([*reach.values(), 0 if newest is None else newest + 1])
    if checked.ok and beyond > log.head().size:
        checked = checked._replace(ok=False, first_bad=end.size)
    return checked, counted.roots


def verify(log: Log = DEEDS) -> chain.Checked:
    """Recompute a whole log from the stored bytes and compare everything that is stored beside them."""
    return recount(log)[0]


def end_of_chain() -> str:
    """Hex hash of the newest entry, to be printed on letters."""
    return bytes(DEEDS.head().hash).hex()


def touched(models_watched: Iterable[type[models.Model]], thread: models.Model | None = None) -> Iterator[str]:
    """Rows that are not as the ledger last sealed them, rows that vanished, rows that no entry knows.

    With `thread` only the rows whose seals stand in that thread's entries are looked at, by their keys.
    """
    entries = Entry.objects.order_by("seq").exclude(kind=chain.SHREDDED)
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
