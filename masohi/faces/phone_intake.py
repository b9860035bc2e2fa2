"""From what phones signed to records: at every push, and at night for what could not be settled then."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from masohi.faces.flagging import look_at
from masohi.faces.pages import now
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.devices.models import Device
from masohi.parties.devices.queries import phone_by_number
from masohi.reentry.onphone.actions import settle_sheet
from masohi.reentry.onphone.queries import unsettled_sheets
from masohi.work.fieldreports.actions import settle_report
from masohi.work.fieldreports.queries import unsettled
from masohi.work.fieldwork.queries import photo_folder, session_by_number

UNFINISHED_HOURS = 24
log = logging.getLogger(__name__)


def keeper(device: Device) -> User:
    """Who takes in what the phone sends: its holder, or the program itself where the holder no longer serves."""
    holder = device.user
    return holder if holder.is_active and may(holder, "field.receive") else system_account()


def settle(pairs: Iterable[tuple[int, int]]) -> int:
    """Turn what is durable into records, by (phone, session); returns how many could not be settled.

    Whatever goes wrong here must not keep a phone from hearing that its entries are safe: it is logged, and tried again
    at the next push and every night.
    """
    left = 0
    for device_number, session_number in pairs:
        device, session = phone_by_number(device_number), session_by_number(session_number)
        try:
            if device is not None and session is not None:
                settle_report(device=device, session=session, by=keeper(device), at=_moment())
                look_at(session, at=_moment())
        except Exception:
            log.exception("Laporan HP %s tentang sesi %s belum dapat diolah.", device_number, session_number)
            left += 1
    return left


def settle_classes(device: Device | None = None) -> int:
    """Turn signed sheets of classes into records, of one phone or of all; returns how many could not be settled."""
    left = 0
    for entry in unsettled_sheets(device):
        try:
            settle_sheet(entry=entry, by=keeper(entry.device), at=_moment())
        except Exception:
            log.exception("Daftar hadir kelas dari HP %s belum dapat diolah.", entry.device_id)
            left += 1
    return left


def settle_tonight() -> int:
    """Everything that no push has settled; returns what is still left."""
    return settle(unsettled()) + settle_classes()


def _moment() -> datetime:
    at = now()
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def part_of(device: Device, sha256: str) -> Path:
    """Where an unfinished upload grows; each phone has its own, so nobody can spoil another's."""
    return _parts() / f"{device.code}-{sha256}"


def unfinished(device: Device) -> int:
    """How many uploads of the phone wait for their rest."""
    return sum(1 for _ in _parts().glob(f"{device.code}-*"))


def sweep_uploads(*, at: datetime) -> int:
    """Remove uploads that nobody went on with for a day; the phone still has the photo. Returns how many."""
    oldest = (at - timedelta(hours=UNFINISHED_HOURS)).timestamp()
    # beside them, drafts of a photo whose writing was cut off: a kept photo's name is its digest, without a dot
    stale = [path for path in (*_parts().glob("*"), *photo_folder().glob("??/*.*")) if path.stat().st_mtime < oldest]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _parts() -> Path:
    return Path(settings.MEDIA_ROOT) / "photos" / "parts"
