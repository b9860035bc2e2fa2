"""Name the official account of a unit."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.sales.accounts.models import Account
from masohi.supply.files.actions import LARGEST, keep_file
from masohi.supply.files.models import File
from masohi.writing.indonesian import WIT
from masohi.writing.pictures import UnfitPicture, stripped
from masohi.writing.reading import Unclear, phone
from masohi.writing.refusals import Refused


@deed
def set_account(
    *,
    unit: Organisation,
    valid_from: date,
    bank: str,
    number: str,
    holder: str,
    basis: str,
    desk_phone: str,
    address: str,
    opening: str,
    delivers: bool = False,
    qris: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Account:
    """From `valid_from` on buyers of `unit` pay to this account and fetch at this address; older ones stay readable.

    `basis` names the decision that makes the account the official one (PNBP). The QRIS picture is an upload (name,
    bytes). Raises Refused for a day in the past, a number that is none, a picture that is none; ValidationError.
    """
    require(by, "sale.account")
    if unit.pk not in by.offices_for("sale.account"):
        raise PermissionDenied("sale.account")
    if valid_from < at.astimezone(WIT).date():
        raise Refused(gettext("Rekening berlaku paling cepat hari ini. Ganti tanggalnya; isian lain masih ada."))
    account = Account(
        unit=unit,
        valid_from=valid_from,
        bank=bank.strip(),
        number=number.strip(),
        holder=holder.strip(),
        basis=basis.strip(),
        desk_phone=_number(desk_phone),
        address=address.strip(),
        opening=opening.strip(),
        delivers=delivers,
        set_by=by,
        set_at=at,
    )
    account.full_clean()
    account.qris = _kept(qris, by, at) if qris else None
    account.save(force_insert=True)
    record("sale_account.set", account, by=by, at=at, thread=account, seals=[account], unit=unit.pk)
    return account


def _number(text: str) -> str:
    try:
        return phone(text)
    except Unclear as unclear:
        raise Refused(gettext(unclear.template).format(**unclear.values)) from None


def _kept(picture: tuple[str, bytes], by: User, at: datetime) -> File:
    """The picture drawn anew: buyers see it, and nothing travels in it but what it shows."""
    try:
        drawn = stripped(picture[1][: LARGEST + 1])
    except UnfitPicture:
        raise Refused(gettext("QRIS harus gambar JPG atau PNG. Pilih berkas lain; isian lain masih ada.")) from None
    return keep_file(name="qris", content=drawn, by=by, at=at)
