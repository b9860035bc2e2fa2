"""What the town's officers do about those who did not come: the night proposes, people decide."""

from datetime import date, timedelta

from masohi.faces.jobs.clock import moment
from masohi.faces.jobs.year.town import Town
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.absences.actions import decide_absence, tell_excuse
from masohi.work.absences.queries import open_absences
from masohi.work.absences.terms import Reason
from masohi.work.enforcement.actions import hand_over_step, issue_step, propose_step, report_visit, withdraw_step
from masohi.work.enforcement.facts import Visit
from masohi.work.enforcement.models import Step
from masohi.work.enforcement.queries import baseless_steps, open_steps, orders_to_step
from masohi.work.enforcement.terms import CALLS, HandedBy, StepKind, StepState
from masohi.work.monthly.actions import receive_report, return_report, send_report, send_summary
from masohi.work.monthly.facts import before, first_of
from masohi.work.monthly.pace.actions import raise_alarm, see_alarm
from masohi.work.monthly.pace.queries import alarms_due, alarms_to_see
from masohi.work.monthly.queries import newest_reports, orders_of_month, unsent
from masohi.work.monthly.terms import ReportState

TELLS, VALID, RETURNED = 0.6, 0.35, 0.05
"""Share of absent people who say why, of absences with a reason that counts, of reports that the jaksa sends back."""
REPORT_DAY, READING_DAY = 3, 6


def night(day: date) -> tuple[int, int]:
    """The clock proposes steps and raises alarms; returns how many of each. It decides nothing."""
    system, at = system_account(), moment(day, 2)
    steps = [propose_step(order=order, by=system, at=at) for order in list(orders_to_step())]
    alarms = [raise_alarm(due=due, by=system, at=at) for due in alarms_due(day, parameters_in_force())]
    return sum(one is not None for one in steps), sum(one is not None for one in alarms)


def judge_absences(town: Town, day: date) -> int:
    """The PK hears reasons and decides, two days after the session; returns decisions."""
    made = 0
    for pk in town.officers:
        for one in open_absences(pk):
            row = one.appointment
            if row.order.pk_officer_id != pk.pk or row.session.day > day - timedelta(days=2):
                continue
            dice = town.luck("alasan", row.order.case_number, row.session.day)
            if dice.random() < TELLS and not one.excuses:
                reason = dice.choice((Reason.SICK, Reason.WORK, Reason.FAMILY))
                tell_excuse(appointment=row, reason=reason, by=pk, at=moment(day, 8, 30))
            valid = dice.random() < VALID
            why = "Ada surat dan dapat dipahami" if valid else "Tidak ada alasan yang dapat diterima"
            decide_absence(
                appointment=row, valid=valid, reason=why, replaces=one.decision, by=pk, at=moment(day, 8, 45)
            )
            made += 1
    return made


def climb(town: Town, day: date) -> dict[str, int]:
    """Letters are issued the day they are due, handed over the day after; visits are made. Returns letters by kind."""
    issued: dict[str, int] = {}
    for pk in town.officers:
        for step in list(open_steps(pk).filter(order__pk_officer=pk)):
            if _climb_one(town, step, pk, day):
                issued[step.kind] = issued.get(step.kind, 0) + 1
    return issued


def _climb_one(town: Town, step: Step, pk: User, day: date) -> bool:
    if step.pk in {one.pk for one in baseless_steps(step.order)}:
        withdraw_step(step=step, reason="Dasarnya gugur", by=pk, at=moment(day, 9))
        return False
    if step.state == StepState.ISSUED:
        hand_over_step(
            step=step,
            handed_at=moment(day, 10),
            how=HandedBy.PERSON,
            receiver="Orangnya sendiri",
            by=pk,
            at=moment(day, 11),
        )
        return False
    if step.kind in (StepKind.REMINDER, *CALLS):
        call = moment(day + timedelta(days=3), 9)
        issue_step(step=step, call_at=call, call_place="Kantor Bapas Ambon", by=pk, at=moment(day, 9))
        return True
    if step.kind == StepKind.VISIT:
        visit = Visit(at=moment(day, 14), place="Rumah", met="Orangnya", found="Bicara di rumah", met_person=True)
        report_visit(step=step, visit=visit, by=pk, at=moment(day, 16))
        return True
    return False


def close_month(town: Town, day: date) -> int:
    """On the third the PK send last month's reports and a table; on the sixth the jaksa reads them. Returns reports."""
    month = before(first_of(day))
    if day.day in {REPORT_DAY, READING_DAY + 1}:  # what was sent back is sent again
        return sum(_send(town, pk, month, day) for pk in town.officers)
    if day.day == READING_DAY:
        newest = newest_reports(orders_of_month(town.prosecutor, month), month).values()
        for report in [one for one in newest if one.state == ReportState.SENT]:
            at = moment(day, 15)
            if town.luck("laporan", report.order.case_number, month).random() < RETURNED and report.version == 1:
                return_report(report=report, note="Jelaskan jam yang dilewatkan", by=town.prosecutor, at=at)
            else:
                receive_report(report=report, by=town.prosecutor, at=at)
    return 0


def _send(town: Town, pk: User, month: date, day: date) -> int:
    rows = list(unsent(pk, month))
    for order in rows:
        send_report(order=order, month=month, note="Sesuai catatan", by=pk, at=moment(day, 13))
    if rows and pk == town.officers[-1]:
        send_summary(bapas=town.bapas, kejari=town.kejari, month=month, by=pk, at=moment(day, 14))
    return len(rows)


def read_alarms(town: Town, day: date) -> None:
    """Both sides look at the warnings of the night."""
    for one in (town.prosecutor, *town.officers):
        for alarm in list(alarms_to_see(one)):
            see_alarm(alarm=alarm, by=one, at=moment(day, 8, 15))
