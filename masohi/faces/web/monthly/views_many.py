"""Send what is ready after a look at it; send a summary, open its letter, receive it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masohi.faces.pages import actor, complain, now, one, page, say, today, warn
from masohi.faces.web.monthly import showing
from masohi.faces.web.monthly.views import as_pdf, kept, past_month, trail, written
from masohi.parties.accounts.models import User
from masohi.ui import formats
from masohi.work.monthly.actions import receive_summary, send_report, send_summary
from masohi.work.monthly.queries import newest_summary, orders_of_month, summary_page, unsent
from masohi.writing.refusals import Refused


@page("month.send")
def send_all(request: HttpRequest, month: str) -> HttpResponse:
    """Which own reports are ready and which are not and why; the button sends those that this page named."""
    user, first = actor(request), past_month(month)
    found = showing.lines(user, list(unsent(user, first)), first, day=today())
    if request.method == "POST":
        _send(request, user, first, [line for line in found if line.order.code in request.POST.getlist("perkara")])
        return redirect("monthly-month", month)
    ready = [line for line in found if line.ready]
    context = {
        "month": first,
        "breadcrumb": trail(formats.month_and_year(first)),
        "ready": [{"line": line, **showing.row(user, line, first)} for line in ready],
        "words": showing.reports_words(len(ready)),
        "others": [_left(user, line, first) for line in found if not line.ready],
    }
    return render(request, "web/monthly/kirim.html", context)


def _left(user: User, line: showing.Line, first: date) -> dict[str, Any]:
    return showing.row(user, line, first) | {"note": showing.missing(line)}


def _send(request: HttpRequest, user: User, first: date, chosen: list[showing.Line]) -> None:
    """What has stopped being ready since the page was shown stays."""
    sent, left = 0, 0
    for line in chosen:
        if not line.ready:
            left += 1
            continue
        try:
            send_report(order=line.order, month=first, by=user, at=now())
            sent += 1
        except Refused as refusal:
            complain(request, refusal)
    if sent:
        say(request, _("%(reports)s terkirim ke jaksa.") % {"reports": showing.reports_words(sent)})
    if left:
        told = _("%(reports)s tidak terkirim: baru saja ada yang berubah. Periksa lagi.")
        warn(request, told % {"reports": showing.reports_words(left)})


@page("month.send")
@require_POST
def summarise(request: HttpRequest, month: str) -> HttpResponse:
    """Send the summary of what was sent to one prosecutor's office."""
    user, first = actor(request), past_month(month)
    order = orders_of_month(user, first).filter(prosecutor_office=one(_number(request.POST.get("kejari")))).first()
    row = one(order)
    before = newest_summary(row.bapas, row.prosecutor_office, first)
    try:
        made = send_summary(bapas=row.bapas, kejari=row.prosecutor_office, month=first, by=user, at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        if made != before:
            say(request, _("Rekap terkirim."))
        else:
            say(request, _("Rekap ini sudah terkirim dan tidak ada yang baru. Tidak ada rekap kedua."))
    return redirect("monthly-month", month)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


@page("month.view")
def summary_file(request: HttpRequest, code: str) -> HttpResponse:
    """The summary's letter, for both offices."""
    row = one(summary_page(actor(request), code))
    return as_pdf(kept(row.letter.sha256 if row.letter else ""), f"rekap-{written(row.month)}-{row.code}.pdf")


@page("month.receive")
@require_POST
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """The jaksa has read the summary."""
    row = one(summary_page(actor(request), code))
    try:
        receive_summary(summary=row, by=actor(request), at=now())
    except Refused as refusal:
        complain(request, refusal)
    else:
        say(request, _("Rekap diterima."))
    return redirect("monthly-month", written(row.month))
