"""Last month's reports in each of their states, a rest for health, and warnings about the pace."""

from datetime import datetime, timedelta
from typing import Final

from masohi.cases.orders.models import Order
from masohi.faces.jobs.sample import Sample
from masohi.parties.accounts.queries import system_account
from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.absences.actions import stop_for_health
from masohi.work.monthly.actions import receive_report, return_report, send_report, send_summary, write_report
from masohi.work.monthly.facts import before, first_of
from masohi.work.monthly.models import MonthlyReport
from masohi.work.monthly.pace.actions import raise_alarm, see_alarm
from masohi.work.monthly.pace.queries import alarms_due
from masohi.work.monthly.queries import orders_of_month
from masohi.writing.indonesian import WIT

NOTED, SENT, RECEIVED, UNREAD = 3, 8, 4, 2
"""How many reports have a note only, were sent, and were received of these; how many warnings nobody has read."""
NOTE: Final = "Sesuai catatan kehadiran."
REST: Final = timedelta(days=21)


def report_months(sample: Sample, *, at: datetime) -> None:
    """Last month some reports have a note, some wait for the jaksa, some were received, one came back; the months
    before are done."""
    month = before(first_of(at.astimezone(WIT).date()))
    older = before(month)
    for past in (before(older), older):
        for order in orders_of_month(sample.pk, past)[:SENT]:
            _received(sample, send_report(order=order, month=past, note=NOTE, by=sample.pk, at=at), at)
    rows = list(orders_of_month(sample.pk, month)[: SENT + NOTED])
    sent = [send_report(order=one, month=month, note=NOTE, by=sample.pk, at=at) for one in rows[:SENT]]
    for one in rows[SENT:]:
        write_report(order=one, month=month, note="Menunggu penjelasan pengawas.", by=sample.pk, at=at)
    if not sent:
        return  # nobody's order ran last month
    first = rows[0]
    send_summary(bapas=first.bapas, kejari=first.prosecutor_office, month=month, note=NOTE, by=sample.pk, at=at)
    for report in sent[:-1][:RECEIVED]:
        _received(sample, report, at)
    return_report(report=sent[-1], note="Jelaskan jam yang dilewatkan.", by=sample.prosecutor, at=at)


def _received(sample: Sample, report: MonthlyReport, at: datetime) -> None:
    receive_report(report=report, by=sample.prosecutor, at=at)


def rest(sample: Sample, order: Order, *, at: datetime) -> None:
    """A doctor has said that this person must not work for three weeks (KS-44)."""
    day = at.astimezone(WIT).date()
    stop_for_health(
        order=order,
        from_day=day,
        until=day + REST,
        document="Surat keterangan sakit 18/2026",
        issuer="Puskesmas contoh",
        reason="Belum layak bekerja fisik",
        by=sample.pk,
        at=at,
    )


def warn(sample: Sample, *, at: datetime) -> None:
    """The alarms of this week; those beyond a few have been read."""
    due = alarms_due(at.astimezone(WIT).date(), parameters_in_force())
    raised = [raise_alarm(due=one, by=system_account(), at=at) for one in due]
    for alarm in [one for one in raised if one is not None][UNREAD:]:
        for by in (sample.pk, sample.prosecutor):
            see_alarm(alarm=alarm, by=by, at=at)
