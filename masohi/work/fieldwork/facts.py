"""What a signed entry is worth: its place in the phone's chain, its ticket, its time."""

import hashlib
import hmac
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings

from masohi.parties.devices.models import Device
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.terms import (
    CLOCK_SLACK,
    DECLARED_SLACK,
    ENTRY_BYTES,
    MIN_APP,
    WINDOW_SLACK,
    Doubt,
    NoteKind,
)
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from masohi.writing.phone_notes import SIGNED_AS, Note, Place, moment_text, read_note, read_place
from masohi.writing.signatures import signed

DECLARES: dict[str, str] = {
    NoteKind.START: "began",
    NoteKind.LATE: "began",
    NoteKind.LEAVE: "ended",
    NoteKind.END: "ended",
}


@dataclass(frozen=True)
class Signed:
    """An entry whose signature is good. `note` is None where only its place in the chain can be read."""

    place: Place
    note: Note | None
    body: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the signed bytes: what the next entry names as `prev`."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def event(self) -> str:
        """The name that the phone gave it; where that cannot be read, one made of its digest."""
        if self.note is not None:
            return self.note.event
        own = self.digest
        return f"{own[:8]}-{own[8:12]}-0{own[12:15]}-{own[15:19]}-{own[19:31]}"


def looked_at(device: Device, dseq: int, body: bytes, signature: bytes) -> tuple[Signed | None, str]:
    """The entry that the phone sent as number `dseq`, or why it is none ("signature", "unreadable")."""
    if not signed(device.algorithm, bytes(device.public_key), SIGNED_AS + body, signature):
        return None, "signature"
    try:
        place = read_place(body) if len(body) <= ENTRY_BYTES else None
    except ValueError:
        place = None
    if place is None or (place.device, place.dseq) != (device.code, dseq):
        return None, "unreadable"
    try:
        note = read_note(body)
    except ValueError:
        note = None
    return Signed(place, note if note and note.kind in NoteKind else None, body, signature), ""


def fault_of(one: Signed, end: Place, here: Mapping[int, bytes], taken: Container[str]) -> str:
    """Why an entry cannot be taken in, "" where it can be or is here already.

    `end` is the end of the phone's chain, with the digest of the last entry as `prev`; `here` are the bodies that are
    stored under the numbers that were sent, `taken` the names that other entries bear.
    """
    dseq = one.place.dseq
    if dseq in here:
        return "" if here[dseq] == one.body else "equivocation"
    if dseq != end.dseq + 1:
        return "gap"
    if one.place.prev != end.prev:  # it goes on from another entry than the one that is here: there are two phones
        return "equivocation" if end.dseq else "chain"
    return "equivocation" if one.event in taken else ""


def ticket_of(device: str, session: str) -> str:
    """What an entry must quote to speak about a session: only this server can make it, only for this phone."""
    text = f"ticket|{device}|{session}".encode()
    return hmac.new(bytes(settings.FIELD_KEY), text, "sha256").hexdigest()[:32]


def class_ticket_of(device: str, lesson: str) -> str:
    """The same for a meeting of a class: who may speak about a class may not speak about hours of a verdict with it."""
    text = f"class|{device}|{lesson}".encode()
    return hmac.new(bytes(settings.FIELD_KEY), text, "sha256").hexdigest()[:32]


def spot_minute(session: Session, ticket: str) -> int | None:
    """Minute of the day (WIT) at which the phone asks for a count; none for sessions under two hours."""
    length = int((session.ends_at - session.starts_at).total_seconds()) // 60
    if length < 120:
        return None
    begin = session.starts_at.astimezone(WIT)
    return begin.hour * 60 + begin.minute + 30 + int(ticket[:8], 16) % (length - 60)


def doubt_of(note: Note, *, known_anchor: bool, session: Session | None, received_at: datetime) -> str:
    """Why this entry's time is only a claim ("" where it is bounded from both sides).

    `known_anchor`: the server itself told this phone that moment, and its record had that size and root.
    """
    estimate = note.estimated_at()
    if note.app < MIN_APP:
        return Doubt.OLD_APP
    if note.anchor is None:
        return Doubt.NO_ANCHOR
    if not known_anchor:
        return Doubt.FOREIGN_ANCHOR
    if estimate is None:
        return Doubt.REBOOT
    if max(note.claimed_at, estimate) > received_at + timedelta(seconds=CLOCK_SLACK):
        return Doubt.FUTURE
    if abs((note.claimed_at - estimate).total_seconds()) > CLOCK_SLACK:
        return Doubt.CLOCK
    return _doubt_in_session(note, session)


def _doubt_in_session(note: Note, session: Session | None) -> str:
    if session is None:
        return ""
    slack = timedelta(seconds=WINDOW_SLACK)
    timed = note.kind in DECLARES or note.kind == NoteKind.SPOT
    if timed and not session.starts_at - slack <= note.claimed_at <= session.ends_at + slack:
        return Doubt.WINDOW
    declared = note.facts.get(DECLARES.get(note.kind, ""))
    if isinstance(declared, int) and 0 <= declared < 1440:
        gap = datetime.combine(session.day, time(declared // 60, declared % 60), WIT) - note.claimed_at
        if abs(gap.total_seconds()) > DECLARED_SLACK:
            return Doubt.DECLARED
    return ""


def told_of(row: FieldEntry) -> dict[str, Any]:
    """What the ledger keeps of an entry: digests of its bytes, and its columns: nobody changes them unnoticed."""
    return {
        "device": row.device.code,
        "dseq": row.dseq,
        "entry": hashlib.sha256(bytes(row.body)).hexdigest(),
        "signature": hashlib.sha256(bytes(row.signature)).hexdigest(),
        "session": row.session_id or 0,
        "kind": row.kind,
        "claimed": moment_text(row.claimed_at),
        "doubt": str(row.doubt),
        "quarantined": int(row.quarantined),
    }
