"""Agreements about to end, and whom that meets: the sites that rest on them, the people planned there afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from masohi.cases.orders.models import Order
from masohi.law.agreements import NOTICES
from masohi.law.parameters import Parameters
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.supply.agreements.facts import notice_of
from masohi.supply.agreements.models import Agreement
from masohi.supply.agreements.queries import ending_between
from masohi.supply.sites.models import Site
from masohi.supply.sites.queries import terms_of_sites
from masohi.work.placement.terms import AppointmentState

LOOKING_BACK: Final = timedelta(days=365)
"""For how long an agreement that has lapsed is spoken of although its sites rest on others now."""


@dataclass(frozen=True)
class Ending:
    """One agreement and what its end meets. `notice` is the level it falls under (days), None where it has lapsed.

    `bare` are those of `sites` that rest on nothing else from the day after its last, or today where that day is past;
    `sessions` and `people` count planned work there after its last day.
    """

    agreement: Agreement
    days_left: int
    notice: int | None
    sites: list[Site]
    bare: frozenset[int]
    sessions: int
    people: int


def endings(day: date, parameters: Parameters, *, counting: bool = True) -> list[Ending]:
    """Signed agreements that end within the widest notice, and lapsed ones on which sites in use still rest: for a
    year, and as long as one of those sites rests on nothing else.

    The nearest end first; lapsed ones come first. A fixed number of queries, however many there are. Without
    `counting` nobody looks through the schedule: sessions and people stay 0.
    """
    widest = max(int(parameters.value(key, day)) for key in NOTICES)
    rows = list(ending_between(date.min, day + timedelta(days=widest)))
    found = effects(rows, day, parameters, counting=counting)
    return [one for one in found if one.days_left >= (0 if not one.sites else -LOOKING_BACK.days) or one.bare]


def effects(
    agreements: Iterable[Agreement], day: date, parameters: Parameters, *, counting: bool = True
) -> list[Ending]:
    """What the end of each of these agreements meets, in their order; at most three queries."""
    rows = list(agreements)
    sites = _sites_on(rows)
    keys = {site.pk for group in sites.values() for site in group}
    terms = terms_of_sites(keys)
    planned = _planned_after(rows, day) if counting else {}
    return [
        Ending(
            row,
            (row.last_day - day).days,
            notice_of(row, day, parameters),
            sites[row.pk],
            frozenset(site.pk for site in sites[row.pk] if _bare(terms[site.pk], row.last_day, day)),
            *planned.get(row.pk, (0, 0)),
        )
        for row in rows
    ]


def _sites_on(agreements: list[Agreement]) -> dict[int, list[Site]]:
    """By agreement (primary key): the sites in use that rest on it, by name."""
    through = Site.agreements.through.objects.filter(agreement__in=agreements, site__active=True)
    found: dict[int, list[Site]] = defaultdict(list)
    for row in through.select_related("site__host").order_by("site__name"):
        found[row.agreement_id].append(row.site)
    return found


def _bare(terms: list[tuple[date, date]], last: date, day: date) -> bool:
    """Whether nothing holds on the day after `last`, or on `day` where that is later.

    Counted in days, because no day follows 31 December 9999.
    """
    gone = max(last, day - timedelta(days=1))
    return not any((begins - gone).days <= 1 and ends > gone for begins, ends in terms)


def _planned_after(agreements: list[Agreement], day: date) -> dict[int, tuple[int, int]]:
    """By agreement: how many sessions are planned at its sites after its last day, and for how many people."""
    last = Least(F("agreement__ends_on"), Coalesce(F("agreement__ended_on"), F("agreement__ends_on")))
    rows = Site.agreements.through.objects.filter(
        agreement__in=agreements,
        site__active=True,
        site__sessions__day__gte=day,
        site__sessions__day__gt=last,
        site__sessions__appointments__state=AppointmentState.PLANNED,
    )
    counted = rows.values("agreement").annotate(
        sessions=Count("site__sessions", distinct=True),
        people=Count("site__sessions__appointments__order__person", distinct=True),
    )
    return {row["agreement"]: (row["sessions"], row["people"]) for row in counted.order_by()}


def orders_after(user: User, agreement: Agreement, day: date) -> QuerySet[Order]:
    """Orders that `user` handles with sessions planned at the agreement's sites after its last day, by code.

    For everybody else there are numbers only.
    """
    if not may(user, "order.view"):
        return Order.objects.none()
    there = Q(
        appointments__state=AppointmentState.PLANNED,
        appointments__session__site__agreements=agreement,
        appointments__session__site__active=True,
        appointments__session__day__gte=day,
        appointments__session__day__gt=agreement.last_day,
    )
    return Order.objects.visible_to(user).filter(there).distinct().order_by("code")
