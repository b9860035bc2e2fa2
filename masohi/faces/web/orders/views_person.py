"""The person of an order: what planning needs, and the NIK for those who may see it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from masohi.cases.orders.models import Order
from masohi.cases.people.actions import change_person, view_nik
from masohi.cases.people.models import BusyHours, Person
from masohi.cases.people.terms import Limit
from masohi.faces.pages import actor, now, page, refused, say
from masohi.faces.web.orders.fields import minutes_of
from masohi.faces.web.orders.forms_change import PersonForm
from masohi.faces.web.orders.frame import WEEKDAYS, frame, order_now, renew_edition, seen_order
from masohi.faces.web.orders.views_twins import twins_panel
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.queries import villages
from masohi.parties.roles import Role
from masohi.ui.formats import joined, long_date
from masohi.writing.refusals import Conflict, Refused


@page("person.view")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Who it is; the PK changes what planning needs, everybody else reads."""
    order = seen_order(request, code)
    user = actor(request)
    context = {
        **frame(request, order, "order-person"),
        **twins_panel(user, order),
        "rows": _identity(order.person),
        "may_see_nik": may(user, "nik.view") and bool(order.person.nik_sealed),
    }
    if not may(user, "person.change"):
        context["known"] = _known(order.person, user)
        return render(request, "web/orders/orang.html", context)
    form = _form(request, order.person)
    if request.method == "POST" and _saved(request, order, form):
        say(request, gettext("Data orang tersimpan. Usulan jadwal berikutnya memakainya."))
        return redirect("order-person", order.code)
    stored = _known(order_now(request, code).person, user) if form.non_field_errors() else []
    return render(request, "web/orders/orang.html", context | {"form": form, "stored": stored})


def _form(request: HttpRequest, who: Person) -> PersonForm:
    held = {
        "village": who.village_id,
        "phone": who.phone,
        "limits": who.limits,
        "health_note": who.health_note,
        "skills": ", ".join(who.skills),
        "languages": ", ".join(who.languages),
        "edition": who.edition,
    }
    return PersonForm(request.POST or None, stored=list(who.busy_hours.all()), initial=held)


def _saved(request: HttpRequest, order: Order, form: PersonForm) -> bool:
    if not form.is_valid():
        return False
    try:
        change_person(person=order.person, **_details(form), by=actor(request), at=now())
    except Conflict as conflict:
        refused(form, conflict)
        renew_edition(form, request.POST, order_now(request, order.code).person.edition)
    except (Refused, ValidationError) as refusal:
        refused(form, refusal)
    return not form.errors


def _details(form: PersonForm) -> dict[str, Any]:
    said = form.cleaned_data
    busy = [
        BusyHours(weekday=day, from_minute=minutes_of(start), to_minute=minutes_of(end), reason=why)
        for day, start, end, why in form.busy()
    ]
    return {
        "edition": said["edition"],
        "village": next((place for place in villages() if place.code == said["village"]), None),
        "phone": said["phone"],
        "limits": sorted(said["limits"]),
        "health_note": said["health_note"],
        "skills": _list(said["skills"]),
        "languages": _list(said["languages"]),
        "busy": busy,
    }


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _identity(who: Person) -> list[dict[str, Any]]:
    nik = who.nik_masked or gettext("Tidak ada: %(reason)s") % {"reason": who.nik_reason or "–"}
    return [
        {"label": gettext("Nama"), "value": who.name},
        {"label": gettext("Tanggal lahir"), "value": long_date(who.birth_date) if who.birth_date else ""},
        {"label": gettext("Jenis kelamin"), "value": who.get_sex_display()},
        {"label": "NIK", "value": nik},
    ]


def _known(who: Person, user: User) -> list[dict[str, Any]]:
    """What is stored for planning, for reading and for comparing after a conflict."""
    limits = dict(Limit.choices)
    busy = [
        f"{WEEKDAYS[row.weekday]} {row.from_minute // 60:02}.{row.from_minute % 60:02}"
        f"–{row.to_minute // 60:02}.{row.to_minute % 60:02}"
        for row in who.busy_hours.all()
    ]
    village = f"{who.village.name}, {who.village.parent.name}" if who.village and who.village.parent else who.village
    rows: list[dict[str, Any]] = [
        {"label": gettext("Kelurahan atau negeri"), "value": village},
        {"label": gettext("Nomor HP"), "value": who.phone},
        {"label": gettext("Batas kemampuan"), "value": joined([str(limits.get(one, one)) for one in who.limits])},
        {"label": gettext("Keterampilan"), "value": joined(who.skills)},
        {"label": gettext("Bahasa"), "value": joined(who.languages)},
        {"label": gettext("Waktu tidak tersedia"), "value": "; ".join(busy)},
    ]
    if user.has(Role.PROSECUTOR, Role.PROBATION):
        rows.append({"label": gettext("Catatan kesehatan"), "value": who.health_note})
    return rows


@page("nik.view")
@require_POST
def nik(request: HttpRequest, code: str) -> HttpResponse:
    """Show the NIK once, on a page that is kept nowhere; the ledger remembers who looked."""
    order = seen_order(request, code)
    number = view_nik(person=order.person, thread=order, by=actor(request), at=now())
    messages.info(request, gettext("Pembukaan NIK ini tercatat di Riwayat."))
    context = {
        **frame(request, order, "order-person"),
        "rows": _identity(order.person),
        "nik": number,
        "known": _known(order.person, actor(request)),
    }
    return render(request, "web/orders/orang.html", context)
