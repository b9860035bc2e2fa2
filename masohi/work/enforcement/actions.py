"""Propose the next step, issue its letter, hand it over, note what the person says, withdraw a step."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.supply.files.actions import keep_file
from masohi.work.calendars.actions import note_told
from masohi.work.calendars.terms import Way
from masohi.work.enforcement.facts import Visit, call_content, call_of, unit_of, visit_content
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import (
    IN_VAIN,
    baseless_steps,
    draft_of,
    letters_of_step,
    next_dates,
    vain_visits,
)
from masohi.work.enforcement.terms import LETTERS, WAYS, HandedBy, StepKind, StepState
from masohi.work.letters.actions import issue_letter, take_back
from masohi.work.letters.models import Letter
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

PROVED = (HandedBy.POST, HandedBy.VILLAGE, HandedBy.WHATSAPP)


@deed
def propose_step(*, order: Order, by: User, at: datetime) -> Step | None:
    """Propose the step that the record asks for; None where none is due. The same again changes nothing.

    The program itself may do this, and no more than this: a person issues and hands over.
    """
    require(by, "step.propose")
    rows = Order.objects.filter(pk=order.pk)
    fresh = rows.first() if by.has(Role.SYSTEM) else rows.filter(handled_by(by)).first()
    if fresh is None:
        raise Refused(gettext("Perkara ini bukan tanggungan Anda. Tidak ada yang berubah."))
    step = draft_of(fresh, by=by, at=at)
    if step is None:
        return None
    step.code = new_code()
    step.save(force_insert=True)
    told: dict[str, Any] = {"step": step.kind, "causes": step.causes, "due": step.due_on.isoformat()}
    record("step.proposed", step, by=by, at=at, thread=fresh, seals=[step], **told)
    return step


def _fresh(step: Step, by: User, *states: StepState) -> Step:
    """The step as it is now; Conflict where it is not in one of `states` any more, or not `by`'s."""
    rows = Step.objects.visible_to(by).select_related(
        "order__person", "order__court", "order__bapas", "order__prosecutor_office", "order__pk_officer"
    )
    found = rows.filter(pk=step.pk, state__in=states, order__state=State.RUNNING).first()
    if found is None:
        raise Conflict(gettext("Langkah ini sudah diubah orang lain, atau perkaranya sudah berakhir. Muat ulang."))
    return found


def _based(step: Step) -> None:
    if step.pk in {one.pk for one in baseless_steps(step.order)}:
        told = gettext("Sesi yang menjadi dasar langkah ini sudah dimaafkan atau dikoreksi. Batalkan langkah ini.")
        raise Refused(f"{told} {gettext('Belum ada surat yang terbit.')}")


@deed
def issue_step(*, step: Step, call_at: datetime | None = None, call_place: str = "", by: User, at: datetime) -> Step:
    """Issue the letter of a reminder or summons. Pressing twice issues one letter: the second time is a Conflict.

    Refused where the step has lost its ground, and where nothing says when and where the person should come.
    """
    require(by, "step.issue")
    fresh = _fresh(step, by, StepState.PROPOSED)
    if fresh.kind in {StepKind.VISIT, StepKind.REPORT}:
        raise Refused(gettext("Langkah ini bukan surat panggilan. Catat kunjungan, atau susun berkas untuk jaksa."))
    _based(fresh)
    if call_at is not None and call_at <= at:
        raise Refused(gettext("Waktu datang sudah lewat. Pilih waktu di depan. Belum ada surat yang terbit."))
    ahead = next_dates(fresh.order, at=at)
    call = call_of(fresh, ahead, at=call_at, place=call_place, by=by)
    if call is None:
        raise Refused(gettext("Tulis kapan dan di mana orangnya diminta datang. Belum ada surat yang terbit."))
    entry = record("step.decided", fresh, by=by, at=at, thread=fresh.order, step=fresh.kind)
    content = call_content(fresh, ahead, call, by=by)
    kind, unit = LETTERS[fresh.kind], unit_of(fresh, by)
    letter = issue_letter(kind=kind, unit=unit, content=content, order=fresh.order, because=entry)
    fresh.state, fresh.issued_by, fresh.issued_at, fresh.letter = StepState.ISSUED, by, at, letter
    fresh.call_at, fresh.call_place = call.at, call.place[:160]
    fresh.dates = [row.pk for row in ahead]
    fresh.save()
    record("step.issued", fresh, because=entry, thread=fresh.order, seals=[fresh], step=fresh.kind, letter=letter.pk)
    return fresh


