"""What the office's pages say, and must not say: hours that wait, sessions told by phone, counts, empty boxes."""

import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from masohi.faces.web.holding import held_words
from masohi.ledger.heads.actions import sign_head
from masohi.work.attendance.actions import release_attendance, verify_attendance
from masohi.work.attendance.models import Attendance
from masohi.work.countersign.facts import card_data, register_data
from masohi.work.fieldreports.models import FieldReport
from masohi.work.fieldwork.models import FieldMatter
from masohi.work.placement.queries import session_with_people
from masohi.writing.documents import draw
from tests import cast
from tests.browser.conftest import Clock
from tests.field import phone_of

pytestmark = pytest.mark.django_db
PIN = "274916"


@pytest.fixture(autouse=True)
def fresh_brake():
    cache.clear()


@pytest.fixture
def clock(field, monkeypatch):
    """The pages live at the field's time."""
    clock = Clock().rule(monkeypatch)
    clock.now = lambda: field.at
    return clock.rule(monkeypatch)


@pytest.fixture
def recorded(field, clock):
    """A record whose time nobody can prove; no officer has seen it."""
    field.begin()
    field.phone.restart()
    field.at = field.session.ends_at
    field.phone.write("end", field.session.code, {"heads": 1, "ended": 780, "rest": 0}, claimed=field.at)
    field.push()
    return Attendance.objects.get()


@pytest.fixture
def held(field, recorded):
    """The same, accepted by the PK."""
    verify_attendance(accepted=[recorded], by=field.cast.pk, at=field.at)
    return recorded


