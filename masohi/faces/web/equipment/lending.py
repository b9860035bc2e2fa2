"""Lend things and take them back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.equipment import showing
from masohi.faces.web.equipment.asking import ask
from masohi.faces.web.equipment.entering import own_item
from masohi.faces.web.equipment.forms import BackForm, LoanForm
from masohi.reentry.equipment.lending.actions import lend_item, take_back
from masohi.reentry.equipment.models import Item
from masohi.reentry.equipment.queries import loan_by_code, loan_takers, open_loans

MOST = 200


@require_safe
@page("equipment.view")
def loans(request: HttpRequest) -> HttpResponse:
    """What is away now, due first."""
    user = actor(request)
    rows = list(open_loans(user)[:MOST])
    context = {
        "rows": showing.loan_rows(rows, user),
        "today": today(),
        "breadcrumb": showing.crumbs((_("Pinjaman"), "")),
    }
    return render(request, "web/equipment/pinjaman.html", context)


def _form(request: HttpRequest, row: Item) -> LoanForm:
    cohorts, trainees, sites = loan_takers(actor(request), row)
    return LoanForm(request.POST or None, cohorts=cohorts, trainees=trainees, sites=sites, day=today())


@page("equipment.manage")
def lend(request: HttpRequest, code: str) -> HttpResponse:
    """Lend a thing to a class, a trainee or a site."""
    row = own_item(request, code)
    form = _form(request, row)
    title = _("Pinjamkan")
    return ask(
        request,
        form,
        lambda: lend_item(item=row, **form.cleaned_data, by=actor(request), at=now()),
        said=_("Pinjaman tercatat."),
        then=reverse("item", args=[code]),
        title=title,
        subject=f"{row.name} · {showing.amount(row)}",
        primary=title,
        back=reverse("item", args=[code]),
        breadcrumb=showing.crumbs((row.name, reverse("item", args=[code])), (title, "")),
    )


@page("equipment.manage")
def back(request: HttpRequest, code: str) -> HttpResponse:
    """A thing came back, or did not."""
    loan = one(loan_by_code(actor(request), code))
    form = BackForm(request.POST or None)
    title = _("Catat kembali")
    return ask(
        request,
        form,
        lambda: take_back(loan=loan, **form.cleaned_data, by=actor(request), at=now()),
        said=_("Kembalinya barang tercatat."),
        then=reverse("loans"),
        title=title,
        subject=loan.item.name,
        hint=_("Dipinjam %(who)s.") % {"who": showing.taker(loan, actor(request))},
        primary=_("Simpan"),
        back=reverse("loans"),
        breadcrumb=showing.crumbs((_("Pinjaman"), reverse("loans")), (title, "")),
    )
