"""The first page of every role: what is to be done; and one search box for everything."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect

from masohi.cases.orders.queries import found
from masohi.faces.addresses import whole_number
from masohi.faces.pages import actor, today
from masohi.faces.web.home import showing
from masohi.faces.web.home.jobs import tasks_of
from masohi.faces.web.home.promises import without_promises
from masohi.faces.web.home.rows import SHOWN
from masohi.parties.access import may
from masohi.parties.roles import Role
from masohi.supply.sites.queries import found_sites
from masohi.work.letters.queries import letter_by_code, letters
from masohi.work.placement.queries import next_sessions


@login_required
def tasks(request: HttpRequest) -> HttpResponse:
    """Today's work of the roles held: late, today, this week, later. Every row leads to the page where it is done."""
    user, day = actor(request), today()
    if user.roles and user.roles <= {Role.LEADER}:
        return redirect("dashboard")  # those who lead have figures to read, no tasks to do
    chosen = request.GET.get("saring", "")
    chosen = chosen if chosen in showing.FILTERS else showing.ALL
    alone = request.GET.get("kelompok", "")
    alone = alone if alone in {group.name for group in showing.GROUPS} else ""
    first = (whole_number(request.GET.get("mulai"), most=9999) or 0) if alone else 0
    rows = tasks_of(user, day)
    context = {
        "groups": showing.groups(showing.filtered(rows, user, chosen), day, alone=alone, first=first),
        "tiles": showing.tiles(rows, day, user) if rows else [],
        "tabs": showing.tabs(user, "" if alone else chosen),
        "chosen": chosen,
        "alone": alone,
        "next_first": first + showing.ALONE,
        "today": day,
        "next": next_sessions(user, day).first() if may(user, "session.view") else None,
        "can_register": may(user, "order.register"),
        "can_import": may(user, "register.import"),
        "has_field": user.has(Role.SUPERVISOR),
        "without_promises": not rows and without_promises(user),
    }
    return render(request, "web/home/tugas.html", context)


@login_required
@csrf_protect
def search(request: HttpRequest) -> HttpResponse:
    """Orders and people, sites, letters. Posted, so that no name stands in an address (decision 0010)."""
    text = request.POST.get("q", "").strip()[:80]
    user = actor(request)
    letter = letter_by_code(text) if 6 <= len(text) <= 14 else None
    if letter is not None and letters(user).filter(pk=letter.pk).exists():
        return redirect("order-letters", letter.order.code) if letter.order else redirect("letter", letter.code)
    context = {
        "search_text": text,
        "orders": list(found(user, text)[:SHOWN]) if text and may(user, "order.view") else [],
        "sites": list(found_sites(user, text)[:SHOWN]) if text else [],
        "today": today(),
    }
    return render(request, "web/home/cari.html", context)