def text(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def tags(page):
    """The words of every status in the page."""
    return [word.strip() for word in re.findall(r'<span class="tanda[^"]*">.*?</svg>(.*?)</span>', page, re.DOTALL)]


def both(client, field):
    """The person's hours and the session, as the PK sees them."""
    client.force_login(field.cast.pk)
    order = field.person.order
    pages = reverse("order-hours", args=[order.code]), reverse("session", args=[field.session.code])
    return [client.get(page).content.decode() for page in pages]


def decided(field, row, *, granted):
    return release_attendance(
        attendance=row, granted=granted, reason="Menelepon lokasi", by=field.cast.prosecutor, at=field.at
    )


def test_held_hours_never_look_accepted(client, field, held):
    for page in both(client, field):
        assert "Menunggu jaksa" in tags(page)
        assert "Diakui" not in tags(page)
        assert "Ditahan, menunggu jaksa: 5 jam" in page
    assert tags(both(client, field)[1]).count("Menunggu jaksa") == 2, "the session itself and the person in it"
    assert '<dd class="diakui">menunggu jaksa</dd>' in both(client, field)[0], "not: 0 jam"


def test_what_the_jaksa_turned_down_says_so(client, field, held):
    decided(field, held, granted=False)
    for page in both(client, field):
        assert "Tidak diakui jaksa" in tags(page)
        assert "Tidak diakui jaksa: Menelepon lokasi" in page
        assert "Menunggu jaksa" not in tags(page)


def test_what_the_jaksa_let_go_is_plainly_credited(client, field, held):
    decided(field, held, granted=True)
    for page in both(client, field):
        assert "Diakui" in tags(page)
        assert "jaksa:" not in page


def test_a_held_record_waits_for_the_first_officer_first(client, field, recorded):
    for page in both(client, field):
        assert "Menunggu verifikasi" in tags(page)
        assert "Menunggu jaksa" not in tags(page)


def test_held_words_cost_one_query_and_none_where_nothing_is_held(held, django_assert_num_queries):
    loaded = Attendance.objects.select_related("verification")
    rows = [*loaded, *loaded.all()]
    with django_assert_num_queries(1):
        assert held_words(rows).keys() == {held.pk}
    with django_assert_num_queries(0):
        assert held_words([]) == {}


def test_a_card_and_a_register_without_a_number_say_where_to_go(people, planned, field):
    card = text(draw("kartu", card_data([planned.order]), at=cast.AT))
    assert "Datang ke Bapas Ambon" in card
    assert "Telepon" not in card
    session = session_with_people(people.supervisor, field.session.code)
    register = text(draw("daftar-hadir", register_data(session, session.expected), at=cast.AT))
    assert "Datang ke Bapas Ambon" in register


def test_with_a_number_they_say_the_number(people, planned, field, settings):
    settings.HELP_CONTACT = "0911-312345"
    card = text(draw("kartu", card_data([planned.order]), at=cast.AT))
    session = session_with_people(people.supervisor, field.session.code)
    register = text(draw("daftar-hadir", register_data(session, session.expected), at=cast.AT))
    assert "Telepon: 0911-312345" in card
    assert "Telepon 0911-312345" in register
    assert "Datang ke" not in card + register


def test_only_supervisors_are_led_to_the_field_app(client, people, site):
    for role, leads in (("supervisor", True), ("pk", False), ("office", False)):
        client.force_login(getattr(people, role))
        page = client.get(reverse("tasks")).content.decode()
        assert (f'href="{reverse("field")}"' in page) is leads, role
    assert f'href="{reverse("field")}"' in Client().get(reverse("help")).content.decode()


@pytest.mark.parametrize(
    ("state", "waits"), [("tertahan", True), ("karantina", True), ("terbuka", False), ("diputuskan", False)]
)
def test_a_session_told_by_phone_is_not_late(client, field, clock, state, waits):
    """While the report is open the supervisor has still to end it; once decided against, to record it."""
    field.at = field.session.ends_at + timedelta(days=2)
    FieldReport.objects.create(device=field.device, session=field.session, state=state, changed_at=field.at)
    client.force_login(field.cast.supervisor)
    page = client.get(reverse("tasks")).content.decode()
    assert ("Sudah dikirim HP, menunggu PK" in page) is waits
    assert (reverse("session-record", args=[field.session.code]) in page) is not waits
    client.force_login(field.cast.office)
    page = client.get(reverse("tasks")).content.decode()
    assert ("Sudah dikirim HP, menunggu PK" in page) is waits


def test_the_invitation_can_be_opened_on_the_phone_itself(client, people, site):
    client.force_login(people.office)
    page = client.post(reverse("device-invite"), {"holder": people.supervisor.pk}).content.decode()
    assert re.search(r'<a class="tombol kedua" href="[^"]+/lapangan/pasang#[^"]+"[^>]*>.*?Buka di HP ini</a>', page)
    assert "Buka di HP ini" not in client.get(reverse("device-invite")).content.decode()


def test_a_phone_just_approved_is_not_called_silent(client, people, site, monkeypatch):
    clock = Clock().rule(monkeypatch)
    clock.at = cast.AT + timedelta(minutes=1)
    phone_of(people.supervisor, people)
    client.force_login(people.office)
    assert "Baru disetujui" in client.get(reverse("devices")).content.decode()
    clock.at = cast.AT + timedelta(days=2)
    page = client.get(reverse("devices")).content.decode()
    assert "Belum pernah terhubung" in page
    assert "Baru disetujui" not in page


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("device-invite", ["Pilih pemegang HP."]),
        ("site-beneficiaries", ["Isi nama.", "Isi jabatan.", "Isi nomor HP."]),
    ],
)
def test_an_empty_box_is_asked_for_by_name(client, people, site, name, sentences):
    client.force_login(people.office)
    url = reverse(name, args=[site.slug] if name == "site-beneficiaries" else [])
    page = client.post(url, {"kosong": "ya"}).content.decode()
    assert [one for one in sentences if one not in page] == []
    assert "tidak boleh kosong" not in page


