"""Complaints of people who serve an order, for those whom they are not about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.ownpages.forms import OwnComplaintAnswer
from masohi.ledger.reads.actions import note_read
from masohi.work.ownpage.complaints.actions import answer_own_complaint
from masohi.work.ownpage.queries import complaint_for, complaints_for, named_to
from masohi.writing.refusals import Refused

A_PAGE = 100


@page("own_complaint.answer")
def complaints(request: HttpRequest) -> HttpResponse:
    """Those that wait, soonest due first, then the answered ones."""
    rows = list(complaints_for(actor(request))[:A_PAGE])
    return render(request, "web/ownpages/aduan.html", {"rows": rows, "today": today()})


@page("own_complaint.answer")
def complaint(request: HttpRequest, code: str) -> HttpResponse:
    """One complaint and its answer. Who does not handle the order reads no name: only the words and the place."""
    user = actor(request)
    row = one(complaint_for(user, code))
    named = named_to(user, row)
    if named:
        note_read(row.order, person=row.order.person, screen="own-complaint", by=user, at=now())
    form = OwnComplaintAnswer(request.POST or None) if row.answered_at is None else None
    if form is not None and form.is_valid():
        try:
            answer_own_complaint(complaint=row, answer=form.cleaned_data["answer"], by=user, at=now())
        except Refused as refusal:
            refused(form, refusal)
        else:
            say(request, _("Jawaban tersimpan. Orangnya membacanya di halamannya sendiri."))
            return redirect("own-complaints")
    context = {"row": row, "form": form, "named": named, "today": today()}
    return render(request, "web/ownpages/aduan_satu.html", context)