@deed
def hand_over_step(
    *,
    step: Step,
    handed_at: datetime,
    how: str,
    receiver: str,
    file: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
) -> Step:
    """Write down that the letter is in the person's hands: when, how, who took it, with a proof.

    Where the way reaches the person, the dates that the letter names count as told from now on: what is written about
    the past proves nothing about the past. Refused without a receiver, or without a proof where nobody of ours saw it.
    """
    require(by, "step.hand")
    fresh = _fresh(step, by, StepState.ISSUED)
    if fresh.kind == StepKind.VISIT:
        raise Refused(gettext("Langkah ini kunjungan. Catat kunjungan berikutnya. Belum ada yang tersimpan."))
    if fresh.issued_at is None or not fresh.issued_at <= handed_at <= at:
        raise Refused(gettext("Waktu penyerahan harus sesudah surat terbit dan tidak di depan. Belum tersimpan."))
    if how not in HandedBy.values or not receiver.strip():
        raise Refused(gettext("Tulis cara penyerahan dan nama penerima. Belum ada yang tersimpan."))
    if how in PROVED and file is None:
        raise Refused(
            gettext("Lampirkan bukti terima, misalnya foto tanda terima atau tangkapan layar. Belum tersimpan.")
        )
    fresh.proof = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    _handed(fresh, handed_at, how, receiver, by, at)
    record("step.handed", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], step=fresh.kind, how=how)
    if how in WAYS:
        note_told(order=fresh.order, dates=fresh.dates, way=WAYS[how], by=by, at=at)
    return fresh


def _handed(step: Step, when: datetime, how: str, receiver: str, by: User, at: datetime) -> None:
    step.state, step.handed_at, step.handed_how = StepState.HANDED, when, how
    step.receiver, step.handed_by, step.noted_at = receiver.strip()[:120], by, at
    step.save()


@deed
def report_visit(*, step: Step, visit: Visit, by: User, at: datetime) -> Step:
    """The PK was there: the report is issued, and whoever was met was told the next dates.

    The step is done where somebody was met. Where nobody was, it stays open until the PK has been there in vain on as
    many days as the office's number says (`ladder_visits`). Refused for a visit that lies ahead, says nothing of what
    was found, or is a second one in vain on the same day.
    """
    require(by, "step.visit")
    fresh = _fresh(step, by, StepState.PROPOSED, StepState.ISSUED)
    if fresh.kind != StepKind.VISIT:
        raise Refused(gettext("Langkah ini bukan kunjungan. Belum ada yang tersimpan."))
    _based(fresh)
    if not fresh.proposed_at <= visit.at <= at or not visit.found.strip():
        raise Refused(gettext("Tulis waktu kunjungan yang sudah lewat dan apa yang Anda temukan. Belum tersimpan."))
    day, before = visit.at.astimezone(WIT).date(), vain_visits(fresh)
    if visit.in_vain and day in before.values():
        raise Refused(gettext("Kunjungan tanpa bertemu siapa pun pada hari itu sudah tercatat. Datang lagi hari lain."))
    letter = _visited(fresh, visit, by, at)
    if visit.in_vain:
        told: dict[str, Any] = {"day": day.isoformat(), "letter": letter.pk}
        record(IN_VAIN, fresh, by=by, at=at, thread=fresh.order, seals=[fresh], **told)
    if not visit.in_vain or len(before) + 1 >= _visits_in_vain(at):
        _visit_done(fresh, visit, by, at)
    return fresh


