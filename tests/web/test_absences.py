"""Pages of absences: three presses to a decision, and nobody reads what is not theirs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from masohi.faces.web.absences import listing
from masohi.ledger.reads.models import Reading
from masohi.work.absences.actions import decide_absence, issue_minutes, tell_excuse
from masohi.work.absences.models import AbsenceDecision, Excuse
from masohi.work.absences.queries import absence_at
from masohi.work.absences.terms import Reason
from masohi.work.attendance.actions import verify_attendance
from masohi.work.attendance.queries import records_to_verify
from masohi.work.enforcement.actions import propose_step
from masohi.work.enforcement.models import Step
from masohi.work.letters.models import Letter
from masohi.work.placement.models import Appointment
from tests import cast, missing

pytestmark = pytest.mark.django_db
OTHERS = ("office", "clerk", "leader", "administrator", "bureau", "unit")


@pytest.fixture
def first(planned):
    return Appointment.objects.filter(order=planned.order, state="terjadwal").earliest("starts_at")


@pytest.fixture
def missed(people, first, monkeypatch):
    """The first date was missed; it is the evening of that day."""
    cast.attend(people, first.session, absent=(first.order_id,))
    evening = first.session.ends_at + timedelta(hours=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: evening)
    first.refresh_from_db()
    return first


@pytest.fixture
def pk(client, people):
    client.force_login(people.pk)
    return client


def words(response):
    text = re.sub(r"(?s)<head>.*?</head>", " ", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def at(name, one):
    return reverse(name, args=[one.session.code, one.order.code])


def test_three_presses_lead_from_the_row_to_the_decision(pk, missed):
    page = pk.get(reverse("absences"))
    address = at("absence", missed)
    assert f'href="{address}"' in page.content.decode()
    assert "Samuel L." in words(page)
    shown = pk.get(address)
    assert 'name="ground" value="surat"' in shown.content.decode()
    answer = pk.post(address, {"ground": "surat", "putusan": "sah", "standing": ""}, follow=True)
    assert "alasan sah" in words(answer)
    assert "tetap harus dijalani" in words(answer)
    made = AbsenceDecision.objects.get()
    assert (made.valid, made.reason) == (True, "Surat dokter atau bukti lain sudah dilihat")
    assert "Tidak ada ketidakhadiran yang menunggu" in words(pk.get(reverse("absences")))


def test_refusing_needs_the_other_button_and_keeps_own_words(pk, missed):
    pk.post(
        at("absence", missed),
        {"ground": "lain", "words": "Ditelepon, tidak diangkat", "putusan": "tidak", "standing": ""},
    )
    made = AbsenceDecision.objects.get()
    assert (made.valid, made.reason) == (False, "Ditelepon, tidak diangkat")


@pytest.mark.parametrize(("ground", "button"), [("belum_tahu", "tidak"), ("surat", "tidak"), ("bukan_alasan", "sah")])
def test_a_reason_cannot_contradict_its_decision(pk, missed, ground, button):
    answer = pk.post(at("absence", missed), {"ground": ground, "putusan": button, "standing": ""})
    assert "Alasan ini tidak cocok dengan keputusannya." in words(answer)
    assert AbsenceDecision.objects.count() == 0


UNTOLD = "Tidak ada bukti bahwa orangnya diberi tahu sebelum sesi."


def test_before_a_refusal_the_page_says_that_nobody_proved_the_telling(pk, missed):
    assert UNTOLD in words(pk.get(at("absence", missed)))


def test_who_was_told_in_time_is_not_called_untold(pk, people, first, request):
    missing.told(people, first.order)
    assert UNTOLD not in words(pk.get(at("absence", request.getfixturevalue("missed"))))


def test_without_a_reason_nothing_is_decided_and_the_page_says_so(pk, missed):
    answer = pk.post(at("absence", missed), {"putusan": "sah", "standing": ""})
    assert "Pilih alasan keputusan." in words(answer)
    answer = pk.post(at("absence", missed), {"ground": "lain", "words": " ", "putusan": "sah", "standing": ""})
    assert "Tulis alasan keputusan." in words(answer)
    assert not AbsenceDecision.objects.exists()


def test_nobody_overrules_a_decision_that_the_page_had_not_shown(pk, missed):
    sent = {"ground": "surat", "putusan": "sah", "standing": ""}
    pk.post(at("absence", missed), sent)
    answer = pk.post(at("absence", missed), {**sent, "ground": "tanpa_bukti", "putusan": "tidak"})
    assert "sudah diputuskan orang lain" in words(answer)
    assert AbsenceDecision.objects.count() == 1
    first_word = AbsenceDecision.objects.get()
    pk.post(at("absence", missed), {**sent, "ground": "tanpa_bukti", "putusan": "tidak", "standing": first_word.pk})
    assert AbsenceDecision.objects.get(replaced_by=None).replaces == first_word


def test_the_page_names_the_step_that_is_due_although_no_night_has_proposed_it(pk, people, missed, monkeypatch):
    sent = {"ground": "tanpa_bukti", "putusan": "tidak", "standing": ""}
    unverified = pk.post(at("absence", missed), sent)
    assert unverified.url == reverse("absences")
    assert "Langkah yang jatuh tempo" not in words(pk.get(at("absence", missed)))
    later = missed.session.ends_at + timedelta(hours=5)
    verify_attendance(accepted=list(records_to_verify(people.pk)), by=people.pk, at=later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    page = pk.get(at("absence", missed))
    assert "Langkah yang jatuh tempo Peringatan" in words(page)
    assert reverse("step-new", args=[missed.order.code]) in page.content.decode()
    word = AbsenceDecision.objects.get().pk
    assert pk.post(at("absence", missed), sent | {"standing": word}).url == at("absence", missed)
    propose_step(order=missed.order, by=people.pk, at=later)
    assert reverse("step", args=[Step.objects.get().code]) in pk.get(at("absence", missed)).content.decode()
    decide_absence(
        appointment=missed,
        valid=True,
        reason="Sakit",
        replaces=AbsenceDecision.objects.get(replaced_by=None),
        by=people.pk,
        at=later,
    )
    Step.objects.all().delete()
    assert "Langkah yang jatuh tempo" not in words(pk.get(at("absence", missed)))


def test_a_supervisor_turns_pages(client, people, planned, monkeypatch):
    monkeypatch.setattr(listing, "A_PAGE", 1)
    first, second = Appointment.objects.filter(order=planned.order, state="terjadwal").order_by("starts_at")[:2]
    monkeypatch.setattr("django.utils.timezone.now", lambda: first.starts_at - timedelta(days=1))
    client.force_login(people.supervisor)
    page = client.get(reverse("absences")).content.decode()
    assert at("excuse-new", first) in page
    assert at("excuse-new", second) not in page
    assert at("excuse-new", second) in client.get(reverse("absences") + "?halaman=2").content.decode()


def test_late_and_not_late_stand_apart(pk, missed, monkeypatch):
    assert "Minggu ini" in words(pk.get(reverse("absences")))
    later = missed.session.ends_at + timedelta(days=4)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    page = words(pk.get(reverse("absences")))
    assert "Terlambat" in page
    assert "terlambat 1 hari" in page


@pytest.mark.parametrize("who", OTHERS)
def test_who_does_not_decide_finds_no_page(client, people, missed, who):
    client.force_login(getattr(people, who))
    for address in (at("absence", missed), reverse("order-absences", args=[missed.order.code])):
        assert client.get(address).status_code == 404
    assert client.post(at("absence", missed), {"ground": "surat", "putusan": "sah"}).status_code == 404


def test_a_pk_of_another_town_finds_no_page_either(client, people, missed):
    client.force_login(people.stranger)
    assert "Samuel" not in words(client.get(reverse("absences")))
    for name in ("absence", "excuse-new", "absence-write"):
        assert client.get(at(name, missed)).status_code == 404
    assert client.post(at("absence-minutes", missed)).status_code == 404
    assert client.get(reverse("order-pause", args=[missed.order.code])).status_code == 404


def test_a_supervisor_passes_a_word_on_and_reads_nothing_of_others(client, people, missed):
    tell_excuse(appointment=missed, reason=Reason.SICK, note="Rahasia", by=people.pk, at=missed.session.ends_at)
    client.force_login(people.supervisor)
    page = client.get(reverse("absences"))
    assert at("excuse-new", missed) in page.content.decode()
    assert "Rahasia" not in words(page)
    form = client.get(at("excuse-new", missed))
    assert "Rahasia" not in words(form)
    assert "Samuel Latumahina" not in words(form)
    sent = client.post(at("excuse-new", missed), {"reason": "keluarga", "note": "Anaknya dirawat"}, follow=True)
    assert "PK memutuskannya" in words(sent)
    assert Excuse.objects.latest("pk").teller == "pengawas"
    assert client.get(at("absence", missed)).status_code == 404


def test_a_proof_is_handed_out_to_those_who_decide_and_its_opening_is_noted(client, people, missed):
    excuse = tell_excuse(
        appointment=missed,
        reason=Reason.SICK,
        file=("surat.pdf", b"%PDF-1.4 surat"),
        by=people.supervisor,
        at=missed.session.ends_at,
    )
    address = reverse("excuse-proof", args=[excuse.code])
    client.force_login(people.pk)
    before = Reading.objects.count()
    answer = client.get(address)
    assert answer.content == b"%PDF-1.4 surat"
    assert Reading.objects.count() == before + 1
    for who in ("supervisor", "stranger", "office", "clerk"):
        client.force_login(getattr(people, who))
        assert client.get(address).status_code == 404


def test_what_else_can_be_done_is_one_press_away_and_no_number_stands_in_the_page(pk, missed):
    page = pk.get(at("absence", missed)).content.decode()
    assert at("absence-write", missed) in page
    assert reverse("replans") in page
    assert "81248001234" not in page
    answer = pk.get(at("absence-write", missed))
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://wa.me/6281248001234?text=Halo%20Samuel")
    assert "112%2FPid" not in answer["Location"]


def test_before_the_session_accepting_says_that_the_date_is_released(pk, people, first, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.AT + timedelta(hours=2))
    pk.post(at("excuse-new", first), {"reason": "kerja", "note": "Kapal berangkat"})
    assert "tanggal ini dilepas" in words(pk.get(at("absence", first)))
    pk.post(at("absence", first), {"ground": "kabar", "putusan": "sah", "standing": ""})
    first.refresh_from_db()
    assert first.state == "batal"
    assert "Tanggal ini sudah dilepas" in words(pk.get(at("absence", first)))
    assert "Alasan sah" in words(pk.get(reverse("order-absences", args=[first.order.code])))


def test_the_minutes_are_issued_once_the_date_is_recorded_as_missed(pk, people, missed):
    answer = pk.post(at("absence-minutes", missed), follow=True)
    letter = Letter.objects.get(kind="ba-kejadian")
    assert letter.number in words(answer)
    assert letter.order == missed.order


def test_a_second_press_points_to_the_minutes_that_are_there(pk, people, missed):
    first = pk.post(at("absence-minutes", missed), follow=True)
    letter = Letter.objects.get(kind="ba-kejadian")
    assert letter.number in words(first)
    assert "sudah terbit" in words(pk.post(at("absence-minutes", missed), follow=True))
    assert Letter.objects.filter(kind="ba-kejadian").count() == 1
    later = missed.session.ends_at + timedelta(hours=4)
    decide_absence(appointment=missed, valid=True, reason="Sakit", by=people.pk, at=later)
    assert (
        issue_minutes(absence=absence_at(people.pk, missed.session.code, missed.order.code), by=people.pk, at=later)
        != letter
    ), "a decision is news"
    assert Letter.objects.filter(kind="ba-kejadian").count() == 2


def test_the_minutes_of_a_date_that_nobody_missed_are_refused(pk, first):
    answer = pk.post(at("absence-minutes", first), follow=True)
    assert "belum dicatat" in words(answer)
    assert not Letter.objects.filter(kind="ba-kejadian").exists()
