"""What the service let fail: by office and month, session by session. No person is named here."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, page, today
from masohi.ui.formats import duration, long_date, month_and_year, number
from masohi.work.attendance.terms import Outcome
from masohi.work.failures.facts import BENCHMARK_PERCENT, NOBODY, Account, Failure
from masohi.work.failures.queries import accounts, failures

SHOWN = 200
YEARS = 50  # beyond which an address names no month of ours
LABELS = dict(Outcome.choices)


def month_named(text: str, day: date) -> date:
    """The first day of the month that an address names ("2026-11"), or of the month of `day`."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = day
    return (month if abs(month.year - day.year) <= YEARS else day).replace(day=1)


def after(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=31)).replace(day=1)


@page("failure.view")
def account(request: HttpRequest) -> HttpResponse:
    """One month: how often each office's sites failed the people who were due there, and the sessions behind it."""
    user, day = actor(request), today()
    month = month_named(request.GET.get("bulan", ""), day)
    last = after(month) - timedelta(days=1)
    rows = accounts(user, month, last, at=now())
    found = failures(user, month, last)
    context = {
        "month": month,
        "tabs": _months(month, day),
        "columns": _columns(),
        "rows": [{"cells": _cells(one)} for one in rows],
        "sessions": [_session(one) for one in found[:SHOWN]],
        "more": max(len(found) - SHOWN, 0),
        "benchmark": BENCHMARK_PERCENT,
        "caption": _("Kegagalan layanan, %(month)s") % {"month": month_and_year(month)},
    }
    return render(request, "web/absences/kegagalan.html", context)


def _months(month: date, day: date) -> list[dict[str, Any]]:
    """This month and the five before it."""
    found, one = [], day.replace(day=1)
    for _n in range(6):
        url = f"{reverse('failures')}?bulan={one:%Y-%m}"
        found.append({"label": month_and_year(one), "url": url, "current": one == month, "count": None})
        one = (one - timedelta(days=1)).replace(day=1)
    return found


def _columns() -> list[dict[str, Any]]:
    names = (_("Jadwal lewat"), _("Gagal"), _("Bagian"), _("Orang"), _("Jam hilang"), _("Jam diakui"))
    return [{"label": _("Dinas")}, *({"label": name, "numeric": True} for name in names), {"label": _("Sebab")}]


def _cells(one: Account) -> list[dict[str, Any]]:
    causes = [f"{LABELS[code]}: {number(n)}" for code, n in sorted(one.causes.items())]
    rate = _share(one.per_thousand)
    tagged = {"tag": {"kind": "awas", "text": rate}} if one.high and one.office != NOBODY else {"text": rate}
    return [
        {"text": one.office or _("Cuaca dan laut: bukan kesalahan dinas")},
        {"text": number(one.past)},
        {"text": number(one.failed)},
        tagged,
        {"text": number(one.people)},
        {"text": duration(one.lost_minutes)},
        {"text": duration(one.given_minutes)},
        {"text": "; ".join(causes) or "–"},
    ]


def _share(per_thousand: int | None) -> str:
    """Thousandths as a percentage with one decimal."""
    return "–" if per_thousand is None else f"{number(per_thousand // 10)},{per_thousand % 10}%"


def _session(one: Failure) -> dict[str, Any]:
    people = _("%(n)s orang") % {"n": number(one.people)}
    owed = one.office or _("cuaca")
    return {
        "label": f"{long_date(one.day)} · {one.site}",
        "note": f"{one.cause} · {owed} · {people} · {duration(one.lost_minutes)}",
    }
