"""Read months of orders, reports and alarms. Every list costs a fixed number of queries, however many orders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet, Sum

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import State
from masohi.ledger.models import name_of
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.absences.models import AbsenceDecision
from masohi.work.absences.queries import waits_for_decision
from masohi.work.attendance.models import Attendance
from masohi.work.failures.queries import failed_among
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from masohi.work.monthly.facts import Meeting, Month, after, before, first_of, month_of
from masohi.work.monthly.models import MonthlyReport, MonthlySummary, PaceAlarm
from masohi.work.monthly.terms import TOLD, ReportState
from masohi.work.placement.models import Appointment
from masohi.work.placement.terms import AppointmentState

SEALED: tuple[type[Model], ...] = (MonthlyReport, MonthlySummary, PaceAlarm)
OWN_LETTERS = (LetterKind.MONTH, LetterKind.MONTH_ALL)


def alive_in(month: date) -> Q:
    """Orders that ran on some day of the month."""
    begun = Q(execution_order_date__lt=after(month)) & ~Q(state=State.REGISTERED)
    return begun & (Q(ended_at=None) | Q(ended_at__date__gte=month))


def orders_of_month(user: User, month: date, *, mine: bool = False) -> QuerySet[Order]:
    """Orders that `user` may see and about which a report of that month is due; `mine`: own ones only."""
    rows = Order.objects.visible_to(user).filter(alive_in(month))
    if mine:
        rows = rows.filter(Q(pk_officer=user) | Q(prosecutor=user))
    return rows.select_related("person", "bapas", "prosecutor_office", "court", "pk_officer").order_by(
        "person__name_key", "pk"
    )


def months_of_orders(orders: Iterable[Order], month: date, *, day: date) -> dict[int, Month]:
    """By order (primary key): the numbers of the month as the register gives them on `day`. Seven queries."""
    rows = list(orders)
    keys = [one.pk for one in rows]
    meetings, credit, told = _meetings(keys, month), _credit(keys), _told(keys)
    letters = _letters(keys, month)
    return {
        one.pk: month_of(
            one,
            month,
            day=day,
            meetings=meetings[one.pk],
            credit=credit[one.pk],
            told=told[one.pk],
            letters=letters[one.pk],
        )
        for one in rows
    }


def _meetings(keys: list[int], month: date) -> defaultdict[int, list[Meeting]]:
    planned = Appointment.objects.filter(order__in=keys, session__day__gte=month, session__day__lt=after(month))
    planned = planned.exclude(state=AppointmentState.CANCELLED)
    records = Attendance.objects.filter(appointment__in=planned.values("pk"), replaced_by=None)
    outcomes = {row[0]: (row[1], row[2]) for row in records.values_list("appointment", "outcome", "verification")}
    waits = ExpressionWrapper(waits_for_decision() & ~Q(state=AppointmentState.REJECTED), output_field=BooleanField())
    named = planned.order_by("pk").annotate(waits=waits)
    rows = list(named.values_list("pk", "order", "session__day", "waits"))
    own = [row[0] for row in rows]
    valid = AbsenceDecision.objects.filter(appointment__in=own, replaced_by=None, valid=True)
    excused, failed = set(valid.values_list("appointment", flat=True)), failed_among(own)
    found: defaultdict[int, list[Meeting]] = defaultdict(list)
    for pk, order, day, undecided in rows:
        outcome, checked = outcomes.get(pk, ("", None))
        open_day = day if undecided else None
        found[order].append(Meeting(outcome, checked is not None, pk in excused, pk in failed, open_day))
    return found


def _credit(keys: list[int]) -> defaultdict[int, dict[date, int]]:
    """Minutes credited by order and month of the session."""
    rows = Appointment.objects.filter(order__in=keys, credited_minutes__gt=0).order_by()
    sums = rows.values("order", "session__day__year", "session__day__month").annotate(sum=Sum("credited_minutes"))
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for row in sums:
        found[row["order"]][date(row["session__day__year"], row["session__day__month"], 1)] = row["sum"]
    return found


def _told(keys: list[int]) -> defaultdict[int, dict[date, int]]:
    """Minutes by order and month as the reports last told them: the month's own report, or a later correction."""
    rows = MonthlyReport.objects.filter(order__in=keys, state__in=TOLD).order_by("sent_at", "pk")
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for order, month, facts in rows.values_list("order", "month", "facts"):
        found[order][month] = facts["credited"]
        for corrected, _before, now in facts["corrections"]:
            found[order][date.fromisoformat(f"{corrected}-01")] = now
    return found


def _letters(keys: list[int], month: date) -> defaultdict[int, list[tuple[str, str]]]:
    rows = Letter.objects.filter(order__in=keys, issued_at__date__gte=month, issued_at__date__lt=after(month))
    rows = rows.exclude(kind__in=OWN_LETTERS).filter(revoked_at=None).order_by("issued_at", "pk")
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for order, kind, said in rows.values_list("order", "kind", "number"):
        found[order].append((str(LetterKind(kind).label), said))
    return found


def newest_reports(orders: Iterable[Order], month: date) -> dict[int, MonthlyReport]:
    """By order (primary key): the last version of the month's report."""
    rows = MonthlyReport.objects.filter(order__in=list(orders), month=month)
    return {row.order_id: row for row in rows.order_by("version")}


