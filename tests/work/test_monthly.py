"""Monthly reports: drafted from facts, frozen when sent, adding up to the ledger."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from masohi.cases.orders.models import Order
from masohi.ledger.models import Entry, name_of
from masohi.ledger.queries import facts_of
from masohi.reports.wholeness.queries import touched_anywhere
from masohi.work.absences.actions import decide_absence
from masohi.work.absences.queries import absences_of
from masohi.work.attendance.actions import correct_attendance, verify_attendance
from masohi.work.attendance.facts import Seen
from masohi.work.attendance.models import Attendance
from masohi.work.attendance.terms import Outcome
from masohi.work.letters.facts import archive_folder
from masohi.work.monthly.actions import (
    receive_report,
    receive_summary,
    return_report,
    send_report,
    send_summary,
    write_report,
)
from masohi.work.monthly.facts import digest_of, first_of
from masohi.work.monthly.models import MonthlyReport, MonthlySummary
from masohi.work.monthly.queries import (
    does_not_add_up,
    months_of_orders,
    newest_reports,
    orders_of_month,
    reports_to_receive,
    summaries_to_receive,
    unsent,
)
from masohi.work.placement.models import Session
from masohi.writing.archive import fetch
from masohi.writing.indonesian import WIT
from masohi.writing.refusals import Conflict, Refused
from tests import cast

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
LATER = datetime(2026, 12, 2, 9, 0, tzinfo=WIT)


def own_sessions(order):
    return Session.objects.filter(appointments__order=order, appointments__state="terjadwal").order_by("starts_at")


@pytest.fixture
def worked(people, planned, stage):
    """Sessions of 60 hours, every fourth missed, everything until the end of November accepted."""
    return stage.show("two months", two_months, people, planned.order)


def two_months(people, order):
    for number, session in enumerate(own_sessions(order).filter(day__lt=DECEMBER)):
        cast.accept(people, cast.attend(people, session, absent=(order.pk,) if number % 4 == 1 else ()))
    return Order.objects.get(pk=order.pk)


def month(people, order, first, day=date(2026, 12, 2)):
    (row,) = orders_of_month(people.pk, first).filter(pk=order.pk)
    return months_of_orders([row], first, day=day)[order.pk]


def ledger_minutes(order):
    """What the ledger says was credited, from its own entries: the last word of the fold."""
    entries = Entry.objects.filter(kind="order.progressed", thread=name_of(order)).order_by("seq")
    return [facts_of(entry)["credited"] for entry in entries][-1]


def test_months_add_up_to_the_order_and_to_the_ledger(people, worked):
    found = [month(people, worked, first) for first in (OCTOBER, NOVEMBER)]
    assert all(one.credited > 0 for one in found)
    assert sum(one.credited for one in found) == worked.credited_minutes == ledger_minutes(worked)
    assert {one.credited_all for one in found} == {worked.credited_minutes}
    assert list(does_not_add_up()) == []


def test_a_sum_that_is_wrong_is_seen(people, worked):
    Order.objects.filter(pk=worked.pk).update(credited_minutes=worked.credited_minutes + 1)
    assert list(does_not_add_up()) == [name_of(worked)]


def test_what_became_of_the_sessions_adds_up(people, worked):
    one = month(people, worked, OCTOBER)
    sessions = own_sessions(worked)
    held = Attendance.objects.filter(appointment__order=worked, appointment__session__day__lt=NOVEMBER)
    assert one.planned == held.count() == one.attended + one.missed + one.excused + one.failed + one.unrecorded
    assert one.missed == held.filter(outcome="tidak_hadir").count() == len(one.undecided) > 0
    assert not one.ready
    assert replace(one, undecided=()).ready
    assert not sessions.filter(day__lt=DECEMBER).exists()


def test_what_is_not_checked_is_not_ready(people, planned):
    first = own_sessions(planned.order).first()
    cast.attend(people, first)
    one = month(people, planned.order, OCTOBER)
    assert one.unchecked == 1
    assert one.unrecorded == one.planned - 1
    assert not one.ready


def test_sending_freezes_and_issues_a_letter(people, worked):
    report = send_report(order=worked, month=OCTOBER, note="Rajin sejak minggu kedua.", by=people.pk, at=LATER)
    report = MonthlyReport.objects.get(pk=report.pk)
    assert report.state == "terkirim"
    assert report.digest == digest_of(report.facts)
    assert report.facts["credited"] == month(people, worked, OCTOBER).credited
    entry = Entry.objects.get(kind="month.sent")
    assert facts_of(entry)["digest"] == report.digest
    assert list(touched_anywhere()) == []
    text = _text(report)
    assert "Oktober 2026" in text
    assert "Rajin sejak minggu kedua." in text
    assert report.letter.number in text


def _text(report):
    pages = PdfReader(BytesIO(fetch(archive_folder(), report.letter.sha256))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_report_changed_behind_the_program_is_seen(people, worked):
    report = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    MonthlyReport.objects.filter(pk=report.pk).update(facts=report.facts | {"credited": 1})
    assert any("monthlyreport" in name for name in touched_anywhere())


def test_a_month_that_runs_cannot_be_sent(people, worked):
    with pytest.raises(Refused):
        send_report(order=worked, month=DECEMBER, by=people.pk, at=LATER)
    assert not MonthlyReport.objects.exists()


def test_a_note_is_kept_and_goes_with_the_report(people, worked):
    write_report(order=worked, month=OCTOBER, note="Catatan pertama", by=people.pk, at=LATER)
    report = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    assert (report.note, report.version) == ("Catatan pertama", 1)
    with pytest.raises(Conflict):
        send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    with pytest.raises(Conflict):
        write_report(order=worked, month=OCTOBER, note="Lagi", by=people.pk, at=LATER)


def test_returned_and_sent_again_as_a_new_version(people, worked):
    first = send_report(order=worked, month=OCTOBER, note="Pertama", by=people.pk, at=LATER)
    with pytest.raises(Refused):
        return_report(report=first, note="  ", by=people.prosecutor, at=LATER)
    return_report(report=first, note="Jelaskan sesi 3", by=people.prosecutor, at=LATER)
    assert list(unsent(people.pk, OCTOBER)) == [worked]
    second = send_report(order=worked, month=OCTOBER, note="Kedua", by=people.pk, at=LATER + timedelta(hours=1))
    assert (second.version, second.pk != first.pk) == (2, True)
    assert MonthlyReport.objects.get(pk=first.pk).note == "Pertama"
    assert newest_reports([worked], OCTOBER)[worked.pk] == second
    receive_report(report=second, by=people.prosecutor, at=LATER)
    assert not reports_to_receive(people.prosecutor).exists()
    with pytest.raises(Conflict):
        return_report(report=second, note="Terlambat", by=people.prosecutor, at=LATER)


def test_a_pk_cannot_receive_and_a_stranger_sees_nothing(people, worked):
    report = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    with pytest.raises(PermissionDenied):
        receive_report(report=report, by=people.pk, at=LATER)
    assert not MonthlyReport.objects.visible_to(people.stranger).exists()
    with pytest.raises(Refused):
        send_report(order=worked, month=NOVEMBER, by=people.stranger, at=LATER)


def test_a_draft_is_not_shown_to_the_jaksa(people, worked):
    write_report(order=worked, month=OCTOBER, note="Belum selesai ditulis", by=people.pk, at=LATER)
    assert MonthlyReport.objects.visible_to(people.pk).count() == 1
    assert not MonthlyReport.objects.visible_to(people.prosecutor).exists()


def test_a_correction_after_sending_appears_once_in_the_next_report(people, worked):
    october = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    record = Attendance.objects.filter(
        appointment__order=worked, appointment__session__day__lt=NOVEMBER, outcome="hadir"
    ).first()
    seen = Seen(record.appointment_id, Outcome.ABSENT, note="Salah orang")
    fixed = correct_attendance(attendance=record, seen=seen, by=people.pk, at=LATER)
    verify_attendance(accepted=[fixed], by=people.prosecutor, at=LATER)
    order = Order.objects.get(pk=worked.pk)
    november = send_report(order=order, month=NOVEMBER, by=people.pk, at=LATER)
    ((corrected, told, now),) = november.facts["corrections"]
    assert (corrected, told) == ("2026-10", october.facts["credited"])
    assert told - now == record.reported_minutes > 0
    assert october.facts["credited"] + november.facts["credited"] + (now - told) == order.credited_minutes
    assert november.facts["credited_all"] == order.credited_minutes == ledger_minutes(order)
    after = month(people, order, DECEMBER, day=date(2027, 1, 2))
    assert after.corrections == (), "told once, not every month"


def test_the_summary_holds_what_was_sent_and_counts_what_is_missing(people, worked, site):
    cast.running(people, case_number="113/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    with pytest.raises(Refused):
        send_summary(bapas=people.bapas, kejari=people.kejari, month=OCTOBER, by=people.pk, at=LATER)
    report = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    summary = send_summary(bapas=people.bapas, kejari=people.kejari, month=OCTOBER, by=people.pk, at=LATER)
    assert summary.facts["missing"] == 1
    assert [row["report"] for row in summary.facts["rows"]] == [report.code]
    assert summary.facts["sums"]["credited"] == report.facts["credited"]
    assert "Samuel Latumahina" in _text(summary)
    assert MonthlySummary.objects.visible_to(people.prosecutor).count() == 1
    assert not MonthlySummary.objects.visible_to(people.stranger).exists()


def test_a_second_press_gives_back_the_summary_and_news_make_a_new_one(people, worked):
    told = {"bapas": people.bapas, "kejari": people.kejari, "month": OCTOBER, "by": people.pk, "at": LATER}
    report = send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    first = send_summary(**told)
    assert send_summary(**told) == first
    assert send_summary(**told, note="Dua perkara menyusul.").version == 2
    return_report(report=report, note="Lengkapi", by=people.prosecutor, at=LATER)
    again = send_report(order=worked, month=OCTOBER, note="Lengkap", by=people.pk, at=LATER)
    third = send_summary(**told)
    assert (third.version, third.facts["rows"][0]["report"]) == (3, again.code)
    assert list(summaries_to_receive(people.prosecutor)) == [third], "an older version waits for nobody"
    with pytest.raises(Conflict):
        receive_summary(summary=first, by=people.prosecutor, at=LATER)
    with pytest.raises(PermissionDenied):
        receive_summary(summary=third, by=people.pk, at=LATER)


def test_a_month_with_an_undecided_absence_is_not_ready_and_says_which(people, worked):
    found = month(people, worked, OCTOBER)
    days = sorted(
        row.appointment.session.day.isoformat()
        for row in Attendance.objects.filter(replaced_by=None, outcome=Outcome.ABSENT)
        if first_of(row.appointment.session.day) == OCTOBER
    )
    assert days
    assert list(found.undecided) == days
    assert (found.unchecked, found.unrecorded) == (0, 0)
    assert not found.ready
    for absence in absences_of(worked):
        decide_absence(appointment=absence.appointment, valid=False, reason="Tanpa kabar", by=people.pk, at=LATER)
    found = month(people, worked, OCTOBER)
    assert (found.undecided, found.ready) == ((), True)


def test_no_child_stands_in_a_summary(people, worked):
    send_report(order=worked, month=OCTOBER, by=people.pk, at=LATER)
    Order.objects.filter(pk=worked.pk).update(child=True)
    with pytest.raises(Refused):
        send_summary(bapas=people.bapas, kejari=people.kejari, month=OCTOBER, by=people.pk, at=LATER)


@pytest.mark.parametrize("number", [1, 6])
def test_months_cost_a_fixed_number_of_queries(people, site, number, django_assert_max_num_queries):
    for place in range(number):
        order = cast.running(people, case_number=f"{place + 1}/Pid.B/2026/PN Amb", person_name=f"Orang {place} Rekaan")
        cast.planned(people, order)
    rows = list(orders_of_month(people.pk, OCTOBER))
    assert len(rows) == number
    with django_assert_max_num_queries(7):
        assert len(months_of_orders(rows, OCTOBER, day=LATER.date())) == number


def test_an_order_that_began_later_is_not_reported(people, running):
    assert not orders_of_month(people.pk, date(2026, 9, 1)).exists()
    assert orders_of_month(people.pk, OCTOBER).count() == 1
    assert first_of(date(2026, 10, 31)) == OCTOBER
