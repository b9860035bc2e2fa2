"""Take a word about a missed date, decide about it, let an order rest: what follows for sessions follows here."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from masohi.cases.orders.models import Order, handled_by
from masohi.cases.orders.terms import State
from masohi.cases.pauses.actions import pause_order
from masohi.cases.pauses.models import Pause
from masohi.cases.pauses.terms import PauseKind
from masohi.ledger.actions import consequence, deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.files.actions import keep_file
from masohi.work.absences.facts import Absence, minutes_of
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.queries import standing_decision, tellable
from masohi.work.absences.terms import MOST_EXCUSES, QUESTIONS, Reason, Teller
from masohi.work.attendance.models import Attendance
from masohi.work.letters.actions import issue_letter
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.placement.actions import give_back
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.codes import new_code
from masohi.writing.refusals import Conflict, Refused

Upload = tuple[str, bytes]
TELLERS = (
    (Role.SYSTEM, Teller.PERSON),
    (Role.PROBATION, Teller.PK),
    (Role.PROSECUTOR, Teller.PROSECUTOR),
    (Role.SUPERVISOR, Teller.SUPERVISOR),
)


@deed
def tell_excuse(
    *, appointment: Appointment, reason: Reason, note: str = "", file: Upload | None = None, by: User, at: datetime
) -> Excuse:
    """Keep what somebody told about one date, before or after it; it decides nothing and moves nobody.

    The PK, the jaksa and the site's supervisor may; the program itself for the person's own page, which has to know
    whose date it is. `file` is name and bytes of a proof. Raises Conflict where the date is released, was worked, or
    too many words wait, Refused where "other" is not explained or the file is unusable.
    """
    require(by, "excuse.tell")
    row = _tellable(by).filter(pk=appointment.pk).first()
    if row is None or not _questioned(row):
        raise Conflict(gettext("Tanggal ini sudah dibatalkan atau sudah dijalani. Tidak ada yang berubah."))
    if reason not in Reason.values:
        raise Refused(gettext("Pilih satu alasan. Belum ada yang tersimpan."))
    if reason == Reason.OTHER and not note.strip() and not by.has(Role.SYSTEM):
        raise Refused(gettext("Tulis apa alasannya. Belum ada yang tersimpan."))
    if by.has(Role.SYSTEM) and _unanswered(row) >= MOST_EXCUSES:
        raise Conflict(gettext("Kabar Anda sudah kami terima. PK sedang membacanya. Tunggu jawabannya."))
    kept = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    excuse = Excuse.objects.create(
        code=new_code(),
        appointment=row,
        reason=reason,
        note=note.strip()[:500],
        file=kept,
        teller=next(teller for role, teller in TELLERS if by.has(role)),
        told_by=by,
        told_at=at,
    )
    record("excuse.told", excuse, by=by, at=at, thread=row.order, seals=[excuse], appointment=row.pk)
    return excuse


def _tellable(by: User) -> QuerySet[Appointment]:
    if not by.has(Role.SYSTEM):
        return tellable(by)
    living = Appointment.objects.exclude(state=AppointmentState.CANCELLED).filter(order__state=State.RUNNING)
    return living.select_related("order", "session")


def _questioned(row: Appointment) -> bool:
    """Whether the date lies open: still planned, or recorded as missed."""
    if row.state == AppointmentState.PLANNED:
        return True
    current = Attendance.objects.filter(appointment=row, replaced_by=None).first()
    return current is not None and current.outcome in QUESTIONS


def _unanswered(row: Appointment) -> int:
    decision = standing_decision(row)
    waiting = Excuse.objects.filter(appointment=row)
    return waiting.filter(told_at__gt=decision.decided_at).count() if decision else waiting.count()


@deed
def decide_absence(
    *,
    appointment: Appointment,
    valid: bool,
    reason: str,
    replaces: AbsenceDecision | None = None,
    by: User,
    at: datetime,
) -> AbsenceDecision:
    """Say whether there was a valid reason, with a name and why (KUHP 85(7), KS-34). No hour changes by it.

    Who is let off before the session gives the place back, and the hours wait to be planned. A decision is revised
    only by another one that names it as `replaces`. Raises Conflict where somebody decided meanwhile, the date was
    released or there is nothing to decide, Refused without a reason.
    """
    require(by, "absence.decide")
    mine = Appointment.objects.filter(handled_by(by, "order__"), pk=appointment.pk, order__state=State.RUNNING)
    row = mine.exclude(state=AppointmentState.CANCELLED).select_related("order", "session").first()
    if row is None or not _questioned(row):
        raise Conflict(gettext("Tanggal ini sudah dibatalkan atau sudah dijalani. Tidak ada yang berubah."))
    standing = standing_decision(row)
    if standing != replaces:
        raise Conflict(gettext("Ketidakhadiran ini sudah diputuskan orang lain. Muat ulang untuk membacanya."))
    if not reason.strip():
        raise Refused(gettext("Pilih atau tulis alasan keputusan. Belum ada yang berubah."))
    made = AbsenceDecision.objects.create(
        appointment=row, replaces=standing, valid=valid, reason=reason.strip()[:250], decided_by=by, decided_at=at
    )
    told: dict[str, Any] = {"appointment": row.pk, "valid": int(valid)}
    entry = record("absence.decided", made, by=by, at=at, thread=row.order, seals=[made], **told)
    if valid and row.state == AppointmentState.PLANNED and row.starts_at > at:
        release(appointments=[row], because=entry)
    return made


@consequence
def release(*, appointments: list[Appointment], because: Entry) -> int:
    """Give back the places of planned dates; the hours stay to be planned. Returns how many were given back."""
    released = give_back(appointments=[one.pk for one in appointments], because=because)
    for order in {one.order for one in appointments}:
        own = [one.pk for one in appointments if one.order_id == order.pk]
        record("date.released", order, because=because, thread=order, dates=own)
    return released


@deed
def issue_minutes(*, absence: Absence, by: User, at: datetime) -> Letter:
    """Issue the minutes of a missed date (D6, berita acara kejadian) in the name of the officer's own unit.

    Raises Conflict where the date is not recorded as missed, where the order is not the caller's, and where this unit
    has issued minutes that say all that is known: pressing twice issues one.
    """
    require(by, "absence.decide")
    row = absence.appointment
    mine = Order.objects.visible_to(by).filter(pk=row.order_id).select_related("bapas", "prosecutor_office").first()
    if mine is None or not absence.missed:
        raise Conflict(gettext("Ketidakhadiran ini belum dicatat pengawas. Surat belum terbit."))
    unit = mine.bapas if mine.bapas_id in by.organisations_as(Role.PROBATION) else mine.prosecutor_office
    issued = Letter.objects.filter(order=mine, session=row.session, unit=unit, kind=LetterKind.INCIDENT)
    there = issued.filter(revoked_at=None, issued_at__gte=absence.known_at).order_by("-pk").first()
    if there is not None:
        told = gettext("Berita acara sudah terbit: %(number)s. Tidak ada surat kedua.")
        raise Conflict(told % {"number": there.number})
    entry = record("minutes.asked", row, by=by, at=at, thread=mine, appointment=row.pk)
    return issue_letter(
        kind=LetterKind.INCIDENT,
        unit=unit,
        content=minutes_of(absence),
        order=mine,
        session=row.session,
        because=entry,
    )


@deed
def stop_for_health(
    *,
    order: Order,
    from_day: date,
    until: date | None,
    document: str,
    issuer: str,
    reason: str,
    file: Upload | None = None,
    by: User,
    at: datetime,
) -> Pause:
    """Let a person who is unfit to work rest (KS-44): dates ahead within that time are given back, on all orders.

    `file` is the paper, name and bytes. Raises as `pause_order` and `keep_file`.
    """
    require(by, "pause.medical")
    said = {"document": document, "issuer": issuer, "reason": reason}
    return _stop(order, PauseKind.MEDICAL, from_day, until, said, file, by, at)


@deed
def suspend_order(
    *,
    order: Order,
    kind: PauseKind,
    from_day: date,
    until: date | None,
    document: str,
    issuer: str,
    reason: str,
    file: Upload | None = None,
    by: User,
    at: datetime,
) -> Pause:
    """Let an order rest on the jaksa's word or a court's (`kind`): its dates ahead within that time are given back."""
    require(by, "pause.suspend")
    said = {"document": document, "issuer": issuer, "reason": reason}
    return _stop(order, kind, from_day, until, said, file, by, at)


def _stop(
    order: Order,
    kind: PauseKind,
    from_day: date,
    until: date | None,
    said: dict[str, str],
    file: Upload | None,
    by: User,
    at: datetime,
) -> Pause:
    kept = keep_file(name=file[0], content=file[1], by=by, at=at) if file else None
    sha256 = kept.sha256 if kept else ""
    pause = pause_order(
        order=order, kind=kind, from_day=from_day, until=until, paper_sha256=sha256, **said, by=by, at=at
    )
    rows = Appointment.objects.filter(state=AppointmentState.PLANNED, starts_at__gt=at, session__day__gte=from_day)
    ahead = rows.filter(order__person=pause.order.person_id) if kind == PauseKind.MEDICAL else rows.filter(order=order)
    within = list(ahead.filter(session__day__lte=until or date.max).select_related("order"))
    if within:
        entry = record("order.stopped", pause, by=by, at=at, thread=pause.order, dates=len(within))
        release(appointments=within, because=entry)
    return pause
