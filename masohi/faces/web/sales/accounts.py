"""The official account of the own unit."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, refused, say, today
from masohi.faces.web.sales import showing
from masohi.faces.web.sales.forms import AccountForm
from masohi.reentry.sales.accounts.actions import set_account
from masohi.reentry.sales.accounts.models import Account
from masohi.reentry.sales.accounts.queries import accounts_of, own_units
from masohi.writing.refusals import Refused


@page("sale.account")
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts that were and are in force, and a form for the next one."""
    user = actor(request)
    units = list(own_units(user, "sale.account"))
    known = list(accounts_of(unit.pk for unit in units))
    form = AccountForm(request.POST or None, request.FILES or None, units=units, initial=_last(known))
    if form.is_valid():
        try:
            set_account(**form.given(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Rekening tersimpan. Pembeli melihatnya sejak tanggal itu."))
            return redirect("sale-accounts")
    context = {"form": form, "rows": known, "today": today(), "breadcrumb": showing.crumbs(_("Rekening resmi"))}
    return render(request, "web/sales/rekening.html", context, status=409 if form.errors else 200)


def _last(known: list[Account]) -> dict[str, object]:
    """What stands in the newest account, so that only what changes is typed."""
    names = ("bank", "number", "holder", "basis", "desk_phone", "address", "opening", "delivers")
    told = {name: getattr(known[0], name) for name in names} if known else {}
    return told | {"valid_from": today()}
