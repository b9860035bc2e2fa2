"""What protective equipment lies where, and whether it is enough for the fullest hour of the week."""

from typing import NamedTuple

from django.db.models import Max, Model, Q, QuerySet

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reentry.equipment.stock.models import GearMove, GearStock
from masohi.reentry.equipment.stock.terms import Gear
from masohi.supply.sites.models import Site, Slot

SEALED: tuple[type[Model], ...] = (GearStock, GearMove)


class Enough(NamedTuple):
    """Pieces of one kind at a site, over all sizes, and how many people stand there at once at most."""

    gear: Gear
    there: int
    people: int

    @property
    def missing(self) -> int:
        """How many pieces are missing for the fullest hour."""
        return max(self.people - self.there, 0)


def gear_sites(user: User) -> QuerySet[Site]:
    """Sites whose protective equipment `user` counts: of the own office, or supervised by `user`."""
    if not may(user, "gear.move"):
        return Site.objects.none()
    own = Q(host__in=user.organisations_as(Role.OFFICE)) | Q(supervisors__person=user)
    return Site.objects.filter(own, active=True).distinct().select_related("host").order_by("name")


def keeps_gear(user: User, site: Site) -> bool:
    """Whether `user` counts what lies at `site`."""
    return gear_sites(user).filter(pk=site.pk).exists()


def gear_site_at(user: User, slug: str) -> Site | None:
    """The site of that address, where `user` counts its equipment."""
    return gear_sites(user).filter(slug=slug).first()


def stocks_at(site: Site) -> QuerySet[GearStock]:
    """What lies at a site, by kind and size."""
    return site.stocks.order_by("gear", "size")


def moves_at(site: Site) -> QuerySet[GearMove]:
    """Every movement at a site, newest first."""
    return GearMove.objects.filter(stock__site=site).select_related("stock", "by")


def enough_at(site: Site) -> list[Enough]:
    """Kinds that were ever counted at a site against the most places of one opening."""
    people = Slot.objects.filter(site=site, active=True).aggregate(most=Max("places"))["most"] or 0
    there: dict[str, int] = {}
    for stock in stocks_at(site):
        there[stock.gear] = there.get(stock.gear, 0) + stock.count
    return [Enough(Gear(gear), count, people) for gear, count in there.items()]
