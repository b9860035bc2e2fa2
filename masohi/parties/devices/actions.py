"""Pair a phone, let a second officer approve it, take it out of use."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Contact, Device, Pairing
from masohi.parties.devices.queries import check_number, digest_of, may_look_after
from masohi.parties.devices.terms import CARRY_PHONES, PAIRING_MINUTES, DeviceState
from masohi.writing.codes import new_code
from masohi.writing.names import tidy_name
from masohi.writing.refusals import Conflict, Refused
from masohi.writing.signatures import sound_key


@deed
def invite_phone(*, user: User, by: User, at: datetime) -> str:
    """A token that lets one phone join for `user` within minutes. Shown as QR; the row keeps its digest."""
    require(by, "device.pair")
    if not user.has(*CARRY_PHONES) or not may_look_after(by, user):
        raise Refused(
            gettext("HP hanya dipasang untuk orang kantor Anda atau pengawas klien Anda. Belum ada yang berubah.")
        )
    token = secrets.token_urlsafe(24)
    invitation = Pairing.objects.create(
        digest=digest_of(token),
        user=user,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(minutes=PAIRING_MINUTES),
    )
    record("device.invited", invitation, by=by, at=at, user=user.pk)
    return token


@deed
def join_phone(*, invitation: Pairing, algorithm: str, key: bytes, name: str, by: User, at: datetime) -> Device:
    """The invited phone hands over the public half of its key and waits for a second officer.

    Raises Refused for an invitation that is used or over, and for a key that is none or is known already.
    """
    require(by, "field.receive")
    fresh = Pairing.objects.select_related("made_by", "user").get(pk=invitation.pk)
    if fresh.user_id != by.pk or fresh.device_id is not None or at >= fresh.expires_at:
        raise Refused(gettext("Kode pemasangan sudah dipakai atau lewat waktunya. Minta kode baru di kantor."))
    if not sound_key(algorithm, key) or Device.objects.filter(public_key=key).exists():
        raise Refused(gettext("Kunci HP ini tidak dapat dipakai. Ulangi pemasangan di HP."))
    device = Device.objects.create(
        code=new_code(),
        user=by,
        name=tidy_name(name)[:60] or "HP",
        algorithm=algorithm,
        public_key=key,
        paired_by=fresh.made_by,
        paired_at=at,
    )
    Pairing.objects.filter(pk=fresh.pk).update(device=device)
    facts: dict[str, Any] = {"device": device.code, "alg": algorithm, "key": hashlib.sha256(key).hexdigest()}
    record("device.joined", device, by=by, at=at, seals=[device], **facts)
    return device


@deed
def approve_phone(*, device: Device, check: str, by: User, at: datetime) -> Device:
    """A second officer compares the number on the phone with the one on the page and lets the phone sign.

    Raises Refused for the officer who invited it, for its own holder, for another number, and while the holder has
    another active phone (one signing phone a person).
    """
    require(by, "device.approve")
    fresh = Device.objects.visible_to(by).select_related("user").filter(pk=device.pk).first()
    if fresh is None or fresh.state != DeviceState.WAITING:
        raise Conflict(gettext("HP ini tidak lagi menunggu. Muat ulang halaman."))
    if by.pk in {fresh.paired_by_id, fresh.user_id}:
        raise Refused(gettext("Petugas lain harus menyetujui HP ini. Belum ada yang berubah."))
    if not secrets.compare_digest(check.strip().encode(), check_number(bytes(fresh.public_key)).encode()):
        raise Refused(gettext("Angka di HP tidak sama. Jangan setujui; periksa HP orang yang benar."))
    _one_phone_only(fresh.user)
    fresh.state, fresh.approved_by, fresh.approved_at = DeviceState.ACTIVE, by, at
    fresh.save(update_fields=["state", "approved_by", "approved_at"])
    key = bytes(fresh.public_key)
    facts: dict[str, Any] = {"device": fresh.code, "alg": fresh.algorithm, "key": hashlib.sha256(key).hexdigest()}
    record("device.approved", fresh, by=by, at=at, seals=[fresh], **facts)
    return fresh


def _one_phone_only(user: User) -> None:
    """One signing phone a person: with two, one of them signs where its holder is not."""
    if Device.objects.filter(user=user, state=DeviceState.ACTIVE).exists():
        raise Refused(gettext("Orang ini masih memakai HP lain. Cabut HP lama sesudah semua catatannya terkirim."))


@deed
def revoke_phone(*, device: Device, reason: str, by: User, at: datetime) -> Device:
    """From now on nothing the phone sends is credited by itself; what it still holds goes to quarantine."""
    require(by, "device.revoke")
    fresh = Device.objects.visible_to(by).filter(pk=device.pk).first()
    if fresh is None or fresh.state == DeviceState.REVOKED:
        raise Conflict(gettext("HP ini sudah dicabut. Muat ulang halaman."))
    if not reason.strip():
        raise Refused(gettext("Tulis alasan pencabutan. HP belum dicabut."))
    fresh.state, fresh.ended_at, fresh.ended_reason = DeviceState.REVOKED, at, reason.strip()[:160]
    fresh.save(update_fields=["state", "ended_at", "ended_reason"])
    record("device.revoked", fresh, by=by, at=at, seals=[fresh], device=fresh.code)
    return fresh


@consequence
def quarantine_phone(*, device: Device, because: Entry) -> None:
    """Two different entries under one number: two phones share one key. Both copies are kept."""
    fresh = Device.objects.get(pk=device.pk)
    if fresh.state != DeviceState.ACTIVE:
        return
    fresh.state, fresh.ended_at, fresh.ended_reason = DeviceState.QUARANTINED, because.at, "equivocation"
    fresh.save(update_fields=["state", "ended_at", "ended_reason"])
    record("device.quarantined", fresh, because=because, seals=[fresh], device=fresh.code)


@deed
def note_contact(*, device: Device, by: User, at: datetime) -> None:
    """Remember that the phone was told this moment (UTC, whole milliseconds): it may later call it its anchor."""
    require(by, "field.receive")
    Contact.objects.get_or_create(device=device, at=at)
    Device.objects.filter(pk=device.pk).update(seen_at=at)
