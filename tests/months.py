"""What the town's follow-up by month needs: an order that ran in September with its report, a warning, a hand-over."""

from datetime import date

from masohi.cases.officers.actions import hand_over_orders
from masohi.cases.officers.terms import Post
from masohi.cases.orders.actions import assign_officers, start_execution
from masohi.cases.twins.actions import decide_duplicate
from masohi.parties.accounts.actions import open_account
from masohi.parties.roles import Role
from masohi.work.monthly.actions import send_report
from masohi.work.monthly.pace.actions import raise_alarm
from masohi.work.monthly.pace.queries import Due
from masohi.work.monthly.terms import AlarmCode
from tests import cast

SEPTEMBER = date(2026, 9, 1)


def early(people, at, **changes):
    """An order whose execution began on 10 September 2026."""
    made = cast.order(people, at, **changes)
    if made.person.duplicate_open:
        decide_duplicate(person=made.person, same_as=None, by=people.prosecutor, at=at)
    officers = {"prosecutor": people.prosecutor, "pk_officer": people.pk}
    made = assign_officers(order=made, edition=made.edition, **officers, by=people.prosecutor, at=at)
    return start_execution(
        order=made,
        edition=made.edition,
        inkracht_date=date(2026, 9, 9),
        execution_order_date=date(2026, 9, 10),
        execution_order_number="PRINT-9/Q.1.10/2026",
        safety_briefed_on=date(2026, 9, 10),
        by=people.prosecutor,
        at=at,
    )


def second_pk(people, at):
    """Another PK of Bapas Ambon."""
    told = {"username": "nina", "name": "Nina Pembimbing", "password": cast.PASSWORD, "role": Role.PROBATION}
    return open_account(**told, organisation=people.bapas, by=people.system, at=at)


def arguments(people, at):
    """Arguments of the pages of months, warnings and caseloads."""
    order = early(people, at, case_number="105/Pid.B/2026/PN Amb", person_name="Dorce Manuputty")
    send_report(order=order, month=SEPTEMBER, note="Baru mulai.", by=people.pk, at=at)
    alarm = raise_alarm(due=Due(order, AlarmCode.BEHIND, 1800, 2400), by=people.system, at=at)
    given = {"orders": [order], "post": Post.PROBATION, "reason": "Cuti", "by": people.pk, "at": at}
    (change,) = hand_over_orders(**given, to=second_pk(people, at))
    return {"reported": "2026-09", "early": order.code, "alarm": alarm.code, "handed": change.batch}
