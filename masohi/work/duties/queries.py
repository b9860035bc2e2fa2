"""What the follow-up owes everybody (F1 to F4), recounted from rows and from the ledger; they run every night.

Each function yields a name for every place where it does not hold. None believes a counter of the follow-up itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Min

from masohi.cases.orders.models import Order
from masohi.cases.orders.terms import ClosureReason, State
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of
from masohi.parties.accounts.models import Membership
from masohi.parties.accounts.queries import system_account
from masohi.parties.roles import Role
from masohi.work.enforcement.breach.models import BreachFile
from masohi.work.enforcement.breach.terms import FileState
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.terms import LETTERS
from masohi.work.letters.models import Letter
from masohi.work.monthly.models import MonthlyReport, PaceAlarm
from masohi.work.monthly.terms import TOLD
from masohi.writing.indonesian import WIT


def warned_in_time(day: date) -> Iterator[str]:
    """F1: whoever has open hours on the day after the last lawful day was spoken of in an alarm before it (KS-09).

    Deadlines from before the first alarm that was ever raised are left out: nobody watched then.
    """
    first = PaceAlarm.objects.aggregate(first=Min("raised_at"))["first"]
    since = first.astimezone(WIT).date() if first else date.min
    warned = {
        (alarm.order_id, alarm.deadline)
        for alarm in PaceAlarm.objects.only("order", "deadline", "raised_at")
        if alarm.raised_at.astimezone(WIT).date() <= alarm.deadline
    }
    late = Order.objects.filter(deadline__lt=day, deadline__gte=since, credited_minutes__lt=F("minutes"))
    for order in late.filter(state=State.RUNNING):
        if (order.pk, order.deadline) not in warned:
            yield name_of(order)


def no_letter_twice(day: date) -> Iterator[str]:
    """F2: no two letters of one kind rest on the same missed dates, and every letter of the ladder has its one step."""
    steps = Step.objects.exclude(letter=None).select_related("order")
    grounds = Counter((step.order_id, step.kind, tuple(step.causes)) for step in steps)
    yield from sorted({name_of(one.order) for one in steps if grounds[one.order_id, one.kind, tuple(one.causes)] > 1})
    stray = Letter.objects.filter(kind__in=LETTERS.values(), step=None)
    yield from (name_of(letter) for letter in stray)
    months = MonthlyReport.objects.exclude(letter=None).values_list("letter", flat=True)
    yield from (f"work.letter:{pk}" for pk, times in Counter(months).items() if times > 1)


def sanctions_by_people(day: date) -> Iterator[str]:
    """F3: every result of a breach file, and every sentence that was replaced, was recorded by a jaksa (KS-35)."""
    jaksa = set(Membership.objects.filter(role=Role.PROSECUTOR).values_list("person", flat=True))
    decided = BreachFile.objects.filter(state=FileState.DECIDED)
    yield from (name_of(file) for file in decided if file.decided_by_id not in jaksa)
    system = system_account().pk
    for entry in Entry.objects.filter(kind__in=["breach.decided", "order.closed"]).order_by("seq"):
        replaced = entry.kind == "breach.decided" or facts_of(entry).get("reason") == ClosureReason.REPLACED
        if replaced and entry.actor in {None, system}:
            yield f"entry:{entry.seq}"


def months_add_up(day: date) -> Iterator[str]:
    """F4: the sum that each report told was the ledger's at that moment, and later reports correct what changed."""
    credited: dict[str, int] = {}
    for entry in Entry.objects.filter(kind__in=["order.progressed", "month.sent"]).order_by("seq").iterator():
        facts = facts_of(entry)
        if entry.kind == "order.progressed":
            credited[entry.thread] = facts["credited"]
        elif facts["credited_all"] != credited.get(entry.thread, 0):
            yield f"entry:{entry.seq}"
    told: dict[int, dict[str, int]] = {}
    for report in MonthlyReport.objects.filter(state__in=TOLD).order_by("order", "month", "version"):
        if not _corrects(told.setdefault(report.order_id, {}), report.facts):
            yield name_of(report)


def _corrects(told: dict[str, int], facts: dict[str, Any]) -> bool:
    """Take one report's month and corrections over into what was `told`; whether each corrects what stood there."""
    right = all(told.get(month) == was for month, was, _now in facts["corrections"])
    told.update({month: now for month, _was, now in facts["corrections"]})
    told[facts["month"]] = facts["credited"]
    return right and sum(told.values()) <= facts["credited_all"]


DUTIES: dict[str, Callable[[date], Iterator[str]]] = {
    "F1": warned_in_time,
    "F2": no_letter_twice,
    "F3": sanctions_by_people,
    "F4": months_add_up,
}


def neglected(day: date) -> dict[str, list[str]]:
    """By duty: where it was not done; empty where all is well. `day` is today in WIT."""
    found = {name: list(check(day)) for name, check in DUTIES.items()}
    return {name: where for name, where in found.items() if where}
