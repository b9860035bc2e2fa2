"""Meetings of a class: plan them, record who came, correct, verify, call off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.training.asking import ask, crumbs
from masohi.faces.web.training.forms import LessonsForm, ReasonForm
from masohi.faces.web.training.onphone import sheet_line
from masohi.faces.web.training.sheet import HeadsForm, PersonForm, people_forms, sheet
from masohi.faces.web.training.showing import lesson_line, name_of
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.queries import stopped_tools
from masohi.reentry.onphone.queries import sheets_about
from masohi.reentry.training.lessons.actions import (
    cancel_lesson,
    correct_lesson,
    plan_lessons,
    record_lesson,
    verify_lesson,
)
from masohi.reentry.training.lessons.queries import expected_at, lesson_by_code, record_at, records_of
from masohi.reentry.training.models import Lesson
from masohi.reentry.training.queries import acts_in, cohort_by_code, sees_names, sees_people
from masohi.reentry.training.terms import CohortState
from masohi.ui.formats import day_and_date
from masohi.writing.refusals import Refused


@page("class.manage")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Put meetings into the calendar by weekday."""
    user = actor(request)
    row = one(cohort_by_code(user, code))
    one(row if acts_in(user, row, "class.manage") else None)
    form = LessonsForm(request.POST or None, initial={"first": row.starts_on, "last": row.ends_on, "minutes": 180})
    return ask(
        request,
        form,
        lambda data: plan_lessons(
            cohort=row, starts=form.starts(), minutes=data["minutes"], topic=data["topic"], by=user, at=now()
        ),
        said=_("Pertemuan tersimpan."),
        back=reverse("cohort", args=[code]),
        title=_("Susun pertemuan"),
        subject=row.programme.title,
        breadcrumb=crumbs(row, _("Susun pertemuan")),
    )


def _crumbs(row: Lesson, *steps: str) -> list[dict[str, str]]:
    found = crumbs(row.cohort)
    found.append({"label": day_and_date(row.starts_at), "url": reverse("lesson", args=[row.code])})
    return found + [{"label": step, "url": ""} for step in steps]


@page("class.view")
def lesson(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting: who came, and the button with which another officer verifies the sheet."""
    user = actor(request)
    row = one(lesson_by_code(user, code))
    one(row if sees_people(user, row.cohort) else None)
    if request.method == "POST":
        return _verify(request, row)
    full = sees_names(user, row.cohort)
    context = {
        "lesson": row,
        "tag": lesson_line(row, now())["tag"],
        "rows": [
            {"record": seen, "name": name_of(seen.enrolment.trainee.person, full=full)} for seen in records_of(row)
        ],
        "stopped": stopped_tools(row.cohort, today()) if row.recorded_at is None else [],
        "sheets": [sheet_line(one) for one in sheets_about(user, row)],
        **_doors(user, row),
        "breadcrumb": _crumbs(row),
    }
    return render(request, "web/training/pertemuan.html", context)


def _doors(user: User, row: Lesson) -> dict[str, bool]:
    waits = row.recorded_at is None and not row.cancelled_reason
    running = row.cohort.state == CohortState.OPEN
    other = row.recorded_by_id != user.pk
    to_verify = row.recorded_at is not None and row.verified_at is None
    may_verify = to_verify and acts_in(user, row.cohort, "lesson.verify", provider=True)
    return {
        "may_record": running and waits and row.starts_at <= now() and acts_in(user, row.cohort, "lesson.record"),
        "may_cancel": running and waits and acts_in(user, row.cohort, "class.manage"),
        "may_correct": running and not waits and acts_in(user, row.cohort, "lesson.record"),
        "may_verify": may_verify and other,
        "wants_other": may_verify and not other,
    }


def _verify(request: HttpRequest, row: Lesson) -> HttpResponse:
    try:
        verify_lesson(lesson=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Daftar hadir diperiksa. Jamnya dihitung."))
    return redirect("lesson", row.code)


def _own(user: User, code: str, deed: str) -> Lesson:
    row = one(lesson_by_code(user, code))
    return one(row if acts_in(user, row.cohort, deed) else None)


@page("lesson.record")
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Head count, then who is missing, then reasons; each step works without JavaScript."""
    user = actor(request)
    row = _own(user, code, "lesson.record")
    data = request.POST if request.method == "POST" else None
    expected = [] if row.recorded_at or row.cancelled_reason else list(expected_at(row))
    named = data is not None and "langkah" in data
    heads, people = HeadsForm(data), people_forms(expected, data if named else None)
    if data is None or not people or not heads.is_valid():
        return _ask(request, row, heads, people, "hitung" if people else "sudah")
    if data.get("langkah") != "simpan" or not all(person.is_valid() for person in people):
        return _ask(request, row, heads, people, "nama")
    try:
        came = [person.came() for person in people]
        record_lesson(lesson=row, heads=heads.cleaned_data["start"], came=came, by=user, at=now())
    except Refused as refusal:
        refused(heads, refusal)
        return _ask(request, row, heads, people, "nama", status=409)
    say(request, ngettext("%(n)s orang tercatat.", "%(n)s orang tercatat.", len(people)) % {"n": len(people)})
    return redirect("lesson", row.code)


def _ask(
    request: HttpRequest, row: Lesson, heads: HeadsForm, people: list[PersonForm], step: str, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = sheet(row, heads, people, step)
    context["breadcrumb"] = _crumbs(row, _("Catat kehadiran"))
    return render(request, "web/training/catat.html", context, status=status)


@page("lesson.record")
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Append a record that replaces another; the reason is required, the old record stays."""
    user = actor(request)
    row = _own(user, code, "lesson.record")
    known = one(record_at(row, number))
    initial = {"outcome": known.outcome, "minutes": known.minutes if known.outcome != "hadir" else None}
    form = PersonForm(request.POST or None, enrolment=known.enrolment, initial=initial)
    del form.fields["absent"]
    form.fields["note"].required = True
    form.fields["note"].label = _("Alasan koreksi")
    return ask(
        request,
        form,
        lambda _data: correct_lesson(attendance=known, came=form.came(), by=user, at=now()),
        said=_("Koreksi tersimpan. Petugas lain perlu memeriksanya. Catatan lama tetap ada."),
        back=reverse("lesson", args=[code]),
        title=_("Koreksi kehadiran"),
        subject=known.enrolment.trainee.person.name,
        breadcrumb=_crumbs(row, _("Koreksi")),
    )


@page("class.manage")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call one meeting off."""
    user = actor(request)
    row = _own(user, code, "class.manage")
    title = _("Batalkan pertemuan")
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: cancel_lesson(lesson=row, **data, by=user, at=now()),
        said=_("Pertemuan dibatalkan."),
        back=reverse("cohort", args=[row.cohort.code]),
        title=title,
        subject=day_and_date(row.starts_at),
        primary=title,
        danger=True,
        breadcrumb=_crumbs(row, title),
    )
