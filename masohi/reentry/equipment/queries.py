"""Read equipment: what one has, who has it now, what must be looked at."""

from datetime import date, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Sum

from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.reentry.equipment.facts import SOON, unfit
from masohi.reentry.equipment.models import Check, Handover, HandoverLine, Item, Loan
from masohi.reentry.equipment.terms import GONE, HandoverState, ItemState, Obstacle
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.models import Cohort
from masohi.supply.sites.models import Site

SEALED: tuple[type[Model], ...] = (Item, Check, Loan, Handover, HandoverLine)


def items(user: User) -> QuerySet[Item]:
    """Living items that `user` may see, by name, each with `lent` and `handed`: whether it is away or being given."""
    return _marked(Item.objects.visible_to(user).exclude(state__in=GONE)).select_related("owner")


def _marked(rows: QuerySet[Item]) -> QuerySet[Item]:
    away = Loan.objects.filter(item=OuterRef("pk"), back_at=None)
    handed = HandoverLine.objects.filter(item=OuterRef("pk"), handover__state=HandoverState.OPEN)
    return rows.annotate(lent=Exists(away), handed=Exists(handed))


def item_by_code(user: User, code: str) -> Item | None:
    """The item of that code where `user` may see it, gone ones too."""
    return _marked(Item.objects.visible_to(user)).select_related("owner", "entered_by").filter(code=code).first()


def found_items(rows: QuerySet[Item], *, text: str = "", kind: str = "", only: str = "", day: date) -> QuerySet[Item]:
    """Narrow `rows` of `items`: words of name, code or serial; a kind; `only` "henti" (nobody may use it), "pinjam"."""
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(code__iexact=word) | Q(serial__icontains=word))
    rows = rows.filter(kind=kind) if kind else rows
    narrowed = {"henti": _stopped(day), "pinjam": AWAY}
    return rows.filter(narrowed[only]) if only in narrowed else rows


AWAY, HERE = Q(lent=True) | Q(state=ItemState.HOME), Q(lent=False, handed=False)
"""Of rows of `items`: what somebody has, and what nobody has and nobody is being given."""


def _stopped(day: date) -> Q:
    return Q(next_check_on__lt=day) | Q(state__in=[ItemState.BROKEN, ItemState.LOST])


def counted(rows: QuerySet[Item], day: date) -> dict[str, int]:
    """How many pieces there are in `rows` of `items`, how many are away and how many nobody may use."""
    found = rows.order_by().aggregate(  # a sum named like the mark `lent` would count nothing
        sum_all=Sum("count"), sum_lent=Sum("count", filter=AWAY), sum_stopped=Sum("count", filter=_stopped(day))
    )
    return {name.removeprefix("sum_"): value or 0 for name, value in found.items()}


def obstacle_of(item: Item, day: date) -> Obstacle | None:
    """Why an item cannot be lent on `day`; None where it can. Rows of `items` know it without another query."""
    return unfit(item.state, item.next_check_on, day) or away(item)


def away(item: Item) -> Obstacle | None:
    """LENT or HANDED where somebody has the item or is being given it, fit or not; None where it is at its owner."""
    if not hasattr(item, "lent"):
        item = _marked(Item.objects.filter(pk=item.pk)).get()
    if getattr(item, "handed", False):
        return Obstacle.HANDED
    return Obstacle.LENT if getattr(item, "lent", False) or item.state == ItemState.HOME else None


def own_units(user: User) -> QuerySet[Organisation]:
    """Institutions for which `user` keeps the list of equipment."""
    return organisations().filter(pk__in=user.offices_for("equipment.manage")).order_by("short_name")


def keeps(user: User, item: Item) -> bool:
    """Whether `user` keeps the list in which the item stands."""
    return may(user, "equipment.manage") and item.owner_id in user.offices_for("equipment.manage")


def checks_of(item: Item) -> QuerySet[Check]:
    """Every check of an item, newest first."""
    return item.checks.select_related("entered_by")


_WITH_TAKER = ("item__owner", "cohort__programme", "cohort__unit", "trainee__person", "trainee__unit", "site")


def loans_of(item: Item) -> QuerySet[Loan]:
    """Every loan of an item, newest first."""
    return item.loans.select_related(*_WITH_TAKER, "out_by", "back_by")


def open_loans(user: User) -> QuerySet[Loan]:
    """What is away and belongs to or is with the own institution, due first."""
    rows = Loan.objects.filter(back_at=None, item__in=Item.objects.visible_to(user))
    return rows.select_related(*_WITH_TAKER).order_by("due_on", "pk")


def loan_by_code(user: User, code: str) -> Loan | None:
    """One open or ended loan of an item that `user` may see."""
    rows = Loan.objects.filter(item__in=Item.objects.visible_to(user)).select_related(*_WITH_TAKER)
    return rows.filter(code=code).first()


def loan_takers(user: User, item: Item) -> tuple[list[Cohort], list[Trainee], list[Site]]:
    """Classes, trainees and sites to which `user` can lend an item: those of its owner, and classes it provides."""
    near = Q(unit=item.owner_id) | Q(programme__provider=item.owner_id)
    cohorts = Cohort.objects.visible_to(user).filter(near, ended_on=None).select_related("programme", "unit")
    trainees = Trainee.objects.visible_to(user).filter(unit=item.owner_id, left_on=None).select_related("person")
    sites = Site.objects.visible_to(user).filter(host=item.owner_id, active=True)
    return list(cohorts), list(trainees), list(sites)


def tools_of(cohort: Cohort) -> QuerySet[Loan]:
    """What is with a class now."""
    return cohort.loans.filter(back_at=None).select_related("item__owner").order_by("item__name", "pk")


def stopped_tools(cohort: Cohort, day: date) -> list[Item]:
    """Items with a class that nobody may use on `day`: the check has run out, or they are broken."""
    return [loan.item for loan in tools_of(cohort) if unfit(loan.item.state, loan.item.next_check_on, day)]


def checks_due(user: User, day: date) -> QuerySet[Item]:
    """Items of the own list whose check runs out within `facts.SOON` days or did already, soonest first."""
    rows = Item.objects.filter(owner__in=user.offices_for("equipment.manage")).exclude(state__in=GONE)
    return rows.filter(next_check_on__lte=day + timedelta(days=SOON)).order_by("next_check_on", "pk")


def late_loans(user: User, day: date) -> QuerySet[Loan]:
    """Loans of the own list that should be back by `day`."""
    rows = Loan.objects.filter(item__owner__in=user.offices_for("equipment.manage"), back_at=None, due_on__lt=day)
    return rows.select_related(*_WITH_TAKER).order_by("due_on", "pk")
