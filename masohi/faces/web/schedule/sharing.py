"""Calendars that other programs subscribe to: whose there are, a new link, the end of one."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from masohi.cases.orders.queries import order_page
from masohi.faces.pages import actor, complain, now, one, page, say
from masohi.ledger.reads.actions import note_read
from masohi.parties.roles import Role
from masohi.supply.sites.queries import managed_sites
from masohi.work.calendars.actions import Shared, revoke_calendar, share_order, share_own, share_site
from masohi.work.calendars.queries import shared_calendars
from masohi.writing.refusals import Refused


@page("site.manage")
def of_site(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendars of one site of the own office."""
    user = actor(request)
    site = one(managed_sites(user).filter(slug=slug).first())
    crumbs = [
        {"label": _("Lokasi"), "url": reverse("sites")},
        {"label": site.name, "url": reverse("site", args=[slug])},
    ]
    told = _("Kalender ini memuat sesi dan jumlah orang, tanpa nama.")
    return _page(request, {"site": site}, lambda: share_site(site=site, by=user, at=now()), site.name, told, crumbs)


@page("calendar.share")
def of_order(request: HttpRequest, code: str) -> HttpResponse:
    """The calendars of one person; opening the page is noted as a reading of the file."""
    user = actor(request)
    if not user.has(Role.PROBATION):
        raise Http404
    order = one(order_page(user, code))
    note_read(order, person=order.person, screen="order-calendar", by=user, at=now())
    crumbs = [
        {"label": _("Perkara"), "url": reverse("orders")},
        {"label": order.case_number, "url": reverse("order-schedule", args=[order.code])},
    ]
    told = _("Kalender ini memuat tempat dan waktu yang sudah diumumkan. Nama dan perkara tidak ada di dalamnya.")
    name = order.person.short_name
    return _page(request, {"order": order}, lambda: share_order(order=order, by=user, at=now()), name, told, crumbs)


@page("calendar.share")
def own(request: HttpRequest) -> HttpResponse:
    """The calendars of the supervisor who asks."""
    user = actor(request)
    if not user.has(Role.SUPERVISOR):
        raise Http404
    crumbs = [{"label": _("Jadwal"), "url": reverse("schedule")}]
    told = _("Kalender ini memuat sesi di semua lokasi Anda dan jumlah orang, tanpa nama.")
    return _page(request, {"supervisor": user}, lambda: share_own(by=user, at=now()), user.name, told, crumbs)


def _page(
    request: HttpRequest,
    subject: dict[str, Any],
    share: Callable[[], Shared],
    name: str,
    told: str,
    crumbs: list[dict[str, str]],
) -> HttpResponse:
    """The links of one subject. A new link is shown once, in the answer to the very press that made it."""
    shared: Shared | None = None
    if request.method == "POST":
        try:
            shared = _pressed(request, subject, share)
        except Refused as refusal:
            complain(request, refusal)
            return redirect(request.path)
        if shared is None:
            say(request, _("Tautan dicabut. Alamat itu tidak dapat dibaca lagi."))
            return redirect(request.path)
    context = {
        "name": name,
        "told": told,
        "links": shared_calendars(actor(request)).filter(**subject),
        "address": request.build_absolute_uri(reverse("calendar-feed", args=[shared.token])) if shared else "",
        "breadcrumb": [*crumbs, {"label": _("Kalender"), "url": ""}],
    }
    return render(request, "web/schedule/kalender.html", context)


def _pressed(request: HttpRequest, subject: dict[str, Any], share: Callable[[], Shared]) -> Shared | None:
    """A new link, or None where one was ended; only links of this very page can be ended here."""
    if request.POST.get("tindakan") != "cabut":
        return share()
    code = request.POST.get("kode", "")
    one(shared_calendars(actor(request)).filter(**subject, code=code).first())
    revoke_calendar(code=code, by=actor(request), at=now())
    return None
