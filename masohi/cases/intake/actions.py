"""Take an office's register in: stage it, check it piece by piece, correct rows, commit, undo for a day."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext

from masohi.cases.contacts.actions import forget_contacts
from masohi.cases.intake.facts import Judged, Problem, Surroundings, Undone, as_problem
from masohi.cases.intake.models import Batch, BatchRow
from masohi.cases.intake.queries import (
    judge_rows,
    nik_key,
    people_with_other_orders,
    ready_rows,
    surroundings,
    twin_key,
    units_of,
    worked_on,
)
from masohi.cases.intake.terms import BY_KEY, CHUNK, KEPT_UNCOMMITTED, UNDO_WINDOW, BatchState
from masohi.cases.orders.actions import register_orders, withdraw_orders
from masohi.cases.orders.facts import Verdict
from masohi.cases.orders.models import Order
from masohi.cases.people.actions import forget_people
from masohi.law.citation import Level
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.writing.codes import new_code
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Conflict, Refused, Unlawful
from masohi.writing.sheets_table import Table

GONE = "Isi baris sudah dihapus dari halaman ini. Unggah berkas lagi; yang sudah tersimpan tetap ada."


def _fresh(batch: Batch) -> Batch:
    return Batch.objects.select_related("court", "prosecutor_office", "bapas", "uploaded_by").get(pk=batch.pk)


def _around(batch: Batch, at: datetime) -> Surroundings:
    units = {"court": batch.court, "prosecutor_office": batch.prosecutor_office, "bapas": batch.bapas}
    return surroundings(at, units, batch.uploaded_by)


@deed
def stage_register(*, table: Table, content: bytes, file_name: str, by: User, at: datetime) -> Batch:
    """Keep an upload for checking. The same file that still waits is not kept twice: its batch comes back.

    Nothing enters the register here. Cells are sealed, and kept for seven days or until a day after the commit.
    """
    require(by, "register.import")
    digest = hashlib.sha256(content).hexdigest()
    waiting = Batch.objects.filter(uploaded_by=by, digest=digest, purged=False)
    known = waiting.filter(state__in=[BatchState.CHECKING, BatchState.READY]).first()
    if known is not None:
        return known
    batch = Batch.objects.create(
        code=new_code(),
        file_name=tidy_name(file_name)[-200:],
        digest=digest,
        headings={key: heading.text for key, heading in table.headings.items()},
        unknown=table.unknown,
        total=len(table.rows),
        uploaded_by=by,
        uploaded_at=at,
        purge_at=at + KEPT_UNCOMMITTED,
        **units_of(by),
    )
    rows = [BatchRow(batch=batch, number=number) for number, _cells in table.rows]
    for row, (_number, cells) in zip(rows, table.rows, strict=True):
        row.hold(cells)
    BatchRow.objects.bulk_create(rows, batch_size=1000)
    record("register.staged", batch, by=by, at=at, rows=batch.total, file=digest)
    return batch


@deed
def check_rows(*, batch: Batch, by: User, at: datetime, most: int = CHUNK) -> Batch:
    """Judge the next rows, at most `most`; the batch is ready when none is left. Calling it again harms nothing."""
    require(by, "register.import")
    fresh = _fresh(batch)
    rows = list(fresh.rows.filter(checked=False).order_by("number")[:most])
    if fresh.purged or fresh.state != BatchState.CHECKING:
        return fresh
    _judge(fresh, rows, at)
    _keep(rows)
    if len(rows) < most:
        fresh.state = BatchState.READY
    _count(fresh)
    record("register.checked", fresh, by=by, at=at, rows=len(rows), refused=sum(row.refused for row in rows))
    return fresh


def _judge(batch: Batch, rows: Sequence[BatchRow], at: datetime) -> list[tuple[BatchRow, Judged]]:
    """Judge rows and write on them what was found; the caller keeps them."""
    judged = judge_rows([(row.number, row.cells) for row in rows], _around(batch, at), batch)
    pairs = [(row, one) for row, (_number, one) in zip(rows, judged, strict=True)]
    for row, one in pairs:
        row.twin_key, row.nik_key, row.checked = twin_key(one), nik_key(one), True
        _tell(row, one.problems)
    return pairs


def _tell(row: BatchRow, problems: tuple[Problem, ...]) -> None:
    row.refused = any(problem.blocks for problem in problems)
    row.warned = bool(problems) and not row.refused
    row.hold(row.cells, problems)


def _keep(rows: Sequence[BatchRow]) -> None:
    columns = ["sealed", "twin_key", "nik_key", "refused", "warned", "checked", "order"]
    BatchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["batch", "number"], update_fields=columns, batch_size=500
    )


def _count(batch: Batch) -> None:
    batch.checked = batch.rows.filter(checked=True).count()
    batch.refused = batch.rows.filter(refused=True).count()
    batch.taken = batch.rows.exclude(order=None).count()
    batch.save()


@deed
def correct_row(*, row: BatchRow, cells: dict[str, str], by: User, at: datetime) -> BatchRow:
    """Write some cells of a refused row anew and judge it again, with the rows that it stood in the way of."""
    require(by, "register.import")
    fresh = BatchRow.objects.select_related("batch").get(pk=row.pk)
    batch = _fresh(fresh.batch)
    fresh.batch = batch
    if not batch.editable:
        raise Conflict(GONE)
    if fresh.order_id is not None:
        raise Conflict(gettext("Baris ini sudah tersimpan. Buka catatannya untuk mengubah isinya."))
    changed = {key: text.strip() for key, text in cells.items() if key in BY_KEY}
    fresh.hold({key: text for key, text in {**fresh.cells, **changed}.items() if text})
    stood_in_the_way = {"twin_key": fresh.twin_key, "nik_key": fresh.nik_key}
    _judge(batch, [fresh], at)
    _keep([fresh])
    for name, key in stood_in_the_way.items():
        after = list(batch.rows.filter(**{name: key}, refused=True, number__gt=fresh.number)[:CHUNK]) if key else []
        if after:
            _judge(batch, after, at)
            _keep(after)
    _count(batch)
    record("register.corrected", batch, by=by, at=at, row=fresh.number, columns=sorted(changed))
    return fresh


@deed
def commit_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """Take in every ready row in one transaction; rows that are refused stay for correction.

    Raises Conflict where no row is ready: a second press of the button finds nothing left to do.
    """
    require(by, "register.import")
    fresh = _fresh(batch)
    rows = list(ready_rows(fresh)) if fresh.editable else []
    if not rows:
        raise Conflict(gettext("Tidak ada baris yang menunggu disimpan. Yang sudah tersimpan tetap tersimpan."))
    taken = _take_in(_judge(fresh, rows, at), _around(fresh, at), by, at)
    _keep(rows)
    if taken:
        fresh.state, fresh.committed_at, fresh.purge_at = BatchState.COMMITTED, at, at + UNDO_WINDOW
    _count(fresh)
    record("register.committed", fresh, by=by, at=at, rows=taken, refused=fresh.refused)
    return fresh


def _take_in(pairs: Sequence[tuple[BatchRow, Judged]], around: Surroundings, by: User, at: datetime) -> int:
    """Register the rows that nothing blocks; returns how many."""
    open_rows = [(row, one) for row, one in pairs if not one.refused]
    answers = _register([one for _row, one in open_rows], around, by, at)
    for (row, _one), answer in zip(open_rows, answers, strict=True):
        if isinstance(answer, Order):
            row.order = answer
        else:
            _tell(row, answer)
    return sum(isinstance(answer, Order) for answer in answers)


Answer = Order | tuple[Problem, ...]


def _register(judged: Sequence[Judged], around: Surroundings, by: User, at: datetime) -> list[Answer]:
    """For each row the order in the register, or why it could not enter at the last moment.

    One strange row must not keep the others out: where the whole does not fit, the rows go in one by one.
    """
    verdicts = [Verdict(one.facts, **one.units) for one in judged]
    try:
        entered = register_orders(verdicts=verdicts, parameters=around.parameters, by=by, at=at)
        return [_told(answer) if isinstance(answer, Refused) else answer for answer in entered]
    except ValidationError as fault:
        if len(judged) == 1:
            return [(Problem("", "FORMAT", Level.BLOCK, "{sentence}", {"sentence": " ".join(fault.messages)}),)]
    return [answer for one in judged for answer in _register([one], around, by, at)]


def _told(refusal: Refused) -> tuple[Problem, ...]:
    if isinstance(refusal, Unlawful):
        return tuple(as_problem(finding) for finding in refusal.findings)
    return (Problem("case_number", "ID-04", Level.BLOCK, "{sentence}", {"sentence": str(refusal)}),)


@dataclass(frozen=True)
class Taken:
    """How an import without a page ended: rows read, rows in, and the problems of each row that stayed out."""

    rows: int
    accepted: int
    refused: dict[int, tuple[Problem, ...]]


@deed
def import_register(*, table: Table, digest: str, dry_run: bool, by: User, at: datetime) -> Taken:
    """Take in every row that nothing blocks, at once; with `dry_run` only say what would happen."""
    require(by, "register.import")
    around = surroundings(at, units_of(by), by)
    judged = judge_rows(table.rows, around)
    refused = {number: one.problems for number, one in judged if one.refused}
    if not dry_run:
        entering = [(number, one) for number, one in judged if not one.refused]
        answers = _register([one for _number, one in entering], around, by, at)
        late = zip(entering, answers, strict=True)
        refused |= {number: answer for (number, _one), answer in late if not isinstance(answer, Order)}
    refused = {number: tuple(p for p in refused[number] if p.blocks) for number in sorted(refused)}
    accepted = len(table.rows) - len(refused)
    if not dry_run:
        record("register.imported", by, by=by, at=at, rows=accepted, refused=len(refused), file=digest)
    return Taken(len(table.rows), accepted, refused)


@deed
def undo_batch(*, batch: Batch, by: User, at: datetime) -> Undone:
    """Take the batch's orders out of the register again, within a day; those that somebody works on stay."""
    require(by, "register.import")
    fresh = _fresh(batch)
    if fresh.state != BatchState.COMMITTED or fresh.committed_at is None:
        raise Conflict(gettext("Impor ini sudah dibatalkan atau belum disimpan. Tidak ada yang berubah."))
    if at - fresh.committed_at > UNDO_WINDOW:
        raise Refused(
            gettext("Waktu 24 jam untuk membatalkan sudah lewat. Perkara tetap tersimpan; ubah satu per satu.")
        )
    orders = [row.order for row in fresh.rows.exclude(order=None).select_related("order__person") if row.order]
    busy = worked_on(orders)
    kept = tuple(order for order in orders if order.pk in busy)
    entry = record(
        "register.undone", fresh, by=by, at=at, removed=len(orders) - len(kept), kept=[order.pk for order in kept]
    )
    _withdraw([order for order in orders if order.pk not in busy], entry)
    fresh.state = BatchState.UNDONE
    _purge(fresh)
    return Undone(len(orders) - len(kept), kept)


