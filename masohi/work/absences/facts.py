"""One missed date as the officers see it: what was recorded, what was told, what was decided, until when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from masohi.law.parameters import IN_FORCE, Parameters
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.terms import QUESTIONS
from masohi.work.attendance.models import Attendance
from masohi.work.letters.facts import Content, Signer, session_fields
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState
from masohi.writing.indonesian import WIT, day_and_date, hours, moment


@dataclass(frozen=True)
class Absence:
    """A date of one person that was missed, or that somebody asked to be let off from.

    `record` is the attendance that counts, None where the session is still ahead or nobody has recorded it. `excuses`
    and `decisions` are in the order in which they were made. `deadline`: the last day (WIT) for a decision.
    """

    appointment: Appointment
    record: Attendance | None
    excuses: tuple[Excuse, ...]
    decisions: tuple[AbsenceDecision, ...]
    deadline: date
    answered: bool = field(default=False)

    @property
    def decision(self) -> AbsenceDecision | None:
        """The decision that stands; what came after it may have opened the question again."""
        return self.decisions[-1] if self.decisions else None

    @property
    def settled(self) -> bool:
        """Whether the decision that stands answers everything that is known: the record and every word told."""
        return self.decision is not None and self.answered

    @property
    def excused(self) -> bool:
        """Whether a valid reason was found."""
        return self.decision is not None and self.decision.valid

    @property
    def asks(self) -> bool:
        """Whether there is anything to decide about: a missed date, or a word about one that nobody has recorded."""
        return self.missed or (self.record is None and bool(self.excuses))

    @property
    def known_at(self) -> datetime:
        """When the newest of all that is known came: the plan itself, the record, a word, a decision."""
        moments = [one.told_at for one in self.excuses] + [one.decided_at for one in self.decisions]
        moments += [self.record.recorded_at] if self.record else []
        return max(moments, default=self.appointment.starts_at)

    @property
    def missed(self) -> bool:
        """Whether the date is recorded as missed, by whosever word."""
        return self.record is not None and self.record.outcome in QUESTIONS


def absence_from(
    appointment: Appointment,
    record: Attendance | None,
    excuses: tuple[Excuse, ...],
    decisions: tuple[AbsenceDecision, ...],
    parameters: Parameters,
) -> Absence:
    """The rows of one appointment as an absence."""
    newest = decisions[-1] if decisions else None
    answered = newest is not None and answers(newest, appointment, record, excuses)
    due = deadline_of(appointment, record, excuses, parameters)
    return Absence(appointment, record, excuses, decisions, due, answered)


def answers(
    decision: AbsenceDecision, appointment: Appointment, record: Attendance | None, excuses: tuple[Excuse, ...]
) -> bool:
    """Whether nothing new has come since: no word after the decision, and where the date was missed in spite of a
    refusal beforehand, the refusal was about the request and not about the absence."""
    later = any(one.told_at > decision.decided_at for one in excuses)
    beforehand = record is not None and not decision.valid and decision.decided_at < appointment.starts_at
    return not later and not beforehand


def deadline_of(
    appointment: Appointment, record: Attendance | None, excuses: tuple[Excuse, ...], parameters: Parameters
) -> date:
    """The last day for a decision: the session's day and the days of the office's rule (KS-34).

    Who asks before the session gets an answer as quickly, and not later than on its day. Who tells something new
    later is answered as quickly again.
    """
    day = appointment.session.day
    length = timedelta(days=int(parameters.value("absence_days", max(day, IN_FORCE))))
    told = max((_day(one.told_at) for one in excuses), default=None)
    if record is None and appointment.state == AppointmentState.PLANNED and told is not None and told <= day:
        return min(told + length, day)
    return max(day, told or day) + length


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def minutes_of(absence: Absence) -> Content:
    """What the minutes of a missed date say (D6): the record, every word told, every decision; no illness, no address.

    The reasons that were told stay in the file of the order: the minutes name only that a word came, and when.
    """
    row, record = absence.appointment, absence.record
    outcome = str(record.get_outcome_display()) if record else "-"
    said = f"{row.order.person.list_name}: {outcome}. Kerja yang dijadwalkan {hours(row.minutes)}."
    fields = {
        **session_fields(row.session),
        "kejadian": said if record is None or not record.note else f"{said} {record.note}",
        "tindakan": _decided_words(absence),
        "pelapor": record.recorded_by.name if record else "-",
        "saksi": "-",
    }
    told = tuple(
        (f"Kabar {number}", f"{moment(one.told_at)}, dari {str(one.get_teller_display()).lower()}")
        for number, one in enumerate(absence.excuses, start=1)
    )
    facts = (("Perkara", row.order.case_number), ("Tenggat keputusan", day_and_date(absence.deadline)), *told)
    signers = (
        Signer("Pengawas lokasi", record.recorded_by.name if record else "", row.session.site.host.name),
        Signer("Pembimbing Kemasyarakatan", row.order.pk_name, row.order.bapas.name),
    )
    return Content(fields, facts, (), signers)


def _decided_words(absence: Absence) -> str:
    decision = absence.decision
    if decision is None:
        return "Belum diputuskan."
    found = "Alasan sah" if decision.valid else "Bukan alasan sah"
    return f"{found}, diputuskan {decision.decided_by.name}, {moment(decision.decided_at)}."
