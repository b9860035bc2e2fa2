"""Hand premi out, never in cash, and note what of PNBP was paid into the treasury."""

from datetime import date, datetime

from django.utils.translation import gettext

from masohi.law.citation import listed
from masohi.law.proceeds import no_cash
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.models import PnbpDeposit, PremiEntry
from masohi.reentry.money.queries import keep_own, standing
from masohi.reentry.money.terms import Premi
from masohi.reentry.trainees.models import Trainee
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT, rupiah
from masohi.writing.refusals import Conflict, Refused, Unlawful


@deed
def pay_out(*, trainee: Trainee, amount: int, way: str, document: str, by: User, at: datetime) -> PremiEntry:
    """Hand somebody `amount` rupiah of premi out by `way`, with the number of the slip.

    Raises Unlawful for cash (PD-03), Refused for more than is payable now, for no slip and for another unit,
    Conflict where the slip is booked already.
    """
    require(by, "premi.pay")
    fresh = Trainee.objects.select_related("unit", "person").get(pk=trainee.pk)
    keep_own(by, fresh.unit_id, "premi.pay")
    found = listed(no_cash(way))
    if found:
        raise Unlawful(found)
    slip = " ".join(document.split())
    if not slip:
        raise Refused(gettext("Tulis nomor bukti dari bank atau buku titipan. Belum ada yang tersimpan."))
    today = at.astimezone(WIT).date()
    most = standing(fresh, today).payable
    if not 1 <= amount <= most:
        says = gettext("Yang dapat diserahkan sekarang paling banyak %(most)s. Belum ada yang tersimpan.")
        raise Refused(says % {"most": rupiah(most)})
    if fresh.premi.filter(kind=Premi.PAID, document=slip).exists():
        raise Conflict(gettext("Nomor bukti ini sudah tercatat untuk orang ini. Tidak dicatat dua kali."))
    row = PremiEntry(code=new_code(), trainee=fresh, kind=Premi.PAID, rupiah=-amount, way=way, document=slip)
    row.day, row.by, row.at = today, by, at
    row.full_clean()
    row.save(force_insert=True)
    record("premi.paid", row, by=by, at=at, thread=fresh, seals=[row], rupiah=amount, way=str(way))
    return row


@deed
def note_deposit(
    *, unit: Organisation, month: date, amount: int, paid_on: date, receipt: str, by: User, at: datetime
) -> PnbpDeposit:
    """PNBP of a month was paid into the treasury; `receipt` is its NTPN, `month` any day of the month.

    Raises Refused for a day to come, for no amount and for another unit, Conflict for a receipt that is there already.
    """
    require(by, "pnbp.deposit")
    keep_own(by, unit.pk, "pnbp.deposit")
    number = "".join(receipt.split()).upper()
    if amount < 1 or not number:
        raise Refused(gettext("Tulis jumlah dan NTPN dari bukti setor. Belum ada yang tersimpan."))
    if paid_on > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal setor belum tiba. Periksa tanggalnya. Isian lain masih ada."))
    if PnbpDeposit.objects.filter(receipt=number).exists():
        raise Conflict(gettext("NTPN ini sudah tercatat. Tidak dicatat dua kali."))
    row = PnbpDeposit(code=new_code(), unit=unit, month=month.replace(day=1), rupiah=amount, paid_on=paid_on)
    row.receipt, row.entered_by, row.entered_at = number, by, at
    row.full_clean()
    row.save(force_insert=True)
    record("pnbp.deposited", row, by=by, at=at, thread=unit, seals=[row], rupiah=amount)
    return row
