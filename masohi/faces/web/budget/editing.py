"""Enter a budget line and change it. What KJ-04 finds is shown and stops nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today, warn
from masohi.faces.web.budget import showing
from masohi.faces.web.budget.forms import LineForm, known
from masohi.faces.web.commitments.forms import differences
from masohi.parties.accounts.models import User
from masohi.supply.budget.actions import change_line, enter_line
from masohi.supply.budget.models import BudgetLine
from masohi.supply.budget.queries import line_by_reference
from masohi.writing.refusals import Conflict, Refused


@page("budget.manage")
def new_line(request: HttpRequest) -> HttpResponse:
    """Enter a line."""
    user = actor(request)
    form = LineForm(request.POST or None, initial={"year": today().year, "source": "apbd"})
    if form.is_valid():
        try:
            made = enter_line(**form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Pos anggaran tersimpan."))
            tell_findings(request, user, made)
            return redirect("budget-line", made.reference)
    title = _("Catat pos anggaran")
    context = {"form": form, "title": title, "breadcrumb": showing.crumbs(step=title), "back": reverse("budget")}
    return render(request, "web/budget/isian.html", context)


def tell_findings(request: HttpRequest, user: User, row: BudgetLine) -> None:
    """What KJ-04 says about a line that was just saved, at the top of the next page where that is not the line's."""
    fresh = line_by_reference(user, row.reference)
    if fresh is not None and showing.findings(fresh):
        warn(request, _("Tersimpan, tetapi ada yang perlu dilihat. Baca catatannya di halaman ini."))


@page("budget.manage")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a line; where somebody else was faster, what was typed stays beside what is stored."""
    user = actor(request)
    row = one(line_by_reference(user, code))
    form = LineForm(request.POST or None, initial=known(row))
    title = _("Ubah pos anggaran")
    context: dict[str, Any] = {"form": form, "row": row, "title": title}
    if form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            change_line(line=row, edition=edition, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
            if isinstance(refusal, Conflict):
                context["stored"] = _compare(request, form, row)
        else:
            say(request, _("Pos anggaran tersimpan."))
            tell_findings(request, user, row)
            return redirect("budget-line", code)
    context |= {"breadcrumb": showing.crumbs(row, title), "back": reverse("budget-line", args=[code])}
    return render(request, "web/budget/isian.html", context)


def _compare(request: HttpRequest, form: LineForm, row: BudgetLine) -> list[dict[str, str]]:
    """Let the next attempt count from the stored edition, and name what is stored differently."""
    typed = request.POST.copy()
    typed["edition"] = str(row.edition)
    form.data = typed
    return differences(form, row)
