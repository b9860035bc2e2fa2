"""Read and recompute the record."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
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


def entries_between(first: int, end: int, *, since: datetime) -> models.QuerySet[Entry]:
    """Entries with `first <= seq < end` made at `since` or later, in order: what a reader with a cursor reads."""
    return Entry.objects.filter(seq__gte=first, seq__lt=end, at__gte=since).order_by("seq")


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

    With `thread` only the rows whose seals stand in that thread's entries are looked at, by their keys. Of a class with
    SEALED_ONCE the first seal counts, and rows without one are older than the sealing of that class.
    """
    watched = list(models_watched)
    entries = Entry.objects.all() if thread is None else Entry.objects.filter(thread=name_of(thread))
    sealed = _seals_in(entries, watched)
    for model in watched:
        yield from _unlike(model, sealed[model], everything=thread is None)


def touched_about(
    models_watched: Iterable[type[models.Model]], subjects: Iterable[models.Model], rows: Iterable[models.Model] = ()
) -> Iterator[str]:
    """The same for rows that were ever sealed by an entry about one of `subjects` (its subject or its thread), and
    for `rows` themselves. Two queries of the ledger and one a class, however many they are.
    """
    watched, about = list(models_watched), {name_of(row) for row in subjects}
    entries = Entry.objects.filter(models.Q(thread__in=about) | models.Q(subject__in=about))
    known = {model: set(sealed) for model, sealed in _seals_in(entries, watched).items()}
    for row in rows:
        known[type(row)].add(row.pk)
    names = about | {f"{model._meta.label_lower}:{key}" for model, keys in known.items() for key in keys}
    later = _seals_in(Entry.objects.filter(models.Q(thread__in=about) | models.Q(subject__in=names)), watched)
    for model, keys in known.items():
        yield from _unlike(model, {key: later[model].get(key) for key in keys}, everything=False)


Seals = dict[type[models.Model], dict[int, str | None]]


def _seals_in(entries: models.QuerySet[Entry], watched: list[type[models.Model]]) -> Seals:
    """By class and key: the seal that counts, None where the row ended."""
    found: Seals = {model: {} for model in watched}
    by_label = {model._meta.label_lower: model for model in watched}
    rows = entries.exclude(kind=chain.SHREDDED).order_by("seq")
    for body in rows.values_list("body", flat=True).iterator(chunk_size=2000):
        for name, seal in json.loads(bytes(body))["facts"].get("seals", {}).items():
            label, _, key = name.partition(":")
            model = by_label.get(label)
            if model is not None and not (getattr(model, "SEALED_ONCE", False) and int(key) in found[model]):
                found[model][int(key)] = seal
    return found


def _unlike(model: type[models.Model], sealed: dict[int, str | None], *, everything: bool) -> Iterator[str]:
    """Names of rows that differ from their seals, among all rows or among those that are sealed."""
    rows, seen = model._default_manager.order_by("pk"), set()
    unsealed_are_old = getattr(model, "SEALED_ONCE", False)
    for row in (rows if everything else rows.filter(pk__in=sealed)).iterator(chunk_size=2000):
        seen.add(row.pk)
        if sealed.get(row.pk) != seal_of(row) and not (unsealed_are_old and sealed.get(row.pk) is None):
            yield name_of(row)
    label = model._meta.label_lower
    yield from (f"{label}:{key}" for key, seal in sealed.items() if seal is not None and key not in seen)
