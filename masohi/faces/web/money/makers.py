"""One maker's premi: line by line, as a sheet to take along, and handed out without cash."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.money import showing
from masohi.faces.web.money.forms import PayForm
from masohi.ledger.reads.actions import note_read
from masohi.reentry.money.paying.actions import pay_out
from masohi.reentry.money.queries import entries_of, maker_by_code, standing
from masohi.reentry.trainees.models import Trainee
from masohi.ui.formats import rupiah
from masohi.writing.documents import draw
from masohi.writing.refusals import Refused


def _opened(request: HttpRequest, code: str, screen: str) -> Trainee:
    user = actor(request)
    row = one(maker_by_code(user, code))
    note_read(row, person=row.person, screen=screen, by=user, at=now())
    return row


@page("money.view")
def maker(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody earned, was handed, and has left. Whoever opens it is noted."""
    row = _opened(request, code, "premi-maker")
    context = {
        "row": row,
        "found": standing(row, today()),
        "entries": list(reversed(showing.entry_rows(list(entries_of(row))))),
        "breadcrumb": showing.crumbs((row.person.list_name, "")),
    }
    return render(request, "web/money/peserta.html", context)


@page("money.view")
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on paper, for the maker. The file's name names nobody."""
    row = _opened(request, code, "premi-sheet")
    with override("id"):  # papers are Indonesian, whatever the page is
        texts = showing.premi_sheet(row, standing(row, today()), list(entries_of(row)), today())
    headers = {"Content-Disposition": f'inline; filename="premi-{row.code}.pdf"'}
    return HttpResponse(draw("lembar-uang", texts, at=now()), content_type="application/pdf", headers=headers)


@page("premi.pay")
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Hand premi out, into an account, into trust or onto a card."""
    user, row = actor(request), _opened(request, code, "premi-pay")
    form = PayForm(request.POST or None)
    if form.is_valid():
        try:
            pay_out(trainee=row, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Premi tercatat diserahkan."))
            return redirect("premi-maker", code)
    title = _("Serahkan premi")
    most = rupiah(standing(row, today()).payable)
    context = {
        "form": form,
        "title": title,
        "subject": row.person.name,
        "hint": _("Dapat diserahkan sekarang: %(most)s.") % {"most": most},
        "primary": _("Catat penyerahan"),
        "back": reverse("premi-maker", args=[code]),
        "breadcrumb": showing.crumbs((row.person.list_name, reverse("premi-maker", args=[code])), (title, "")),
    }
    return render(request, "web/products/isian.html", context)
