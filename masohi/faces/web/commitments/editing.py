"""Enter a promise, change it, give it up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say
from masohi.faces.web.commitments import showing
from masohi.faces.web.commitments.forms import CommitmentForm, ReasonForm, differences, known
from masohi.supply.commitments.actions import cancel_commitment, change_commitment, make_commitment
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import commitment_by_code
from masohi.writing.refusals import Conflict, Refused


@page("commitment.manage")
def new_commitment(request: HttpRequest) -> HttpResponse:
    """Enter a promise."""
    user = actor(request)
    given = {"agreement": request.GET.get("perjanjian", "")[:12], "owner": request.GET.get("dinas", "")[:60]}
    form = CommitmentForm(request.POST or None, initial=given, user=user)
    if form.is_valid():
        try:
            made = make_commitment(**form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Komitmen tersimpan."))
            return redirect("commitment", made.code)
    title = _("Catat komitmen")
    context = {"form": form, "title": title, "breadcrumb": showing.crumbs(step=title), "back": reverse("commitments")}
    return render(request, "web/commitments/isian.html", context)


@page("commitment.manage")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a promise; where somebody else was faster, what was typed stays beside what is stored."""
    user = actor(request)
    row = one(commitment_by_code(user, code))
    form = CommitmentForm(request.POST or None, initial=known(row), user=user)
    title = _("Ubah komitmen")
    context: dict[str, Any] = {"form": form, "row": row, "title": title}
    if form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            change_commitment(commitment=row, edition=edition, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
            if isinstance(refusal, Conflict):
                context["stored"] = _compare(request, form, row)
        else:
            say(request, _("Komitmen tersimpan."))
            return redirect("commitment", code)
    context |= {"breadcrumb": showing.crumbs(row, title), "back": reverse("commitment", args=[code])}
    return render(request, "web/commitments/isian.html", context)


def _compare(request: HttpRequest, form: CommitmentForm, row: Commitment) -> list[dict[str, str]]:
    """Let the next attempt count from the stored edition, and name what is stored differently."""
    typed = request.POST.copy()
    typed["edition"] = str(row.edition)
    form.data = typed
    return differences(form, row)


@page("commitment.manage")
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give a promise up, with a reason."""
    user = actor(request)
    row = one(commitment_by_code(user, code))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            cancel_commitment(commitment=row, reason=form.cleaned_data["reason"], by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Komitmen dibatalkan. Bukti dan alasannya tetap dapat dibaca."))
            return redirect("commitment", code)
    title = _("Batalkan komitmen")
    context = {
        "form": form,
        "title": title,
        "subject": row.what,
        "hint": _("Komitmen tidak lagi dihitung. Alasan, bukti, dan riwayatnya tetap dapat dibaca."),
        "primary": title,
        "danger": True,
        "back": reverse("commitment", args=[code]),
        "breadcrumb": showing.crumbs(row, title),
    }
    return render(request, "web/commitments/satu_isian.html", context)
