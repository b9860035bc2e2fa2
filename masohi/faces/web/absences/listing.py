"""Missed dates that wait for a decision; those of one order; dates about which somebody may send a word."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masohi.faces.pages import actor, now, page, today
from masohi.faces.web.absences import showing
from masohi.faces.web.orders.frame import frame, seen_order
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui.formats import moment
from masohi.work.absences.queries import absences_of, open_absences, tellable
from masohi.work.placement.models import Appointment
from masohi.work.placement.queries import coming_appointments

SHOWN, A_PAGE = 100, 20
BEFORE, AHEAD = timedelta(days=7), timedelta(days=14)


@page("absence.decide", "excuse.tell")
def absences(request: HttpRequest) -> HttpResponse:
    """For those who decide: what is late, today, this week. For a supervisor: people whose word to pass on."""
    user, day = actor(request), today()
    decides = may(user, "absence.decide")
    rows = open_absences(user)
    found = None if decides else _people(user, request.GET.get("halaman"))
    context = {
        "today": day,
        "decides": decides,
        "groups": showing.groups(rows[:SHOWN], day),
        "more": max(len(rows) - SHOWN, 0),
        "page": found,
        "people": [_person(one) for one in found or ()],
        "failures": may(user, "failure.view"),
        "replans": may(user, "replan.view"),
    }
    return render(request, "web/absences/daftar.html", context)


def _people(user: User, number: str | None) -> Page[Any]:
    """Dates of a few days about which a word can be passed on; those ahead come first."""
    day = today()
    rows = tellable(user).filter(session__day__range=(day - BEFORE, day + AHEAD))
    rows = rows.annotate(over=Case(When(session__day__lt=day, then=1), default=0)).order_by("over", "starts_at", "pk")
    return Paginator(rows, A_PAGE).get_page(number)


def _person(row: Appointment) -> dict[str, Any]:
    """A row of the kit's list."""
    return {
        "label": row.order.person.short_name,
        "note": f"{moment(row.starts_at)} · {row.session.site}",
        "url": reverse("excuse-new", args=[row.session.code, row.order.code]),
    }


@page("absence.decide")
def order_absences(request: HttpRequest, code: str) -> HttpResponse:
    """Every missed date of one order with what was decided, and the dates ahead about which a word can be kept."""
    order = seen_order(request, code)
    rows = absences_of(order)
    told = {one.appointment.pk for one in rows}
    context = {
        **frame(request, order, step=_("Ketidakhadiran")),
        "rows": [
            {"one": one, "url": showing.address(one), "tag": showing.state(one), "what": showing.what(one)}
            for one in reversed(rows)
        ],
        "ahead": [
            {
                "label": moment(row.starts_at),
                "note": str(row.session.site),
                "url": reverse("excuse-new", args=[row.session.code, order.code]),
            }
            for row in coming_appointments(order, at=now())
            if row.pk not in told
        ],
    }
    return render(request, "web/absences/perkara.html", context)
