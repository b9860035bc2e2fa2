"""Plan meetings of a class, record who came, correct by a new row, and let another hand verify the sheet."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.parameters.queries import parameters_in_force
from masohi.reentry.training.actions import in_line, open_one
from masohi.reentry.training.facts import ordered_findings
from masohi.reentry.training.lessons.facts import Came, complete, minutes_of
from masohi.reentry.training.lessons.queries import expected_at
from masohi.reentry.training.models import Cohort, Lesson, LessonAttendance
from masohi.reentry.training.queries import acts_in, court_ordered
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused, Unlawful


@deed
def plan_lessons(
    *, cohort: Cohort, starts: Sequence[datetime], minutes: int, topic: str = "", by: User, at: datetime
) -> list[Lesson]:
    """Put meetings of the same length into the class's calendar; what is there already is left as it is.

    Raises Refused for days outside the class or where none is left, Unlawful where the day of a child who trains by
    verdict would be longer than AN-06 allows.
    """
    require(by, "class.manage")
    fresh = open_one(cohort, by, "class.manage")
    known = set(fresh.lessons.values_list("starts_at", flat=True))
    new = [moment for moment in starts if moment not in known]
    if not new:
        raise Refused(gettext("Tidak ada pertemuan baru pada hari itu. Periksa hari dan tanggalnya."))
    if any(not fresh.starts_on <= moment.astimezone(WIT).date() <= fresh.ends_on for moment in new):
        raise Refused(gettext("Pertemuan harus di antara hari pertama dan hari terakhir kelas. Isian Anda masih ada."))
    made = [Lesson(code=new_code(), cohort=fresh, starts_at=one, minutes=minutes, topic=in_line(topic)) for one in new]
    for lesson in made:
        lesson.full_clean()
    _keep_ordered(fresh, made, at)
    for lesson in made:
        lesson.save(force_insert=True)
    record("class.planned", fresh, by=by, at=at, thread=fresh, seals=made, lessons=len(made), minutes=minutes)
    return made


def _keep_ordered(cohort: Cohort, new: Sequence[Lesson], at: datetime) -> None:
    """AN-06 for the days as they would be. Raises Unlawful."""
    planned = [*cohort.lessons.filter(cancelled_reason=""), *new]
    findings = ordered_findings(
        [row.trainee for row in court_ordered(cohort)],
        cohort.programme,
        [(lesson.starts_at.astimezone(WIT).date(), lesson.minutes) for lesson in planned],
        day=at.astimezone(WIT).date(),
        parameters=parameters_in_force(),
    )
    if findings:
        raise Unlawful(findings[:1])


@deed
def cancel_lesson(*, lesson: Lesson, reason: str, by: User, at: datetime) -> Lesson:
    """Call one meeting off. Raises Refused without a reason, Conflict where it was held or is called off already."""
    require(by, "class.manage")
    fresh = Lesson.objects.select_related("cohort").get(pk=lesson.pk)
    open_one(fresh.cohort, by, "class.manage")
    if fresh.recorded_at is not None or fresh.cancelled_reason:
        raise Conflict(gettext("Pertemuan ini sudah dicatat atau dibatalkan. Tidak ada yang berubah."))
    fresh.cancelled_reason = in_line(reason)
    if not fresh.cancelled_reason:
        raise Refused(gettext("Tulis alasan pembatalan. Belum ada yang berubah."))
    fresh.full_clean()
    fresh.save()
    record("lesson.cancelled", fresh, by=by, at=at, thread=fresh.cohort, seals=[fresh])
    return fresh


@deed
def record_lesson(
    *, lesson: Lesson, heads: int, came: Sequence[Came], by: User, at: datetime
) -> list[LessonAttendance]:
    """Record everybody who holds a place, in one go: the count first, names after.

    Raises Conflict where it is recorded already, Refused where the meeting has not begun, a name is missing or the
    count contradicts the names. Nothing is stored then.
    """
    require(by, "lesson.record")
    fresh = Lesson.objects.select_related("cohort").get(pk=lesson.pk)
    cohort = open_one(fresh.cohort, by, "lesson.record")
    if fresh.recorded_at is not None or fresh.cancelled_reason:
        raise Conflict(gettext("Pertemuan ini sudah dicatat atau dibatalkan. Tidak ada yang tersimpan dua kali."))
    if at < fresh.starts_at:
        raise Refused(gettext("Pertemuan ini belum mulai. Belum ada yang tersimpan."))
    expected = {row.pk: row for row in expected_at(fresh)}
    if not expected:
        raise Refused(gettext("Kelas ini belum punya peserta. Daftarkan peserta dahulu."))
    complete(expected, came, heads)
    minutes = {one.enrolment: minutes_of(one, fresh.minutes) for one in came}
    fresh.heads, fresh.recorded_by, fresh.recorded_at = heads, by, at
    fresh.full_clean()
    fresh.save()
    rows = [
        LessonAttendance.objects.create(
            lesson=fresh,
            enrolment=expected[one.enrolment],
            outcome=one.outcome,
            minutes=minutes[one.enrolment],
            note=in_line(one.note),
            recorded_by=by,
            recorded_at=at,
        )
        for one in came
    ]
    record("lesson.recorded", fresh, by=by, at=at, thread=cohort, seals=[fresh, *rows], heads=heads)
    return rows


@deed
def correct_lesson(*, attendance: LessonAttendance, came: Came, by: User, at: datetime) -> LessonAttendance:
    """Append a row that replaces another; the old one stays, and the sheet waits for another officer again.

    Raises Refused without a reason, Conflict where the row was replaced already or the class is over.
    """
    require(by, "lesson.record")
    fresh = LessonAttendance.objects.select_related("lesson__cohort", "enrolment").get(pk=attendance.pk)
    cohort = open_one(fresh.lesson.cohort, by, "lesson.record")
    if hasattr(fresh, "replaced_by"):
        raise Conflict(gettext("Catatan ini sudah dikoreksi. Buka pertemuan untuk melihat yang terbaru."))
    if not came.note.strip():
        raise Refused(gettext("Tulis alasan koreksi. Catatan lama belum berubah."))
    minutes = minutes_of(came, fresh.lesson.minutes)
    made = LessonAttendance(
        lesson=fresh.lesson,
        enrolment=fresh.enrolment,
        replaces=fresh,
        outcome=came.outcome,
        minutes=minutes,
        note=in_line(came.note),
        recorded_by=by,
        recorded_at=at,
    )
    made.full_clean()
    made.save(force_insert=True)
    lesson = fresh.lesson
    lesson.recorded_by, lesson.recorded_at, lesson.verified_by, lesson.verified_at = by, at, None, None
    lesson.save()
    record("lesson.corrected", made, by=by, at=at, thread=cohort, seals=[made, lesson], minutes=minutes)
    return made


@deed
def verify_lesson(*, lesson: Lesson, by: User, at: datetime) -> Entry:
    """Another officer of the unit, or one of the provider, says that the sheet is right: from now on it counts.

    Raises Conflict where there is nothing to verify, Refused where `by` recorded it.
    """
    require(by, "lesson.verify")
    fresh = Lesson.objects.select_related("cohort__programme").get(pk=lesson.pk)
    if not acts_in(by, fresh.cohort, "lesson.verify", provider=True):
        raise PermissionDenied("lesson.verify")
    if fresh.recorded_at is None or fresh.verified_at is not None:
        raise Conflict(gettext("Daftar hadir ini belum dicatat atau sudah diperiksa. Tidak ada yang berubah."))
    if fresh.recorded_by_id == by.pk:
        raise Refused(gettext("Anda sendiri yang mencatatnya. Minta petugas lain memeriksa. Tidak ada yang berubah."))
    fresh.verified_by, fresh.verified_at = by, at
    fresh.save()
    return record("lesson.verified", fresh, by=by, at=at, thread=fresh.cohort, seals=[fresh])