@pytest.fixture
def signing(people, site, field, clock):
    """A session in its last minute, and the beneficiary's page of it."""
    contact = cast.beneficiary(people, site, pin=PIN)
    field.at = field.session.ends_at - timedelta(minutes=1)
    typed = {"heads": "3", "done_well": "ya", "note": "", "beneficiary": contact.code, "pin": PIN}
    return reverse("witness", args=[field.session.code]), typed


def test_who_signed_reads_the_figure_again_and_nobody_else_does(signing):
    url, typed = signing
    phone = Client()
    page = phone.post(url, typed, follow=True).content.decode()
    assert "Anda menulis 3 orang." in page
    assert "Salah tulis? Hubungi PK." in page
    assert "Anda menulis" not in Client().get(url).content.decode(), "the supervisor must not learn the count here"


@pytest.mark.parametrize("change", [{"pin": "000000"}, {"heads": "x"}])
def test_a_fault_on_the_beneficiarys_page_tells_that_the_pin_is_gone(signing, change):
    url, typed = signing
    page = Client().post(url, typed | change).content.decode()
    assert "Kotak PIN dikosongkan" in page
    assert PIN not in page


def test_a_fault_while_choosing_a_pin_claims_no_box_is_kept(people, site, client, monkeypatch):
    clock = Clock().rule(monkeypatch)
    clock.at = cast.AT
    contact = cast.beneficiary(people, site, pin="")
    client.force_login(people.pk)
    answer = client.post(reverse("site-beneficiaries", args=[site.slug]), {"tautan": contact.code}).content.decode()
    link = reverse("witness-pin", args=[answer.split("/saksi/pin/")[1][:12]])
    page = Client().post(link, {"pin": PIN, "again": "918273"}).content.decode()
    assert "Kedua kotak dikosongkan" in page
    assert "tidak hilang" not in page


def test_the_record_opens_with_its_purpose_and_hides_the_witness_tools(client, people):
    sign_head(at=cast.AT)
    page = client.get(reverse("record")).content.decode()
    assert "tidak dapat diubah diam-diam. Cocokkan angka di bawah" in page
    assert "Sidik seluruh catatan" in page
    assert "Belum ada saksi yang ikut menandatangani." in page
    tools = re.search(r"<details[^>]*><summary>Untuk saksi</summary>(.*?)</details>", page, re.DOTALL)[1]
    assert 'name="dari"' in tools
    assert 'name="note"' in tools
    assert "<details" in page.split("Untuk saksi")[0][-60:]
    assert re.search(r"<details[^>]*open", client.post(reverse("record"), {"note": ""}).content.decode())


def test_the_daily_sheet_begins_with_what_a_person_does(client, people):
    sign_head(at=cast.AT)
    sheet = text(client.get(reverse("record-sheet")).content)
    order = [sheet.index(word) for word in ("Cocokkan", "Tanda tangani", "Simpan", "Pindai kode QR")]
    assert order == sorted(order)


def test_who_is_on_the_list_is_not_offered_as_a_walk_in(client, field, people, clock):
    other = cast.running(people, case_number="7/Pid.B/2026/PN Amb", person_name="Ruth Sopacua")
    field.begin()
    field.phone.write("walkin", field.session.code, {"card": "", "note": "Ruth", "began": 480})
    field.finish()
    field.push()
    client.force_login(people.pk)
    matter = FieldMatter.objects.get(kind="di_luar_daftar")
    page = client.get(reverse("walk-in", args=[matter.pk])).content.decode()
    assert f'value="{other.code}"' in page
    assert f'value="{field.person.order.code}"' not in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [("luka", "Ada yang luka"), ("alat", "Alat rusak"), ("tengkar", "Ada pertengkaran"), ("lain", "Lainnya")],
)
def test_incidents_are_told_in_words(client, field, clock, kind, words):
    field.begin()
    field.phone.write("incident", field.session.code, {"kind": kind, "appointment": None, "note": "Dekat pintu"})
    field.finish()
    field.push()
    client.force_login(field.cast.pk)
    assert f"{words} · Dekat pintu" in client.get(reverse("field-matters")).content.decode()
