"""What a phone carries of classes, which of its sheets still have to be settled, and which wait for a person."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.devices.models import Device, watched_for
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.onphone.terms import DAYS_AHEAD, DAYS_BACK
from masohi.reentry.training.models import Cohort, Enrolment, Lesson
from masohi.reentry.training.terms import CohortState, EnrolmentState
from masohi.work.fieldreports.terms import WAITING
from masohi.work.fieldwork.facts import class_ticket_of
from masohi.work.fieldwork.models import FieldEntry
from masohi.work.fieldwork.terms import NoteKind
from masohi.work.placement.terms import SessionState
from masohi.writing.indonesian import WIT
from masohi.writing.phone_notes import moment_text

SEALED: tuple[type[Model], ...] = (PhoneSheet,)


def carried_lessons(device: Device, *, at: datetime) -> list[dict[str, Any]]:
    """Meetings that the phone may record: of classes at its holder's unit, the next week and the last three days.

    Beside them those about which its own sheet still waits for a person, whatever became of the class.
    In the form of a session (`work.fieldwork.queries.bundle`), so that the app shows both in one way: short names, of
    children initials, and the number of the place on the list. No need, no verdict, no date of birth.
    """
    day = at.astimezone(WIT).date()
    seated = Enrolment.objects.filter(state=EnrolmentState.PLACED).select_related("trainee__person")
    rows = (
        Lesson.objects.filter(_near(day) | _asked(device, day))
        .filter(cohort__unit__in=device.user.offices_for("lesson.record"))
        .select_related("cohort__programme")
        .prefetch_related(
            Prefetch("cohort__enrolments", seated.order_by("trainee__person__name_key", "pk"), to_attr="seated_now")
        )
    )
    sheets = _sheets(device)
    return [_carried(device, row, sheets.get(row.pk)) for row in rows.order_by("starts_at", "pk")]


def _near(day: date) -> Q:
    begins = datetime.combine(day, datetime.min.time(), WIT)
    coming = Q(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=DAYS_AHEAD + 1))
    missed = Q(starts_at__gte=begins - timedelta(days=DAYS_BACK), starts_at__lt=begins, recorded_at=None)
    return (coming | missed) & Q(cancelled_reason="", cohort__state=CohortState.OPEN)


def _asked(device: Device, day: date) -> Q:
    """Meetings of the last days about which a sheet of the phone waits for a person: its holder is told why."""
    waits = PhoneSheet.objects.filter(entry__device=device, state__in=WAITING).exclude(lesson=None)
    oldest = datetime.combine(day - timedelta(days=DAYS_BACK), datetime.min.time(), WIT)
    return Q(pk__in=waits.values("lesson"), starts_at__gte=oldest)


def _sheets(device: Device) -> dict[int, PhoneSheet]:
    """By lesson (primary key): the last sheet of this phone about it."""
    rows = PhoneSheet.objects.filter(entry__device=device).exclude(lesson=None).order_by("pk")
    return {row.lesson_id or 0: row for row in rows}


def _carried(device: Device, lesson: Lesson, sheet: PhoneSheet | None) -> dict[str, Any]:
    begins, cohort = lesson.starts_at.astimezone(WIT), lesson.cohort
    state = SessionState.PLANNED if lesson.recorded_at is None else SessionState.RECORDED
    return {
        "code": lesson.code,
        "site": cohort.programme.title,
        "day": begins.date().isoformat(),
        "starts_at": moment_text(lesson.starts_at),
        "ends_at": moment_text(lesson.ends_at),
        "ticket": class_ticket_of(device.code, lesson.code),
        "spot": None,
        "state": str(state),
        "phone": "",
        "people": [_person(row, begins, lesson.minutes) for row in _seated(cohort)],
        "report": sheet.state if sheet else "",
        "message": sheet.message if sheet else "",
    }


def _seated(cohort: Cohort) -> list[Enrolment]:
    return cohort.seated_now  # type: ignore[attr-defined]


def _person(row: Enrolment, begins: datetime, minutes: int) -> dict[str, Any]:
    place = {"appointment": row.pk, "starts": begins.hour * 60 + begins.minute, "minutes": minutes}
    return place | {"name": row.trainee.person.short_name, "card": "", "note": ""}


def unsettled_sheets(device: Device | None = None) -> list[FieldEntry]:
    """Signed sheets that nothing has become of yet, in the order of writing; of one phone, or of all."""
    rows = FieldEntry.objects.filter(kind=NoteKind.LESSON).exclude(pk__in=PhoneSheet.objects.values("entry"))
    if device is not None:
        rows = rows.filter(device=device)
    return list(rows.select_related("device__user").order_by("device", "dseq"))


def sheet_of(entry: FieldEntry) -> PhoneSheet | None:
    """What became of a signed sheet."""
    return PhoneSheet.objects.filter(entry=entry).first()


def _seen_by(user: User) -> QuerySet[PhoneSheet]:
    """Sheets of classes at the own unit; where no meeting is known, those of phones of the own unit's people."""
    own = Q(lesson__cohort__unit__in=user.offices_for("lesson.record"))
    lost = Q(lesson=None, entry__device__user__in=User.objects.filter(watched_for(user)).values("pk"))
    rows = PhoneSheet.objects.filter(own | lost)
    return rows.select_related("entry__device__user", "lesson__cohort__programme", "lesson__cohort__unit", "decided_by")


def sheets_to_decide(user: User) -> QuerySet[PhoneSheet]:
    """Sheets that could not become the record or say something else, oldest first."""
    return _seen_by(user).filter(state__in=WAITING).order_by("settled_at", "pk")


def sheet(user: User, number: int) -> PhoneSheet | None:
    """One sheet (primary key) that `user` may see, decided or not."""
    return _seen_by(user).filter(pk=number).first()


def sheets_about(user: User, lesson: Lesson) -> QuerySet[PhoneSheet]:
    """What phones signed about a meeting, the oldest first."""
    return _seen_by(user).filter(lesson=lesson).order_by("pk")
