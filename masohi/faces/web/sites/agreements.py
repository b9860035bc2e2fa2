"""The register of agreements that sites rest on."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.sites.forms import AgreementForm
from masohi.parties.access import may
from masohi.parties.parameters.queries import parameters_in_force
from masohi.supply.agreements.actions import register_agreement
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import agreements as visible_agreements
from masohi.writing.refusals import Refused

A_PAGE = 50


@page("agreement.view")
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements, newest first, with how long they still hold."""
    user, day = actor(request), today()
    found = Paginator(visible_agreements(user), A_PAGE).get_page(request.GET.get("halaman"))
    notice = timedelta(days=parameters_in_force().value("agreement_notice", day))
    context = {
        "page": found,
        "rows": [(agreement, state(agreement, day, notice)) for agreement in found],
        "today": day,
        "may_add": may(user, "agreement.register"),
    }
    return render(request, "web/sites/perjanjian.html", context)


def state(agreement: Agreement, day: date, notice: timedelta) -> dict[str, Any]:
    """Whether the agreement is in force on `day`, and whether that ends within `notice`."""
    if agreement.ends_on < day:
        return {"kind": "galat", "text": _("Sudah berakhir")}
    if agreement.begins_on > day:
        return {"kind": "menunggu", "text": _("Belum berlaku")}
    if agreement.ends_on - day < notice:
        return {"kind": "awas", "text": _("Segera berakhir")}
    return {"kind": "ok", "text": _("Berlaku")}


@page("agreement.register")
def new_agreement(request: HttpRequest) -> HttpResponse:
    """Enter a signed agreement."""
    user = actor(request)
    form = AgreementForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            register_agreement(**form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Perjanjian tersimpan."))
            return redirect("agreements")
    return render(request, "web/sites/perjanjian_baru.html", {"form": form})
