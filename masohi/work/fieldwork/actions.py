"""Take in what phones signed: durable first, understood later (`work.fieldreports`)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, many, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.devices.actions import quarantine_phone
from masohi.parties.devices.models import Contact, Device
from masohi.parties.devices.terms import DeviceState
from masohi.work.fieldwork.facts import Signed, class_ticket_of, doubt_of, fault_of, looked_at, ticket_of, told_of
from masohi.work.fieldwork.models import Equivocation, FieldEntry, FieldMatter, Photo, PhotoMention
from masohi.work.fieldwork.queries import (
    Surroundings,
    names_photo,
    photo_folder,
    stored_bodies,
    stored_first,
    surroundings,
    taken_events,
)
from masohi.work.fieldwork.terms import Matter, NoteKind
from masohi.work.placement.models import Session
from masohi.writing import archive
from masohi.writing.phone_notes import Note, Place
from masohi.writing.pictures import UnfitPicture, redraw
from masohi.writing.refusals import Refused

NEW, KNOWN, TURNED_DOWN = "baru", "sudah", "tolak"


@dataclass
class Result:
    """What became of one entry of a push."""

    dseq: int
    status: str
    code: str = ""


@dataclass
class Received:
    """Answer to a push. `cursor` is the last entry of the phone that is durable here without a gap before it, `last`
    its digest (hex).
    """

    cursor: int
    last: str = ""
    results: list[Result] = field(default_factory=list)
    equivocation: int | None = None


@deed
def receive_entries(
    *, device: Device, from_dseq: int, batch: Sequence[tuple[bytes, bytes]], by: User, at: datetime
) -> Received:
    """Store a push of (bytes, signature) pairs, as far as it follows on what is here without a gap.

    The same bytes again are answered as known. Other bytes under a number or name that is taken are kept too, and the
    phone is out. What comes from a phone that is no longer in use, or whose holder no longer serves (`by` is then the
    program's own account), is kept in quarantine. Bytes that cannot be read are kept where at least their place in the
    phone's chain can be: one odd entry must not hold up what was written after it.
    """
    require(by, "field.receive")
    fresh = Device.objects.select_related("user").get(pk=device.pk)
    answer = Received(fresh.cursor)
    new, rival = _follow(fresh, from_dseq, batch, answer.results)
    trusted = fresh.state == DeviceState.ACTIVE and by.pk == fresh.user_id
    for row in _store(fresh, new, trusted, at):
        answer.results[row.dseq - from_dseq].code = "quarantine" if row.quarantined else ""
    if new:
        fresh.cursor, fresh.last_hash = new[-1].place.dseq, hashlib.sha256(new[-1].body).digest()
    if rival is not None:
        answer.equivocation = answer.results[-1].dseq
        _rule_out(fresh, rival, at)
    answer.cursor, answer.last = fresh.cursor, bytes(fresh.last_hash).hex()
    Contact.objects.get_or_create(device=fresh, at=at)
    Device.objects.filter(pk=fresh.pk).update(cursor=fresh.cursor, last_hash=fresh.last_hash, seen_at=at)
    return answer


def _follow(
    device: Device, from_dseq: int, batch: Sequence[tuple[bytes, bytes]], results: list[Result]
) -> tuple[list[Signed], Signed | None]:
    """Look at the entries in order up to the first that is turned down: those that are new, and a rival of another."""
    looked = [looked_at(device, dseq, *pair) for dseq, pair in enumerate(batch, start=from_dseq)]
    here = stored_bodies(device, from_dseq, len(batch))
    taken = taken_events([one.event for one, _ in looked if one is not None and one.place.dseq not in here])
    end = Place(device.code, device.cursor, bytes(device.last_hash).hex())
    new: list[Signed] = []
    for dseq, (one, fault) in enumerate(looked, start=from_dseq):
        if one is not None:
            fault = fault_of(one, end, here, taken)
        if fault or one is None:
            results.append(Result(dseq, TURNED_DOWN, fault))
            return new, one if fault == "equivocation" else None
        results.append(Result(dseq, KNOWN if dseq in here else NEW))
        if dseq not in here:
            new.append(one)
            end = Place(device.code, dseq, one.digest)
            taken.add(one.event)
    return new, None


def _store(device: Device, new: Sequence[Signed], trusted: bool, at: datetime) -> list[FieldEntry]:
    """Make the entries durable, each under a record of its own, in a handful of queries however many they are."""
    around = surroundings(device, [one.note for one in new if one.note is not None])
    with many() as note_down:
        rows = [_row(device, one, around, trusted, at) for one in new]
        for row in rows:
            row.entry = note_down("field.received", device, by=device.user, at=at, **told_of(row))
    rows = FieldEntry.objects.bulk_create(rows)
    named = [(row, one.note) for row, one in zip(rows, new, strict=True)]
    PhotoMention.objects.bulk_create(
        PhotoMention(entry=row, sha256=sha) for row, note in named if note is not None for sha in note.photos
    )
    matters = FieldMatter.objects.bulk_create(
        FieldMatter(entry=row, kind=kind) for row, note in named for kind in _matters(row, note, trusted)
    )
    if matters:
        record("field.matters", device, by=device.user, at=at, seals=matters)
    return rows


def _row(device: Device, one: Signed, around: Surroundings, trusted: bool, at: datetime) -> FieldEntry:
    note = one.note
    row = FieldEntry(device=device, dseq=one.place.dseq, event=one.event, body=one.body, signature=one.signature)
    row.received_at = row.claimed_at = at
    row.quarantined = True
    if note is not None:
        row.kind, row.claimed_at = note.kind, note.claimed_at
        row.session = None if note.kind == NoteKind.LESSON else around.sessions.get(note.session)
        row.doubt = doubt_of(note, known_anchor=around.knows(note.anchor), session=row.session, received_at=at)
        row.quarantined = not trusted or not _own(device, note, row.session, around)
    return row


def _own(device: Device, note: Note, session: Session | None, around: Surroundings) -> bool:
    """Whether the phone may speak about this session: its ticket, at a site of its holder.

    About a meeting of a class the ticket says it all: this server gave it to this phone for that meeting.
    """
    if note.kind == NoteKind.LESSON:
        return note.ticket == class_ticket_of(device.code, note.session)
    return session is not None and session.pk in around.own and note.ticket == ticket_of(device.code, session.code)


def _matters(row: FieldEntry, note: Note | None, trusted: bool) -> Iterator[Matter]:
    """What a person has to look at, whatever else happens to the entry."""
    if note is None:
        yield Matter.UNREADABLE
        return
    if note.kind == NoteKind.LESSON:  # asked about on the page of its class
        return
    if note.kind == NoteKind.WALK_IN:
        yield Matter.WALK_IN
    if note.kind == NoteKind.INCIDENT:
        yield Matter.INCIDENT
    if row.session is not None and note.ticket != ticket_of(row.device.code, row.session.code):
        yield Matter.TICKET
    elif row.quarantined and trusted:
        yield Matter.FOREIGN


def _rule_out(device: Device, rival: Signed, at: datetime) -> None:
    """Keep what contradicts an entry that is here, once; the phone is out."""
    first = stored_first(device, rival)
    same = Equivocation.objects.filter(first=first).values_list("body", flat=True)
    if rival.body in {bytes(body) for body in same}:
        return
    kept = Equivocation.objects.create(first=first, body=rival.body, signature=rival.signature, received_at=at)
    facts: dict[str, Any] = {"device": device.code, "dseq": rival.place.dseq, "entry": rival.digest}
    entry = record("field.equivocated", first, by=device.user, at=at, seals=[kept], **facts)
    quarantine_phone(device=device, because=entry)


@deed
def keep_photo(*, device: Device, sha256: str, data: bytes, by: User, at: datetime) -> Photo:
    """A photo has arrived whole: keep the signed bytes under their digest, and a copy drawn anew for showing.

    A file that our app cannot have drawn is kept as evidence and shown to nobody (`refused` says why). Raises Refused
    where no entry of this phone names it, and where the bytes are not those that were signed.
    """
    require(by, "field.receive")
    if not names_photo(device, sha256):
        raise Refused(gettext("Foto ini tidak disebut oleh catatan HP Anda."))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused(gettext("Isi foto tidak sama dengan yang ditandatangani. Kirim ulang foto."))
    kept = Photo.objects.filter(sha256=sha256).first()
    if kept is not None:
        return kept
    try:
        clean, likeness = redraw(data)
        refused = ""
    except UnfitPicture as fault:
        clean, likeness, refused = b"", "", str(fault)
    archive.keep(photo_folder(), data)
    shown = archive.keep(photo_folder(), clean) if clean else ""
    kept = Photo.objects.create(
        sha256=sha256, size=len(data), clean_sha256=shown, likeness=likeness, refused=refused, kept_at=at
    )
    record("photo.kept", kept, by=by, at=at, seals=[kept], sha256=sha256, refused=refused)
    return kept
