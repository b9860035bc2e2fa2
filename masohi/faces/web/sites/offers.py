"""What a site offers: weekly slots, supervisors and their leave, and the days on which it is shut."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masohi.faces.pages import actor, complain, now, one, page, refused, say, today
from masohi.faces.web.sites import showing
from masohi.faces.web.sites.offer_forms import ClosureForm, LeaveForm, SlotForm, SupervisorForm
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import members
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.supply.sites.actions import (
    appoint_supervisor,
    close_days,
    close_slot,
    dismiss_supervisor,
    end_leave,
    give_leave,
    open_slot,
)
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import managed_sites, site_page
from masohi.ui.formats import number
from masohi.work.placement.queries import expected_at
from masohi.writing.refusals import Refused


def own_site(user: User, slug: str) -> Site:
    """A site of the own office, or 404."""
    return one(site_page(user).filter(pk__in=managed_sites(user).values("pk"), slug=slug).first())


@page("site.manage")
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a weekly slot, or end one."""
    user = actor(request)
    site = own_site(user, slug)
    if "akhiri" in request.POST:
        return end_slot(request, site)
    form = SlotForm(request.POST or None)
    if form.is_valid():
        try:
            open_slot(site=site, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Bukaan tersimpan."))
            return redirect("site-offer", slug=slug)
    slots = [(slot, showing.day_name(slot.weekday), showing.hours(slot)) for slot in site.slots.all()]
    return render(request, "web/sites/tawaran.html", {"site": site, "form": form, "slots": slots})


def end_slot(request: HttpRequest, site: Site) -> HttpResponse:
    """Offer one slot no more."""
    slot = one(next((s for s in site.slots.all() if str(s.pk) == request.POST["akhiri"]), None))
    close_slot(slot=slot, by=actor(request), at=now())
    say(request, _("Bukaan diakhiri. Sesi yang sudah dijadwalkan tetap berjalan."))
    return redirect("site-offer", slug=site.slug)


@page("supervisor.assign")
def supervisors(request: HttpRequest, slug: str) -> HttpResponse:
    """Appoint a supervisor with a capacity, or end an appointment."""
    user = actor(request)
    site = own_site(user, slug)
    if "lepas" in request.POST:
        row = one(next((s for s in site.supervisors.all() if s.person.username == request.POST["lepas"]), None))
        dismiss_supervisor(supervisor=row, by=user, at=now())
        say(request, _("Pengawas tidak lagi bertugas di lokasi ini. Catatannya tetap ada."))
        return redirect("site-supervisors", slug=slug)
    ratio = parameters_in_force().value("supervisor_ratio", today())
    form = SupervisorForm(
        request.POST or None, people=list(members(Role.SUPERVISOR, [site.host_id])), initial={"capacity": ratio}
    )
    if form.is_valid():
        try:
            appoint_supervisor(site=site, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Pengawas ditunjuk."))
            return redirect("site-supervisors", slug=slug)
    return render(request, "web/sites/pengawas.html", {"site": site, "form": form, "ratio": ratio})


@page("supervisor.assign")
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Note when a supervisor is away, or take it back; sessions already planned stay."""
    user = actor(request)
    site = own_site(user, slug)
    posts = list(site.supervisors.all())
    leaves = showing.leaves(site, today())
    if "batalkan" in request.POST:
        row = one(next((row for row in leaves if str(row.pk) == request.POST["batalkan"]), None))
        end_leave(leave=row, by=user, at=now())
        say(request, _("Cuti dibatalkan. Jadwal yang sudah disusun ulang tetap seperti sekarang."))
        return redirect("site-leave", slug=slug)
    form = LeaveForm(request.POST or None, posts=posts)
    if form.is_valid():
        try:
            give_leave(**form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Cuti tersimpan. PK melihatnya di halaman Susun ulang."))
            return redirect("site-leave", slug=slug)
    return render(request, "web/sites/cuti.html", {"site": site, "form": form, "leaves": leaves})


@page("site.manage")
def shut(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the site for some days, and say how many sessions that meets."""
    user = actor(request)
    site = own_site(user, slug)
    form = ClosureForm(request.POST or None)
    if form.is_valid():
        try:
            closure = close_days(site=site, **form.cleaned_data, by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Hari tutup tersimpan. Rencana baru tidak memakai hari itu."))
            met = expected_at(user, site, closure.first_day, closure.last_day)["sessions"]
            if met:
                complain(request, Refused(sessions_met(met)))
            return redirect("site", slug=slug)
    return render(request, "web/sites/tutup.html", {"site": site, "form": form, "today": today()})


def sessions_met(count: int) -> str:
    """What an office must do about sessions that were planned before the closure: they stay, nothing moves them."""
    return ngettext(
        "%(n)s sesi pada hari itu tetap ada di jadwal. Kabari PK. Sesudah harinya, pengawas mencatat: lokasi tutup.",
        "%(n)s sesi pada hari itu tetap ada di jadwal. Kabari PK. Sesudah harinya, pengawas mencatat: lokasi tutup.",
        count,
    ) % {"n": number(count)}
