"""What became of those who did not come: excuses, decisions, every step of the ladder once, two breach files."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, Final, NamedTuple

from masohi.cases.orders.models import Order
from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.sample import Sample
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.work.absences.actions import decide_absence, tell_excuse
from masohi.work.absences.facts import Absence
from masohi.work.absences.queries import open_absences
from masohi.work.absences.terms import Reason
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.queries import records_to_verify
from masohi.work.enforcement.actions import hand_over_step, issue_step, propose_step, report_visit
from masohi.work.enforcement.breach.actions import open_file, send_file, write_file
from masohi.work.enforcement.facts import Visit
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import CALLS, HandedBy, StepKind, StepState
from masohi.work.placement.terms import AppointmentState
from masohi.writing.refusals import Refused

PROOF: Final = Path(__file__).resolve().parents[4] / "samples" / "bukti-contoh.pdf"
NEWEST: Final = 3  # sessions whose records still wait for the PK
OPEN: Final = 2  # missed dates about which nobody has decided


class Goal(NamedTuple):
    """How far somebody has come on the ladder."""

    kind: str
    state: str


WHOLE: Final = Goal(StepKind.REPORT, StepState.PROPOSED)  # whatever is due is done
FAR: Final = (
    WHOLE,
    WHOLE,
    Goal(StepKind.VISIT, StepState.PROPOSED),
    Goal(StepKind.SUMMONS_2, StepState.HANDED),
)
"""One of the two files goes to the jaksa, one is held back: some dates were told too late."""
NEAR: Final = (Goal(StepKind.REMINDER, StepState.ISSUED), Goal(StepKind.REMINDER, StepState.PROPOSED))

EXCUSES: Final = (
    (Reason.SICK, "Demam, ada surat puskesmas", True, "Ada surat puskesmas"),
    (Reason.FAMILY, "Orang tua masuk rumah sakit", True, "Keterangan keluarga dapat diterima"),
    (Reason.WORK, "Diminta lembur", False, "Pekerjaan dapat diatur pada hari lain"),
    (Reason.TRAVEL, "Jalan putus karena longsor", True, "Jalan memang putus hari itu"),
)


def missed_by_order(sample: Sample) -> dict[int, list[Absence]]:
    """By order (primary key): its missed dates without a decision, earliest first; who missed most comes first."""
    found: defaultdict[int, list[Absence]] = defaultdict(list)
    for one in open_absences(sample.pk):
        if one.missed:
            found[one.appointment.order_id].append(one)
    rows = {key: sorted(many, key=_start) for key, many in found.items()}
    return dict(sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])))


def _start(one: Absence) -> datetime:
    return one.appointment.starts_at


def verify_older(sample: Sample, *, at: datetime) -> None:
    """The PK has looked at everything but the newest sessions."""
    rows = list(records_to_verify(sample.pk).select_related("appointment__session"))
    by_session = defaultdict(list)
    for row in rows:
        by_session[(row.appointment.session.ends_at, row.appointment.session_id)].append(row)
    for key in sorted(by_session)[:-NEWEST]:
        verify_attendance(accepted=by_session[key], by=sample.pk, at=min(key[0] + timedelta(hours=20), at))


def judge(sample: Sample, missed: dict[int, list[Absence]], *, at: datetime) -> None:
    """The PK has decided about all but the newest, and the ladder stands at every step once."""
    far = dict(zip(missed, FAR, strict=False))
    for key, goal in far.items():
        _climb(sample.pk, missed[key], goal, at)
    reminded = _remind(sample.pk, [rows for key, rows in missed.items() if key not in far], at)
    others = [one for key, rows in missed.items() if key not in {*far, *reminded} for one in rows]
    for one, excuse in zip(sorted(others, key=_start)[:-OPEN], cycle(EXCUSES), strict=False):
        _hear(sample.pk, one, excuse, at)


def _remind(pk: User, people: list[list[Absence]], at: datetime) -> set[int]:
    """Those who were away last are reminded, one for each of the goals; returns whose dates were decided (orders).

    A reminder is about somebody's newest session, so that it is not long overdue.
    """
    verified = [rows for rows in people if rows[-1].appointment.state == AppointmentState.VERIFIED]
    newest, decided = iter(sorted(verified, key=lambda rows: _start(rows[-1]), reverse=True)), set()
    for goal in NEAR:
        for rows in newest:
            decided.add(rows[0].appointment.order_id)
            for one in rows[:-1]:
                _hear(pk, one, EXCUSES[0], at)
            if _climb(pk, rows[-1:], goal, at):
                break
    return decided


def _hear(pk: User, one: Absence, excuse: tuple[Reason, str, bool, str], at: datetime) -> None:
    """Somebody said why, and the PK decided the morning after."""
    row, (reason, said, valid, why) = one.appointment, excuse
    when = min(_morning(one), at)
    tell_excuse(appointment=row, reason=reason, note=said, by=pk, at=when - timedelta(minutes=30))
    decide_absence(appointment=row, valid=valid, reason=why, by=pk, at=when)
    if not valid:
        _step(row.order, pk, WHOLE, when)


def _climb(pk: User, rows: list[Absence], goal: Goal, at: datetime) -> bool:
    """Decide date after date and take the step that is due, until the goal is reached; returns whether it was."""
    order, reached = rows[0].appointment.order, False
    for one in rows:
        when = min(_morning(one), at)
        why = "Tidak memberi kabar dan tidak ada alasan yang dapat diterima"
        decide_absence(appointment=one.appointment, valid=False, reason=why, by=pk, at=when)
        reached = reached or _step(order, pk, goal, when)
    if goal.kind == StepKind.REPORT and reached:
        _report(order, pk, at)
    return reached


def _morning(one: Absence) -> datetime:
    """The morning after a session, before the next one can begin anywhere."""
    return moment(one.appointment.session.day + timedelta(days=1), 7)


def _step(order: Order, pk: User, goal: Goal, when: datetime) -> bool:
    """Take the step that is due now, or as much of it as the goal wants; whether the goal is reached."""
    step = propose_step(order=order, by=system_account(), at=when + timedelta(minutes=5))
    if step is None:
        return False
    last = step.kind == goal.kind
    for state, deed in _deeds(step, pk, when):
        if last and goal.state == state:
            return True
        deed()
    return last


def _deeds(step: Step, pk: User, when: datetime) -> Iterator[tuple[str, Callable[[], Step]]]:
    """What follows for one step: after which state, and how."""
    soon, handed = when + timedelta(minutes=15), when + timedelta(minutes=45)
    if step.kind in (StepKind.REMINDER, *CALLS):
        call, place = when + timedelta(days=3, hours=2), "Kantor Bapas Ambon"
        yield StepState.PROPOSED, lambda: issue_step(step=step, call_at=call, call_place=place, by=pk, at=soon)
        given: dict[str, Any] = {
            "how": HandedBy.WHATSAPP,
            "receiver": "Orangnya sendiri",
            "file": (PROOF.name, PROOF.read_bytes()),
        }
        yield StepState.ISSUED, lambda: hand_over_step(step=step, handed_at=handed, **given, by=pk, at=handed)
    elif step.kind == StepKind.VISIT:
        found = "Bertemu di rumah. Ia bekerja di kebun dan tidak membuka pesan."
        visit = Visit(at=soon, place="Rumah", met="Orangnya", found=found, met_person=True)
        yield StepState.PROPOSED, lambda: report_visit(step=step, visit=visit, by=pk, at=handed)


def _report(order: Order, pk: User, at: datetime) -> None:
    """The file is written, and sent where nothing is unfair; the program says no by itself."""
    rows = list(records_to_verify(pk).filter(appointment__order=order))
    if rows:
        verify_attendance(accepted=rows, by=pk, at=at)
    file = open_file(order=order, by=pk, at=at)
    said = {"pk_statement": "Sudah diingatkan, dipanggil tiga kali, dan dikunjungi. Ia belum datang lagi."}
    said |= {"person_statement": "Saya bekerja di kebun dan takut kehilangan upah.", "person_refused": ""}
    write_file(file=file, **said, by=pk, at=at)
    try:
        send_file(file=file, by=pk, at=at)
    except Refused:
        return
