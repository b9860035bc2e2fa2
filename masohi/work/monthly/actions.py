"""Write, send, receive and return monthly reports; raise and see alarms about the pace of an order."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record
from masohi.parties.access import require
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import Role
from masohi.work.letters.actions import issue_letter
from masohi.work.letters.terms import LetterKind
from masohi.work.monthly.facts import digest_of, first_of, report_content, summary_content
from masohi.work.monthly.models import MonthlyReport, MonthlySummary
from masohi.work.monthly.queries import (
    months_of_orders,
    newest_reports,
    newest_summary,
    orders_of_month,
    summaries_to_receive,
    summary_rows,
)
from masohi.work.monthly.terms import TOLD, ReportState
from masohi.writing.codes import new_code
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused


def _day(at: datetime) -> date:
    return at.astimezone(WIT).date()


def _due(order: Order, month: date, by: User, at: datetime) -> Order:
    """The order as it is now, of which a report about a month that is over is due and `by` may write it."""
    if month >= first_of(_day(at)):
        raise Refused(gettext("Bulan ini belum berakhir. Laporan dapat dikirim mulai tanggal 1 bulan depan."))
    row = orders_of_month(by, month).filter(pk=order.pk).first()
    if row is None:
        raise Refused(gettext("Perkara ini tidak berjalan pada bulan itu, atau bukan perkara kantor Anda."))
    return row


def _draft(order: Order, month: date, by: User, at: datetime) -> MonthlyReport:
    """The version that may still be written, not stored yet where there is none."""
    newest = newest_reports([order], month).get(order.pk)
    if newest is not None and newest.state in TOLD:
        raise Conflict(gettext("Laporan bulan ini sudah dikirim. Koreksi akan tampil di laporan berikutnya."))
    if newest is not None and newest.state == ReportState.DRAFT:
        return newest
    version = newest.version + 1 if newest else 1
    note = newest.note if newest else ""
    report = MonthlyReport(order=order, month=month, version=version, code=new_code(), note=note)
    report.written_by, report.written_at = by, at
    return report


@deed
def write_report(*, order: Order, month: date, note: str, by: User, at: datetime) -> MonthlyReport:
    """Keep the PK's note about a month (its first day) without sending it. Raises Conflict where it was sent."""
    require(by, "month.send")
    report = _draft(_due(order, month, by, at), month, by, at)
    report.note, report.written_by, report.written_at = note.strip()[:2000], by, at
    report.save()
    record("month.written", report, by=by, at=at, thread=report.order, seals=[report], month=month.isoformat()[:7])
    return report


@deed
def send_report(*, order: Order, month: date, note: str | None = None, by: User, at: datetime) -> MonthlyReport:
    """Freeze the month's numbers and send them with the note to the jaksa, as letter D8.

    A report that was returned is sent again as the next version. Without `note` the one that was kept stays. Raises
    Refused before the month is over, Conflict where the month was sent already.
    """
    require(by, "month.send")
    row = _due(order, month, by, at)
    report = _draft(row, month, by, at)
    facts = months_of_orders([row], month, day=_day(at))[row.pk].as_json()
    report.note = report.note if note is None else note.strip()[:2000]
    report.facts, report.digest = facts, digest_of(facts)
    report.state, report.sent_by, report.sent_at = ReportState.SENT, by, at
    report.save()
    told: dict[str, Any] = {"month": facts["month"], "version": report.version, "digest": report.digest}
    told |= {"credited": facts["credited"], "credited_all": facts["credited_all"]}
    entry = record("month.sent", report, by=by, at=at, thread=row, seals=[report], **told)
    content = report_content(report)
    report.letter = issue_letter(kind=LetterKind.MONTH, unit=row.bapas, content=content, order=row, because=entry)
    report.save(update_fields=["letter"])
    return report


