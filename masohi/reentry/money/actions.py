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
from masohi.reentry.money.facts import Due, divide, premi_of
from masohi.reentry.money.models import PremiEntry, Split, SplitPolicy
from masohi.reentry.money.queries import keep_own, policy_on
from masohi.reentry.money.returns.actions import enter_premi, kind_for, take_back
from masohi.reentry.money.returns.queries import Sold, pieces_of
from masohi.reentry.money.terms import Part
from masohi.reentry.products.batches.models import BatchWork
from masohi.reentry.products.batches.queries import sold_under
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.refunds.models import Refund
from masohi.reentry.sales.refunds.queries import paid_back
from masohi.reentry.sales.terms import RECEIVED
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
    if sale.state not in RECEIVED or sale.paid_at is None:
        raise Conflict(gettext("Penjualan ini belum dibayar. Hasilnya belum dapat dibagi."))
    if sale.splits.filter(withdrawn_at=None).exists():
        raise Conflict(gettext("Hasil penjualan ini sudah dibagi. Tidak dibagi dua kali."))


def _pieces(sale: Sale) -> tuple[list[Sold], list[Finding]]:
    """What each batch brought in a sale, and what keeps it from being divided."""
    gone: dict[int, int] = {}
    for move in sold_under([sale.code]):
        gone[move.product_id] = gone.get(move.product_id, 0) - move.count
    if gone != {line.product_id: line.count for line in sale.lines.all()}:
        raise Conflict(gettext("Barang penjualan ini belum keluar dari stok. Hasilnya belum dapat dibagi."))
    sold, findings = pieces_of(sale), []
    for one in sold:
        ready = sum(work.verified_at is not None for work in one.works.values())
        findings += listed(makers_verified(one.piece.batch, works=len(one.works), verified=ready))
    return sold, findings


def _split(sale: Sale, sold: Sequence[Sold], by: User, at: datetime) -> Split:
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
    earlier: list[Refund] = []
    for refund in paid_back(sale):
        take_back(split=split, refund=refund, earlier=earlier, because=entry)
        earlier.append(refund)
    return split


def _owe(split: Split, sold: Sequence[Sold], due: Sequence[Due], because: Entry) -> None:
    found = {one.piece.batch: one for one in sold}
    for one in due:
        batch = found[one.batch]
        trainee = batch.works[one.maker].trainee
        row = PremiEntry(code=new_code(), trainee=trainee, kind=kind_for(split, trainee), rupiah=one.rupiah)
        row.split, row.batch_id, row.day = split, batch.batch, split.paid_on
        enter_premi(row=row, kind="premi.earned", because=because)


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
        if not one.rupiah:
            continue  # borne by the capital: nothing was taken
        row = PremiEntry(code=new_code(), trainee=one.trainee, kind=one.kind, rupiah=-one.rupiah, split=fresh)
        row.batch_id, row.day = one.batch_id, at.astimezone(WIT).date()
        enter_premi(row=row, kind="premi.taken_back", because=because)
    _reopen({one.batch_id for one in entries if one.batch_id is not None}, because)
    return fresh


def _reopen(batches: set[int], because: Entry) -> None:
    rest_on = PremiEntry.objects.filter(split__withdrawn_at=None, batch__in=batches).values_list("batch", flat=True)
    for work in BatchWork.objects.filter(batch__in=batches - set(rest_on)).select_related("batch__product"):
        work.verified_by, work.verified_at = None, None
        work.save(update_fields=["verified_by", "verified_at"])
        record("batch.reopened", work, because=because, thread=work.batch.product, seals=[work], batch=work.batch_id)
