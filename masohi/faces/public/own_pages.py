"""A person's own page: the one screen, "I cannot come", six digits, hours, letters, rights, complaints. No account."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from masohi.cases.contacts.queries import addressee
from masohi.faces.public.own_door import Visit, behind_digits, open_door, own_page, shown, shut_door
from masohi.faces.public.own_screen import excuse_states, history, phone_of, screen
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.files.actions import LARGEST
from masohi.ui import formats
from masohi.work.absences.terms import FOR_PERSON
from masohi.work.letters.facts import archive_folder
from masohi.work.ownpage.actions import ask_code, open_own_page, send_own_complaint, send_own_excuse
from masohi.work.ownpage.models import OwnComplaint
from masohi.work.ownpage.queries import own_complaints, own_date, own_letters
from masohi.work.ownpage.terms import DIGITS, About
from masohi.work.placement.terms import AppointmentState
from masohi.writing.archive import fetch
from masohi.writing.codes import tidy_code
from masohi.writing.indonesian import WIT
from masohi.writing.names import storable
from masohi.writing.refusals import Refused

PICTURES: Final = dict(zip(FOR_PERSON, ("sick", "work", "family", "other"), strict=True))
"""Which picture and word stands for which reason."""


@own_page
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The one screen: next date, hours left, whom to call, "I cannot come"."""
    return shown(request, "satu", visit, **screen(visit))


@own_page
def excuse(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Four pictures of reasons and a photo that nobody has to add; then the screen again, which says it was sent."""
    code = tidy_code(request.GET.get("sesi", ""))[:12]
    date = own_date(visit.order, code, at=visit.at)
    if date is None or visit.words["told"] in excuse_states(visit).get(date.pk, []):
        return redirect("own-page", visit.token)
    missed = date.state != AppointmentState.PLANNED
    if missed and not visit.opened:
        return redirect("own-code", visit.token)
    back, fault = "own-more" if missed else "own-page", ""
    if request.method == "POST":
        reason = request.POST.get("alasan", "")
        if reason not in FOR_PERSON:
            fault = visit.words["choose"]
        else:
            try:
                send_own_excuse(
                    link=visit.link,
                    session=code,
                    reason=reason,
                    file=_picture(request),
                    by=system_account(),
                    at=visit.at,
                )
            except Refused as refusal:
                fault = str(refusal)
            else:
                return redirect(back, visit.token)
    context = {
        "back": back,
        "day": formats.day_and_date(date.starts_at),
        "session": code,
        "reasons": [(reason.value, name, visit.words[name]) for reason, name in PICTURES.items()],
        "fault": fault,
    }
    return shown(request, "halangan", visit, 409 if fault else 200, **context)


def _picture(request: HttpRequest) -> tuple[str, bytes] | None:
    """Name and bytes of the photo, where there is one; of what is too large only enough to see that it is."""
    file = request.FILES.get("foto")
    return (file.name or "foto", file.read(LARGEST + 1)) if file else None


@own_page
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take six digits, or ask for them by message."""
    if visit.opened:
        return redirect("own-more", visit.token)
    reachable = bool(settings.GATEWAY_URL and addressee(visit.order).number)  # without a gateway the PK reads codes out
    fault, asked = "", False
    if request.method == "POST" and "minta" in request.POST and reachable:
        try:
            ask_code(link=visit.link, by=system_account(), at=visit.at)
            asked = True
        except Refused:
            fault = visit.words["often"]
    elif request.method == "POST":
        digits = "".join(sign for sign in request.POST.get("angka", "")[:20] if sign in "0123456789")
        try:
            if open_own_page(link=visit.link, digits=digits[: DIGITS + 1], by=system_account(), at=visit.at):
                return open_door(redirect("own-more", visit.token), visit)
            fault = visit.words["wrong"]
        except Refused:
            fault = visit.words["locked"]
    context = {"fault": fault, "asked": asked, "reachable": reachable}
    return shown(request, "kode", visit, 409 if fault else 200, **context, call=phone_of(visit.order))


@own_page
@behind_digits
def more(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every hour and whether it counts, letters, rights, complaints."""
    context: dict[str, Any] = {
        "lines": history(visit),
        "letters": own_letters(visit.order),
        "complaints": [_complaint(visit, row) for row in own_complaints(visit.order)],
        "rights": [visit.words[key] for key in visit.words if key.startswith("right_")],
        "call": phone_of(visit.order),
        "sent": request.GET.get("aduan") == "terkirim",
    }
    return shown(request, "lengkap", visit, **context)


def _complaint(visit: Visit, row: OwnComplaint) -> dict[str, str]:
    return {
        "about": visit.words[f"a_{row.about}"],
        "sent": formats.long_date(row.sent_at),
        "answer": row.answer,
        "until": visit.fill("answer_until", day=formats.day_and_date(row.due_on)),
    }


@own_page
@behind_digits
def complain(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write a complaint; somebody answers whom it is not about."""
    fault, given = "", {"about": request.GET.get("tentang", ""), "text": ""}
    if request.method == "POST":
        given = {"about": request.POST.get("tentang", ""), "text": storable(request.POST.get("isi", ""))[:1500]}
        if given["about"] not in About.values or not given["text"].strip():
            fault = visit.words["say_what"]
        else:
            try:
                send_own_complaint(link=visit.link, **given, by=system_account(), at=visit.at)
            except Refused:
                fault = visit.words["too_many"]
            else:
                return redirect(reverse("own-more", args=[visit.token]) + "?aduan=terkirim#aduan")
    days = int(parameters_in_force().value("own_complaint_days", visit.at.astimezone(WIT).date()))
    context = {
        "choices": [(choice.value, visit.words[f"a_{choice.value}"]) for choice in About],
        "given": given,
        "fault": fault,
        "answered": visit.fill("answered_by", n=days),
    }
    return shown(request, "aduan", visit, 409 if fault else 200, **context)


@own_page
@behind_digits
def letter(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """A letter of this person's as PDF, byte for byte; for any other, and where its bytes were changed, the list."""
    found = own_letters(visit.order).filter(code=code).first()
    try:
        content = fetch(archive_folder(), found.sha256 if found else "")
    except (OSError, ValueError):
        return redirect("own-more", visit.token)
    assert found is not None  # nothing lies in the archive under no name
    headers = {"Content-Disposition": f'attachment; filename="{found.kind}-{found.code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@own_page
def close(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shut what the digits opened: the phone may be somebody else's."""
    response = redirect("own-page", visit.token)
    return shut_door(response) if request.method == "POST" else response