def report_page(user: User, code: str) -> MonthlyReport | None:
    """One report that `user` may see, with what its page names."""
    rows = MonthlyReport.objects.visible_to(user).filter(code=code)
    rows = rows.select_related("order__person", "order__bapas", "order__prosecutor_office", "order__court", "letter")
    return rows.select_related("order__pk_officer", "sent_by", "decided_by").first()


def versions_of(report: MonthlyReport) -> QuerySet[MonthlyReport]:
    """Every version of the same month, newest first."""
    rows = MonthlyReport.objects.filter(order=report.order_id, month=report.month).order_by("-version")
    return rows.select_related("sent_by", "decided_by")


def reports_to_receive(user: User) -> QuerySet[MonthlyReport, tuple[date, int]]:
    """Months with reports that wait for the jaksa, oldest first, and how many."""
    rows = MonthlyReport.objects.visible_to(user).filter(state=ReportState.SENT).order_by("month")
    return rows.values_list("month").annotate(count=Count("pk"))


def returned_reports(user: User) -> QuerySet[MonthlyReport]:
    """Reports of own orders that came back and have no newer version, oldest month first."""
    newer = MonthlyReport.objects.filter(
        order=OuterRef("order"), month=OuterRef("month"), version__gt=OuterRef("version"), state__in=TOLD
    )
    rows = MonthlyReport.objects.visible_to(user).filter(state=ReportState.RETURNED, order__pk_officer=user)
    return rows.exclude(Exists(newer)).select_related("order__person").order_by("month", "pk")


def unsent(user: User, month: date) -> QuerySet[Order]:
    """Own orders of that month without a report that was sent and not returned."""
    told = MonthlyReport.objects.filter(order=OuterRef("pk"), month=month, state__in=TOLD)
    return orders_of_month(user, month).filter(pk_officer=user).exclude(Exists(told))


def months_due(user: User, day: date, *, back: int = 12) -> list[date]:
    """Months before this one in which `user` sees orders, newest first, at most `back`."""
    first = Order.objects.visible_to(user).exclude(state=State.REGISTERED).order_by("execution_order_date")
    begun = first.exclude(execution_order_date=None).values_list("execution_order_date", flat=True).first()
    found: list[date] = []
    month = before(day)
    while begun is not None and month >= first_of(begun) and len(found) < back:
        found.append(month)
        month = before(month)
    return found


def summaries(user: User, month: date) -> QuerySet[MonthlySummary]:
    """Summaries of that month, newest version first."""
    rows = MonthlySummary.objects.visible_to(user).filter(month=month).select_related("bapas", "kejari", "letter")
    return rows.select_related("sent_by", "decided_by").order_by("kejari", "-version")


def does_not_add_up() -> Iterator[str]:
    """Orders whose months do not add up to what the fold credits. Newest reports of ended orders are looked at too."""
    sums = Appointment.objects.order_by().values("order").annotate(sum=Sum("credited_minutes"))
    by_order = {row["order"]: row["sum"] for row in sums}
    for order in Order.objects.filter(pk__in=by_order).iterator(chunk_size=500):
        if by_order[order.pk] != order.credited_minutes:
            yield name_of(order)


def summary_rows(orders: Iterable[Order], reports: Mapping[int, MonthlyReport]) -> dict[str, Any]:
    """Facts of a summary: one row for each order whose report was sent, sums over them, how many are missing.

    Children's orders are reported one by one to those who may see them and stand in no summary.
    """
    named = ("planned", "attended", "missed", "excused", "failed", "unrecorded", "credited", "credited_all", "open")
    grown = [one for one in orders if not one.child]
    sent = [(one, reports[one.pk]) for one in grown if one.pk in reports and reports[one.pk].state in TOLD]
    rows = [
        {"case": one.case_number, "name": one.person.name, "report": row.code}
        | {name: row.facts[name] for name in named}
        for one, row in sent
    ]
    sums = {name: sum(row[name] for row in rows) for name in named}
    return {"rows": rows, "sums": sums, "missing": len(grown) - len(sent)}


def newest_summary(bapas: Organisation, kejari: Organisation, month: date) -> MonthlySummary | None:
    """The last version of a month's summary between two offices."""
    return MonthlySummary.objects.filter(bapas=bapas, kejari=kejari, month=month).order_by("-version").first()


def summaries_to_receive(user: User) -> QuerySet[MonthlySummary]:
    """Summaries that wait for the jaksa's office of `user`, oldest month first; an older version waits for nobody."""
    newer = MonthlySummary.objects.filter(
        bapas=OuterRef("bapas"), kejari=OuterRef("kejari"), month=OuterRef("month"), version__gt=OuterRef("version")
    )
    rows = MonthlySummary.objects.filter(kejari__in=user.organisations_as(Role.PROSECUTOR), state=ReportState.SENT)
    return rows.exclude(Exists(newer)).select_related("bapas", "kejari").order_by("month", "pk")


def summary_page(user: User, code: str) -> MonthlySummary | None:
    """One summary that `user` may see."""
    return MonthlySummary.objects.visible_to(user).filter(code=code).select_related("letter").first()
