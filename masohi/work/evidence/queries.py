"""Which entries of the record stand behind a letter, and the head that vouches for them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext

from masohi.ledger.heads.models import Checkpoint
from masohi.ledger.heads.queries import Nodes, is_cosigned, newest_cosigned, newest_head, note_of
from masohi.ledger.models import DEEDS, Entry, name_of
from masohi.ledger.notes import b64
from masohi.ledger.queries import facts_of
from masohi.ledger.tree import inclusion_proof
from masohi.parties.devices.models import Device
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.terms import NoteKind
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.writing.refusals import Refused

WORDS = (
    "attendance.recorded",
    "attendance.verified",
    "attendance.undone",
    "attendance.corrected",
    "attendance.released",
    "letter.revoked",
)
BEHIND_BREACH = (
    *("attendance.recorded", "attendance.corrected", "attendance.verified", "attendance.undone"),
    *("excuse.told", "absence.decided", "person.told", "letter.issued"),
    *("step.proposed", "step.issued", "step.handed", "step.visited", "step.answered", "step.withdrawn"),
    "step.visited_in_vain",
    *("breach.drawn_up", "breach.written"),
)
"""What a breach file rests on: every absence, what was told and decided, every step with its letter."""
TOLD = (NoteKind.START, NoteKind.LATE, NoteKind.LEAVE, NoteKind.END, NoteKind.CORRECT)


class Exhibit(NamedTuple):
    """One entry with the proof that it is in the log, and what the phone signed where a phone did.

    `sealed`: the phone's entry also names other people; its bytes stay in the office, the digests tell which it is.
    """

    entry: Entry
    proof: list[bytes]
    field: FieldEntry | None
    sealed: bool = False


class Evidence(NamedTuple):
    """What a letter rests on: the letter's own exhibit first. `note` is the head with all signatures so far."""

    note: str
    cosigned: bool
    exhibits: list[Exhibit]


def evidence_of(letter: Letter) -> Evidence:
    """Every entry behind a letter with its proof. Refused where no signed head covers them yet."""
    issued = Entry.objects.get(kind="letter.issued", subject=name_of(letter))
    credit = facts_of(issued).get("credit", [])
    sessions = {row[3]: row[4] for row in credit}
    fields = _fields(issued, sessions)
    entries = {one.seq: one for one in _deeds(issued, {row[0] for row in credit})}
    entries |= {one.seq: one for one in _behind(letter, issued)}
    entries |= {one.seq: one for one in _devices(fields)}
    entries |= {one.entry.seq: one.entry for one in fields}
    by_entry = {one.entry_id: (one, not _alone(one, sessions)) for one in fields}
    chosen = [issued, *(entries[seq] for seq in sorted(entries))]
    head = _head_over(max(one.seq for one in chosen))
    nodes = Nodes(DEEDS)
    exhibits = [
        Exhibit(one, inclusion_proof(one.seq, head.size, nodes), *by_entry.get(one.seq, (None, False)))
        for one in chosen
    ]
    return Evidence(note_of(head), is_cosigned(head), exhibits)


def _behind(letter: Letter, issued: Entry) -> QuerySet[Entry]:
    """Of a breach file: the deeds of its order before it that it speaks of."""
    if letter.kind != LetterKind.BREACH:
        return Entry.objects.none()
    return Entry.objects.filter(thread=issued.thread, kind__in=BEHIND_BREACH, seq__lt=issued.seq).order_by("seq")


def _head_over(last: int) -> Checkpoint:
    for head in (newest_cosigned(), newest_head()):
        if head is not None and head.size > last:
            return head
    raise Refused(
        gettext("Catatan surat ini belum ditandatangani buku besar. Surat tetap berlaku. Coba lagi sepuluh menit lagi.")
    )


def _deeds(issued: Entry, attendance: set[int]) -> Iterator[Entry]:
    """Records of the credited attendance, every officer's word on them, and the letter's revocation, if there was one.

    A word that was taken back is followed by the entry that took it back.
    """
    names = {f"work.attendance:{number}" for number in attendance} | {issued.subject}
    words: set[str] = set()
    for entry in Entry.objects.filter(thread=issued.thread, kind__in=WORDS).order_by("seq"):
        told = facts_of(entry)
        if told.get("attendance") in attendance:
            words.add(entry.subject)
            yield entry
        elif entry.subject in names or words & set(told.get("seals") or ()):
            yield entry


def _fields(issued: Entry, sessions: dict[int, str]) -> list[FieldEntry]:
    """What phones signed about this person's sessions before the letter; what is about another alone is left out."""
    rows = FieldEntry.objects.filter(
        session__code__in=set(sessions.values()), quarantined=False, kind__in=TOLD, entry__lt=issued.seq
    )
    rows = rows.select_related("entry", "device").order_by("device", "dseq")
    return [row for row in rows if row.entry.body and _about(row, sessions)]


def _about(row: FieldEntry, sessions: dict[int, str]) -> bool:
    told = json.loads(bytes(row.body))
    one = told["facts"].get("appointment")
    return one is None or sessions.get(one) == told["session"]


def _alone(row: FieldEntry, sessions: dict[int, str]) -> bool:
    """Whether a phone's entry names no appointment but this order's own at that session."""
    told = json.loads(bytes(row.body))
    return all(sessions.get(one) == told["session"] for one in _named(told["facts"]))


def _named(said: Any) -> Iterator[Any]:
    """Everything in signed facts that may be an appointment: what bears that name, and whatever stands in a list."""
    if isinstance(said, list):
        yield from (one for one in said if not isinstance(one, dict | list))
    elif "appointment" in said:
        yield said["appointment"]
    for one in said if isinstance(said, list) else said.values():
        if isinstance(one, dict | list):
            yield from _named(one)


def _devices(fields: Iterable[FieldEntry]) -> Iterable[Entry]:
    """When the phones' keys were let in, and when taken out."""
    names = {name_of(one.device) for one in fields}
    return Entry.objects.filter(kind__in=("device.approved", "device.revoked"), subject__in=names).order_by("seq")


def phone_lines() -> Iterator[str]:
    """Every entry that a phone signed, as a line of an export: phone, number, bytes and signature."""
    rows = FieldEntry.objects.order_by("device__code", "dseq")
    for code, dseq, body, signature in rows.values_list("device__code", "dseq", "body", "signature").iterator(2000):
        yield f"{code} {dseq} {b64(bytes(body))} {b64(bytes(signature))}"


def key_lines() -> Iterator[str]:
    """Every phone that was ever approved with the public half of its key, as a line of an export."""
    rows = Device.objects.exclude(approved_by=None).order_by("code")
    for code, algorithm, key in rows.values_list("code", "algorithm", "public_key").iterator(2000):
        yield f"{code} {algorithm} {b64(bytes(key))}"
