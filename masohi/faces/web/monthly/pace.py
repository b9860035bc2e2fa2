"""One warning about the pace of an order: what is open, what still fits, what helps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.faces.web.orders.frame import frame, seen_order, weekly_pace
from masohi.parties.access import may
from masohi.ui.formats import duration, long_date
from masohi.work.monthly.models import PaceAlarm
from masohi.work.monthly.pace.actions import see_alarm
from masohi.work.monthly.pace.queries import alarm_page, alarms_of
from masohi.writing.refusals import Refused


@page("pace.see")
def alarm(request: HttpRequest, code: str) -> HttpResponse:
    """The warning with its numbers; the button says that it was read, and everybody sees by whom."""
    row = one(alarm_page(actor(request), code))
    order = seen_order(request, row.order.code)
    if request.method == "POST":
        try:
            see_alarm(alarm=row, by=actor(request), at=now())
        except Refused as refusal:
            complain(request, refusal)
        else:
            say(request, _("Peringatan dicatat sebagai sudah dibaca."))
        return redirect("tasks")
    context = {
        **frame(request, order, step=_("Peringatan laju")),
        "warned": row,
        "rows": _numbers(row),
        "weekly": weekly_pace(order, row.raised_at.date()),
        "every": alarms_of(order),
        "plan_url": reverse("order-schedule", args=[order.code]) if may(actor(request), "schedule.view") else "",
    }
    return render(request, "web/monthly/laju.html", context)


def _numbers(row: PaceAlarm) -> list[dict[str, str]]:
    return [
        {"label": _("Batas penyelesaian"), "value": long_date(row.deadline)},
        {"label": _("Pidana"), "value": duration(row.minutes)},
        {"label": _("Diakui"), "value": duration(row.credited)},
        {"label": _("Sisa jam"), "value": duration(row.open_minutes)},
        {"label": _("Yang masih muat sebelum batas"), "value": duration(row.fits)},
        {"label": _("Paling banyak yang dapat muat"), "value": duration(row.bound)},
    ]
