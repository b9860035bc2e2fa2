"""A session: who is expected, what was seen, what the second officer says of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.sessions.forms import HeadsForm, PersonForm, people_forms
from masohi.faces.web.sessions.words import FLAGS
from masohi.parties.access import may
from masohi.work.attendance.actions import correct_attendance, record_session, verify_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.queries import current_records, flags, records_to_verify, sessions_to_verify
from masohi.work.placement.models import Session
from masohi.work.placement.queries import appointments_in, session_with_people
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused

SHOWN = 25


def _crumbs(session: Session, *more: str) -> list[dict[str, str]]:
    steps = [{"label": _("Jadwal"), "url": reverse("schedule")}]
    steps.append({"label": str(session.site), "url": reverse("session", args=[session.code])})
    return steps + [{"label": label, "url": ""} for label in more]


@page("session.view")
def session(request: HttpRequest, code: str) -> HttpResponse:
    """Who is expected or what was recorded, with corrections."""
    found = one(session_with_people(actor(request), code))
    records = {r.appointment_id: r for r in current_records(appointments_in(found))}
    people = [{"appointment": a, "record": records.get(a.pk)} for a in found.expected]  # type: ignore[attr-defined]
    user = actor(request)
    context = {
        "session": found,
        "people": people,
        "breadcrumb": _crumbs(found),
        "may_record": may(user, "attendance.record") and found.day <= today(),
        "may_correct": may(user, "attendance.record") or may(user, "attendance.correct"),
        "counts": list(found.head_counts.order_by("pk")),
    }
    return render(request, "web/sessions/sesi.html", context)


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
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        refused(heads, refusal)
        return _ask(request, found, heads, people, "nama", status=409)
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
            say(request, _("Koreksi tersimpan. Petugas lain perlu memeriksanya. Catatan lama tetap ada."))
            return redirect("session", found.code)
    context = {"session": found, "form": form, "record": record, "breadcrumb": _crumbs(found, _("Koreksi"))}
    return render(request, "web/sessions/koreksi.html", context)


def _as_recorded(record: Attendance) -> dict[str, Any]:
    times = {"started": record.started_at, "ended": record.ended_at}
    found = {name: at.astimezone(WIT).time() for name, at in times.items() if at}
    return {"outcome": record.outcome, "rest": record.break_minutes, "note": "", **found}


@page("attendance.verify")
def verify_hours(request: HttpRequest) -> HttpResponse:
    """Sessions with records that wait: accept all that is in order, refuse exceptions with a reason."""
    user = actor(request)
    if request.method == "POST":
        return _verify(request)
    waiting = list(sessions_to_verify(user)[: SHOWN + 1])
    cards = [
        {
            "session": one_session,
            "flags": [FLAGS[code] for code in flags(one_session)],
            "records": [r for a in one_session.waiting for r in a.current],  # type: ignore[attr-defined]
        }
        for one_session in waiting[:SHOWN]
    ]
    return render(request, "web/sessions/verifikasi.html", {"cards": cards, "more": len(waiting) > SHOWN})


def _verify(request: HttpRequest) -> HttpResponse:
    """Decide one session, or every session that showed nothing odd: the records that were on the page, no others."""
    user = actor(request)
    shown, odd = _numbers(request, "catatan"), _numbers(request, "tolak")
    records = list(records_to_verify(user).filter(pk__in=shown))
    good, bad = [r for r in records if r.pk not in odd], [r for r in records if r.pk in odd]
    try:
        if len(records) != len(shown) or not shown:
            raise Conflict(_("Sebagian catatan sudah diperiksa atau dikoreksi. Periksa lagi; belum ada yang berubah."))
        verify_attendance(accepted=good, refused=bad, reason=request.POST.get("alasan", ""), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        told = ngettext("%(n)s catatan diakui.", "%(n)s catatan diakui.", len(good)) % {"n": len(good)}
        extra = ngettext("%(n)s tidak diakui.", "%(n)s tidak diakui.", len(bad)) % {"n": len(bad)} if bad else ""
        say(request, f"{told} {extra}".strip())
    return redirect("verify-hours")


def _numbers(request: HttpRequest, name: str) -> set[int]:
    """Row numbers posted under `name`; anything else is not a number."""
    return {int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdigit() and len(text) < 19}
