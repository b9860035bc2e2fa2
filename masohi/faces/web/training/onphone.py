"""Sheets of classes that phones signed: what they say beside the record, and what an officer found."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.training.asking import crumbs
from masohi.reentry.onphone.actions import close_sheet
from masohi.reentry.onphone.facts import Told, differing, outside, read_sheet
from masohi.reentry.onphone.models import PhoneSheet
from masohi.reentry.onphone.queries import sheet
from masohi.reentry.training.lessons.queries import records_of
from masohi.reentry.training.models import Lesson
from masohi.reentry.training.queries import roll
from masohi.reentry.training.terms import LessonOutcome
from masohi.ui.formats import day_and_date, duration
from masohi.work.fieldreports.facts import Unreadable
from masohi.work.fieldreports.terms import WAITING, ReportState
from masohi.writing.phone_notes import read_note
from masohi.writing.refusals import Refused

TAGS = {
    ReportState.APPLIED: "ok",
    ReportState.SAME: "ok",
    ReportState.RIVAL: "awas",
    ReportState.REFUSED: "awas",
    ReportState.QUARANTINED: "galat",
    ReportState.DECIDED: "netral",
}
WORDS = dict(LessonOutcome.choices)


class NoteForm(forms.Form):
    """What the officer found."""

    note = forms.CharField(
        label=gettext_lazy("Apa yang Anda periksa dan lakukan?"),
        help_text=gettext_lazy("Misalnya: ditanyakan kepada instruktur, daftar hadir dikoreksi."),
        max_length=250,
        error_messages={"required": gettext_lazy("Tulis apa yang Anda periksa.")},
    )


def sheet_line(row: PhoneSheet) -> dict[str, Any]:
    """One sheet in a list: whose phone, when, what became of it."""
    return {"sheet": row, "tag": {"kind": TAGS[ReportState(row.state)], "text": str(row.get_state_display())}}


@page("lesson.record")
def phone_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """What a phone says beside the record; an officer looks at it and tells what was done."""
    row = one(sheet(actor(request), number))
    form = NoteForm(request.POST or None)
    back = reverse("lesson", args=[row.lesson.code]) if row.lesson is not None else reverse("training")
    if form.is_valid():
        try:
            close_sheet(sheet=row, note=form.cleaned_data["note"], by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Tersimpan. Catatan HP tetap dapat dibaca."))
            return redirect(back)
    told = _told(row)
    context = {
        **sheet_line(row),
        "lesson": row.lesson,
        "told": told,
        "outside": row.lesson is not None and outside(row.entry, row.lesson),
        "people": _people(row.lesson, told) if row.lesson is not None and told is not None else [],
        "form": form if row.state in WAITING else None,
        "back": back,
        "breadcrumb": _crumbs(row),
    }
    return render(request, "web/training/hp.html", context)


def _crumbs(row: PhoneSheet) -> list[dict[str, str]]:
    if row.lesson is None:
        return crumbs(None, _("Catatan HP"))
    found = crumbs(row.lesson.cohort)
    url = reverse("lesson", args=[row.lesson.code])
    return [*found, {"label": day_and_date(row.lesson.starts_at), "url": url}, {"label": _("Catatan HP"), "url": ""}]


def _told(row: PhoneSheet) -> Told | None:
    """What the phone signed, where it can be read."""
    try:
        return read_sheet(read_note(bytes(row.entry.body)))
    except Unreadable:
        return None


def _people(lesson: Lesson, told: Told) -> list[dict[str, Any]]:
    """Everybody whom phone or record names, by name: both words, and whether they differ."""
    records = {row.enrolment_id: row for row in records_of(lesson)}
    said = {one.enrolment: one for one in told.came}
    odd = differing(told, records.values(), lesson) if records else set()
    return [
        {
            "name": row.trainee.person.name,
            "told": _words(said[row.pk].outcome, said[row.pk].minutes or 0) if row.pk in said else _("tidak disebut"),
            "recorded": _words(records[row.pk].outcome, records[row.pk].minutes) if row.pk in records else "",
            "odd": row.pk in odd,
        }
        for row in roll(lesson.cohort).order_by("trainee__person__name_key", "pk")
        if row.pk in said or row.pk in records
    ]


def _words(outcome: str, minutes: int) -> str:
    words = str(WORDS[LessonOutcome(outcome)])
    return f"{words}, {duration(minutes)}" if minutes else words
