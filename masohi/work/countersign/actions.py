"""The beneficiary countersigns a session on the own phone, or on paper that two officers read one after the other."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import of_one_office
from masohi.supply.beneficiaries.actions import try_pin
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.queries import confirmed_beneficiaries
from masohi.work.attendance.models import HeadCount
from masohi.work.countersign.models import Countersign
from masohi.work.countersign.queries import phone_window, witnessed_session
from masohi.work.countersign.terms import Method
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict, Refused


@deed
def countersign_session(
    *,
    session: Session,
    beneficiary: Beneficiary,
    pin: str,
    heads: int,
    done_well: bool,
    note: str = "",
    same_device: bool,
    by: User,
    at: datetime,
) -> Countersign | None:
    """Store what the beneficiary counted, on the own phone; `by` is the program's account, the row keeps who signed.

    None where the PIN is wrong: nothing is stored but the try. Raises Refused before the session, too long after it,
    for a contact that does not count here and while the PIN rests; Conflict where it was signed already.
    """
    require(by, "session.countersign")
    first, last = phone_window(session)
    if witnessed_session(session.code) is None or not first <= at <= last:
        raise Refused(gettext("Sesi ini tidak dapat ditandatangani sekarang. Belum ada yang tersimpan."))
    _of_the_site(beneficiary, session)
    _not_twice(session, Method.PHONE, same_device)
    if not try_pin(beneficiary=beneficiary, pin=pin, by=by, at=at):
        return None
    row = Countersign.objects.create(
        session=session,
        beneficiary=beneficiary,
        method=Method.PHONE,
        heads=heads,
        done_well=done_well,
        note=note.strip(),
        at=at,
        same_device=same_device,
    )
    told: dict[str, Any] = {"session": session.pk, "heads": heads, "same_device": int(same_device)}
    record("session.countersigned", row, by=by, at=at, thread=session, seals=[row], **told)
    return row


@deed
def key_slip(
    *,
    session: Session,
    beneficiary: Beneficiary,
    heads: int,
    done_well: bool,
    note: str = "",
    by: User,
    at: datetime,
) -> Countersign:
    """Key a paper slip that the beneficiary signed; it counts when somebody of another office has read the same.

    Raises Refused for who counted the heads of this session (the slip is there to check that count), Conflict where a
    slip is there already.
    """
    require(by, "slip.key")
    if not Session.objects.visible_to(by).filter(pk=session.pk).exists() or at < session.starts_at:
        raise Refused(gettext("Slip sesi ini tidak dapat dimasukkan sekarang. Belum ada yang tersimpan."))
    if HeadCount.objects.filter(session=session, counted_by=by).exists():
        raise Refused(gettext("Anda yang mencatat sesi ini. Minta petugas lain memasukkan slipnya."))
    _of_the_site(beneficiary, session)
    _not_twice(session, Method.SLIP, False)
    row = Countersign.objects.create(
        session=session,
        beneficiary=beneficiary,
        method=Method.SLIP,
        heads=heads,
        done_well=done_well,
        note=note.strip(),
        at=at,
        keyed_by=by,
    )
    record("slip.keyed", row, by=by, at=at, thread=session, seals=[row], session=session.pk, heads=heads)
    return row


@deed
def confirm_slip(*, slip: Countersign, heads: int, by: User, at: datetime) -> Countersign:
    """A second officer reads the head count from the same paper without seeing the first one's.

    Raises Refused for the one who keyed it, for colleagues, and where the numbers differ (nothing changes then).
    """
    require(by, "slip.confirm")
    fresh = _second_person(slip, by)
    if heads != fresh.heads:
        raise Refused(
            gettext("Angka Anda berbeda dari angka petugas pertama. Baca slip sekali lagi. Belum ada yang berubah.")
        )
    fresh.confirmed_by, fresh.confirmed_at = by, at
    fresh.save(update_fields=["confirmed_by", "confirmed_at"])
    told: dict[str, Any] = {"session": fresh.session_id, "heads": heads}
    record("slip.confirmed", fresh, by=by, at=at, thread=fresh.session, seals=[fresh], **told)
    return fresh


@deed
def refuse_slip(*, slip: Countersign, reason: str, by: User, at: datetime) -> Countersign:
    """The second officer turns a keyed slip down with a reason; it can be keyed anew."""
    require(by, "slip.confirm")
    fresh = _second_person(slip, by)
    if not reason.strip():
        raise Refused(gettext("Tulis alasan slip ini ditolak. Belum ada yang berubah."))
    fresh.confirmed_by, fresh.confirmed_at, fresh.refused_reason = by, at, reason.strip()
    fresh.save(update_fields=["confirmed_by", "confirmed_at", "refused_reason"])
    record("slip.refused", fresh, by=by, at=at, thread=fresh.session, seals=[fresh], session=fresh.session_id)
    return fresh


def _of_the_site(beneficiary: Beneficiary, session: Session) -> None:
    if not confirmed_beneficiaries(session.site).filter(pk=beneficiary.pk).exists():
        raise Refused(gettext("Penerima manfaat ini belum dikonfirmasi untuk lokasi ini. Belum ada yang tersimpan."))


def _not_twice(session: Session, method: Method, same_device: bool) -> None:
    if session.countersigns.filter(method=method, same_device=same_device, refused_reason="").exists():
        raise Conflict(gettext("Sesi ini sudah ditandatangani penerima manfaat. Tidak ada yang tersimpan dua kali."))


def _second_person(slip: Countersign, by: User) -> Countersign:
    """The slip as it is now, for somebody of another office than the one who keyed it."""
    visible = Session.objects.visible_to(by)
    fresh = Countersign.objects.select_related("keyed_by").filter(pk=slip.pk, session__in=visible).first()
    if fresh is None or fresh.keyed_by is None or not fresh.waiting:
        raise Conflict(gettext("Slip ini tidak lagi menunggu. Muat ulang halaman; belum ada yang berubah."))
    if of_one_office(fresh.keyed_by, by, fresh.at):
        raise Refused(gettext("Orang kedua dari kantor lain harus memeriksa slip ini. Belum ada yang berubah."))
    return fresh
