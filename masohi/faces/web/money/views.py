"""The unit's money: what waits to be divided, the month, who has how much, and by which policy."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, complain, now, one, page, refused, say, today, told, warn
from masohi.faces.web.commitments.forms import ReasonForm
from masohi.faces.web.money import showing
from masohi.faces.web.money.forms import DepositForm, PolicyForm
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money import queries
from masohi.reentry.money.actions import Waiting, set_policy, split_sales, withdraw_split
from masohi.reentry.money.figures.queries import year_figures
from masohi.reentry.money.paying.actions import note_deposit
from masohi.reentry.money.returns.queries import counters_in
from masohi.writing.documents import draw
from masohi.writing.refusals import Refused

FORM = "web/products/isian.html"
LATEST = 20
FIRST_YEAR = 2020


def unit_asked(request: HttpRequest, user: User) -> Organisation:
    """The unit that the address names, else the first of the own ones; 404 for another's."""
    own = list(queries.units(user))
    asked = request.GET.get("unit", "")
    return one(next((unit for unit in own if not asked or unit.short_name == asked), None))


def month_named(text: str) -> date:
    """The first day of a month written "2026-10"; 404 for anything else and for a month to come."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if first > today() or first.year < FIRST_YEAR:
        raise Http404
    return first


@page("money.view")
def money(request: HttpRequest) -> HttpResponse:
    """What waits to be divided, this month, and who has how much."""
    user, day = actor(request), today()
    if "bagi" in request.POST:
        return _divide(request, user)
    unit = unit_asked(request, user)
    first = day.replace(day=1)
    policy = queries.policy_on(unit, day)
    context = {
        "unit": unit,
        "others": [row for row in queries.units(user) if row != unit],
        "policy": showing.policy_facts(policy) if policy else None,
        "sums": showing.kept_in(queries.month_of(unit, first)),
        "month": first,
        "waiting": [sale for sale in queries.sales_to_split(user) if sale.unit_id == unit.pk],
        "makers": [(row, found) for row, found in queries.standings(user, day) if row.unit_id == unit.pk],
        "splits": queries.splits(user).filter(sale__unit=unit)[:LATEST],
    }
    return render(request, "web/money/uang.html", context)


def _divide(request: HttpRequest, user: User) -> HttpResponse:
    unit = unit_asked(request, user)
    try:
        done, waiting = split_sales(sales=queries.sales_to_split(user).filter(unit=unit), by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        if done:
            say(request, _("%(count)s penjualan dibagi. Jumlahnya cocok sampai rupiah.") % {"count": len(done)})
        _tell_waiting(request, waiting)
    return redirect(f"{reverse('money')}?{urlencode({'unit': unit.short_name})}")


def _tell_waiting(request: HttpRequest, waiting: list[Waiting]) -> None:
    for words in sorted({told(finding) for one_sale in waiting for finding in one_sale.findings}):
        warn(request, words)


@page("product.count")
def figures(request: HttpRequest) -> HttpResponse:
    """What the units made and sold in a year, in numbers; no person stands here."""
    latest = today().year
    asked = whole_number(request.GET.get("tahun"), most=latest)
    year = asked if asked is not None and asked >= FIRST_YEAR else latest
    context = {"year": year, "before": year - 1 if year > FIRST_YEAR else None, "rows": year_figures(year)}
    context["after"] = year + 1 if year < latest else None
    return render(request, "web/money/angka.html", context)


@page("money.view")
def split(request: HttpRequest, code: str) -> HttpResponse:
    """One division: how a sale's money was divided, who got what, and the way to take it back."""
    user = actor(request)
    row = one(queries.split_by_code(user, code))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_split(split=row, reason=form.cleaned_data["reason"], by=user, at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Pembagian ditarik. Periksa pesertanya, lalu bagi lagi."))
        return redirect("split", code)
    context = {
        "row": row,
        "entries": row.entries.all(),
        "counters": row.counters.select_related("refund"),
        "policy": showing.policy_facts(row.policy),
        "form": form,
        "mine": row.made_by_id == user.pk,
        "breadcrumb": showing.crumbs((_("Pembagian hasil"), "")),
    }
    return render(request, "web/money/pembagian.html", context)


@page("money.view")
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy of the own units, newest first."""
    rows = queries.policies(actor(request))
    context = {"rows": [(row, showing.policy_facts(row)) for row in rows]}
    return render(request, "web/money/kebijakan.html", context | {"breadcrumb": showing.crumbs((_("Kebijakan"), ""))})


@page("policy.set")
def new_policy(request: HttpRequest) -> HttpResponse:
    """Set how a unit divides from a day on."""
    user = actor(request)
    form = PolicyForm(request.POST or None, units=queries.units(user), initial={"valid_from": today()})
    if form.is_valid():
        try:
            set_policy(**form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Kebijakan tersimpan."))
            return redirect("split-policies")
    title = _("Tetapkan kebijakan")
    context = {
        "form": form,
        "title": title,
        "hint": _("Premi, PNBP, dan modal berjumlah 100%. Kebijakan lama tetap berlaku untuk hari-hari sebelumnya."),
        "primary": _("Simpan kebijakan"),
        "back": reverse("split-policies"),
        "breadcrumb": showing.crumbs((_("Kebijakan"), reverse("split-policies")), (title, "")),
    }
    return render(request, FORM, context)


@page("money.view")
def month(request: HttpRequest, name: str) -> HttpResponse:
    """A month: turnover, profit, what goes to whom, and what of PNBP was paid in."""
    user = actor(request)
    unit, first = unit_asked(request, user), month_named(name)
    form = DepositForm(request.POST or None, initial={"paid_on": today()})
    if form.is_valid():
        try:
            note_deposit(unit=unit, month=first, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Setoran tersimpan."))
            return redirect(f"{reverse('money-month', args=[name])}?{urlencode({'unit': unit.short_name})}")
    sums = queries.month_of(unit, first)
    context = {
        "unit": unit,
        "month": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": queries.next_month(first) if queries.next_month(first) <= today() else None,
        "sums": sums,
        "facts": [{"label": label, "value": value} for label, value in showing.month_facts(sums)],
        "splits": queries.splits_in(unit, first),
        "deposits": queries.deposits_of(unit, first),
        "counters": counters_in(unit, first),
        "form": form,
        "breadcrumb": showing.crumbs((_("Laporan bulan"), "")),
    }
    return render(request, "web/money/bulan.html", context)


@page("money.view")
def month_paper(request: HttpRequest, name: str) -> HttpResponse:
    """The month's statement as a PDF."""
    unit, first = unit_asked(request, actor(request)), month_named(name)
    with override("id"):  # papers are Indonesian, whatever the page is
        texts = showing.month_sheet(unit, first, queries.month_of(unit, first))
    headers = {"Content-Disposition": f'inline; filename="pnbp-{name}.pdf"'}
    return HttpResponse(draw("lembar-uang", texts, at=now()), content_type="application/pdf", headers=headers)
