"""Clicks of the follow-up of orders against the targets of the design (ux.md R1 jobs 2-4, R2 jobs 1, 4, 5)."""

from datetime import date, datetime, time

import pytest

from masohi.parties.parameters.queries import parameters_in_force
from masohi.work.absences.models import AbsenceDecision
from masohi.work.letters.models import Letter
from masohi.work.monthly.actions import send_report
from masohi.work.monthly.models import MonthlyReport
from masohi.work.monthly.pace.actions import raise_alarm
from masohi.work.monthly.pace.queries import alarms_due
from masohi.work.placement.models import Session
from masohi.writing.indonesian import WIT
from tests import cast, missing
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
OFF_TRACK, RECEIVE, SUMMON, TODAY, ABSENCE, MONTHLY = 2, 3, 4, 0, 3, 4
OCTOBER = date(2026, 10, 1)
NOVEMBER = datetime(2026, 11, 3, 8, 0, tzinfo=WIT)


@pytest.fixture
def october(people, clock):
    """Two orders that worked until the end of October, all of it accepted; now it is 3 November."""
    orders = [
        cast.running(people, case_number=f"{n}/Pid.B/2026/PN Amb", person_name=f"{name} Rekaan")
        for n, name in enumerate(("Abraham", "Boki"), start=1)
    ]
    for order in orders:
        cast.planned(people, order)
    for session in Session.objects.filter(day__lt=date(2026, 11, 1)).order_by("starts_at"):
        cast.accept(people, cast.attend(people, session))
    clock.at = NOVEMBER
    return orders


def test_a_pk_knows_what_to_do_today(people, october, open_page):
    """R2 job 1: nothing to click."""
    hands = Hands(open_page(people.pk, "/tugas"))
    sees(hands.page, "Kirim laporan bulanan")
    for title in ("Hari ini", "Minggu ini"):
        sees(hands.page, title)
    assert hands.clicks == TODAY


def test_a_jaksa_sees_whose_order_is_off_track(people, open_page, clock):
    """R1 job 2: the tile, then the row."""
    order = cast.running(people)
    clock.at = NOVEMBER
    for due in alarms_due(NOVEMBER.date(), parameters_in_force()):
        raise_alarm(due=due, by=people.system, at=NOVEMBER)
    hands = Hands(open_page(people.prosecutor, "/tugas"))
    hands.follow("Perlu tindakan jaksa")
    hands.follow("Samuel L.")
    sees(hands.page, order.case_number)
    assert hands.page.url.endswith(f"/perkara/{order.code}")
    assert hands.clicks <= OFF_TRACK


def test_a_pk_sends_a_monthly_report(people, october, open_page):
    """R2 job 5: Laporan, the month, the note, Kirim."""
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Laporan", exact=True)
    hands.follow("Laporan Oktober 2026")
    hands.write("Catatan PK", "Rajin dan tepat waktu.")
    hands.press("Kirim Abraham R.")
    sees(hands.page, "Laporan terkirim ke jaksa.")
    report = MonthlyReport.objects.get()
    assert (report.state, report.note) == ("terkirim", "Rajin dan tepat waktu.")
    assert hands.clicks <= MONTHLY


def test_a_pk_sends_all_that_are_ready(people, october, open_page):
    """From the row of the task: three clicks for everything, with a look at what goes."""
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Kirim laporan bulanan")
    hands.follow("Kirim 2 laporan yang siap")
    sees(hands.page, "Laporan ini dikirim ke jaksa")
    hands.press("Kirim 2 laporan")
    sees(hands.page, "2 laporan terkirim ke jaksa.")
    assert MonthlyReport.objects.filter(state="terkirim").count() == 2
    assert hands.clicks <= MONTHLY


@pytest.mark.parametrize("start", ["Laporan", "Baca laporan bulanan"])
def test_a_jaksa_receives_a_monthly_report(people, october, open_page, start):
    """R1 job 3: Laporan, the month, Terima; or from the row of the task."""
    send_report(order=october[0], month=OCTOBER, by=people.pk, at=NOVEMBER)
    hands = Hands(open_page(people.prosecutor, "/tugas"))
    hands.follow(start, exact=start == "Laporan")
    if start == "Laporan":
        hands.follow("Laporan Oktober 2026")
    hands.press("Terima Abraham R.")
    sees(hands.page, "Laporan diterima.")
    assert MonthlyReport.objects.get().state == "diterima"
    assert hands.clicks <= RECEIVE


def test_a_jaksa_returns_a_monthly_report(people, october, open_page):
    """The words of return are asked for where the button is."""
    send_report(order=october[0], month=OCTOBER, by=people.pk, at=NOVEMBER)
    hands = Hands(open_page(people.prosecutor, "/tugas"))
    hands.follow("Baca laporan bulanan")
    hands.page.get_by_text("Kembalikan dengan catatan").click()
    hands.write("Apa yang perlu diperbaiki", "Jelaskan sesi ketiga.")
    hands.press("Kembalikan", exact=True)
    sees(hands.page, "Laporan dikembalikan ke PK dengan catatan Anda.")
    assert MonthlyReport.objects.get().decision_note == "Jelaskan sesi ketiga."


@pytest.fixture
def summons(people, clock):
    """An order that was warned once and missed another session: the next step is the first summons."""
    order = cast.running(people)
    cast.planned(people, order)
    missing.told(people, order)
    missing.climbed(people, order, 1)
    _row, clock.at = missing.misses(people, order)
    missing.step(people, order, clock.at)
    return order


@pytest.mark.parametrize("who", ["prosecutor", "pk"])
def test_a_summons_is_issued(people, summons, open_page, who):
    """R1 job 4: Buat surat panggilan, look at it, Terbitkan PDF."""
    before = Letter.objects.count()
    hands = Hands(open_page(getattr(people, who), "/tugas"))
    hands.follow("Buat surat panggilan")
    hands.press("Terbitkan PDF")
    sees(hands.page, "Surat terbit")
    assert Letter.objects.filter(kind="panggilan-1").count() == 1
    assert Letter.objects.count() == before + 1
    assert hands.clicks <= SUMMON


def test_an_absence_is_decided(people, open_page, clock):
    """R2 job 4: the row, the reason, the decision."""
    order = cast.running(people)
    cast.planned(people, order)
    session = Session.objects.filter(appointments__order=order).earliest("starts_at")
    cast.accept(people, cast.attend(people, session, absent=(order.pk,)))
    clock.at = datetime.combine(session.day, time(21), WIT)
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Putuskan ketidakhadiran")
    hands.tick("Tidak ada kabar dan tidak dapat dihubungi")
    hands.press("Tolak alasan")
    sees(hands.page, "Keputusan tersimpan")
    assert not AbsenceDecision.objects.get().valid
    assert hands.clicks <= ABSENCE
