"""Enter a site and change it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, now, one, page, refused, say, today
from masohi.faces.web.sites.forms import SiteForm, known
from masohi.faces.web.sites.showing import differences
from masohi.supply.sites.actions import change_site, open_site
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import managed_sites, site_page
from masohi.writing.refusals import Conflict, Refused


@page("site.manage")
def new_site(request: HttpRequest) -> HttpResponse:
    """Enter a site of the own office."""
    user = actor(request)
    form = SiteForm(request.POST or None, user=user, today=today())
    if form.is_valid():
        try:
            made = open_site(**form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
        else:
            say(request, _("Lokasi tersimpan. Sekarang buka tawaran: hari, jam, dan jumlah orang."))
            return redirect("site", slug=made.slug)
    return render(request, "web/sites/isian.html", {"form": form, "title": _("Tambah lokasi")})


@page("site.manage")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a site; where somebody else was faster, what was typed stays beside what is stored."""
    user = actor(request)
    site = one(site_page(user).filter(pk__in=managed_sites(user).values("pk"), slug=slug).first())
    form = SiteForm(request.POST or None, initial=known(site), user=user, today=today())
    context: dict[str, Any] = {"form": form, "site": site, "title": _("Ubah lokasi")}
    if form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            change_site(site=site, edition=edition, **form.details(), by=user, at=now())
        except (Refused, ValidationError) as refusal:
            refused(form, refusal)
            if isinstance(refusal, Conflict):
                context["stored"] = compare(form, request.POST.copy(), site)
        else:
            say(request, _("Lokasi tersimpan."))
            return redirect("site", slug=site.slug)
    return render(request, "web/sites/isian.html", context)


def compare(form: SiteForm, typed: QueryDict, site: Site) -> list[dict[str, str]]:
    """Let the next attempt count from the stored edition, and name what is stored differently."""
    typed["edition"] = str(site.edition)
    form.data = typed
    labels = {name: str(field.label) for name, field in form.fields.items() if name != "edition"}
    return differences(site, form.cleaned_data, labels)
