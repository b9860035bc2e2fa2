"""Everybody who comes home, one person, and what became of those who came."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, now, one, page, today
from masohi.faces.web.reintegration import boarding, showing
from masohi.ledger.reads.actions import note_read
from masohi.parties.access import may
from masohi.reentry.followup import queries
from masohi.reentry.followup.checks.queries import asked_now, checks_of, to_check, verdicts_of
from masohi.reentry.followup.cohorts.queries import least_people, outcomes_for, years
from masohi.reentry.followup.models import Client
from masohi.reentry.followup.programmes.queries import integrations_of, nearest_post
from masohi.reentry.followup.referrals.queries import board, going_home, late_offices, preparing_days, referrals_of
from masohi.reentry.followup.welcome.queries import welcomes_of

MOST, ENDED, A_PAGE = 200, 40, 40


@require_http_methods(["GET", "HEAD", "POST"])
@page("homecoming.view", "referral.answer")
def returning(request: HttpRequest) -> HttpResponse:
    """Who goes home soon, whom to ask, the board of referrals, and everybody who is accompanied.

    A search forgives spelling and finds those too whose time is over; a name is sent, never part of an address.
    """
    user, day, text = actor(request), today(), request.POST.get("cari", "").strip()[:60]
    own = may(user, "homecoming.view")
    rows, within = board(user, most=MOST, ended=ENDED), preparing_days(day)
    mine = queries.clients(user).filter(pk__in={one.referral.client_id for one in rows}) if own else ()
    known = queries.clients_called(user, text) if text else queries.clients(user, day)
    listed = Paginator(known, A_PAGE).get_page(request.GET.get("halaman")) if own else None
    context = {
        "columns": boarding.columns(rows, {one.pk for one in mine}, user, day),
        "ended": ENDED if sum(one.referral.ended_at is not None for one in rows) == ENDED else 0,
        "going": boarding.going_rows(going_home(user, day, within)[:MOST], day) if own else [],
        "within": within,
        "asks": showing.due_rows(to_check(user, day)[:MOST]) if own else [],
        "page": listed,
        "people": showing.client_rows(listed or ()),
        "own": own,
        "text": text,
        "today": day,
    }
    return render(request, "web/reintegration/daftar.html", context)


def seen_client(request: HttpRequest, code: str) -> Client:
    """The client of the own unit, after the reading was noted; 404 elsewhere."""
    user = actor(request)
    row = one(queries.client_by_code(user, code))
    note_read(row, person=row.person, screen="returning", by=user, at=now())
    return row


@require_safe
@page("homecoming.view")
def client(request: HttpRequest, code: str) -> HttpResponse:
    """One person: the plan, referrals, those at home, askings, ways home, and who may know what."""
    user, day = actor(request), today()
    row = seen_client(request, code)
    plan, draft = queries.plan_in_force(row), queries.draft_of(row)
    manages = row.closed_on is None and row.unit_id in user.offices_for("homecoming.manage")
    context = {
        "row": row,
        "plan": plan,
        "needs": list(queries.needs_of(plan)) if plan else [],
        "reviews": list(queries.reviews_of(plan)) if plan else [],
        "draft": draft,
        "drafted": list(queries.needs_of(draft)) if draft else [],
        "may_approve": bool(draft and draft.written_by_id != user.pk and not row.closed_on),
        "instruments": list(queries.instruments_of(row)),
        "sharings": showing.sharing_rows(queries.sharings_of(row)),
        "referrals": showing.referral_rows(referrals_of(row)),
        "welcomes": list(welcomes_of(row)),
        "checks": list(checks_of(row)),
        "verdicts": list(verdicts_of(row)),
        "ways": list(integrations_of(row)),
        "near": nearest_post(row),
        "manages": manages,
        "ask": asked_now(row, day) if manages else None,
        "today": day,
        "breadcrumb": showing.crumbs((row.person.list_name, "")),
    }
    return render(request, "web/reintegration/klien.html", context)


@require_safe
@page("homecoming.count", "homecoming.view")
def figures(request: HttpRequest) -> HttpResponse:
    """What became of those who came home in one year, by own unit and in the city, and which offices are late."""
    day = today()
    known = years(day)
    year = whole_number(request.GET.get("tahun")) or (known[0] if known else day.year)
    year = min(max(year, 2000), day.year)
    found = outcomes_for(actor(request), date(year, 1, 1), date(year, 12, 31), day)
    context = {
        "year": year,
        "years": known,
        "tables": [
            {"name": name, "about": f"{name}, {year}", "rows": showing.outcome_rows(rows)}
            for name, rows in [
                *[(unit.short_name, rows) for unit, rows in found.units],
                *([(_("Seluruh kota"), found.city)] if found.city is not None else []),
            ]
        ],
        "questions": list(showing.QUESTIONS.values()),
        "late": late_offices(day),
        "least": least_people(day),
        "today": day,
        "address": reverse("returning-figures"),
    }
    return render(request, "web/reintegration/angka.html", context)
