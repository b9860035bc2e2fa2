"""What waits about classes: sheets to record and to verify, results to stand to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.onphone.queries import sheets_to_decide
from masohi.reentry.training.lessons.queries import to_verify, unrecorded
from masohi.reentry.training.models import Cohort, Lesson
from masohi.reentry.training.queries import to_confirm
from masohi.writing.indonesian import WIT

SHOWN = 10
Task = dict[str, Any]


def training_tasks(user: User, day: date) -> list[Task]:
    """Rows for the list of tasks, for units and for the offices that provide classes."""
    if not may(user, "lesson.verify"):
        return []
    tomorrow = datetime.combine(day + timedelta(days=1), time(), WIT)
    return [
        *(
            _about(one, _("Catat kehadiran kelas"), reverse("lesson-record", args=[one.code]))
            for one in unrecorded(user, tomorrow)[:SHOWN]
        ),
        *(
            _about(one, _("Periksa daftar hadir kelas"), reverse("lesson", args=[one.code]))
            for one in to_verify(user)[:SHOWN]
        ),
        *(_told(one) for one in sheets_to_decide(user)[:SHOWN]),
        *(_confirm(one) for one in to_confirm(user)[:SHOWN]),
    ]


def _about(lesson: Lesson, label: str, url: str) -> Task:
    day = lesson.starts_at.astimezone(WIT).date()
    return {"label": label, "note": _title(lesson.cohort), "url": url, "due": day}


def _told(row: PhoneSheet) -> Task:
    note = _title(row.lesson.cohort) if row.lesson is not None else row.entry.device.user.name
    url = reverse("phone-sheet", args=[row.pk])
    return {"label": _("Periksa catatan HP tentang kelas"), "note": note, "url": url, "due": None}


def _confirm(cohort: Cohort) -> Task:
    url = reverse("cohort-confirm", args=[cohort.code])
    return {"label": _("Sahkan hasil kelas"), "note": _title(cohort), "url": url, "due": None}


def _title(cohort: Cohort) -> str:
    return f"{cohort.programme.title} · {cohort.unit}"
