"""Read lessons, who came to them, and how much of a class somebody was at."""

from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from masohi.parties.accounts.models import User
from masohi.reentry.training.lessons.facts import Attended, by_enrolment
from masohi.reentry.training.models import Cohort, Enrolment, Lesson, LessonAttendance
from masohi.reentry.training.queries import roll
from masohi.reentry.training.terms import CohortState, EnrolmentState


def lessons_of(cohort: Cohort) -> QuerySet[Lesson]:
    """Meetings of a class in order, those called off too."""
    return cohort.lessons.select_related("recorded_by", "verified_by").order_by("starts_at")


def lesson_by_code(user: User, code: str) -> Lesson | None:
    """The meeting of that code, where `user` may see its class."""
    rows = Lesson.objects.select_related("cohort__programme__provider", "cohort__unit", "recorded_by", "verified_by")
    return rows.filter(code=code, cohort__in=Cohort.objects.visible_to(user)).first()


def expected_at(lesson: Lesson) -> QuerySet[Enrolment]:
    """Who holds a place in the class now, by name: the sheet of a lesson that is not recorded yet."""
    rows = roll(lesson.cohort).filter(state=EnrolmentState.PLACED)
    return rows.order_by("trainee__person__name_key", "pk")


def records_of(lesson: Lesson) -> QuerySet[LessonAttendance]:
    """The record that counts of everybody at a lesson, by name."""
    rows = lesson.records.filter(replaced_by=None).select_related("enrolment__trainee__person", "recorded_by")
    return rows.order_by("enrolment__trainee__person__name_key", "pk")


def record_at(lesson: Lesson, enrolment: int) -> LessonAttendance | None:
    """The record that counts of one enrolment (primary key) at a lesson."""
    return records_of(lesson).filter(enrolment=enrolment).first()


def lessons_today(user: User, begins: datetime, ends: datetime) -> QuerySet[Lesson]:
    """Meetings at the own unit that begin between two moments."""
    rows = Lesson.objects.filter(cohort__unit__in=user.offices_for("lesson.record"), cancelled_reason="")
    rows = rows.select_related("cohort__programme", "cohort__unit").order_by("starts_at")
    return rows.filter(starts_at__gte=begins, starts_at__lt=ends)


def unrecorded(user: User, until: datetime) -> QuerySet[Lesson]:
    """Meetings at the own unit that began before `until` and that nobody has recorded."""
    rows = Lesson.objects.filter(cohort__unit__in=user.offices_for("lesson.record"), cancelled_reason="")
    rows = rows.filter(recorded_at=None, starts_at__lt=until, cohort__state=CohortState.OPEN)
    return rows.select_related("cohort__programme", "cohort__unit").order_by("starts_at")


def to_verify(user: User) -> QuerySet[Lesson]:
    """Sheets that another officer recorded, at the own unit or of an own programme, oldest first."""
    offices = user.offices_for("lesson.verify")
    near = Q(cohort__unit__in=offices) | Q(cohort__programme__provider__in=offices)
    rows = Lesson.objects.filter(near, verified_at=None, cohort__state=CohortState.OPEN).exclude(recorded_at=None)
    return rows.exclude(recorded_by=user).select_related("cohort__programme", "cohort__unit").order_by("starts_at")


def held_minutes(cohort: Cohort) -> int:
    """Minutes of the meetings that were held and verified."""
    total = cohort.lessons.exclude(verified_at=None).aggregate(total=Sum("minutes"))["total"]
    return int(total or 0)


def unsettled(cohort: Cohort) -> int:
    """Meetings that still have to be recorded or verified before the class can be assessed."""
    return cohort.lessons.filter(cancelled_reason="", verified_at=None).count()


def attended(cohort: Cohort) -> dict[int, Attended]:
    """By enrolment (primary key): the minutes it was there."""
    rows = LessonAttendance.objects.filter(lesson__cohort=cohort, replaced_by=None)
    found = rows.values_list("enrolment", "minutes", "lesson__verified_at")
    return by_enrolment((enrolment, minutes, at is not None) for enrolment, minutes, at in found)