def _withdraw(orders: Sequence[Order], entry: Entry) -> None:
    people = {order.person_id: order.person for order in orders}
    staying = people_with_other_orders(list(people), [order.pk for order in orders])
    leaving = [person for key, person in people.items() if key not in staying]
    try:
        for start in range(0, len(orders), CHUNK):
            withdraw_orders(orders=orders[start : start + CHUNK], because=entry)
        for start in range(0, len(leaving), CHUNK):
            forget_contacts(people=leaving[start : start + CHUNK], because=entry)
            forget_people(people=leaving[start : start + CHUNK], because=entry)
    except ProtectedError:
        says = gettext("Sebagian perkara sedang dikerjakan orang lain. Tidak ada yang dibatalkan. Coba lagi.")
        raise Conflict(says) from None


def _purge(batch: Batch) -> None:
    batch.rows.exclude(sealed=None).update(sealed=None, twin_key="", nik_key="")
    batch.purged, batch.file_name = True, ""
    batch.headings, batch.unknown = {}, []
    _count(batch)


@deed
def purge_batches(*, by: User, at: datetime) -> int:
    """Forget the cells of uploads whose time is over; what is in the register stays. Returns how many uploads."""
    require(by, "register.import")
    due = list(Batch.objects.filter(purged=False, purge_at__lt=at))
    for batch in due:
        _purge(batch)
        record("register.purged", batch, by=by, at=at)
    return len(due)
