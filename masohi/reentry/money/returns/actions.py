"""The second officer pays a buyer back, and what was divided is taken back in the same moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.money.facts import Parts, divide, premi_of
from masohi.reentry.money.models import CounterSplit, PremiEntry, Split
from masohi.reentry.money.returns.facts import Change, bear, changes, taken_back
from masohi.reentry.money.returns.queries import Sold, balances_of, held_of, living_split, pieces_of
from masohi.reentry.money.terms import Premi
from masohi.reentry.sales.refunds.actions import refund_now, settle_refund
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import paid_back
from masohi.reentry.sales.terms import Cause
from masohi.reentry.trainees.models import Trainee
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused


@deed
def confirm_refund(*, refund: Refund, paid_on: date, slip: str, proof: bytes, by: User, at: datetime) -> Refund:
    """Another officer than who proposed has paid the buyer back: by a transfer of `paid_on` with its number and a
    picture or PDF. Pieces come back, and what was divided of them is taken back.

    Raises Refused for the same officer, another unit, a day before the sale or to come, no number; Conflict where the
    proposal was decided or the sale has moved on.
    """
    require(by, "sale.refund")
    fresh = refund_now(refund, by)
    if fresh.proposed_by_id == by.pk:
        raise Refused(gettext("Anda yang mengajukan pengembalian ini. Minta petugas lain. Belum ada yang berubah."))
    number, today = " ".join(slip.split()), at.astimezone(WIT).date()
    if not number:
        raise Refused(gettext("Tulis nomor bukti transfer dari bank. Belum ada yang berubah."))
    paid_at = fresh.sale.paid_at or at
    if not paid_at.astimezone(WIT).date() <= paid_on <= today:
        raise Refused(gettext("Tanggal transfer tidak cocok: sesudah pembeli membayar, paling akhir hari ini."))
    kept = keep_file(name=f"kembali-{fresh.code}", content=proof, by=by, at=at)
    entry = record("refund.confirmed", fresh, by=by, at=at, thread=fresh.sale, rupiah=fresh.rupiah)
    earlier = paid_back(fresh.sale)
    settle_refund(refund=fresh, paid_on=paid_on, slip=number, proof=kept, because=entry)
    split = living_split(fresh.sale)
    if split is not None:
        take_back(split=split, refund=fresh, earlier=earlier, because=entry)
    return fresh


@consequence
def take_back(*, split: Split, refund: Refund, earlier: Sequence[Refund], because: Entry) -> CounterSplit | None:
    """Take out of a division what a refund after `earlier` ones gave back; nothing where the buyer had paid twice.

    The parts of what was kept are those that the same policy gives for it, so that sale and refunds always add up.
    """
    if refund.cause == Cause.TWICE:
        return None
    day = (refund.decided_at or because.at).astimezone(WIT).date()
    kept = pieces_of(split.sale, [*earlier, refund])
    before = _parts(split, pieces_of(split.sale, earlier))
    after = _parts(split, kept)
    held = held_of(split)
    due = premi_of(after, [one.piece for one in kept], of_profit=split.policy.shares.of_profit)
    moves = changes({key: one.rupiah - one.borne for key, one in held.items()}, due)
    makers = _makers(split, kept)
    balances = balances_of([one.pk for one in makers.values()])
    capital = parameters_in_force().value("premi_refund_bearer", day) == "modal"
    moved = bear(moves, balances, capital=capital)
    row = CounterSplit(code=new_code(), split=split, refund=refund, day=day, made_at=because.at)
    row.borne = sum(one.borne for one in moved)
    parts = taken_back(before, after, moved)._asdict()
    for name, value in {"made_by_id": because.actor, **parts}.items():
        setattr(row, name, value)
    row.full_clean(exclude=["made_by"])
    row.save(force_insert=True)
    told: dict[str, Any] = {
        "turnover": row.turnover,
        "premi": row.premi,
        "pnbp": row.pnbp,
        "modal": row.modal,
        "borne": row.borne,
    }
    entry = record("split.countered", row, because=because, thread=split.sale, seals=[row], **told)
    batches = {one.piece.batch: one.batch for one in kept}
    for one in moved:
        _move(row, one, makers[one.maker], batches[one.batch], entry)
    return row


def _parts(split: Split, sold: Sequence[Sold]) -> Parts:
    turnover, cost = (
        sum(values) for values in zip(*((one.piece.turnover, one.piece.cost) for one in sold), strict=True)
    )
    return divide(turnover, cost, split.policy.shares)


def _makers(split: Split, sold: Sequence[Sold]) -> dict[str, Trainee]:
    named = {work.trainee.code: work.trainee for one in sold for work in one.works.values()}
    return named | {entry.trainee.code: entry.trainee for entry in split.entries.select_related("trainee__person")}


def _move(row: CounterSplit, one: Change, trainee: Trainee, batch: int, because: Entry) -> None:
    entry = PremiEntry(code=new_code(), trainee=trainee, kind=kind_for(row.split, trainee), rupiah=one.rupiah)
    entry.split, entry.batch_id, entry.counter, entry.borne, entry.day = row.split, batch, row, one.borne, row.day
    enter_premi(row=entry, kind="premi.refunded", because=because)


def kind_for(split: Split, trainee: Trainee) -> str:
    """A child's part is saved where the policy says so. What was entered once for a division keeps its kind."""
    entered = split.entries.filter(trainee=trainee).values_list("kind", flat=True).first()
    saves = split.policy.child_saving and trainee.person.child
    return entered or (Premi.SAVING if saves else Premi.PREMI)


@consequence
def enter_premi(*, row: PremiEntry, kind: str, because: Entry) -> PremiEntry:
    """Store a line of somebody's premi; it is never changed afterwards. Raises ValidationError."""
    for name, value in {"by_id": because.actor, "at": because.at}.items():
        setattr(row, name, value)
    row.full_clean(exclude=["by"])
    row.save(force_insert=True)
    record(kind, row, because=because, thread=row.trainee, seals=[row], rupiah=row.rupiah)
    return row
