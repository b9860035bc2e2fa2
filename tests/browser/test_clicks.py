"""Clicks from the first page of a role to the end of a job, against the targets of the design (ux.md, section 2)."""

from datetime import timedelta

import pytest

from masohi.cases.orders.models import Order
from masohi.supply.commitments.models import Proof
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Plan, Session
from tests import cast, promised
from tests.browser.hands import Hands, after, sees, write_verdict

pytestmark = pytest.mark.django_db(transaction=True)
REGISTER, CLOSE, PLACE, APPROVE, RECORD, PROVE = 16, 4, 7, 3, 14, 4
NAMES = ["Abraham", "Boki", "Cornelis", "Daud", "Elias", "Fransina", "Gerson", "Hanok", "Izaak", "Jusuf"]


def test_hands_count_what_they_do(open_page):
    """Negative control of the count."""
    page = open_page(None, None)
    page.set_content(
        "<label for=a>Hari</label><select id=a><option>Senin</select><label>Nama<input></label><button>Simpan"
    )
    hands = Hands(page)
    hands.write("Nama", "x")
    hands.choose("Hari", "Senin")
    hands.press("Simpan")
    assert hands.clicks == 4


def test_register_a_judgment(people, open_page):
    hands = Hands(open_page(people.prosecutor, "/tugas"))
    hands.follow("Catat putusan")
    write_verdict(hands)
    hands.tick("Terdakwa setuju, sesudah tujuan kerja sosial dijelaskan")
    hands.press("Periksa isian")
    hands.press("Simpan putusan")
    sees(hands.page, "Putusan tersimpan.")
    assert Order.objects.count() == 1
    assert hands.clicks <= REGISTER


def test_place_a_client(people, open_page):
    cast.running(people)
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Buat jadwal")
    hands.press("Susun jadwal")
    hands.press("Terima usulan")
    sees(hands.page, "Sekarang menunggu persetujuan jaksa")
    assert Plan.objects.get().state == "menunggu"
    assert hands.clicks <= PLACE


@pytest.mark.parametrize(("first", "link"), [("/tugas", "Buktikan komitmen"), ("/komitmen", "Bukti Membuka tempat")])
def test_prove_a_promise(first, link, people, open_page, clock, tmp_path):
    """From the first page of an office, or from its list, to the stored proof (ux.md R5)."""
    promised.commitment(people, promised.agreement(people), due_on=promised.AT.date() + timedelta(days=9))
    clock.at = promised.AT
    file = tmp_path / "Berita acara.pdf"
    file.write_bytes(promised.PDF)
    hands = Hands(open_page(people.office, first))
    hands.follow(link)
    hands.page.get_by_label("Berkas bukti").set_input_files(file)
    hands.clicks += 1
    hands.write("Jumlah yang dibuktikan (lokasi)", "1")
    hands.press("Simpan")
    sees(hands.page, "1 dari 4 lokasi")
    assert Proof.objects.get().file.name == "Berita acara.pdf"
    assert hands.clicks <= PROVE


def test_close_an_order(people, open_page, clock):
    order = cast.running(people, hours=8)
    cast.planned(people, order)
    clock.at = cast.work_out(people, order)
    hands = Hands(open_page(people.prosecutor, "/tugas"))
    hands.follow("Terbitkan surat selesai")
    hands.press("Terbitkan surat")
    sees(hands.page, "Perkara selesai.")
    assert Letter.objects.count() == 2
    assert hands.clicks <= CLOSE


@pytest.fixture
def ten(people, clock):
    """A session of ten people that has just ended."""
    for number, name in enumerate(NAMES):
        order = cast.running(people, case_number=f"{number + 1}/Pid.B/2026/PN Amb", person_name=f"{name} Rekaan")
        cast.planned(people, order)
    session = Session.objects.earliest("starts_at")
    assert session.appointments.count() == 10
    clock.at = after(session)
    return session


def test_record_ten_people_with_one_absent(people, ten, open_page):
    page = open_page(people.supervisor, "/tugas", width=360)
    hands = Hands(page)
    hands.follow("Catat kehadiran")
    hands.press("9", role="radio", exact=True)
    hands.press("Lanjut")
    hands.press("Fransina R.", role="checkbox")
    hands.press("Simpan")
    sees(page, "10 orang tercatat.")
    absent = Attendance.objects.get(outcome="tidak_hadir")
    assert absent.appointment.order.person.name == "Fransina Rekaan"
    assert Attendance.objects.filter(outcome="hadir").count() == 9
    assert hands.clicks <= RECORD


def test_approve_a_session(people, ten, open_page):
    cast.attend(people, ten)
    page = open_page(people.pk, "/tugas")
    hands = Hands(page)
    hands.follow("Periksa kehadiran")
    hands.press("Akui semua yang wajar")
    sees(page, "10 catatan diakui.")
    assert Verification.objects.filter(accepted=True).count() == 10
    assert hands.clicks <= APPROVE