def _visits_in_vain(at: datetime) -> int:
    return int(parameters_in_force().value("ladder_visits", at.astimezone(WIT).date()))


def _visited(step: Step, visit: Visit, by: User, at: datetime) -> Letter:
    """The report of one visit; the step waits for what follows."""
    entry = record("step.decided", step, by=by, at=at, thread=step.order, step=step.kind)
    content, unit = visit_content(step, visit, by=by), unit_of(step, by)
    letter = issue_letter(kind=LETTERS[StepKind.VISIT], unit=unit, content=content, order=step.order, because=entry)
    step.state, step.issued_by, step.issued_at, step.letter = StepState.ISSUED, by, at, letter
    step.response, step.response_by, step.response_at = visit.found.strip()[:500], by, at
    step.save()
    return letter


def _visit_done(step: Step, visit: Visit, by: User, at: datetime) -> None:
    step.dates = [row.pk for row in next_dates(step.order, at=at)] if visit.met else []
    with translation.override("id"):  # it stands in the file for the jaksa, whatever language the page is read in
        nobody = gettext("Tidak bertemu siapa pun")
    _handed(step, visit.at, HandedBy.PERSON if visit.met_person else "", visit.met.strip() or nobody, by, at)
    told = step.letter.pk if step.letter is not None else None
    record("step.visited", step, by=by, at=at, thread=step.order, seals=[step], letter=told)
    if visit.met_person:
        note_told(order=step.order, dates=step.dates, way=Way.MEETING, by=by, at=at)


@deed
def note_response(*, step: Step, response: str, by: User, at: datetime) -> Step:
    """What the person said to a letter, in the person's own sense."""
    require(by, "step.hand")
    fresh = _fresh(step, by, StepState.ISSUED, StepState.HANDED)
    if not response.strip():
        raise Refused(gettext("Tulis apa yang dikatakan orangnya. Belum ada yang tersimpan."))
    fresh.response, fresh.response_by, fresh.response_at = response.strip()[:500], by, at
    fresh.save(update_fields=["response", "response_by", "response_at"])
    record("step.answered", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], step=fresh.kind)
    return fresh


@deed
def withdraw_step(*, step: Step, reason: str, by: User, at: datetime) -> Step:
    """Take a step back with a reason. The newest first: a later step must not stand on one that is gone.

    Refused while the jaksa has the file. The sessions it rested on start no step of this kind again.
    """
    require(by, "step.withdraw")
    fresh = _fresh(step, by, StepState.PROPOSED, StepState.ISSUED, StepState.HANDED)
    if not reason.strip():
        raise Refused(gettext("Tulis alasan pembatalan. Langkah ini masih berlaku."))
    if (
        Step.objects.filter(order=fresh.order, turn__gte=fresh.turn, pk__gt=fresh.pk)
        .exclude(state=StepState.CANCELLED)
        .exists()
    ):
        raise Refused(gettext("Batalkan dahulu langkah sesudahnya. Langkah ini masih berlaku."))
    if fresh.ended_at is not None or (fresh.kind == StepKind.REPORT and fresh.state == StepState.HANDED):
        raise Refused(gettext("Berkas sudah ada pada jaksa. Minta jaksa mengembalikannya. Tidak ada yang berubah."))
    fresh.state, fresh.cancelled_reason = StepState.CANCELLED, reason.strip()[:250]
    fresh.cancelled_by, fresh.cancelled_at = by, at
    fresh.save(update_fields=["state", "cancelled_reason", "cancelled_by", "cancelled_at"])
    entry = record("step.withdrawn", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], step=fresh.kind)
    for letter in letters_of_step(fresh):
        take_back(letter=letter, reason=fresh.cancelled_reason, because=entry)
    return fresh
