"""Read sites."""

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from masohi.parties.accounts.models import User
from masohi.parties.accounts.terms import Role
from masohi.supply.sites.models import Closure, Site, Slot, Supervisor
from masohi.writing.names import search_key


def sites(user: User) -> QuerySet[Site]:
    """Sites that `user` may see, with host, village and weekly places."""
    rows = Site.objects.visible_to(user).select_related("host", "village", "village__parent")
    return rows.annotate(weekly_places=Sum("slots__places", filter=Q(slots__active=True), default=0))


def managed_sites(user: User) -> QuerySet[Site]:
    """Sites of the offices that `user` acts for."""
    return Site.objects.filter(host__in=user.organisations_as(Role.OFFICE))


def site_page(user: User) -> QuerySet[Site]:
    """Sites with all that one site's page shows, in a fixed number of queries."""
    return sites(user).prefetch_related(
        Prefetch("slots", Slot.objects.filter(active=True)),
        Prefetch("supervisors", Supervisor.objects.select_related("person")),
        Prefetch("closures", Closure.objects.order_by("first_day")),
        "agreements",
    )


def placeable_sites() -> QuerySet[Site]:
    """Sites where people may be planned: in use and declared non-commercial and not degrading (KS-17)."""
    return Site.objects.filter(active=True).exclude(declared_on=None).order_by("pk")


def site_named(text: str) -> Site | None:
    """The one site in use that a verdict's wording names, spelling aside; None where none or several fit."""
    wanted = search_key(text)
    if not wanted:
        return None
    keys = [(site, search_key(site.name)) for site in Site.objects.filter(active=True)]
    exact = [site for site, key in keys if key == wanted]
    near = exact or [site for site, key in keys if wanted in key or key in wanted]
    return near[0] if len(near) == 1 else None


def supervised_places(site: Site) -> int:
    """How many people the site's supervisors may watch at once."""
    return site.supervisors.aggregate(places=Sum("capacity", default=0), people=Count("pk"))["places"]
