"""Read handovers, and choose what goes into one."""

from django.db.models import Count, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.parties.organisations.terms import Kind
from masohi.reentry.equipment.models import Handover, HandoverLine, Item
from masohi.reentry.equipment.queries import HERE, items
from masohi.reentry.equipment.terms import HandoverState, ItemState
from masohi.supply.commitments.models import Commitment
from masohi.supply.commitments.queries import commitments
from masohi.supply.commitments.terms import CommitmentKind

TAKERS = (Kind.OFFICE, Kind.YOUTH, Kind.PRISON, Kind.WOMEN, Kind.REMAND, Kind.PROBATION)
"""Kinds of institutions that hold equipment."""


def handovers(user: User) -> QuerySet[Handover]:
    """Handovers in which the own institution gives or receives, newest first, with how many lines (`size`)."""
    rows = Handover.objects.visible_to(user).select_related("giver", "receiver", "commitment")
    return rows.annotate(size=Count("lines"))


def handover_by_code(user: User, code: str) -> Handover | None:
    """The handover of that code where `user` may see it."""
    rows = handovers(user).select_related("scan", "made_by", "ended_by", "commitment__owner")
    return rows.filter(code=code).first()


def handovers_of(commitment: Commitment) -> QuerySet[Handover]:
    """Handovers that were received for a commitment, newest first, whoever asks, with how many lines (`size`)."""
    rows = commitment.handovers.filter(state=HandoverState.RECEIVED).select_related("receiver")
    return rows.annotate(size=Count("lines"))


def lines_of(handover: Handover) -> QuerySet[HandoverLine]:
    """What goes, in the order in which it was written down."""
    return handover.lines.select_related("item").order_by("pk")


def to_receive(user: User) -> QuerySet[Handover]:
    """What waits for a word of the own institution, oldest first, with `size`; not what one wrote oneself."""
    rows = Handover.objects.filter(state=HandoverState.OPEN, receiver__in=user.offices_for("equipment.manage")).exclude(
        made_by=user
    )
    return rows.select_related("giver", "receiver").annotate(size=Count("lines")).order_by("day", "pk")


def givable(user: User, giver: Organisation) -> QuerySet[Item]:
    """Items of `giver` that can go to somebody else now."""
    rows = items(user).filter(HERE, owner=giver)
    return rows.filter(state__in=[ItemState.FIT, ItemState.BROKEN])


def takers(giver: Organisation) -> QuerySet[Organisation]:
    """Institutions to which something can be handed over."""
    return organisations(*TAKERS).exclude(pk=giver.pk).order_by("short_name")


def promised(user: User, giver: Organisation) -> QuerySet[Commitment]:
    """Living commitments of the giver about equipment and training, to which a handover can belong."""
    kinds = [CommitmentKind.EQUIPMENT, CommitmentKind.TRAINING]
    return commitments(user).filter(owner__in=[giver.pk, *filter(None, [giver.parent_id])], kind__in=kinds)
