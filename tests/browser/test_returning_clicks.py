"""Clicks of coming home against the targets of the design (ux.md R2 job 2 of the follow-up, R4 job 4, R5 job 4)."""

import pytest

from masohi.reentry.followup.checks.models import HomeCheck
from masohi.reentry.followup.models import Sharing
from masohi.reentry.followup.planning.actions import Wanted, approve_homecoming, write_plan
from masohi.reentry.followup.referrals.models import Referral
from tests import returning
from tests.browser.hands import Hands, sees

pytestmark = pytest.mark.django_db(transaction=True)
PREPARE, ACCEPT, SEND_BACK, ANSWER, SILENCE = 5, 2, 3, 4, 3
NEEDS = ("dokumen", "kerja", "rumah", "kesehatan", "sekolah")
OFFICES = {"Disdukcapil", "Disnaker", "Dinsos", "Dinkes", "Disdik"}


@pytest.fixture
def child(people):
    """A child who comes home in sixty days, with an approved plan of five needs."""
    row = returning.child(people)
    wanted = [Wanted(domain, f"Yang perlu: {domain}") for domain in NEEDS]
    plan = write_plan(client=row, goals="Hidup tenang di rumah", needs=wanted, by=people.unit, at=returning.AT)
    approve_homecoming(plan=plan, by=returning.second(people), at=returning.AT)
    return row


def test_a_unit_prepares_somebody_for_five_offices(people, child, open_page):
    """R4 job 4: Pelatihan, Pulang, the row's button, the paper of consent, send."""
    hands = Hands(open_page(people.unit, "/tugas"))
    hands.follow("Pelatihan", exact=True)
    hands.follow("Pulang", exact=True)
    sees(hands.page, "Pulang dalam 90 hari")
    hands.follow("Buat rujukan")
    hands.write("Surat persetujuan atau pasal", "Surat persetujuan ibu, 5 Oktober 2026")
    hands.press("Kirim rujukan")
    sees(hands.page, "5 rujukan terkirim.")
    assert set(Referral.objects.values_list("office__short_name", flat=True)) == OFFICES
    assert {tuple(one.fields) for one in Sharing.objects.all()} == {("kelurahan",)}
    assert hands.clicks <= PREPARE
    assert hands.page.faults == []


def test_what_is_typed_stays_where_consent_is_missing(people, child, open_page):
    hands = Hands(open_page(people.unit, f"/pulang/{child.code}/rujuk-semua"))
    hands.page.get_by_label("Yang diminta").first.fill("Rekam KTP di sekolah")
    hands.press("Kirim rujukan")
    sees(hands.page, "Belum tersimpan")
    assert hands.page.get_by_label("Yang diminta").first.input_value() == "Rekam KTP di sekolah"
    assert not Referral.objects.exists()


def test_an_office_takes_a_referral_on_the_phone(people, child, open_page):
    """R5 job 4: the row of the task, Terima."""
    returning.referral(people, child)
    hands = Hands(open_page(returning.helper(people), "/tugas", width=360))
    hands.follow("Jawab rujukan")
    sees(hands.page, "Dampingi rekam KTP")
    hands.press("Terima")
    sees(hands.page, "Tersimpan.")
    assert Referral.objects.get().state == "diterima"
    assert hands.clicks <= ACCEPT
    assert hands.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("button", "state"), [("Tanya dulu", "bertanya"), ("Tolak", "ditolak")])
def test_an_office_sends_a_referral_back_on_the_phone(people, child, open_page, button, state):
    """R5 job 4: the row, the words, the button; without words nothing is sent."""
    returning.referral(people, child)
    hands = Hands(open_page(returning.helper(people), "/tugas", width=360))
    hands.follow("Jawab rujukan")
    hands.write("Pertanyaan atau alasan", "Sudah punya akta?")
    hands.press(button)
    sees(hands.page, "Tersimpan.")
    assert (Referral.objects.get().state, Referral.objects.get().answer) == (state, "Sudah punya akta?")
    assert hands.clicks <= SEND_BACK


def test_a_refusal_without_words_is_asked_for_them(people, child, open_page):
    returning.referral(people, child)
    hands = Hands(open_page(returning.helper(people), "/tugas", width=360))
    hands.follow("Jawab rujukan")
    hands.press("Tolak")
    sees(hands.page, "Tulis pertanyaan atau alasannya.")
    assert hands.page.get_by_label("Tolak", exact=True).is_checked()
    assert Referral.objects.get().state == "dikirim"


def test_a_pk_writes_down_what_somebody_at_home_said(people, open_page):
    """R2: the row of the task, reached, one answer, save; further answers are one click each."""
    returning.adult(people)
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Tanyakan kabar")
    hands.tick("Bertemu atau terhubung")
    hands.tick("Bersama keluarga")
    hands.press("Simpan")
    sees(hands.page, "Tersimpan.")
    row = HomeCheck.objects.get()
    assert (row.months, row.how, row.reached, row.living, row.work) == (1, "telepon", "bertemu", "keluarga", "")
    assert hands.clicks <= ANSWER


def test_a_pk_writes_down_that_nobody_was_reached(people, open_page):
    returning.adult(people)
    hands = Hands(open_page(people.pk, "/tugas"))
    hands.follow("Tanyakan kabar")
    hands.tick("Tidak terhubung")
    hands.press("Simpan")
    sees(hands.page, "Tersimpan.")
    assert HomeCheck.objects.get().reached == "tidak_terhubung"
    assert hands.clicks <= SILENCE
