"""Money of the cooperation by source and line: ceiling, planned, paid; and what the work costs."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, one, page, today
from masohi.faces.web.budget import showing
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.reports.costs.queries import costs_between
from masohi.supply.budget.models import BudgetLine
from masohi.supply.budget.queries import line_by_reference, lines, totals, years
from masohi.supply.commitments.queries import acts_for
from masohi.supply.commitments.queries import commitments as visible_commitments


@page("budget.view")
def budget(request: HttpRequest) -> HttpResponse:
    """One year's lines by source, with sums; for those who see all also what an hour and an order cost."""
    user, day = actor(request), today()
    known = years(user)
    asked = whole_number(request.GET.get("tahun"), most=9999)
    year = asked if asked in known else (day.year if day.year in known or not known else known[0])
    rows = list(lines(user).filter(year=year))
    last = min(date(year, 12, 31), day)
    shows_costs = may(user, "budget.view_all") and date(year, 1, 1) <= last
    context = {
        "year": year,
        "tabs": [_tab(one_year, one_year == year) for one_year in known] if len(known) > 1 else [],
        "sums": totals(rows),
        "groups": showing.by_source(rows),
        "costs": costs_between(date(year, 1, 1), last) if shows_costs else None,
        "may_manage": may(user, "budget.manage"),
        "may_import": may(user, "budget.import"),
        "today": day,
    }
    return render(request, "web/budget/daftar.html", context)


def _tab(year: int, current: bool) -> dict[str, Any]:
    return {"label": str(year), "url": f"{reverse('budget')}?tahun={year}", "current": current, "count": None}


@page("budget.view")
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line: what KJ-04 finds, what is planned for which promise, every payment with its paper."""
    user = actor(request)
    row = one(line_by_reference(user, code))
    seen = set(visible_commitments(user).values_list("pk", flat=True))
    sums = showing.sums_of(row)
    context = {
        "row": row,
        "sums": sums,
        "bar": showing.bar(sums),
        "words": showing.words(sums),
        "findings": showing.findings(row),
        "facts": _facts(row),
        "plans": [(plan, plan.commitment_id in seen) for plan in row.allocations.all() if plan.planned],
        "payments": showing.payments(row, user),
        "may_manage": may(user, "budget.manage"),
        "may_pay": _may_pay(user, row),
        "breadcrumb": showing.crumbs(row),
    }
    return render(request, "web/budget/satu.html", context)


def _may_pay(user: User, row: BudgetLine) -> bool:
    return acts_for(user, row.owner_id, "payment.enter")


def _facts(row: BudgetLine) -> list[dict[str, str]]:
    return [
        {"label": _("Kode sub kegiatan"), "value": row.code},
        {"label": _("Pemegang anggaran"), "value": row.owner.name},
        {"label": _("Dokumen anggaran"), "value": row.document},
    ]
