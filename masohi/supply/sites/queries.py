"""Read sites."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.terms import AgreementState
from masohi.supply.sites.models import Closure, Leave, Site, Slot, Supervisor
from masohi.writing.names import search_key


def sites(user: User) -> QuerySet[Site]:
    """Sites that `user` may see, with host, village and weekly places."""
    rows = Site.objects.visible_to(user).select_related("host", "village", "village__parent")
    slots = Slot.objects.filter(site=OuterRef("pk"), active=True).order_by().values("site")
    # A subquery, because a join with supervisors would count every place once for each of them.
    return rows.annotate(weekly_places=Coalesce(Subquery(slots.annotate(sum=Sum("places")).values("sum")), 0))


def find_sites(
    rows: QuerySet[Site], *, text: str = "", host: str = "", risk: str = "", indoor: str = ""
) -> QuerySet[Site]:
    """Narrow `rows`: words of name, work or village; short name of the host; risk; `indoor` "ya", "tidak" or empty."""
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(tasks__icontains=word) | Q(village__name__icontains=word))
    if host:
        rows = rows.filter(host__short_name=host)
    if risk:
        rows = rows.filter(risk=risk)
    return rows.filter(indoor=indoor == "ya") if indoor in {"ya", "tidak"} else rows


def hosts_of(user: User) -> list[str]:
    """Short names of the offices whose sites `user` may see."""
    rows = Site.objects.visible_to(user).order_by("host__short_name")
    return list(rows.values_list("host__short_name", flat=True).distinct())


def managed_sites(user: User) -> QuerySet[Site]:
    """Sites of the offices that `user` acts for."""
    return Site.objects.filter(host__in=user.organisations_as(Role.OFFICE))


def site_page(user: User) -> QuerySet[Site]:
    """Sites with all that one site's page shows, in a fixed number of queries."""
    return sites(user).prefetch_related(
        Prefetch("slots", Slot.objects.filter(active=True)),
        Prefetch(
            "supervisors",
            Supervisor.objects.select_related("person").prefetch_related(
                Prefetch("leaves", Leave.objects.select_related("supervisor__person"))
            ),
        ),
        Prefetch("closures", Closure.objects.order_by("first_day")),
        Prefetch("agreements", Agreement.objects.select_related("umbrella")),
    )


def placeable_sites(day: date) -> QuerySet[Site]:
    """Sites where people may work on `day`: in use, and declared by a signer non-commercial and not degrading (KS-17).

    Before `declared_on` nobody works there: who plans further than `day` must look at that date too.
    """
    return Site.objects.filter(active=True, declared_on__lte=day).exclude(declared_by="").order_by("pk")


def site_named(text: str) -> Site | None:
    """The one site in use that a verdict's wording names, spelling aside; None where none or several fit."""
    return sites_named([text])[text]


def sites_named(texts: Iterable[str]) -> dict[str, Site | None]:
    """The same for many wordings at once, in one query; none where there is no wording."""
    wanted = {text: search_key(text) for text in texts}
    keys = [(site, search_key(site.name)) for site in Site.objects.filter(active=True)] if any(wanted.values()) else []
    return {text: _named(key, keys) if key else None for text, key in wanted.items()}


def _named(wanted: str, keys: list[tuple[Site, str]]) -> Site | None:
    exact = [site for site, key in keys if key == wanted]
    near = exact or [site for site, key in keys if wanted in key or key in wanted]
    return near[0] if len(near) == 1 else None


def names_of_sites(keys: Iterable[int]) -> dict[str, str]:
    """Primary key as text to name, for the sentences of a plan."""
    return {str(key): name for key, name in Site.objects.filter(pk__in=set(keys)).values_list("pk", "name")}


def undeclared_sites(user: User, day: date) -> QuerySet[Site]:
    """Own sites that nobody may be sent to on `day` because the declaration, or its signer, is missing (KS-17)."""
    return managed_sites(user).filter(active=True).exclude(pk__in=placeable_sites(day).values("pk"))


def terms_of_sites(keys: Iterable[int]) -> dict[int, list[tuple[date, date]]]:
    """For each site (primary key) the first and last days in force of the signed agreements it rests on, in one query.

    What the parties ended early holds until that day; a draft holds nobody.
    """
    found: dict[int, list[tuple[date, date]]] = {key: [] for key in keys}
    rows = Site.agreements.through.objects.filter(site__in=found).exclude(agreement__state=AgreementState.DRAFT)
    names = ("site", "agreement__begins_on", "agreement__ends_on", "agreement__ended_on")
    for site, begins, ends, ended in rows.values_list(*names):
        found[site].append((begins, min(ends, ended or ends)))
    return found


def found_sites(user: User, text: str) -> QuerySet[Site]:
    """Sites whose name contains what was typed."""
    return Site.objects.visible_to(user).filter(name__icontains=text.strip()).order_by("name")


def all_sites() -> QuerySet[Site]:
    """Every site with its host and district, whoever asks; for the program's own work and what is published."""
    return Site.objects.select_related("host", "village__parent").order_by("pk")


def sites_resting_on(agreement: Agreement) -> QuerySet[Site]:
    """Sites in use that rest on the agreement, with host and village, by name."""
    rows = Site.objects.filter(agreements=agreement, active=True)
    return rows.select_related("host", "village").order_by("name")


def keys_seen(user: User, sites: Iterable[Site]) -> set[int]:
    """Primary keys of those of these sites whose pages `user` may open."""
    rows = Site.objects.visible_to(user).filter(pk__in=[site.pk for site in sites])
    return set(rows.values_list("pk", flat=True))


class Watch(NamedTuple):
    """How many people supervisors can watch: `usual` by site (primary key), `on` by site and day where it is fewer."""

    usual: dict[int, int]
    on: dict[tuple[int, date], int]

    def places(self, site: int, day: date) -> int:
        """At one site on one day; 0 where nobody supervises."""
        return self.on.get((site, day), self.usual.get(site, 0))


def watch_between(first: date, last: date) -> Watch:
    """The watch over all sites between two days, both included. Always two queries."""
    watch = Watch(dict(Site.objects.values_list("pk").annotate(places=Sum("supervisors__capacity", default=0))), {})
    rows = Leave.objects.filter(first_day__lte=last, last_day__gte=first).select_related("supervisor")
    away = {(row.supervisor, day) for row in rows for day in days_of(row) if first <= day <= last}
    for supervisor, day in away:  # a set: whoever has two leaves on one day is missed once
        watch.on[supervisor.site_id, day] = watch.places(supervisor.site_id, day) - supervisor.capacity
    return watch


def days_of(row: Closure | Leave) -> list[date]:
    """Every day of a closure or leave."""
    return [row.first_day + timedelta(days=n) for n in range((row.last_day - row.first_day).days + 1)]


def closures_ahead(day: date) -> QuerySet[Closure]:
    """Closures that still have days after `day`, with their sites, soonest first; whoever asks."""
    return Closure.objects.filter(last_day__gt=day).select_related("site").order_by("first_day", "pk")


def leaves_ahead(day: date) -> QuerySet[Leave]:
    """Leaves that still have days after `day`, with site and supervisor, soonest first; whoever asks."""
    rows = Leave.objects.filter(last_day__gt=day).select_related("supervisor__site", "supervisor__person")
    return rows.order_by("first_day", "pk")


def sites_by_key(keys: Iterable[str]) -> dict[str, Site]:
    """Sites by primary key as text, for what the planner named."""
    return {str(site.pk): site for site in Site.objects.filter(pk__in=[int(key) for key in keys])}
