"""Register a beneficiary's contact, confirm it from another office, let the contact choose a PIN and use it."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import of_one_office
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.supply.beneficiaries.queries import digest_of
from masohi.supply.beneficiaries.terms import (
    LINK_DAYS,
    LOCK_MINUTES,
    PIN_LENGTH,
    WRONG_TRIES,
    BeneficiaryState,
    guessable,
)
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import managed_sites
from masohi.writing.codes import new_code
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Conflict, Refused


@deed
def register_beneficiary(*, site: Site, name: str, function: str, phone: str, by: User, at: datetime) -> Beneficiary:
    """The host office names a contact; the word counts only after somebody of another office has confirmed it.

    Raises Refused where the site is another office's, ValidationError where a part is missing.
    """
    require(by, "beneficiary.register")
    if not managed_sites(by).filter(pk=site.pk).exists():
        raise Refused(
            gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu mengisi. Belum ada yang tersimpan.")
        )
    row = Beneficiary(
        code=new_code(),
        site=site,
        name=tidy_name(name),
        function=tidy_name(function),
        phone=phone.strip(),
        registered_by=by,
        registered_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    record("beneficiary.registered", row, by=by, at=at, site=site.pk, seals=[row])
    return row


@deed
def confirm_beneficiary(*, beneficiary: Beneficiary, by: User, at: datetime) -> Beneficiary:
    """Somebody of another office has spoken with the contact and answers for it (F52).

    Raises Refused for the one who registered it and for colleagues, Conflict where it no longer waits.
    """
    require(by, "beneficiary.confirm")
    fresh = Beneficiary.objects.select_related("registered_by").get(pk=beneficiary.pk)
    if fresh.state != BeneficiaryState.WAITING:
        raise Conflict(gettext("Penerima manfaat ini tidak lagi menunggu konfirmasi. Muat ulang halaman."))
    if of_one_office(fresh.registered_by, by, fresh.registered_at):
        raise Refused(gettext("Konfirmasi harus dari orang lain di kantor lain. Belum ada yang berubah."))
    fresh.state, fresh.confirmed_by, fresh.confirmed_at = BeneficiaryState.ACTIVE, by, at
    fresh.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record("beneficiary.confirmed", fresh, by=by, at=at, site=fresh.site_id, seals=[fresh])
    return fresh


@deed
def invite_beneficiary(*, beneficiary: Beneficiary, by: User, at: datetime) -> str:
    """A new one-time token to choose a PIN, for the contact alone; an older PIN or link ends. The row keeps a digest.

    The office that registered the contact never gets it: it could sign in the contact's place.
    """
    require(by, "beneficiary.confirm")
    fresh = Beneficiary.objects.select_related("registered_by").get(pk=beneficiary.pk)
    if not fresh.active:
        raise Conflict(gettext("Penerima manfaat ini belum dikonfirmasi atau sudah ditutup. Muat ulang halaman."))
    if of_one_office(fresh.registered_by, by, fresh.registered_at):
        raise Refused(gettext("Tautan PIN hanya diberikan petugas kantor lain. Belum ada yang berubah."))
    token = new_code(12)
    fresh.link_digest, fresh.link_until = digest_of(token), at + timedelta(days=LINK_DAYS)
    fresh.pin, fresh.pin_set_at = "", None
    fresh.save(update_fields=["link_digest", "link_until", "pin", "pin_set_at"])
    record("beneficiary.invited", fresh, by=by, at=at, site=fresh.site_id, seals=[fresh])
    return token


@deed
def close_beneficiary(*, beneficiary: Beneficiary, by: User, at: datetime) -> Beneficiary:
    """End the contact, its PIN and its link; what was signed stays. Done by the host office or by a PK."""
    require(by, "beneficiary.register" if by.has(Role.OFFICE) else "beneficiary.confirm")
    fresh = Beneficiary.objects.select_related("site").get(pk=beneficiary.pk)
    if fresh.state == BeneficiaryState.CLOSED:
        raise Conflict(gettext("Penerima manfaat ini sudah ditutup. Tidak ada yang berubah."))
    if not by.has(Role.PROBATION) and not managed_sites(by).filter(pk=fresh.site_id).exists():
        raise Refused(gettext("Lokasi ini milik dinas lain. Minta petugas dinas itu mengubah. Tidak ada yang berubah."))
    fresh.state, fresh.closed_at = BeneficiaryState.CLOSED, at
    fresh.link_digest, fresh.link_until, fresh.pin = "", None, ""
    fresh.save(update_fields=["state", "closed_at", "link_digest", "link_until", "pin"])
    record("beneficiary.closed", fresh, by=by, at=at, site=fresh.site_id, seals=[fresh])
    return fresh


@deed
def choose_pin(*, beneficiary: Beneficiary, token: str, pin: str, by: User, at: datetime) -> Beneficiary:
    """The contact chooses a PIN of six digits through the link, which is used up by it. `by` is the program's account.

    Raises Conflict where the link is used up or over, Refused for a PIN that is none or that anybody would guess.
    """
    require(by, "beneficiary.pin")
    fresh = Beneficiary.objects.get(pk=beneficiary.pk)
    in_time = fresh.link_until is not None and at < fresh.link_until
    if not in_time or not secrets.compare_digest(fresh.link_digest, digest_of(token)):
        raise Conflict(gettext("Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru kepada PK."))
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refused(gettext("PIN terdiri dari 6 angka. PIN belum tersimpan."))
    if guessable(pin):
        raise Refused(gettext("PIN ini mudah ditebak. Pilih angka yang tidak berurutan. PIN belum tersimpan."))
    fresh.pin, fresh.pin_set_at, fresh.link_digest, fresh.link_until = make_password(pin), at, "", None
    fresh.wrong_tries, fresh.locked_until = 0, None
    fresh.save(update_fields=["pin", "pin_set_at", "link_digest", "link_until", "wrong_tries", "locked_until"])
    record("beneficiary.pin_chosen", fresh, by=by, at=at, site=fresh.site_id, seals=[fresh])
    return fresh


@deed
def try_pin(*, beneficiary: Beneficiary, pin: str, by: User, at: datetime) -> bool:
    """Whether the PIN is the contact's. Each wrong try is stored; after five the PIN rests for 15 minutes.

    Raises Refused while it rests, right PIN or wrong. `by` is the program's account.
    """
    require(by, "session.countersign")
    fresh = Beneficiary.objects.get(pk=beneficiary.pk)
    if fresh.locked_until is not None and at < fresh.locked_until:
        raise Refused(
            gettext("PIN salah %(tries)s kali. Tunggu %(minutes)s menit, lalu coba lagi. Belum ada yang tersimpan.")
            % {"tries": WRONG_TRIES, "minutes": LOCK_MINUTES}
        )
    right = bool(fresh.pin) and check_password(pin, fresh.pin)
    fresh.wrong_tries = 0 if right else fresh.wrong_tries + 1
    fresh.locked_until = None
    if fresh.wrong_tries >= WRONG_TRIES:
        fresh.wrong_tries, fresh.locked_until = 0, at + timedelta(minutes=LOCK_MINUTES)
    fresh.save(update_fields=["wrong_tries", "locked_until"])
    if not right:
        record("beneficiary.pin_wrong", fresh, by=by, at=at, site=fresh.site_id)
    return right
