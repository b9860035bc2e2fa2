"""Set how a unit divides, and divide the money of paid sales among makers, state and work capital."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext

from masohi.law.citation import Finding, listed
from masohi.law.proceeds import makers_verified, shares_add_up
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.facts import Due, Piece, divide, premi_of
from masohi.reentry.money.models import PremiEntry, Split, SplitPolicy
from masohi.reentry.money.queries import keep_own, policy_on, verified_works
from masohi.reentry.money.terms import Part, Premi
from masohi.reentry.products.batches.models import BatchWork
from masohi.reentry.products.batches.queries import sold_under
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.terms import SOLD
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


@deed
def set_policy(
    *,
    unit: Organisation,
    valid_from: date,
    base: str,
    shares: tuple[int, int, int],
    document: str,
    remainder: str = Part.CAPITAL,
    child_saving: bool = True,
    usable_bp: int = 2500,
    by: User,
    at: datetime,
) -> SplitPolicy:
    """How a unit divides from a day on: `shares` of premi, PNBP and capital in basis points, with the legal text.

    Raises Unlawful where they are not all or no text is named (PD-01), Conflict where a division of that time exists.
    """
    require(by, "policy.set")
    keep_own(by, unit.pk, "policy.set")
    found = listed(shares_add_up(shares, basis=document))
    if found:
        raise Unlawful(found)
    if unit.split_policies.filter(valid_from=valid_from).exists():
        raise Conflict(gettext("Kebijakan yang berlaku mulai hari itu sudah ada. Pilih hari lain. Belum tersimpan."))
    if Split.objects.filter(sale__unit=unit, withdrawn_at=None, paid_on__gte=valid_from).exists():
        raise Conflict(gettext("Penjualan sesudah hari itu sudah dibagi. Pilih hari yang lebih baru. Belum tersimpan."))
    policy = SplitPolicy(code=new_code(), unit=unit, valid_from=valid_from, base=base, remainder=remainder)
    policy.premi_bp, policy.pnbp_bp, policy.modal_bp = shares
    policy.document, policy.child_saving, policy.usable_bp = " ".join(document.split()), child_saving, usable_bp
    policy.entered_by, policy.entered_at = by, at
    policy.full_clean()
    policy.save(force_insert=True)
    told: dict[str, Any] = {"premi": shares[0], "pnbp": shares[1], "modal": shares[2], "base": str(base)}
    record("policy.set", policy, by=by, at=at, thread=unit, seals=[policy], since=valid_from.isoformat(), **told)
    return policy


class Waiting(NamedTuple):
    """A sale that cannot be divided yet, and why."""

    sale: Sale
    findings: tuple[Finding, ...]


@deed
def split_sales(*, sales: Iterable[Sale], by: User, at: datetime) -> tuple[list[Split], list[Waiting]]:
    """Divide the money of paid sales, each by the policy of the day it was paid on. What is owed to whom is stored.

    Sales whose makers nobody has verified wait (PD-02) and are returned. Raises Refused where a unit has no policy or
    the sale is another unit's, Conflict for a sale that is unpaid, divided, or whose pieces never left the shelf.
    """
    require(by, "split.make")
    done: list[Split] = []
    waiting: list[Waiting] = []
    for sale in sales:
        fresh = Sale.objects.select_related("unit").get(pk=sale.pk)
        _keep_paid(fresh, by)
        pieces, findings = _pieces(fresh)
        if findings:
            waiting.append(Waiting(fresh, tuple(findings)))
        else:
            done.append(_split(fresh, pieces, by, at))
    return done, waiting


def _keep_paid(sale: Sale, by: User) -> None:
    keep_own(by, sale.unit_id, "split.make")
    if sale.state not in SOLD or sale.paid_at is None:
        raise Conflict(gettext("Penjualan ini belum dibayar. Hasilnya belum dapat dibagi."))
    if sale.splits.filter(withdrawn_at=None).exists():
        raise Conflict(gettext("Hasil penjualan ini sudah dibagi. Tidak dibagi dua kali."))


class _Sold(NamedTuple):
    """A batch in a sale, as `facts.Piece` takes it, with its makers' rows."""

    piece: Piece
    batch: int
    works: dict[str, BatchWork]


