"""Read policies, divisions, what each maker has, and the sums of a month. Only the unit's own officers see a name."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet, Sum
from django.utils.translation import gettext

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.reentry.money.facts import payable
from masohi.reentry.money.models import CounterSplit, PnbpDeposit, PremiEntry, Split, SplitPolicy
from masohi.reentry.money.terms import Premi
from masohi.reentry.products.batches.models import BatchWork
from masohi.reentry.sales.models import Sale
from masohi.reentry.sales.terms import RECEIVED, SaleState
from masohi.reentry.trainees.models import Trainee
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Refused

SEALED: tuple[type[Model], ...] = (SplitPolicy, Split, CounterSplit, PremiEntry, PnbpDeposit)


def units(user: User) -> QuerySet[Organisation]:
    """Units whose money `user` handles."""
    return Organisation.objects.filter(pk__in=user.offices_for("money.view")).order_by("short_name")


def keep_own(by: User, unit: int, doing: str) -> None:
    """Raises Refused where `by` does not do `doing` at that unit (primary key)."""
    if unit not in by.offices_for(doing):
        raise Refused(gettext("Ini milik unit lain. Minta petugas unit itu. Tidak ada yang berubah."))


def policy_on(unit: Organisation, day: date) -> SplitPolicy | None:
    """The policy of a unit that is in force on `day`."""
    return unit.split_policies.filter(valid_from__lte=day).order_by("-valid_from").first()


def policies(user: User) -> QuerySet[SplitPolicy]:
    """Policies of the own units, newest first."""
    rows = SplitPolicy.objects.filter(unit__in=user.offices_for("money.view"))
    return rows.select_related("unit", "entered_by").order_by("-valid_from", "unit__short_name")


def sales_to_split(user: User) -> QuerySet[Sale]:
    """Paid sales of the own units that are not divided yet, oldest first; not those whose goods are not made yet."""
    rows = _undivided().filter(unit__in=user.offices_for("split.make"))
    return rows.exclude(_UNMADE).select_related("unit").order_by("paid_at", "pk")


_UNMADE = Q(order_days__isnull=False, ready_at=None)


def _undivided() -> QuerySet[Sale]:
    """Sales whose money came in and is not divided; one that was given up before its goods were made left nothing."""
    divided = Split.objects.filter(withdrawn_at=None).values("sale")
    rows = Sale.objects.filter(state__in=RECEIVED).exclude(pk__in=divided)
    return rows.exclude(_UNMADE, state=SaleState.REFUNDED)


def splits(user: User) -> QuerySet[Split]:
    """Divisions of the own units, newest first."""
    rows = Split.objects.filter(sale__unit__in=user.offices_for("money.view"))
    return rows.select_related("sale__unit", "policy", "made_by", "withdrawn_by")


def split_by_code(user: User, code: str) -> Split | None:
    """One division of the own units, with who got what."""
    rows = splits(user).prefetch_related("entries__trainee__person", "entries__batch__product")
    return rows.filter(code=code).first()


def verified_works(batches: Iterable[int]) -> dict[int, list[BatchWork]]:
    """Batch (primary key) to who worked on it, verified or not, in one query."""
    found: dict[int, list[BatchWork]] = {}
    for work in BatchWork.objects.filter(batch__in=list(batches)).select_related("trainee__person").order_by("pk"):
        found.setdefault(work.batch_id, []).append(work)
    return found


class Standing(NamedTuple):
    """What somebody's premi has come to, in rupiah: earned, handed out, still there, and of that payable now."""

    earned: int
    paid: int
    left: int
    payable: int


def standing(trainee: Trainee, day: date) -> Standing:
    """What somebody has. Without a policy of the unit nothing can be handed out before the person has left."""
    policy = policy_on(trainee.unit, day)
    found = _sums(trainee.premi.all()).get(trainee.pk, (0, 0))
    return _standing(trainee, found, policy.usable_bp if policy is not None else 0, day)


def _standing(trainee: Trainee, sums: tuple[int, int], usable: int, day: date) -> Standing:
    earned, paid = sums
    left = trainee.left_on is not None and trainee.left_on <= day
    return Standing(earned, paid, earned - paid, payable(earned, paid, usable=usable, left=left))


