"""Write minutes down: what was decided, who does what until when; and say that it was done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.commitments.actions import needed
from masohi.supply.commitments.queries import acts_for
from masohi.supply.files.actions import keep_file
from masohi.supply.meetings.models import Action, Decision, Meeting
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


@deed
def record_meeting(
    *,
    kind: str,
    title: str,
    held_on: date,
    participants: Sequence[Organisation],
    decisions: Sequence[str],
    actions: Sequence[Mapping[str, Any]],
    place: str = "",
    notes: str = "",
    file: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Meeting:
    """Enter a meeting. An action is {"what", "owner", "due_on", "commitment" or None}; `file` are the signed minutes.

    Raises Refused for a meeting of tomorrow, without partners or without any result; Conflict where it is there
    already; ValidationError.
    """
    require(by, "meeting.record")
    texts = [" ".join(text.split()) for text in decisions if text.strip()]
    _keep_meeting(held_on, participants, [*texts, *actions], at)
    made = Meeting(code=new_code(), kind=kind, title=" ".join(title.split()), held_on=held_on, place=place, notes=notes)
    made.recorded_by, made.recorded_at = by, at
    made.full_clean()
    if Meeting.objects.filter(kind=kind, title=made.title, held_on=held_on).exists():
        raise Conflict(gettext("Rapat ini sudah tercatat pada tanggal itu. Tidak dicatat dua kali."))
    made.minutes_file = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    made.save(force_insert=True)
    made.participants.set(participants)
    decided = [Decision(meeting=made, position=n, text=text) for n, text in enumerate(texts, 1)]
    for decision in decided:
        decision.full_clean()
        decision.save(force_insert=True)
    taken = [_taken(made, action) for action in actions]
    record(
        "meeting.recorded",
        made,
        by=by,
        at=at,
        thread=made,
        seals=[made, *decided, *taken],
        participants=sorted(unit.pk for unit in participants),
    )
    return made


def _keep_meeting(held_on: date, participants: Sequence[Organisation], results: Sequence[Any], at: datetime) -> None:
    if held_on > at.astimezone(WIT).date():
        raise Refused(gettext("Tanggal rapat belum tiba. Catat rapat sesudah selesai. Isian Anda masih ada."))
    if len({unit.pk for unit in participants}) < 2:
        raise Refused(gettext("Rapat bersama dihadiri sedikitnya dua lembaga. Pilih pesertanya."))
    if not results:
        raise Refused(gettext("Tulis sedikitnya satu keputusan atau satu tindak lanjut."))


def _taken(meeting: Meeting, given: Mapping[str, Any]) -> Action:
    """One action of the meeting, stored. Raises Refused where it would be due before the meeting."""
    action = Action(code=new_code(), meeting=meeting, what=" ".join(given["what"].split()), owner=given["owner"])
    action.due_on, action.commitment = given["due_on"], given.get("commitment")
    if action.due_on < meeting.held_on:
        raise Refused(gettext("Tenggat tindak lanjut mendahului tanggal rapat. Periksa tanggalnya."))
    action.full_clean()
    action.save(force_insert=True)
    return action


@deed
def settle_action(
    *, action: Action, note: str, file: tuple[str, bytes] | None = None, by: User, at: datetime
) -> Action:
    """Say what came of an action; its owner's officers and the cooperation bureau may. Raises Refused, Conflict."""
    require(by, "action.settle")
    fresh = Action.objects.select_related("meeting").get(pk=action.pk)
    if not acts_for(by, fresh.owner_id, "action.settle"):
        raise Refused(gettext("Tindak lanjut ini milik dinas lain. Dinas itu yang melaporkannya."))
    if fresh.done_at is not None:
        raise Conflict(gettext("Tindak lanjut ini sudah dilaporkan selesai. Tidak ada yang berubah."))
    fresh.done_note = needed(note, gettext("Tulis hasilnya dengan singkat. Isian lain masih ada."))
    fresh.done_at, fresh.done_by = at, by
    fresh.done_file = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    fresh.full_clean()
    fresh.save()
    record("action.settled", fresh, by=by, at=at, thread=fresh.meeting, seals=[fresh], owner=fresh.owner_id)
    return fresh
