"""Sites as those see them who may: a list with a map, and one page each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from masohi.faces.pages import actor, one, page, today, told
from masohi.faces.web.sites import showing
from masohi.parties.access import may
from masohi.parties.parameters.queries import parameters_in_force
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.queries import beneficiaries_of
from masohi.supply.sites.queries import find_sites, hosts_of, site_page
from masohi.supply.sites.queries import sites as visible_sites
from masohi.supply.sites.terms import Risk
from masohi.work.placement.queries import expected_at

CONTACTS = ("beneficiary.register", "beneficiary.confirm")
A_PAGE = 60
FILTERS = ("q", "dinas", "risiko", "dalam")


@page("site.view")
def sites(request: HttpRequest) -> HttpResponse:
    """The map and, beside it, the list with the same sites."""
    user, day = actor(request), today()
    text, host, risk, indoor = (request.GET.get(name, "").strip()[:100] for name in FILTERS)
    rows = find_sites(visible_sites(user), text=text, host=host, risk=risk, indoor=indoor)
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": found,
        "points": [showing.point(site, day) for site in found],
        "hosts": hosts_of(user),
        "risks": Risk.choices,
        "chosen": {"q": text, "dinas": host, "risiko": risk, "dalam": indoor},
        "filtered": any((text, host, risk, indoor)),
        "may_add": may(user, "site.manage"),
    }
    return render(request, "web/sites/daftar.html", context)


@page("site.view")
def site(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one site, first what stands in the way of using it."""
    user, day = actor(request), today()
    found = one(site_page(user).filter(slug=slug).first())
    parameters = parameters_in_force()
    grounds = showing.grounds(found, day, parameters)
    context = {
        "site": found,
        "state": showing.state(found, day),
        "findings": [(kind, told(finding)) for kind, finding in showing.findings(found, day, parameters)],
        "grounds": grounds,
        "lapsed": showing.lapsed(grounds),
        "sees_agreements": may(user, "agreement.view"),
        "identity": [
            {"label": _("Dinas"), "value": found.host.short_name},
            {"label": _("Kecamatan"), "value": found.village.parent.name if found.village.parent else ""},
            {"label": _("Risiko"), "value": found.get_risk_display()},
        ],
        "facts": showing.facts(found),
        "week": showing.week(found.slots.all()),
        "closures": [closure for closure in found.closures.all() if closure.last_day >= day],
        "leaves": showing.leaves(found, day),
        "ahead": expected_at(user, found, day) if may(user, "session.view") else None,
        "points": [showing.point(found, day)],
        "today": day,
        "contacts": list(beneficiaries_of(found)),
        "sees_contacts": any(may(user, deed) for deed in CONTACTS),
        "counts_gear": may(user, "gear.move"),
        "own": may(user, "site.manage") and found.host_id in user.organisations_as(Role.OFFICE),
    }
    return render(request, "web/sites/lokasi.html", context)
