"""Classes and the people in them as pages show them: in full at their unit, in short names for the provider."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.people.models import Person
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.lessons.queries import attended, held_minutes
from masohi.reentry.training.models import Cohort, Competence, Enrolment, Lesson
from masohi.reentry.training.outcomes.queries import assessments, presences
from masohi.reentry.training.queries import roll
from masohi.reentry.training.terms import HOLDS_A_PLACE, CohortState, EnrolmentState
from masohi.ui.formats import long_date, number, short_date

STATE_TAGS = {CohortState.OPEN: "info", CohortState.ENDED: "ok", CohortState.CANCELLED: "netral"}
ENROLMENT_TAGS = {
    EnrolmentState.WAITING: "menunggu",
    EnrolmentState.PLACED: "info",
    EnrolmentState.LEFT: "netral",
    EnrolmentState.PASSED: "ok",
    EnrolmentState.FAILED: "awas",
}


def name_of(person: Person, *, full: bool) -> str:
    """The name in full where its unit reads it, otherwise first name and initials, of a child only initials."""
    return person.name if full else person.short_name


def cohort_tag(row: Cohort, day: date) -> dict[str, str]:
    """The state of a class on `day` as icon and word."""
    if row.state == CohortState.ENDED and row.confirmed_at is None:
        return {"kind": "menunggu", "text": _("Menunggu pengesahan")}
    if row.state == CohortState.OPEN and day < row.starts_on:
        return {"kind": "menunggu", "text": _("Belum mulai")}
    return {"kind": STATE_TAGS[CohortState(row.state)], "text": str(row.get_state_display())}


def seats(row: Cohort) -> str:
    """How many places are taken: 12 dari 15 tempat."""
    return _("%(taken)s dari %(places)s tempat") % {"taken": number(row.placed), "places": number(row.places)}


def cohort_line(row: Cohort, day: date) -> dict[str, Any]:
    """One class in a list, as it stands on `day`."""
    days = f"{short_date(row.starts_on)}–{short_date(row.ends_on)}"
    return {
        "label": row.programme.title,
        "url": reverse("cohort", args=[row.code]),
        "note": " · ".join((row.unit.short_name, days, seats(row), row.instructor)),
        "status": cohort_tag(row, day),
    }


def cohort_facts(row: Cohort) -> list[dict[str, Any]]:
    """The class as a summary list."""
    programme = row.programme
    rows = [
        {"label": _("Penyedia"), "value": f"{programme.provider.name} ({programme.get_level_display()})"},
        {"label": _("Pelaksana"), "value": programme.institution},
        {"label": _("Bidang"), "value": programme.get_skill_display()},
        {"label": _("Instruktur"), "value": row.instructor},
        {"label": _("Tempat"), "value": row.place},
        {"label": _("Masa"), "value": f"{long_date(row.starts_on)} – {long_date(row.ends_on)}"},
        {"label": _("Alasan batal"), "value": row.ended_reason},
    ]
    return [one for one in rows if one["value"]]


def lesson_line(lesson: Lesson, at: datetime) -> dict[str, Any]:
    """One meeting in the class's calendar."""
    if lesson.cancelled_reason:
        tag = {"kind": "netral", "text": _("Dibatalkan")}
    elif lesson.verified_at is not None:
        tag = {"kind": "ok", "text": _("Diperiksa")}
    elif lesson.recorded_at is not None:
        tag = {"kind": "menunggu", "text": _("Menunggu diperiksa")}
    elif lesson.starts_at <= at:
        tag = {"kind": "awas", "text": _("Belum dicatat")}
    else:
        tag = {"kind": "info", "text": _("Akan datang")}
    return {"lesson": lesson, "tag": tag}


def people(row: Cohort, *, full: bool) -> list[dict[str, Any]]:
    """Everybody in the class or its queue: name, state, presence, result."""
    there, marks, minutes = presences(row), assessments(row), attended(row)
    held, found, place = held_minutes(row), [], 0
    for enrolment in roll(row):
        mark, waits = marks.get(enrolment.pk), enrolment.state == EnrolmentState.WAITING
        place += waits
        shown = held and enrolment.state in HOLDS_A_PLACE
        found.append(
            {
                "enrolment": enrolment,
                "name": name_of(enrolment.trainee.person, full=full),
                "code": enrolment.trainee.code if full else "",
                "ordered": full and enrolment.trainee.court_ordered,
                "tag": _tag(enrolment, place if waits else 0),
                "presence": there.get(enrolment.pk, 0) if shown else None,
                "waiting": minutes[enrolment.pk].waiting if enrolment.pk in minutes else 0,
                "mark": mark,
                "may_leave": enrolment.state in {EnrolmentState.WAITING, EnrolmentState.PLACED},
                "may_retry": enrolment.state == EnrolmentState.FAILED,
            }
        )
    return found


def _tag(row: Enrolment, place: int) -> dict[str, str]:
    text = str(row.get_state_display())
    if place:
        text = ngettext("Tunggu nomor %(n)s", "Tunggu nomor %(n)s", place) % {"n": number(place)}
    return {"kind": ENROLMENT_TAGS[EnrolmentState(row.state)], "text": text}


def enrolment_tag(row: Enrolment) -> dict[str, str]:
    """Where somebody stands in a class."""
    return _tag(row, 0)


def trainee_facts(row: Trainee) -> list[dict[str, Any]]:
    """What is known of a trainee, as a summary list."""
    found = [
        {"label": _("Dasar"), "value": row.get_basis_display()},
        {"label": _("Kebutuhan atau minat"), "value": row.need},
        {"label": _("Unit"), "value": row.unit.name},
    ]
    if row.court_ordered and row.ordered_from and row.ordered_until:
        term = f"{long_date(row.ordered_from)} – {long_date(row.ordered_until)}"
        found.append({"label": _("Pelatihan kerja menurut putusan"), "value": f"{term}, {row.ordered_place}"})
    if row.left_on is not None:
        found.append({"label": _("Keluar"), "value": f"{long_date(row.left_on)}, {row.get_left_reason_display()}"})
    return found


def competence_tag(row: Competence, day: date) -> dict[str, str]:
    """Whether a certificate is valid on `day`."""
    if row.withdrawn_at is not None:
        return {"kind": "netral", "text": _("Ditarik")}
    if row.valid_until is not None and row.valid_until < day:
        return {"kind": "awas", "text": _("Habis masa berlaku")}
    return {"kind": "ok", "text": _("Berlaku")}