def _waiting(report: MonthlyReport, by: User) -> MonthlyReport:
    fresh = MonthlyReport.objects.visible_to(by).filter(pk=report.pk).select_related("order").first()
    if fresh is None or fresh.state != ReportState.SENT:
        raise Conflict(gettext("Laporan ini tidak lagi menunggu jaksa. Muat ulang halaman; tidak ada yang berubah."))
    return fresh


@deed
def receive_report(*, report: MonthlyReport, by: User, at: datetime) -> MonthlyReport:
    """The jaksa has read the report. Raises Conflict where it does not wait any more."""
    require(by, "month.receive")
    fresh = _waiting(report, by)
    fresh.state, fresh.decided_by, fresh.decided_at = ReportState.RECEIVED, by, at
    fresh.save()
    record("month.received", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], version=fresh.version)
    return fresh


@deed
def return_report(*, report: MonthlyReport, note: str, by: User, at: datetime) -> MonthlyReport:
    """The jaksa sends the report back with what to look at. Refused without a note, Conflict where nothing waits."""
    require(by, "month.receive")
    fresh = _waiting(report, by)
    if not note.strip():
        raise Refused(gettext("Tulis apa yang perlu diperbaiki. Laporan masih menunggu Anda."))
    fresh.state, fresh.decided_by, fresh.decided_at = ReportState.RETURNED, by, at
    fresh.decision_note = note.strip()[:1000]
    fresh.save()
    record("month.returned", fresh, by=by, at=at, thread=fresh.order, seals=[fresh], version=fresh.version)
    return fresh


@deed
def send_summary(
    *, bapas: Organisation, kejari: Organisation, month: date, note: str = "", by: User, at: datetime
) -> MonthlySummary:
    """Put the reports of a month that were sent into one table for the jaksa's office, as a new version.

    Where nothing has changed since the last version, that one is given back: pressing twice sends one.
    Raises Refused where `by` is no PK of this Bapas or no report was sent yet.
    """
    require(by, "month.send")
    if bapas.pk not in by.organisations_as(Role.PROBATION):
        raise Refused(gettext("Anda bukan PK Bapas ini. Rekap belum dikirim."))
    rows = list(orders_of_month(by, month).filter(bapas=bapas, prosecutor_office=kejari))
    facts = summary_rows(rows, newest_reports(rows, month))
    if not facts["rows"]:
        raise Refused(gettext("Belum ada laporan yang dikirim untuk bulan ini. Kirim laporan dulu."))
    last = newest_summary(bapas, kejari, month)
    if last is not None and (last.digest, last.note) == (digest_of(facts), note.strip()[:2000]):
        return last
    version = last.version + 1 if last else 1
    summary = MonthlySummary(bapas=bapas, kejari=kejari, month=month, version=version, code=new_code())
    summary.note, summary.facts, summary.digest = note.strip()[:2000], facts, digest_of(facts)
    summary.written_by = summary.sent_by = by
    summary.written_at = summary.sent_at = at
    summary.state = ReportState.SENT
    summary.save()
    told: dict[str, Any] = {"month": month.isoformat()[:7], "version": version, "digest": summary.digest}
    entry = record("summary.sent", summary, by=by, at=at, seals=[summary], orders=len(facts["rows"]), **told)
    content = summary_content(summary, by.name)
    summary.letter = issue_letter(kind=LetterKind.MONTH_ALL, unit=bapas, content=content, because=entry)
    summary.save(update_fields=["letter"])
    return summary


@deed
def receive_summary(*, summary: MonthlySummary, by: User, at: datetime) -> MonthlySummary:
    """A jaksa of the office has read the summary. Raises Conflict where it does not wait for that office any more."""
    require(by, "month.receive")
    fresh = summaries_to_receive(by).filter(pk=summary.pk).first()
    if fresh is None:
        raise Conflict(gettext("Rekap ini tidak lagi menunggu jaksa. Muat ulang halaman; tidak ada yang berubah."))
    fresh.state, fresh.decided_by, fresh.decided_at = ReportState.RECEIVED, by, at
    fresh.save()
    record("summary.received", fresh, by=by, at=at, seals=[fresh], version=fresh.version)
    return fresh
