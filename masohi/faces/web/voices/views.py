"""What citizens sent, and the bureau's answers. Only the bureau reads their words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.voices.forms import ComplaintAnswer, NominationAnswer
from masohi.supply.voices import queries
from masohi.supply.voices.actions import CLOSED, answer_complaint, answer_nomination
from masohi.supply.voices.terms import NominationState
from masohi.writing.refusals import Conflict, Refused

A_PAGE = 30
STATES = {
    NominationState.NEW: "menunggu",
    NominationState.ACCEPTED: "info",
    NominationState.DECLINED: "netral",
    NominationState.DONE: "ok",
}


@page("nomination.answer")
def nominations(request: HttpRequest) -> HttpResponse:
    """Nominated places, those without an answer first."""
    rows = Paginator(queries.nominations(actor(request)), A_PAGE).get_page(request.GET.get("halaman"))
    listed = [{"row": row, "kind": STATES[NominationState(row.state)]} for row in rows]
    return render(request, "web/voices/usul.html", {"page": rows, "rows": listed})


@page("nomination.answer")
def nomination(request: HttpRequest, code: str) -> HttpResponse:
    """One nominated place and its answer."""
    row = one(queries.nomination_by_code(actor(request), code))
    form = NominationAnswer(request.POST or None, row=row)
    if form.is_valid():
        try:
            answer_nomination(nomination=row, **form.cleaned_data, by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
            if isinstance(refusal, Conflict):
                keep_typed(form, request, "seen", row.state)
        else:
            say(request, _("Jawaban tersimpan. Pengusul membacanya dengan kodenya."))
            return redirect("nominations")
    context = {"row": row, "form": form, "closed": row.state in CLOSED, "kind": STATES[NominationState(row.state)]}
    return render(request, "web/voices/usul_satu.html", context)


def keep_typed(form: Any, request: HttpRequest, name: str, value: str) -> None:
    """Let the next attempt start from what is stored now; everything typed stays."""
    typed = request.POST.copy()
    typed[name] = value
    form.data = typed


@page("complaint.answer")
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints, those without an answer first and the oldest of them on top."""
    rows = Paginator(queries.complaints(actor(request)), A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "web/voices/aduan.html", {"page": rows, "now": now()})


@page("complaint.answer")
def complaint(request: HttpRequest, code: str) -> HttpResponse:
    """One complaint and its answer."""
    row = one(queries.complaint_by_code(actor(request), code))
    form = ComplaintAnswer(request.POST or None) if row.answered_at is None or request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            answer_complaint(complaint=row, answer=form.cleaned_data["answer"], by=actor(request), at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Jawaban tersimpan. Pengadu membacanya dengan kodenya."))
            return redirect("complaints")
    return render(request, "web/voices/aduan_satu.html", {"row": row, "form": form})
