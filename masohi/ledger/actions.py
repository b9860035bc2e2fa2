"""Append to the record. Every writing function of the house is a deed or a consequence (docs/tour.md)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.db import models, transaction
from django.db.models import F

from masohi.ledger import chain
from masohi.ledger.models import Entry, Head, name_of, seal_of


class Author(Protocol):
    """Who did it; the record keeps the number only."""

    pk: int


Deed = TypeVar("Deed", bound=Callable[..., Any])


def deed(function: Deed) -> Deed:
    """A writing function that somebody (`by=`) does at a moment (`at=`): one transaction, holding the chain's end.

    Taking the end first makes deeds happen one after the other on PostgreSQL as they do on SQLite: no two of them can
    credit the same hour, and none can deadlock with another.
    """

    @wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            hold_head()
            return function(*args, **kwargs)

    return inside  # type: ignore[return-value]


def consequence(function: Deed) -> Deed:
    """A writing function that follows from a recorded deed (`because=`): asks nobody, runs inside the deed."""

    @wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(f"{function.__name__} follows from a deed; call it inside one")
        return function(*args, **kwargs)

    return inside  # type: ignore[return-value]


def hold_head() -> None:
    """Lock the end of the chain until the transaction ends; make it at first use."""
    if not Head.objects.filter(pk=1).update(size=F("size")):
        Head.objects.get_or_create(pk=1)
        Head.objects.filter(pk=1).update(size=F("size"))


def record(
    kind: str,
    subject: models.Model,
    /,
    *,
    by: Author | None = None,
    at: datetime | None = None,
    because: Entry | None = None,
    thread: models.Model | None = None,
    seals: Sequence[models.Model] = (),
    gone: Sequence[models.Model] = (),
    **facts: Any,
) -> Entry:
    """Append one entry in the caller's transaction and return it.

    `kind` is a word family in the past tense ("order.registered"); `thread` is the row whose history this belongs to
    (usually the order). `facts` are integers, texts, lists: ids and digests, never names. With `because` the person and
    the moment are those of the cause. `seals` are rows as they now are: the entry keeps their digests; `gone` end here.
    """
    head = Head.objects.get(pk=1)
    told: dict[str, Any] = {"by": by, "at": at, "because": because, "thread": thread, "seals": seals, "gone": gone}
    entry = _linked(head, kind, subject, **told, **facts)
    entry.save(force_insert=True)
    _move_head(head, 1)
    return entry


@contextmanager
def many() -> Iterator[Callable[..., Entry]]:
    """For a deed that does many like things: gives a `record` whose entries are all written at the end, in few queries.

    Inside, `record` itself must not be called: the chain would fork, and the whole deed is refused.
    """
    head = Head.objects.get(pk=1)
    entries: list[Entry] = []

    def note(kind: str, subject: models.Model, /, **told: Any) -> Entry:
        entries.append(_linked(head, kind, subject, **told))
        return entries[-1]

    yield note
    if entries:
        Entry.objects.bulk_create(entries, batch_size=500)
        _move_head(head, len(entries))


def _seals(seals: Sequence[models.Model], gone: Sequence[models.Model]) -> dict[str, Any]:
    found: dict[str, str | None] = {name_of(row): seal_of(row) for row in seals}
    found |= {name_of(row): None for row in gone}
    return {"seals": found} if found else {}


def _linked(
    head: Head,
    kind: str,
    subject: models.Model,
    /,
    *,
    by: Author | None = None,
    at: datetime | None = None,
    because: Entry | None = None,
    thread: models.Model | None = None,
    seals: Sequence[models.Model] = (),
    gone: Sequence[models.Model] = (),
    **facts: Any,
) -> Entry:
    """The next entry after `head`, which moves on in memory; the caller stores both."""
    if because is not None:
        actor, at = because.actor, because.at
    else:
        actor = by.pk if by is not None else None
    if at is None:
        raise TypeError("record() needs at= or because=")
    previous = bytes(head.hash)
    columns = {
        "seq": head.size,
        "kind": kind,
        "subject": name_of(subject),
        "thread": name_of(thread) if thread is not None else "",
        "actor": actor,
        "at": chain.utc_text(at),
        "because": because.pk if because is not None else None,
    }
    body = chain.canonical({"v": 1, **columns, "facts": facts | _seals(seals, gone)})
    head.size, head.hash = head.size + 1, chain.link(previous, body)
    return Entry(**(columns | {"at": at, "because": because}), body=body, previous=previous, hash=head.hash)


def _move_head(head: Head, steps: int) -> None:
    if not Head.objects.filter(pk=1, size=head.size - steps).update(size=head.size, hash=head.hash):
        raise transaction.TransactionManagementError("the chain moved on: record() was called outside a deed")