def _sums(rows: QuerySet[PremiEntry]) -> dict[int, tuple[int, int]]:
    paid = Q(kind=Premi.PAID)
    found = (
        rows.order_by()
        .values("trainee")
        .annotate(earned=Sum("rupiah", filter=~paid, default=0), paid=Sum("rupiah", filter=paid, default=0))
    )
    return {row["trainee"]: (row["earned"], -row["paid"]) for row in found}


def standings(user: User, day: date) -> list[tuple[Trainee, Standing]]:
    """Everybody at the own units who has an entry, by name, with what it has come to."""
    rows = Trainee.objects.filter(unit__in=user.offices_for("money.view"), premi__isnull=False).distinct()
    people = list(rows.select_related("person", "unit").order_by("person__name_key", "pk"))
    sums = _sums(PremiEntry.objects.filter(trainee__in=[one.pk for one in people]))
    usable = {unit.pk: policy.usable_bp for unit in units(user) if (policy := policy_on(unit, day)) is not None}
    return [(one, _standing(one, sums[one.pk], usable.get(one.unit_id, 0), day)) for one in people]


def maker_by_code(user: User, code: str) -> Trainee | None:
    """One trainee of the own units, whose premi `user` handles."""
    rows = Trainee.objects.filter(unit__in=user.offices_for("money.view"), code=code)
    return rows.select_related("person", "unit").first()


def entries_of(trainee: Trainee) -> QuerySet[PremiEntry]:
    """Somebody's premi, line by line, oldest first."""
    return trainee.premi.select_related("batch__product", "split__sale").order_by("day", "pk")


class Back(NamedTuple):
    """What refunds took out of divisions in a month, in rupiah; `borne` is premi that the capital bears."""

    refunds: int
    turnover: int
    cost: int
    recovered: int
    premi: int
    pnbp: int
    modal: int
    borne: int


class Month(NamedTuple):
    """A unit's month in rupiah: `sales` divided ones, `deposited` PNBP paid in for it, `undivided` sales that wait.

    `back` corrects what was divided in this month or before; it stands in the month in which the refund was decided.
    """

    sales: int
    turnover: int
    cost: int
    recovered: int
    premi: int
    pnbp: int
    modal: int
    deposited: int
    undivided: int
    back: Back

    @property
    def profit(self) -> int:
        """Turnover less cost of what was divided and kept."""
        return self.turnover - self.back.turnover - self.cost + self.back.cost

    @property
    def owed(self) -> int:
        """PNBP that still has to be paid in; under zero where more was."""
        return self.pnbp - self.back.pnbp - self.deposited


SUMMED = ("turnover", "cost", "recovered", "premi", "pnbp", "modal")


def month_of(unit: Organisation, first: date) -> Month:
    """Sums of a unit over the calendar month (WIT) that begins on `first`; `undivided` counts paid sales that wait."""
    after = next_month(first)
    rows = Split.objects.filter(sale__unit=unit, withdrawn_at=None, paid_on__gte=first, paid_on__lt=after)
    sums = rows.aggregate(**{name: Sum(name, default=0) for name in SUMMED})
    paid_in = unit.pnbp_deposits.filter(month=first).aggregate(sum=Sum("rupiah", default=0))["sum"]
    began, ended = (datetime.combine(day, time.min, WIT) for day in (first, after))
    waiting = _undivided().filter(unit=unit, paid_at__gte=began, paid_at__lt=ended).count()
    return Month(sales=rows.count(), **sums, deposited=paid_in, undivided=waiting, back=_back(unit, first, after))


def _back(unit: Organisation, first: date, after: date) -> Back:
    rows = CounterSplit.objects.filter(split__sale__unit=unit, split__withdrawn_at=None)
    rows = rows.filter(day__gte=first, day__lt=after).order_by()
    return Back(rows.count(), **rows.aggregate(**{name: Sum(name, default=0) for name in (*SUMMED, "borne")}))


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def splits_in(unit: Organisation, first: date) -> QuerySet[Split]:
    """Divisions that count in a month, in the order of payment."""
    rows = Split.objects.filter(sale__unit=unit, withdrawn_at=None)
    rows = rows.filter(paid_on__gte=first, paid_on__lt=next_month(first))
    return rows.select_related("sale", "policy").order_by("paid_on", "pk")


def deposits_of(unit: Organisation, first: date) -> QuerySet[PnbpDeposit]:
    """What was paid into the treasury for a month."""
    return unit.pnbp_deposits.filter(month=first).select_related("entered_by").order_by("paid_on", "pk")
