"""Read snapshots and frozen months."""

from datetime import date, datetime

from django.db.models import Model, QuerySet

from masohi.parties.parameters.queries import parameters_in_force
from masohi.reports.counting.months import day_of
from masohi.reports.counting.orders import first_day
from masohi.reports.counting.terms import Cell, Cells
from masohi.reports.figures.facts import due_months
from masohi.reports.figures.models import MonthFigure, Snapshot

SEALED: tuple[type[Model], ...] = (MonthFigure,)


def latest_snapshot() -> Snapshot | None:
    """The newest snapshot; None before the first one."""
    return Snapshot.objects.order_by("-taken_at").first()


def month_figures(month: date) -> QuerySet[MonthFigure]:
    """Frozen figures of the month that begins on `month`, by key and part; none while it is not frozen."""
    return MonthFigure.objects.filter(month=month)


def cells_frozen(month: date) -> Cells:
    """The same as cells."""
    found: Cells = {}
    for row in month_figures(month):
        found.setdefault(row.key, {})[row.part] = Cell(row.numerator, row.denominator, row.people)
    return found


def frozen_months() -> list[date]:
    """Months that are frozen, newest first."""
    return list(MonthFigure.objects.order_by("-month").values_list("month", flat=True).distinct())


def course(part: str = "", *, months: int = 12) -> dict[str, list[tuple[date, Cell]]]:
    """By key: one part's frozen cells of the newest `months` months, oldest first. One query."""
    rows = MonthFigure.objects.filter(part=part, month__in=frozen_months()[:months]).order_by("month")
    found: dict[str, list[tuple[date, Cell]]] = {}
    for row in rows:
        found.setdefault(row.key, []).append((row.month, Cell(row.numerator, row.denominator, row.people)))
    return found


def months_to_freeze(at: datetime) -> list[date]:
    """Finished months that are due and not frozen yet, oldest first; from which day on, an office may set."""
    first, day = first_day(), day_of(at)
    if first is None:
        return []
    due = due_months(first, day, int(parameters_in_force().value("freeze_day", day)))
    frozen = set(frozen_months())
    return [month for month in due if month not in frozen]
