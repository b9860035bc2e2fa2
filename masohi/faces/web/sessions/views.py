"""A session: who is expected, what was seen, what the second officer says of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.cases.orders.models import sees_children
from masohi.faces.flagging import look_at
from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.holding import held_words
from masohi.faces.web.sessions.forms import HeadsForm, PersonForm, people_forms
from masohi.faces.web.sessions.photos import pictures_of
from masohi.faces.web.sessions.witness import beneficiary_words
from masohi.faces.web.sessions.words import flag_words
from masohi.parties.access import may
from masohi.work.attendance.actions import correct_attendance, record_session
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import current_records
from masohi.work.fieldreports.queries import reports_of
from masohi.work.fieldwork.queries import may_see_photos
from masohi.work.flags.queries import flags_of
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.queries import appointments_in, session_with_people
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused


def _crumbs(session: Session, *more: str) -> list[dict[str, str]]:
    steps = [{"label": _("Jadwal"), "url": reverse("schedule")}]
    steps.append({"label": str(session.site), "url": reverse("session", args=[session.code])})
    return steps + [{"label": label, "url": ""} for label in more]


@page("session.view")
def session(request: HttpRequest, code: str) -> HttpResponse:
    """Who is expected or what was recorded, with corrections."""
    found = one(session_with_people(actor(request), code))
    records = {r.appointment_id: r for r in current_records(appointments_in(found))}
    held = held_words(records.values())
    people = [_person(a, records.get(a.pk), held) for a in found.expected]  # type: ignore[attr-defined]
    user = actor(request)
    context = {
        "session": found,
        "people": people,
        "waits_for_jaksa": any(row["held"] and row["held"]["tag"]["kind"] == "menunggu" for row in people),
        "breadcrumb": _crumbs(found),
        "may_record": may(user, "attendance.record") and found.day <= today(),
        "may_accompany": may(user, "companion.name") and sees_children(user),
        "may_correct": may(user, "attendance.record") or may(user, "attendance.correct"),
        "may_move": may(user, "plan.accept") and found.starts_at > now(),
        "counts": list(found.head_counts.order_by("pk")),
        "may_print": may(user, "attendance.record") or may(user, "site.manage"),
        "may_write": may(user, "letter.issue"),
        "flags": flag_words(flags_of(user, [found]).get(found.pk, [])) if may(user, "flag.decide") else [],
        "reports": list(reports_of(found)) if may(user, "report.decide") else [],
        "pictures": pictures_of([found])[found.pk] if may_see_photos(user, found) else [],
        **beneficiary_words(user, found),
    }
    return render(request, "web/sessions/sesi.html", context)


def _person(appointment: Appointment, record: Attendance | None, held: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return {"appointment": appointment, "record": record, "held": held.get(record.pk) if record else None}


@page("attendance.record")
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Head count, then who is missing, then times: three steps of one form, each works without JavaScript."""
    found = one(session_with_people(actor(request), code))
    data = request.POST if request.method == "POST" else None
    heads, people = HeadsForm(data), people_forms(found, data if data and "langkah" in data else None)
    if data is None or not people or not heads.is_valid():
        return _ask(request, found, heads, people, "hitung" if people else "sudah")
    if data.get("langkah") != "simpan" or not all(person.is_valid() for person in people):
        return _ask(request, found, heads, _missing(people, data), "nama")
    start, end = heads.counts()
    try:
        record_session(
            session=found,
            heads_at_start=start,
            heads_at_end=end,
            seen=[person.seen() for person in people],
            source=heads.source(),
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        refused(heads, refusal)
        return _ask(request, found, heads, people, "nama", status=409)
    look_at(found, at=now())
    say(request, ngettext("%(n)s orang tercatat.", "%(n)s orang tercatat.", len(people)) % {"n": len(people)})
    return redirect("session", found.code)


def _missing(people: list[PersonForm], data: Any) -> list[PersonForm]:
    """As many people as were counted are taken as present; the step asks by name only who is missing."""
    return people if "langkah" in data else [PersonForm(appointment=person.appointment) for person in people]


def _ask(
    request: HttpRequest, found: Session, heads: HeadsForm, people: list[PersonForm], step: str, status: int = 200
) -> HttpResponse:
    counted = heads.cleaned_data.get("start") if heads.is_bound and heads.errors is not None else None
    context = {
        "session": found,
        "heads": heads,
        "people": people,
        "step": step,
        "expected": len(people),
        "counted": counted,
        "absent": 0 if counted is None else max(len(people) - counted, 0),
        "faults": [form for form in (heads, *people) if form.is_bound and form.errors],
        "breadcrumb": _crumbs(found, _("Catat kehadiran")),
    }
    return render(request, "web/sessions/catat.html", context, status=status)


def _count(heads: HeadsForm) -> int | None:
    """The heads counted, where the form could read them."""
    return heads.cleaned_data.get("start") if heads.is_bound and heads.is_valid() else None


@page("attendance.record", "attendance.correct")
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Append a record that replaces another; the reason is required, the old record stays."""
    found = one(session_with_people(actor(request), code))
    expected = [a for a in found.expected if a.pk == number]  # type: ignore[attr-defined]
    record = one(current_records(appointments_in(found)).filter(appointment=number).first() if expected else None)
    expected[0].session = found
    form = PersonForm(request.POST or None, appointment=expected[0], initial=_as_recorded(record))
    del form.fields["absent"]
    form.fields["note"].required = True
    form.fields["note"].label = _("Alasan koreksi")
    if request.method == "POST" and form.is_valid():
        try:
            correct_attendance(attendance=record, seen=form.seen(), by=actor(request), at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            look_at(found, at=now())
            say(request, _("Koreksi tersimpan. Petugas lain perlu memeriksanya. Catatan lama tetap ada."))
            return redirect("session", found.code)
    context = {"session": found, "form": form, "record": record, "breadcrumb": _crumbs(found, _("Koreksi"))}
    return render(request, "web/sessions/koreksi.html", context)


def _as_recorded(record: Attendance) -> dict[str, Any]:
    times = {"started": record.started_at, "ended": record.ended_at}
    found = {name: at.astimezone(WIT).time() for name, at in times.items() if at}
    came = record.started_at is not None and not record.marks.attended
    known = {"outcome": record.outcome, "rest": record.break_minutes, "companion": record.companion}
    return known | {"came": came, "note": ""} | found
