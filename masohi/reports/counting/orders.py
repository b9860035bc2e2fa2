"""How orders run and end: one pass over the register for each question, grouped in the database."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.fields import DateField
from django.db.models.functions import Coalesce, Greatest, Least, TruncMonth

from masohi.cases.orders.models import Order, Sentence
from masohi.cases.orders.terms import State
from masohi.reports.counting.months import ZONE, moments
from masohi.reports.counting.terms import UNITS, WHOLE, Cell, DaysBetween, Sums, add, of_units
from masohi.work.placement.models import Appointment, Session
from masohi.work.placement.terms import AppointmentState

AGES = ((0, 30), (31, 60), (61, 90), (91, 120), (121, 150), (151, 180), (181, None))
NAMES = tuple(f"{unit}__short_name" for unit in UNITS)
BEFORE_IT_BEGAN = Q(state=State.REGISTERED) | Q(state=State.CLOSED, safety_briefed_on=None)
"""A register may bring the date of an execution order; what ended before the jaksa set it in motion never ran."""
BEGAN = Q(execution_order_date__isnull=False) & ~BEFORE_IT_BEGAN
ENDED = [State.COMPLETED, State.CLOSED]
OPEN = F("minutes") - F("credited_minutes")
LOOK_BACK = timedelta(days=365)
LONG_WAIT = timedelta(days=30)


def counted_orders() -> QuerySet[Order]:
    """The orders that figures are about: those of adults. Where a child's order made the difference between two sums,
    it could be computed: so no figure counts children at all (SPPA 19)."""
    return Order.objects.filter(child=False)


def age_name(low: int, high: int | None) -> str:
    """The name of an age group in a snapshot.

    >>> [age_name(*one) for one in AGES[-2:]]
    ['151-180', '181-']
    """
    return f"{low}-{'' if high is None else high}"


def _aged(day: date, low: int, high: int | None) -> Q:
    """Orders whose execution was ordered from `low` to `high` days before `day`."""
    old = Q(execution_order_date__lte=day - timedelta(days=low))
    return old if high is None else old & Q(execution_order_date__gte=day - timedelta(days=high))


def _running(day: date, cap: int) -> QuerySet[Order]:
    """Running orders with `left`, the days that remain with `day`, `daily`, the minutes that a day may hold, `open`,
    those not credited yet, and `unworked`, those of them that were not even reported."""
    sentences = Sentence.objects.filter(order=OuterRef("pk")).order_by("-version")
    said = Coalesce(Subquery(sentences.values("minutes_a_day")[:1]), Value(cap))
    rows = counted_orders().filter(state=State.RUNNING)
    left = DaysBetween(F("deadline"), Value(day, DateField())) + 1
    unworked = F("minutes") - Greatest(F("credited_minutes"), F("reported_minutes"))
    return rows.annotate(open=OPEN, unworked=unworked, left=left, daily=Least(said, Value(cap)))


def running(day: date, cap: int) -> dict[str, dict[str, int]]:
    """Running orders as they stand on `day`, whole, by institution and by PK ("akun:<number>"): one query.

    `cap` is the most minutes that a day may hold. `lost` counts orders whose open hours no longer fit into the days
    that remain, even if every day were worked to the cap and all that waits for its verification were credited: an
    upper bound of what is possible, so nobody is counted who could still finish.
    """
    lost = Q(unworked__gt=0) & Q(unworked__gt=F("left") * F("daily"))
    sums: dict[str, Any] = {
        "orders": Count("pk"),
        "open_minutes": Sum("open", filter=Q(open__gt=0), default=0),
        "overdue": Count("pk", filter=Q(deadline__lt=day, open__gt=0)),
        "lost": Count("pk", filter=lost),
        "ready": Count("pk", filter=Q(open__lte=0)),
        "waiting_minutes": Sum("reported_minutes", default=0) - Sum("credited_minutes", default=0),
    }
    for low, high in AGES:
        aged = _aged(day, low, high)
        sums[f"age_{low}"] = Count("pk", filter=aged)
        sums[f"age_{low}_minutes"] = Sum("open", filter=aged & Q(open__gt=0), default=0)
    found: dict[str, dict[str, int]] = {WHOLE: dict.fromkeys(sums, 0)}
    for row in _running(day, cap).values(*NAMES, "pk_officer").annotate(**sums).order_by():
        officer = [f"akun:{row['pk_officer']}"] if row["pk_officer"] else []
        add(found, [*of_units(row), *officer], {key: row[key] for key in sums})
    return found


def late_completions() -> QuerySet[Order]:
    """Completed orders with work credited on a day after their deadline. The law's limits leave none; if there are
    any, they are counted as late and not hidden."""
    after = Appointment.objects.filter(
        order=OuterRef("pk"), credited_minutes__gt=0, session__day__gt=OuterRef("deadline")
    )
    return counted_orders().filter(state=State.COMPLETED).filter(Exists(after))


def cohorts(day: date) -> dict[str, dict[str, dict[str, int]]]:
    """By part, then by month in which execution began: how each order stands on `day`. Two queries.

    started = in_time + late + ended + running + overdue, always. Whoever has done all hours is not overdue where only
    the letter is missing.
    """
    month = TruncMonth("execution_order_date")
    rows = counted_orders().filter(BEGAN).annotate(month=month).values("month", *NAMES).order_by()
    living = Q(state=State.RUNNING)
    past = living & Q(deadline__lt=day, minutes__gt=F("credited_minutes"))
    counted = rows.annotate(
        started=Count("pk"),
        in_time=Count("pk", filter=Q(state=State.COMPLETED)),
        ended=Count("pk", filter=Q(state=State.CLOSED)),
        living=Count("pk", filter=living),
        overdue=Count("pk", filter=past),
    )
    found: dict[str, dict[str, dict[str, int]]] = {WHOLE: {}}
    for row in counted:
        numbers = {key: row[key] for key in ("started", "in_time", "ended", "overdue")}
        numbers |= {"late": 0, "running": row["living"] - row["overdue"]}
        for name in of_units(row):
            add(found.setdefault(name, {}), [row["month"].isoformat()], numbers)
    late = late_completions().filter(BEGAN).annotate(month=month).values("month", *NAMES).order_by()
    for row in late.annotate(n=Count("pk")):
        for name in of_units(row):
            add(found[name], [row["month"].isoformat()], {"late": row["n"], "in_time": -row["n"]})
    return found


def first_sessions(day: date) -> tuple[dict[int, int], dict[str, int]]:
    """For orders begun within the year before `day`: days to the first credited session and how many orders took so
    long; and how many wait for theirs still, `long` of them for more than 30 days. Two queries."""
    credited = Appointment.objects.filter(credited_minutes__gt=0, order__child=False)
    earlier = credited.filter(order=OuterRef("order"), starts_at__lt=OuterRef("starts_at"))
    rows = credited.filter(order__execution_order_date__gte=day - LOOK_BACK).filter(~Exists(earlier))
    took = DaysBetween(F("session__day"), F("order__execution_order_date"))
    found = rows.annotate(took=took).values("took").annotate(n=Count("order", distinct=True)).order_by("took")
    waiting = counted_orders().filter(state=State.RUNNING, credited_minutes=0, execution_order_date__lte=day)
    waits = waiting.aggregate(waiting=Count("pk"), long=Count("pk", filter=Q(execution_order_date__lt=day - LONG_WAIT)))
    return {row["took"]: row["n"] for row in found}, waits


def completed(first: date, last: date) -> Cell:
    """Orders completed in time, of those that ended from `first` to `last` (WIT), and the people behind them."""
    begin, end = moments(first, last)
    span = Q(ended_at__gte=begin, ended_at__lt=end)
    row = (
        counted_orders()
        .filter(span, state__in=ENDED)
        .aggregate(
            n=Count("pk"), people=Count("person", distinct=True), done=Count("pk", filter=Q(state=State.COMPLETED))
        )
    )
    late = late_completions().filter(span).count()
    return Cell(row["done"] - late, row["n"], row["people"])


def completed_by_month(first: date, last: date) -> dict[date, Cell]:
    """The same, a cell a month: two queries however many months."""
    begin, end = moments(first, last)
    span, month = Q(ended_at__gte=begin, ended_at__lt=end), TruncMonth("ended_at", tzinfo=ZONE)
    rows: QuerySet[Any] = counted_orders().filter(span, state__in=ENDED)
    rows = rows.annotate(month=month).values("month").order_by()
    sums: Sums = {"n": Count("pk"), "people": Count("person", distinct=True)}
    counted = rows.annotate(**sums, done=Count("pk", filter=Q(state=State.COMPLETED)))
    late_rows = late_completions().filter(span).annotate(month=month).values("month").order_by()
    late = {row["month"]: row["n"] for row in late_rows.annotate(n=Count("pk"))}
    return {
        row["month"].date(): Cell(row["done"] - late.get(row["month"], 0), row["n"], row["people"]) for row in counted
    }


def running_at_end(last: date) -> Cell:
    """Orders that ran when the day `last` ended: begun by then, and not ended before the next day began."""
    _, end = moments(last, last)
    rows = (
        counted_orders().filter(BEGAN, execution_order_date__lte=last).filter(Q(ended_at=None) | Q(ended_at__gte=end))
    )
    row = rows.aggregate(n=Count("pk"), people=Count("person", distinct=True))
    return Cell(row["n"], 0, row["people"])


def totals() -> dict[str, int]:
    """Since the beginning: orders in the register, completed ones, people with at least one credited minute."""
    return counted_orders().aggregate(
        orders=Count("pk"),
        completed=Count("pk", filter=Q(state=State.COMPLETED)),
        people=Count("person", distinct=True, filter=Q(credited_minutes__gt=0)),
    )


def first_day() -> date | None:
    """The day with which figures begin: the first execution order or the first session with somebody in it."""
    ordered = counted_orders().filter(BEGAN).aggregate(day=Min("execution_order_date"))["day"]
    held = Session.objects.filter(taken__gt=0).exclude(appointments__order__child=True).aggregate(day=Min("day"))["day"]
    return min((day for day in (ordered, held) if day is not None), default=None)


def without_next_session(at: datetime) -> QuerySet[Order]:
    """Running orders with open hours, no session that ends after `at`, and no record that waits for its verification.

    A session that went by unrecorded is no next one: where nothing is planned after it, the order stands still.
    """
    next_one = Q(state=AppointmentState.PLANNED, session__ends_at__gt=at) | Q(state=AppointmentState.RECORDED)
    ahead = Appointment.objects.filter(next_one, order=OuterRef("pk"))
    return counted_orders().filter(state=State.RUNNING, credited_minutes__lt=F("minutes")).exclude(Exists(ahead))
