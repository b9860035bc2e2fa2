"""Append to the record. Every writing function of the house is a deed or a consequence (docs/tour.md)."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.db import ProgrammingError, models, transaction
from django.db.models import F
from django.utils.translation import gettext

from masohi.ledger import chain
from masohi.ledger.models import DEEDS, Entry, Head, name_of, seal_of
from masohi.ledger.rows import Draft
from masohi.writing.refusals import Refused

KEPT = {chain.SHREDDED, chain.SHREDDING, "ledger.resumed"}
INSUFFICIENT_PRIVILEGE = "42501"


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
        by = kwargs.get("by")
        if by is not None:
            kwargs["by"] = _at_work(by)
        with transaction.atomic():
            hold_head()
            return function(*args, **kwargs)

    return inside  # type: ignore[return-value]


def _at_work(by: Any) -> Any:
    """Who does a deed, apart from the same person elsewhere: what the deed says of them ends with it.

    What is known of the person goes along, so that nothing is asked twice.
    """
    getattr(by, "roles", None)
    return copy(by)


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
    draft = Draft(DEEDS, Head.objects.get(pk=1))
    told: dict[str, Any] = {"by": by, "at": at, "because": because, "thread": thread, "seals": seals, "gone": gone}
    entry = _drafted(draft, kind, subject, **told, **facts)
    draft.store()
    return entry


@contextmanager
def many() -> Iterator[Callable[..., Entry]]:
    """For a deed that does many like things: gives a `record` whose entries are all written at the end, in few queries.

    Inside, `record` itself must not be called: the chain would fork, and the whole deed is refused.
    """
    draft = Draft(DEEDS, Head.objects.get(pk=1))

    def note(kind: str, subject: models.Model, /, **told: Any) -> Entry:
        return _drafted(draft, kind, subject, **told)

    yield note
    if draft.entries:
        draft.store()


def _seals(seals: Sequence[models.Model], gone: Sequence[models.Model]) -> dict[str, Any]:
    found: dict[str, str | None] = {name_of(row): seal_of(row) for row in seals}
    found |= {name_of(row): None for row in gone}
    return {"seals": found} if found else {}


def _drafted(
    draft: Draft,
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
    if because is not None:
        actor, at = because.actor, because.at
    else:
        actor = by.pk if by is not None else None
    if at is None:
        raise TypeError("record() needs at= or because=")
    entry: Entry = draft.add(
        kind,
        name_of(subject),
        at=at,
        thread=name_of(thread) if thread is not None else "",
        actor=actor,
        because=because,
        facts=facts | _seals(seals, gone),
    )
    return entry


def shred(seq: int, *, by: Author | None = None, at: datetime) -> Entry:
    """Destroy what entry `seq` says, salt included, and record that it was done; its place in chain and tree stays.

    Seals that no later entry renewed go on in the new entry, so that rows which still exist stay watched. On PostgreSQL
    only the owner of the tables can do it: to everybody else, and for entries that explain others, Refused.
    """
    try:
        with transaction.atomic():
            hold_head()
            return _shred(seq, by, at)
    except ProgrammingError as fault:
        if getattr(fault.__cause__, "sqlstate", "") != INSUFFICIENT_PRIVILEGE:
            raise
        told = gettext("Hanya pemilik basis data dapat menghapus isi catatan. Tidak ada yang berubah.")
        raise Refused(told) from fault


def _shred(seq: int, by: Author | None, at: datetime) -> Entry:
    entry = Entry.objects.filter(pk=seq).first()
    if entry is None:
        raise Refused(gettext("Tidak ada catatan bernomor itu. Periksa nomornya; tidak ada yang berubah."))
    if entry.kind in KEPT:
        raise Refused(gettext("Catatan itu sudah kosong atau menjelaskan catatan lain. Tidak ada yang berubah."))
    facts: dict[str, Any] = {"seq": seq, "leaf": bytes(entry.leaf).hex()}
    carried = _unrenewed(entry)
    draft = Draft(DEEDS, Head.objects.get(pk=1))
    actor = by.pk if by is not None else None
    said = facts | ({"seals": carried} if carried else {})
    because: Entry = draft.add(chain.SHREDDING, name_of(entry), at=at, actor=actor, facts=said)
    draft.store()
    blank = {"kind": chain.SHREDDED, "subject": "", "thread": "", "actor": None, "body": b""}
    Entry.objects.filter(pk=seq).update(**blank, at=at, because=because)
    return because


def _unrenewed(entry: Entry) -> dict[str, str | None]:
    """The entry's seals that still are the newest ones of their rows."""
    found: dict[str, str | None] = dict(json.loads(bytes(entry.body))["facts"].get("seals", {}))
    later = Entry.objects.filter(seq__gt=entry.pk).exclude(kind=chain.SHREDDED) if found else Entry.objects.none()
    for body in later.values_list("body", flat=True).iterator(chunk_size=2000):
        for name in json.loads(bytes(body))["facts"].get("seals", {}):
            found.pop(name, None)
    return found
