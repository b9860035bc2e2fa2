"""Monthly reports: months, one month with the next report in full, one report, the summary."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.cases.orders.models import Order
from masohi.faces.pages import actor, complain, now, one, page, say, today
from masohi.faces.web.monthly import showing, summing
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.ui import formats
from masohi.work.letters.actions import preview
from masohi.work.letters.facts import archive_folder
from masohi.work.letters.terms import LetterKind
from masohi.work.monthly.actions import (
    receive_report,
    return_report,
    send_report,
    write_report,
)
from masohi.work.monthly.facts import first_of, month_named, report_content
from masohi.work.monthly.models import MonthlyReport
from masohi.work.monthly.queries import (
    months_due,
    orders_of_month,
    versions_of,
)
from masohi.writing.archive import fetch
from masohi.writing.refusals import Refused

ROOT = "monthly"


@page("month.view")
def months(request: HttpRequest) -> HttpResponse:
    """The months about which a report is due."""
    user = actor(request)
    rows = [
        {"label": formats.month_and_year(one_), "url": reverse("monthly-month", args=[written(one_)])}
        for one_ in months_due(user, today())
    ]
    return render(request, "web/monthly/bulan_bulan.html", {"rows": rows, "today": today(), "breadcrumb": trail()})


@page("month.view")
def month(request: HttpRequest, month: str) -> HttpResponse:
    """One month: what comes next in full, then every report with its state."""
    user, first = actor(request), past_month(month)
    mine = mine_only(request, user)
    found = showing.lines(user, list(orders_of_month(user, first, mine=mine)), first, day=today())
    sends = may(user, "month.send")
    todo = [line for line in found if (line.waits if not sends else not line.told)]
    todo.sort(key=lambda line: not line.ready)
    context = {
        "month": first,
        "today": today(),
        "breadcrumb": trail(formats.month_and_year(first)),
        "tiles": showing.counted(user, found),
        "next": showing.card(user, todo[0], first) if todo else None,
        "left": len(todo),
        "rows": [showing.row(user, line, first) for line in found],
        "ready": sum(line.ready and not line.told for line in found) if sends else 0,
        "mine": mine,
        "mine_url": f"?punya={'semua' if mine else 'saya'}",
        "summaries": summing.rows(user, first),
        "pairs": summing.offices(user, found),
    }
    return render(request, "web/monthly/bulan.html", context)


def mine_only(request: HttpRequest, user: User) -> bool:
    """A PK sees own orders first, a jaksa those of the office; the address decides otherwise."""
    asked = request.GET.get("punya")
    return asked == "saya" if asked else user.has(Role.PROBATION)


def written(month: date) -> str:
    """A month as it stands in an address."""
    return month.isoformat()[:7]


def past_month(text: str) -> date:
    """The month of an address, which must be over; 404 otherwise."""
    first = one(month_named(text))
    if first >= first_of(today()):
        raise Http404
    return first


def trail(*steps: str) -> list[dict[str, Any]]:
    """The way down from the reports."""
    top = [{"label": _("Laporan"), "url": reverse("reports")}, {"label": _("Laporan bulanan"), "url": reverse(ROOT)}]
    return [*top, *({"label": step} for step in steps)]


@page("month.view")
def report(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """One report with its versions; what is done here leads back to the month, where the next one waits."""
    first, order = past_month(month), seen_order(request, code)
    line = _line(actor(request), order, first)
    if request.method == "POST":
        return _done(request, line, first)
    context = {
        **frame(request, order, step=formats.month_and_year(first)),
        "month": first,
        "card": showing.card(actor(request), line, first),
        "versions": versions_of(line.report).exclude(version=line.report.version) if line.report else [],
        "back": reverse("monthly-month", args=[month]),
    }
    return render(request, "web/monthly/satu.html", context)


def _line(user: User, order: Order, first: date) -> showing.Line:
    rows = list(orders_of_month(user, first).filter(pk=order.pk))
    return one(next(iter(showing.lines(user, rows, first, day=today())), None))


def _done(request: HttpRequest, line: showing.Line, first: date) -> HttpResponse:
    """Keep, send, receive or return, as the button says; a refusal leaves everything as it was."""
    deed, note = request.POST.get("tindakan", ""), request.POST.get("note", "")
    told: dict[str, Any] = {"by": actor(request), "at": now()}
    try:
        if deed == "simpan":
            write_report(order=line.order, month=first, note=note, **told)
            say(request, _("Catatan tersimpan. Laporan belum dikirim."))
            return redirect("monthly-report", written(first), line.order.code)
        if deed == "kirim":
            send_report(order=line.order, month=first, note=note, **told)
            say(request, _("Laporan terkirim ke jaksa."))
        elif deed == "terima" and line.report:
            receive_report(report=line.report, **told)
            say(request, _("Laporan diterima."))
        elif deed == "kembalikan" and line.report:
            return_report(report=line.report, note=note, **told)
            say(request, _("Laporan dikembalikan ke PK dengan catatan Anda."))
    except Refused as refusal:
        complain(request, refusal)
        return redirect("monthly-report", written(first), line.order.code)
    return redirect("monthly-month", written(first))


@page("month.view")
def report_file(request: HttpRequest, month: str, code: str) -> HttpResponse:
    """The letter as it was issued; while the report is not sent, the draft as it would look."""
    first, order = past_month(month), seen_order(request, code)
    line = _line(actor(request), order, first)
    if line.told and line.report and line.report.letter:
        return as_pdf(kept(line.report.letter.sha256), f"laporan-{month}-{order.code}.pdf")
    if not may(actor(request), "month.send"):
        raise Http404
    draft = MonthlyReport(order=order, month=first, facts=line.facts, note=line.report.note if line.report else "")
    content = preview(kind=LetterKind.MONTH, unit=order.bapas, content=report_content(draft), at=now())
    return as_pdf(content, f"konsep-{month}-{order.code}.pdf")


def kept(sha256: str) -> bytes:
    try:
        return fetch(archive_folder(), sha256)
    except (FileNotFoundError, ValueError):
        raise Http404 from None


def as_pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