def _pieces(sale: Sale) -> tuple[list[_Sold], list[Finding]]:
    """What each batch brought in a sale, and what keeps it from being divided."""
    lines = {line.product_id: line for line in sale.lines.all()}
    gone: dict[int, int] = {}
    batches: dict[int, tuple[str, int, int]] = {}
    for move in sold_under([sale.code]):
        price = lines[move.product_id].price_rupiah
        gone[move.product_id] = gone.get(move.product_id, 0) - move.count
        code, turnover, cost = batches.get(move.batch_id, (move.batch.code, 0, 0))
        batches[move.batch_id] = (code, turnover - move.count * price, cost - move.cost_rupiah)
    if gone != {product: line.count for product, line in lines.items()}:
        raise Conflict(gettext("Barang penjualan ini belum keluar dari stok. Hasilnya belum dapat dibagi."))
    named = verified_works(batches)
    sold, findings = [], []
    for pk, (code, turnover, cost) in batches.items():
        works = named.get(pk, [])
        ready = sum(work.verified_at is not None for work in works)
        findings += listed(makers_verified(code, works=len(works), verified=ready))
        rows = {work.trainee.code: work for work in works}
        piece = Piece(code, turnover, cost, {maker: work.share for maker, work in rows.items()})
        sold.append(_Sold(piece, pk, rows))
    return sold, findings


def _split(sale: Sale, sold: Sequence[_Sold], by: User, at: datetime) -> Split:
    paid_on = (sale.paid_at or at).astimezone(WIT).date()
    policy = policy_on(sale.unit, paid_on)
    if policy is None:
        raise Refused(gettext("Unit ini belum punya kebijakan pembagian hasil untuk hari itu. Tetapkan dulu."))
    pieces = [one.piece for one in sold]
    parts = divide(sale.total_rupiah, sum(piece.cost for piece in pieces), policy.shares)
    split = Split(code=new_code(), sale=sale, policy=policy, paid_on=paid_on, made_by=by, made_at=at, **parts._asdict())
    split.full_clean()
    split.save(force_insert=True)
    due = premi_of(parts, pieces, of_profit=policy.shares.of_profit)
    told = {name: value for name, value in parts._asdict().items() if name != "cost"}
    entry = record("sale.divided", split, by=by, at=at, thread=sale, seals=[split], policy=policy.pk, **told)
    _owe(split, sold, due, entry)
    return split


def _owe(split: Split, sold: Sequence[_Sold], due: Sequence[Due], because: Entry) -> None:
    found = {one.piece.batch: one for one in sold}
    for one in due:
        batch = found[one.batch]
        trainee = batch.works[one.maker].trainee
        saves = split.policy.child_saving and trainee.person.child
        row = PremiEntry(code=new_code(), trainee=trainee, kind=Premi.SAVING if saves else Premi.PREMI)
        row.rupiah, row.split, row.batch_id, row.day = one.rupiah, split, batch.batch, split.paid_on
        _enter(row, "premi.earned", because)


def _enter(row: PremiEntry, kind: str, because: Entry) -> None:
    for name, value in {"by_id": because.actor, "at": because.at}.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(force_insert=True)
    record(kind, row, because=because, thread=row.trainee, seals=[row], rupiah=row.rupiah)


@deed
def withdraw_split(*, split: Split, reason: str, by: User, at: datetime) -> Split:
    """A division rests on a mistake: it counts no more, every maker's line gets its opposite, and the makers of its
    batches wait for verification again unless another division rests on them. The sale can then be divided anew.

    Raises Refused for who made it or without a reason, Conflict where it was withdrawn already.
    """
    require(by, "split.make")
    fresh = Split.objects.select_related("sale__unit", "policy").get(pk=split.pk)
    keep_own(by, fresh.sale.unit_id, "split.make")
    tidy = " ".join(reason.split())
    if fresh.withdrawn_at is not None:
        raise Conflict(gettext("Pembagian ini sudah ditarik. Tidak ada yang berubah."))
    if fresh.made_by_id == by.pk:
        raise Refused(gettext("Anda yang membagi hasil ini. Minta petugas lain menariknya. Tidak ada yang berubah."))
    if not tidy:
        raise Refused(gettext("Tulis alasan menarik pembagian. Tidak ada yang berubah."))
    fresh.withdrawn_by, fresh.withdrawn_at, fresh.withdrawn_reason = by, at, tidy
    fresh.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    because = record("split.withdrawn", fresh, by=by, at=at, thread=fresh.sale, seals=[fresh])
    entries = list(fresh.entries.select_related("trainee"))
    for one in entries:
        row = PremiEntry(code=new_code(), trainee=one.trainee, kind=one.kind, rupiah=-one.rupiah, split=fresh)
        row.batch_id, row.day = one.batch_id, at.astimezone(WIT).date()
        _enter(row, "premi.taken_back", because)
    _reopen({one.batch_id for one in entries if one.batch_id is not None}, because)
    return fresh


def _reopen(batches: set[int], because: Entry) -> None:
    rest_on = PremiEntry.objects.filter(split__withdrawn_at=None, batch__in=batches).values_list("batch", flat=True)
    for work in BatchWork.objects.filter(batch__in=batches - set(rest_on)).select_related("batch__product"):
        work.verified_by, work.verified_at = None, None
        work.save(update_fields=["verified_by", "verified_at"])
        record("batch.reopened", work, because=because, thread=work.batch.product, seals=[work], batch=work.batch_id)
