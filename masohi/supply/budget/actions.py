"""Enter budget lines, plan and book their money, take a payment back. Every sum is whole rupiah with a paper."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.budget.models import Allocation, BudgetLine, Payment
from masohi.supply.commitments.actions import needed
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import acts_for
from masohi.supply.files.actions import keep_file
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

DETAILS = ("year", "source", "owner", "code", "name", "ceiling", "document")


@deed
def enter_line(
    *,
    year: int,
    source: str,
    owner: Organisation,
    code: str,
    name: str,
    ceiling: int,
    document: str = "",
    by: User,
    at: datetime,
) -> BudgetLine:
    """Enter a line of a budget paper; `code` is the sub kegiatan, `ceiling` its pagu. Raises ValidationError, Conflict.

    What KJ-04 says about it is a finding on its page and stops nothing.
    """
    require(by, "budget.manage")
    line = BudgetLine(reference=new_code(), year=year, source=source, owner=owner, code=code, name=name)
    line.ceiling, line.document = ceiling, document
    line.entered_by, line.entered_at = by, at
    _new_line(line)
    line.save(force_insert=True)
    record("budget.entered", line, by=by, at=at, thread=line, seals=[line], owner=owner.pk, ceiling=ceiling)
    return line


def _new_line(line: BudgetLine) -> None:
    """Tidy code and name, by which a line is found again. Raises Conflict where it is there, ValidationError."""
    line.code, line.name = "".join(line.code.split()), " ".join(line.name.split())
    line.full_clean(validate_constraints=False)
    same = BudgetLine.objects.filter(year=line.year, source=line.source, owner=line.owner, code=line.code)
    if same.filter(name=line.name).exclude(pk=line.pk).exists():
        raise Conflict(gettext("Pos anggaran ini sudah ada untuk tahun dan dinas itu. Buka dan ubah pos yang ada."))


@deed
def change_line(*, line: BudgetLine, edition: int, by: User, at: datetime, **details: Any) -> BudgetLine:
    """Change a line, e.g. its ceiling after a DPA perubahan; the old ceiling stays in the record.

    `edition` is the one the page showed: Conflict where somebody else saved in between. Raises ValidationError.
    """
    require(by, "budget.manage")
    fresh = BudgetLine.objects.get(pk=line.pk)
    if fresh.edition != edition:
        raise Conflict(
            gettext("Pos ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan lalu simpan lagi.")
        )
    before = fresh.ceiling
    for name, value in details.items():
        if name not in DETAILS:
            raise TypeError(f"{name} is no detail of a budget line")
        setattr(fresh, name, value)
    _keep_year(fresh)
    fresh.edition += 1
    _new_line(fresh)
    fresh.save()
    changed = {"ceiling": [before, fresh.ceiling]} if before != fresh.ceiling else {}
    record("budget.changed", fresh, by=by, at=at, thread=fresh, seals=[fresh], fields=sorted(details), changed=changed)
    return fresh


def _keep_year(line: BudgetLine) -> None:
    if line.payments.filter(withdrawn_at=None).exclude(paid_on__year=line.year).exists():
        raise Refused(gettext("Tahun tidak dapat diganti karena sudah ada realisasi. Tidak ada yang berubah."))


@deed
def plan_money(*, line: BudgetLine, commitment: Commitment, planned: int, by: User, at: datetime) -> Allocation:
    """Set how much of a line is meant for one commitment; 0 takes the plan back. Raises Refused, ValidationError."""
    require(by, "budget.manage")
    if commitment.cancelled_on is not None and planned:
        raise Refused(gettext("Komitmen ini sudah dibatalkan. Pilih komitmen lain. Belum ada yang tersimpan."))
    row = Allocation.objects.filter(line=line, commitment=commitment).first()
    row = row or Allocation(line=line, commitment=commitment)
    row.planned = planned
    row.full_clean()
    row.save()
    record("money.planned", row, by=by, at=at, thread=line, seals=[row], commitment=commitment.pk, planned=planned)
    return row


@deed
def enter_payment(
    *,
    line: BudgetLine,
    rupiah: int,
    paid_on: date,
    document: str,
    commitment: Commitment | None = None,
    file: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Payment:
    """Book what was paid of a line, by the number of the treasury's paper; officers of the line's owner may.

    Raises Refused for nothing paid, another year or a day to come; Conflict where the paper is booked already.
    """
    require(by, "payment.enter")
    if not acts_for(by, line.owner_id, "payment.enter"):
        raise Refused(gettext("Pos ini milik dinas lain. Realisasinya diisi dinas itu. Tidak ada yang tersimpan."))
    line = BudgetLine.objects.get(pk=line.pk)  # as it is now: somebody may just have changed its year
    paper = needed(document, gettext("Tulis nomor SP2D atau bukti bayar. Isian lain masih ada."))
    _keep_payment(line, rupiah, paid_on, at)
    payment = Payment(code=new_code(), line=line, commitment=commitment, rupiah=rupiah, paid_on=paid_on, document=paper)
    payment.entered_by, payment.entered_at = by, at
    payment.full_clean(validate_constraints=False)
    if Payment.objects.filter(line=line, document=paper, withdrawn_at=None).exists():
        raise Conflict(gettext("Nomor bukti ini sudah tercatat pada pos ini. Tidak dicatat dua kali."))
    payment.file = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    payment.save(force_insert=True)
    record("payment.entered", payment, by=by, at=at, thread=line, seals=[payment], rupiah=rupiah)
    return payment


def _keep_payment(line: BudgetLine, rupiah: int, paid_on: date, at: datetime) -> None:
    if rupiah < 1:
        raise Refused(gettext("Tulis jumlah yang dibayar, lebih dari Rp0."))
    if paid_on > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal bayar belum tiba. Periksa tanggalnya. Isian lain masih ada."))
    if paid_on.year != line.year:
        says = gettext("Tanggal bayar di luar tahun anggaran %(year)s. Periksa tanggalnya. Isian lain masih ada.")
        raise Refused(says % {"year": line.year})


@deed
def withdraw_payment(*, payment: Payment, reason: str, by: User, at: datetime) -> Payment:
    """Let a payment count no more; it stays readable with who took it back and why. Raises Refused, Conflict."""
    require(by, "payment.enter")
    fresh = Payment.objects.select_related("line").get(pk=payment.pk)
    if not acts_for(by, fresh.line.owner_id, "payment.enter"):
        raise Refused(gettext("Pos ini milik dinas lain. Dinas itu yang dapat menariknya. Tidak ada yang berubah."))
    if fresh.withdrawn_at is not None:
        raise Conflict(gettext("Realisasi ini sudah ditarik. Tidak ada yang berubah."))
    fresh.withdrawn_at, fresh.withdrawn_by = at, by
    fresh.withdrawn_reason = needed(reason, gettext("Tulis alasan menarik realisasi. Belum ada yang berubah."))
    fresh.full_clean()
    fresh.save()
    record("payment.withdrawn", fresh, by=by, at=at, thread=fresh.line, seals=[fresh], rupiah=fresh.rupiah)
    return fresh
